"""Comparator words around a number, and the bounds they leave: "more than 800", "60 or so"."""

import functools
import re

from newsledger import vocabulary
from newsledger.annotators.figures.amounts import MASK, alternation
from newsledger.model import Comparator

REACH = 40  # characters looked at before a number
STACKED = 3  # comparator phrases in a row that are read ("up to an estimated")

Bounds = tuple[float | None, float | None]


def before(text: str, floor: int, start: int) -> tuple[int, Comparator | None]:
    """Where the comparator words before `start` begin, and what the first of them says."""
    pattern, _, names = _phrases()
    said: Comparator | None = None
    for _ in range(STACKED):
        left = max(floor, start - REACH)
        match = pattern.search(text[left:start])
        if match is None or _particle(text, floor, left + match.start(), match.group()):
            return start, said
        said = names[" ".join(match.group().lower().split())]
        start = left + match.start()
    return start, said


def after(text: str, end: int) -> tuple[int, Comparator | None]:
    """Where comparator words behind a number end, and what they say: "or more", "+"."""
    _, pattern, names = _phrases()
    match = pattern.match(text, end)
    if match is None or MASK in match.group():
        return end, None
    return match.end(), names.get(" ".join(match.group().lower().split()))


def bounds(low: float, high: float, comparator: Comparator, *, vague: bool) -> Bounds:
    """Open the sides the comparator opens; a vague size keeps its own bounds where it can."""
    if comparator in {"more_than", "at_least"}:
        return low, None
    if comparator in {"less_than", "at_most", "nearly"}:
        return (low if vague else None), high
    return low, high


@functools.cache
def _phrases() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Comparator]]:
    rules = vocabulary.load("numbers")["comparator"]
    first = {phrase: rule["name"] for rule in rules for phrase in rule["before"]}
    last = {phrase: rule["name"] for rule in rules for phrase in rule.get("after", ())}
    left = re.compile(rf"(?<!\w)(?:{alternation(first)})\s*$", re.IGNORECASE)
    right = re.compile(rf"\s?(?:{alternation(last)})(?!\w)", re.IGNORECASE)
    return left, right, {" ".join(k.lower().split()): v for k, v in (first | last).items()}


@functools.cache
def _particles() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in vocabulary.load("numbers")["particles"].items()}


def _particle(text: str, floor: int, start: int, phrase: str) -> bool:
    """Whether the words belong to a verb before them ("handed over 800 guns")."""
    left = re.search(r"(\w+)\s+$", text[max(floor, start - REACH) : start])
    verbs = _particles().get("_".join(phrase.lower().split()), frozenset())
    return left is not None and left.group(1).lower() in verbs
