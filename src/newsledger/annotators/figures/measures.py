"""Choosing a measure: which act befell which class of people or things.

The vocabulary is `vocabulary/measures.toml`; its header says how acts and classes are found.
"""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from newsledger import vocabulary


@dataclass(frozen=True, slots=True)
class Act:
    """Something that befalls people or things, and how words say it."""

    name: str
    kinds: frozenset[str]
    stock: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of people or things; `alone` is its measure where nothing befalls it."""

    name: str
    kind: str
    alone: str
    stock: bool


PEOPLE = Kind("", "people", "", False)
NOBODY = Kind("", "", "", False)  # a noun of no known class


@functools.cache
def _data() -> dict[str, Any]:
    return vocabulary.load("measures")


@functools.cache
def context() -> Mapping[str, frozenset[str]]:
    """Word sets for what stands around a figure."""
    return {name: frozenset(words) for name, words in _data()["context"].items()}


@functools.cache
def _acts() -> Mapping[tuple[str, str], tuple[Act, ...]]:
    found: dict[tuple[str, str], tuple[Act, ...]] = {}
    for rule in _data()["act"]:
        act = Act(
            rule["name"],
            frozenset(rule["kinds"]),
            rule.get("stock", False),
            rule.get("weak", False),
        )
        for role in ("nouns", "states", "subjects", "objects"):
            for word in rule.get(role, ()):
                found[role, word] = (*found.get((role, word), ()), act)
    return found


@functools.cache
def states() -> frozenset[str]:
    """Adjectives and participles that say what befell somebody or something."""
    return frozenset(word for role, word in _acts() if role == "states")


@functools.cache
def act_nouns() -> frozenset[str]:
    """Nouns that name an act and are counted themselves ("20 deaths")."""
    return frozenset(word for role, word in _acts() if role == "nouns")


@functools.cache
def headline_verbs() -> frozenset[str]:
    """Verbs as headlines use them, which a tagger may take for nouns: "blast kills 20"."""
    verbs = {word for role, word in _acts() if role == "objects" and " " not in word}
    forms = {f"{verb}{ending}" for verb in verbs for ending in ("s", "es")}
    return frozenset(forms) | context()["headline_verbs"]


@functools.cache
def bare_verbs() -> frozenset[str]:
    """Verbs in the form they have behind a plural: "20 die", "9,000 flee"."""
    verbs = {word for role, word in _acts() if role == "subjects" and " " not in word}
    return frozenset(verbs - _classes().keys())


def counts_as_noun(word: str) -> bool:
    """Whether a word taken for an adjective names a class: "one civilian dead"."""
    return word in _classes()


@functools.cache
def _tolls() -> tuple[tuple[str, Act], ...]:
    pairs = [
        (toll, Act(rule["name"], frozenset(rule["kinds"]), rule.get("stock", False), False))
        for rule in _data()["act"]
        for toll in rule.get("tolls", ())
    ]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@functools.cache
def _classes() -> Mapping[str, Kind]:
    found: dict[str, Kind] = {}
    for rule in _data()["class"]:
        kind = Kind(rule["name"], rule["kind"], rule["alone"], rule.get("stock", False))
        found |= {noun.replace("-", " "): kind for noun in rule["nouns"]}
    return found


def class_of(words: Iterable[str]) -> Kind | None:
    """Class of a noun phrase by its last words, the longest that is known: "rescue worker"."""
    phrase = " ".join(words).replace("-", " ").split()
    for first in range(max(0, len(phrase) - 4), len(phrase)):
        found = _classes().get(" ".join(phrase[first:]))
        if found is not None:
            return found
    return None


def act(role: str, keys: Iterable[str], kind: str) -> Act | None:
    """First act that one of `keys` says in this role of things of this kind."""
    for key in keys:
        for found in _acts().get((role, key), ()):
            if kind in found.kinds:
                return found
    return None


def toll(before: str) -> Act | None:
    """Act of the noun that announces a number: the last in the words `before` it, then longest."""
    padded = f" {before} "
    said = [(noun, found) for noun, found in _tolls() if f" {noun} " in padded]
    ends = {noun: padded.rfind(f" {noun} ") + len(noun) for noun, _ in said}
    return max(said, key=lambda toll: (ends[toll[0]], len(toll[0])), default=(None, None))[1]


def toll_at_end(before: str) -> Act | None:
    """Act of a toll noun that stands right before a number, a preposition at most between."""
    trimmed = re.sub(r" (?:of|at|to|:|is|was|\()$", "", before)
    for noun, found in _tolls():
        if f" {trimmed}".endswith(f" {noun}") and (trimmed != before or " " in noun):
            return found
        if " " in noun and f" {before}".endswith(f" {noun}"):
            return found
    return None


def dimension(name: str, words: Iterable[str]) -> str:
    """Measure of a number with a unit of this dimension, by the words near it."""
    near = {word.lower() for word in words}
    rules = next(rule["rules"] for rule in _data()["dimension"] if rule["name"] == name)
    lowered = ((rule["measure"], {word.lower() for word in rule["words"]}) for rule in rules)
    return str(next(measure for measure, cues in lowered if not cues or cues & near))


def named(befell: Act | None, counted: Kind) -> str | None:
    """The measure's controlled name, None where nothing fits."""
    if befell is None:
        return counted.alone or None
    part = counted.name if counted.alone != befell.name else ""
    return f"{befell.name}.{part}" if part else befell.name
