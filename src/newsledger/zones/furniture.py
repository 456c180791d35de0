"""What stands on a page beside the article, told by a line's own words; see vocabulary."""

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from newsledger import vocabulary
from newsledger.model import ZoneKind
from newsledger.zones.lines import Shape

LONGEST = (
    500  # characters; a longer line is looked at for a legal or caption phrase at its start only
)
WHOLE = 200  # characters; a longer line is no control, counter or heading
SCRAP = 4  # words that a part of a navigation bar has at most
PLEA = 12  # words of a line where one page word beside "you" tells
TALK = 40  # words; a longer line is not judged by its page words

_BAR = re.compile(r"\s{2,}|\t|\s*[|•·›»]\s*|\s+[/>]\s+")
_MARK = re.compile(r"\s[•·▪‣●]\s")
_PERSON = re.compile(r"\b(?:you|your|yours|we|our|us)\b", re.IGNORECASE)
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[•·▪►▶*‣–-])\s+\S")


@dataclass(frozen=True, slots=True)
class Match:
    """A known phrase: the zone it makes; whether it heads a list, or opens a page's foot."""

    kind: ZoneKind
    heading: bool = False
    closing: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    whole: bool
    match: Match


@dataclass(frozen=True, slots=True)
class _Words:
    rules: tuple[_Rule, ...]
    firm: tuple[_Rule, ...]  # those that hold of a sentence that reports something too
    sections: frozenset[str]
    page: frozenset[str]
    weak: frozenset[str]
    said: frozenset[str]


def known(text: str, shape: Shape) -> Match | None:
    """The known phrase a line begins with. A sentence that reports speech or harm is none."""
    words = _words()
    head = text[:LONGEST].lstrip("\ufeff\u200b\u200e\u200f ")
    rules = words.firm if _reports(shape, words) else words.rules
    for rule in rules:
        if rule.whole and len(head) > WHOLE:
            continue
        if rule.pattern.fullmatch(head) if rule.whole else rule.pattern.match(head):
            return rule.match
    return None


def bar(text: str, shape: Shape) -> bool:
    """Whether a line is a bar of sections or links: short parts side by side, no sentence."""
    parts = [part for part in _BAR.split(text[:LONGEST]) if part]
    digits = sum(part[0].isdigit() for part in parts)
    if shape.terminal or 3 * digits > len(parts):
        return False
    short = all(len(part.split()) <= SCRAP for part in parts)
    if sections_only(shape) and len(shape.words) > 1:
        return True
    pair = len(parts) == 2 and ("|" in text or touched(shape))  # noqa: PLR2004
    return short and (pair or len(parts) > 2)  # noqa: PLR2004


def ticker(text: str, shape: Shape) -> bool:
    """Whether titles stand side by side in a line, parted by bullets."""
    sides = [part.split() for part in _MARK.split(text[:LONGEST])]
    return len(sides) > 1 and not shape.terminal and all(len(side) >= SCRAP for side in sides)


def sections_only(shape: Shape) -> bool:
    """Whether every word names a section of a site."""
    return bool(shape.words) and all(w.casefold() in _words().sections for w in shape.words)


def talk(shape: Shape, text: str) -> bool:
    """Whether a line speaks of the page, or to its reader, and reports nothing."""
    words = _words()
    count = len(shape.words)
    if not 0 < count <= TALK or shape.quoted or _reports(shape, words):
        return False
    used = {word.casefold().rstrip(".") for word in shape.words}
    strong = len(used & words.page)
    page = strong + len(used & words.weak)
    plea = bool(_PERSON.search(text)) and (page > 1 or count <= PLEA)
    if strong:
        return plea or (page > 1 and 4 * page >= count)
    return plea and page > 1 and count <= 2 * PLEA


def touched(shape: Shape) -> bool:
    """Whether at least one word of pages stands in a line."""
    words = _words()
    used = {word.casefold().rstrip(".") for word in shape.words}
    return not used.isdisjoint(words.page | words.weak)


def reports(text: str) -> bool:
    """Whether a word of speech or harm stands in a text."""
    return not _words().said.isdisjoint(re.findall(r"[^\W\d_]+", text[:LONGEST].casefold()))


def item(text: str) -> bool:
    """Whether a line is an item of a numbered or bulleted list."""
    return bool(_ITEM.match(text))


def foreign(text: str) -> bool:
    """Whether most letters of a line are of another script than Latin, Greek or Cyrillic."""
    if text[:LONGEST].isascii():
        return False
    letters = [char for char in text[:LONGEST] if char > "\x7f" and char.isalpha()]
    other = sum(not _western(char) for char in letters)
    return bool(other) and 2 * other > sum(map(str.isalpha, text[:LONGEST]))


def normal(text: str) -> str:
    """A line's words alone, for comparing lines."""
    return " ".join(re.findall(r"\w+", text[:LONGEST].casefold()))


def _western(char: str) -> bool:
    return char < "\u0530" or unicodedata.name(char, "").startswith(("LATIN", "GREEK", "CYRILLIC"))


def _reports(shape: Shape, words: _Words) -> bool:
    return shape.prose and any(word.casefold().rstrip(".") in words.said for word in shape.words)


@functools.cache
def _words() -> _Words:
    data = vocabulary.load("furniture")
    rules = tuple(map(_rule, data["pattern"]))
    return _Words(
        rules=rules,
        firm=tuple(rule for rule in rules if rule.match.kind in {"caption", "advert"}),
        sections=_folded(data["sections"]),
        page=_folded(data["page_words"]),
        weak=_folded(data["weak_words"]),
        said=_folded(data["said"]),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _rule(entry: dict[str, object]) -> _Rule:
    kind: ZoneKind = entry["kind"]  # type: ignore[assignment]
    match = Match(kind, bool(entry.get("heading")), bool(entry.get("closing")))
    return _Rule(re.compile(str(entry["pattern"]), re.IGNORECASE), bool(entry.get("whole")), match)
