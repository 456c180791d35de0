"""Numbers in running text: words, digits, scales, ranges and comparator words, with their bounds.

The grammar is that of English news: "more than 800", "18,000 to 20,000", "tens of thousands",
"$1.2 million", "two-thirds". Bounds follow the export contract. Word lists are in
`vocabulary/numbers.toml`.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsledger import vocabulary
from newsledger.annotators.figures import amounts, comparators, units
from newsledger.annotators.figures.amounts import MASK, Amount
from newsledger.model import Comparator

BEHIND = 80  # characters looked at around a number for words of range and change
CHANGE = 7  # words between a verb of change and "from 20 to 30"
APART = 3  # times the lower bound that "by 20 to 60" may reach and still be one range
ROUGHLY = 2  # the same for "20 or 40"
THOUSAND = 1_000
STRONG = "-strong"  # "a 300-strong crowd" counts the crowd
LINK = re.compile(
    r"\s*(%|[a-z]{1,12}(?: [a-z]{1,8})?)?"
    r"(?:\s+(to|and|or)\s+|\s?([-–—])\s?)(?:as (?:many|much) as )?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number phrase with its bounds.

    `start` to `end` cover it with its comparator words, `bare` is where the number itself begins,
    `after` where the unit behind it ends.
    """

    start: int
    end: int
    bare: int
    after: int
    low: float | None
    high: float | None
    comparator: Comparator
    unit: str | None = None
    dimension: str | None = None


@functools.cache
def words() -> dict[str, frozenset[str]]:
    """Sets of words that decide whether a number counts anything."""
    data = vocabulary.load("numbers")
    return {
        "time": frozenset(data["time"]["units"]),
        "between": frozenset(data["time"]["between"]),
        "months": frozenset(data["time"]["months"]),
        "before": frozenset(data["labels"]["before"]),
        "names": frozenset(data["labels"]["names"]),
        "nouns": frozenset(data["labels"]["nouns"]),
        "definite": frozenset(data["labels"]["definite"]),
        "change": frozenset(data["change"]["words"]),
    }


def masked(text: str, spans: Iterable[tuple[int, int]] = ()) -> str:
    """Return `text` with `spans` and what is never a quantity blanked; its length is the same."""
    text = _masks().sub(lambda match: re.sub(r"[^\n]", MASK, match.group()), text)
    parts: list[str] = []
    place = 0
    for start, end in sorted(spans):
        if end > place:
            start = max(start, place)
            parts += [text[place:start], MASK * (end - start)]
            place = end
    return "".join(parts) + text[place:]


def find(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Number phrases of `text` between `start` and `end`, left to right, none overlapping."""
    pieces = list(amounts.find(text, start, len(text) if end is None else end))
    return list(_numbers(text, start, pieces))


@functools.cache
def _masks() -> re.Pattern[str]:
    rules = vocabulary.load("numbers")["patterns"]["masked"]
    return re.compile("|".join(f"(?:{rule})" for rule in rules), re.MULTILINE)


def _numbers(text: str, floor: int, pieces: Sequence[Amount]) -> Iterator[Number]:
    index = 0
    while index < len(pieces):
        first, second = pieces[index], pieces[index + 1 : index + 2]
        joined = _range(text, floor, first, second[0]) if second else None
        if joined is not None or not (second and _score(text, first, second[0])):
            yield _number(text, floor, joined or first, ranged=joined is not None)
            floor = (joined or first).end
            index += 1 + (joined is not None)
        else:
            index += 2


def _score(text: str, first: Amount, second: Amount) -> bool:
    """Whether two numbers that are no range are joined by a dash: a score, a vote, a code."""
    return re.fullmatch(r"[-–]", text[first.end : second.start]) is not None


def _range(text: str, floor: int, first: Amount, second: Amount) -> Amount | None:
    left = text[max(floor, first.start - BEHIND) : first.start].lower()
    lead = re.search(r"(?<!\w)(between|from|by)\s+$", left)
    low = _shared_scale(first, second)
    said = lead.group(1) if lead else ""
    if first.vague or second.vague or low is None or low >= second.high:
        return None
    if not _joined(text, first, second, said, low) or _changes(left):
        return None
    start = first.start - len(lead.group()) if lead and said == "between" else first.start
    unit = first.unit or second.unit
    return Amount(start=start, end=second.end, low=low, high=second.high, unit=unit, scaled=True)


def _joined(text: str, first: Amount, second: Amount, lead: str, low: float) -> bool:
    """Whether the words between two numbers make them the bounds of one range."""
    link = LINK.fullmatch(text[first.end : second.start].lower())
    if link is None:
        return False
    unit, word = link.group(1), link.group(2)
    if unit and not units.same_for_both(unit, text[second.end : second.end + BEHIND]):
        return False
    if word == "and":
        return lead == "between"
    widest = {"or": ROUGHLY}.get(word or "", APART if lead == "by" else float("inf"))
    return second.high <= low * widest if low else widest == float("inf")


def _shared_scale(first: Amount, second: Amount) -> float:
    """The lower bound of a range, which shares the upper one's scale in "2 to 3 million"."""
    if not second.scaled or first.scaled or not first.low < THOUSAND <= second.low:
        return first.low
    power = (len(str(int(second.low))) - 1) // 3
    return first.low * float(THOUSAND**power)


def _changes(left: str) -> bool:
    """Whether a word of change leads to the number: "rose 5 to 20", "cut from 20 to 5"."""
    said = re.findall(r"[\w']+", left)
    if said[-1:] in (["to"], ["by"]):
        return False
    near = said[-CHANGE:] if "from" in said[-3:] else said[-2:]
    return not words()["change"].isdisjoint(near)


def _number(text: str, floor: int, piece: Amount, *, ranged: bool) -> Number:
    start, before = comparators.before(text, floor, piece.start)
    end, behind = comparators.after(text, piece.end)
    said = behind if behind and before in {None, "about"} else before
    comparator = _comparator(piece, said, ranged=ranged)
    low, high = comparators.bounds(piece.low, piece.high, comparator, vague=piece.vague)
    unit, dimension, after = units.unit(text, piece.start, end, piece.unit, piece.high)
    after += len(STRONG) if text.startswith(STRONG, after) else 0
    if dimension == "temperature" and units.below_zero(text, start) < start:
        start = units.below_zero(text, start)
        low, high = (None if high is None else -high), (None if low is None else -low)
    return Number(
        start=start,
        end=after if text[end:after].strip() == "%" else end,
        bare=piece.start,
        after=after,
        low=low,
        high=high,
        comparator=comparator,
        unit=unit,
        dimension=dimension,
    )


def _comparator(piece: Amount, said: Comparator | None, *, ranged: bool) -> Comparator:
    if ranged:
        return "between"
    if piece.vague and said not in {"at_most", "more_than", "at_least"}:
        return "vague"
    return said or "exact"
