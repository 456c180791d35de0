"""Where a news agency is credited: datelines, credit lines, brackets, what it was told."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsledger import vocabulary
from newsledger.names import Names
from newsledger.zones import stamps

LOOK = 160  # characters at either end of a line where a dateline or a credit can stand
PARTICLES = frozenset({"of", "the", "de", "la", "le", "al", "el", "near", "and", "in", "on"})
SHOUTED = 3  # capitals that make a word a dateline's place

_PLACE = r"(?P<place>[^\W\d_][^()\n:;!?\"“”/]{1,80}?)"
_BRACKETED = re.compile(_PLACE + r"\s*\((?P<by>[^()]{2,40})\)\s*(?:[-–—]+|:|\.(?=\s))\s*")
_SLASHED = re.compile(_PLACE + r"\s*/(?P<by>[^/\s]{2,30})/\.?\s*(?:[-–—]+\s*)?")
_DASHED = re.compile(_PLACE + r"(?:\s+[-–—]{1,2}\s+|\s*[–—]\s*|--\s*)(?=\S)")
_COLON = re.compile(_PLACE + r"(?:\s*\[[^\]\n]{2,30}\])?(?P<on>,[^\n:]{3,25})?\s*:(?:\s+|$)")
_DAY = re.compile(_PLACE + r",\s*(?P<on>[^\n,]{3,18}(?:,\s*\d{4})?)(?:\s*[.:–—-]+\s+|$)")


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency by its canonical name, and the characters that name it."""

    agency: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Patterns:
    """What finds the known agencies where they can be credited."""

    names: Mapping[str, str]
    anywhere: re.Pattern[str]
    trailing: re.Pattern[str]
    told: re.Pattern[str]
    bracketed: re.Pattern[str]
    photo: re.Pattern[str]


def patterns(names: Names) -> Patterns:
    """Patterns for the agencies of `names`, in their spelling or in capitals."""
    return _patterns(tuple(sorted(names.agencies.items())))


def dateline(text: str, first: bool) -> int:
    """Length of the dateline a line begins with, 0 for none; bare places only where `first`."""
    head = text[:LOOK]
    for pattern in (_BRACKETED, _SLASHED):
        match = pattern.match(head)
        if match and _place(match["place"]) and match["by"][0].isupper():
            return match.end()
    return _bare(head) if first else 0


def credited(pattern: re.Pattern[str], text: str, known: Patterns) -> Iterator[Credit]:
    """Agencies that `pattern` (one of `known`) finds in `text`."""
    for match in pattern.finditer(text):
        for name in known.anywhere.finditer(text, match.start(), match.end()):
            yield Credit(known.names[name.group()], name.start(), name.end())


def _bare(head: str) -> int:
    match = _DASHED.match(head)
    if match and _shouted(match["place"]):
        return match.end()
    match = _COLON.match(head)
    if match and (_shouted(match["place"]) or _alone(match, head) or _dated(match)):
        return match.end()
    match = _DAY.match(head)
    return match.end() if match and _dated(match) else 0


def _alone(match: re.Match[str], head: str) -> bool:
    return match.end() == len(head) and _place(match["place"]) and not _label(match["place"])


def _dated(match: re.Match[str]) -> bool:
    on = match["on"] or ""
    return _place(match["place"]) and stamps.dated(on) and not stamps.labelled(match.group())


def _place(place: str) -> bool:
    words = re.findall(r"[\w.'’-]+", place)
    return 0 < len(words) <= 10 and all(  # noqa: PLR2004
        word[0].isupper() or word[0].isdigit() or word.casefold() in PARTICLES for word in words
    )


def _shouted(place: str) -> bool:
    first = re.split(r"[\s,]", place, maxsplit=1)[0]
    loud = len(first) >= SHOUTED and first.isupper() and first.isalpha()
    return loud and _place(place) and not _label(place)


def _label(place: str) -> bool:
    return place.split(maxsplit=1)[0].casefold() in _labels()


@functools.cache
def _labels() -> frozenset[str]:
    data = vocabulary.load("furniture")
    return frozenset(data["labels"] + data["sections"] + data["stamp_words"])


@functools.lru_cache(maxsize=8)
def _patterns(agencies: tuple[tuple[str, str], ...]) -> Patterns:
    names = {alias.upper(): name for alias, name in agencies} | dict(agencies)
    one = "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))) or r"(?!)"
    one = rf"(?<![\w-])(?:{one})(?![\w-])"
    some = rf"{one}(?:\s*(?:[,/&.+-]|and|with)\s*{one})*"
    return Patterns(
        names=names,
        anywhere=re.compile(one),
        trailing=re.compile(
            rf"(?:(?:^|[.!?\"”’)\]])\s*(?:[-–—]{{1,3}}|[•*·|]|[(\[])?\s*|\(\s*)"
            rf"(?:[\w/-]{{1,8}}\s*[(\[]\s*)?(?:[Ww]ith\s+|NNN-|[A-Z]{{2,4}}[/-])?{some}"
            rf"(?:[\s,./&-]+[\w-]+){{0,2}}\s*[)\]]?\.?\s*$"
        ),
        told=re.compile(rf"\b(?:told|tells|telling|to|by|with)\s+(?:the\s+)?{one}"),
        bracketed=re.compile(rf"[(\[/]\s*(?:[\w-]{{1,8}}/)?{some}\s*[)\]/]"),
        photo=re.compile(
            rf"(?:^|[.!?]\s*|[(\[]|\b(?:via|by|from|courtesy|photo)\s+|/|©\s*){one}"
            rf"(?:\s+[Pp]hoto)?(?:/[\w .'’-]+)?\s*[)\]]?\.?$"
        ),
    )
