"""Where a news agency is credited: datelines, credit lines, brackets, what it was told."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsledger import vocabulary
from newsledger.names import Names
from newsledger.zones import stamps

LOOK = 160  # characters at either end of a line where a dateline or a credit can stand
PARTICLES = frozenset({"of", "the", "de", "la", "le", "al", "el", "near", "and", "in", "on"})
SHOUTED = 3  # capitals that make a word a dateline's place

# Picture agencies and libraries that stand in photo credits beside the news agencies.
LIBRARIES = ("Getty Images", "EPA-EFE", "EPA", "Shutterstock", "Alamy", "Getty", "NurPhoto")

_PLACE = r"(?P<place>[^\W\d_][^()\n:;!?\"“”/]{1,80}?)"
_CAPITALS = r"[^\W\d_a-z][\w.'’-]{0,24}(?: [^\W\d_a-z][\w.'’-]{0,24}){0,3}"
_BRACKETED = re.compile(_PLACE + r"\s*\((?P<by>[^()]{2,40})\)\s*(?:[-–—]+|:|\.(?=\s))\s*")
_SLASHED = re.compile(_PLACE + r"\s*/(?P<by>[^/\s]{2,30})/\.?\s*(?:[-–—]+\s*)?")
_DASHED = re.compile(_PLACE + r"(?:\s+[-–—]{1,2}\s+|\s*[–—]\s*|--\s*)(?=\S)")
_LONE = re.compile(_PLACE + r"\s*[-–—]{1,2}")  # the article begins on the next line
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
    """What finds the known agencies where they can be credited.

    `world` holds the agencies whose dispatches others carry. A spelling that is a word of much
    else besides counts in `anywhere` and `trailing` alone, and in `bracketed` beside another.
    """

    names: Mapping[str, str]
    world: frozenset[str]
    anywhere: re.Pattern[str]
    clear: re.Pattern[str]
    trailing: re.Pattern[str]
    bracketed: re.Pattern[str]
    told: re.Pattern[str]
    witnessed: re.Pattern[str]
    cited: re.Pattern[str]
    photo: re.Pattern[str]
    joined: re.Pattern[str]


def patterns(names: Names) -> Patterns:
    """Patterns for the agencies of `names`, in their spelling or in capitals."""
    return _patterns(tuple(names.agencies), tuple(names.agencies.values()))


def dateline(text: str, first: bool) -> int:
    """Length of the dateline a line begins with, 0 for none; bare places only where `first`."""
    head = text[:LOOK]
    for pattern in (_BRACKETED, _SLASHED):
        match = pattern.match(head)
        if match and _place(match["place"]) and match["by"][0].isupper():
            return match.end()
    return _bare(head) if first else 0


def credited(pattern: re.Pattern[str], text: str, known: Patterns) -> Iterator[Credit]:
    """Agencies that `pattern` (one of `known`) finds in `text`, each match's in order of strength.

    In a chain such as "(BSS/AFP)" the text came down from agency to agency: a world agency is its
    origin whatever its place, since those who carry it are its clients; else the last one named.
    """
    for match in pattern.finditer(text):
        found = [
            Credit(known.names[name.group()], name.start(), name.end())
            for name in known.anywhere.finditer(text, match.start(), match.end())
        ]
        if found and "/" in text[found[0].start : found[-1].end]:
            found.sort(key=lambda each: (each.agency not in known.world, -each.start))
        yield from found


def chained(text: str, known: Patterns) -> list[Credit]:
    """Agencies of a dateline or a byline, brackets and chains before what stands alone."""
    first = list(credited(known.bracketed, text, known))
    return first + [each for each in credited(known.anywhere, text, known) if each not in first]


def _bare(head: str) -> int:
    match = _DASHED.match(head) or _LONE.fullmatch(head)
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


@functools.cache
def _vocabulary() -> tuple[Mapping[str, str], frozenset[str], frozenset[str]]:
    """Short spellings and their agencies, all spellings that are short, the world's agencies."""
    data = vocabulary.load("agencies")
    short = {alias: each["name"] for each in data["agency"] for alias in each.get("short", ())}
    return short, frozenset(data["short"]), frozenset(data["world"])


def _one_of(names: Iterable[str]) -> str:
    longest = sorted(names, key=lambda name: (-len(name), name))
    return rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?![\w-])"


@functools.lru_cache(maxsize=8)
def _patterns(aliases: tuple[str, ...], agencies: tuple[str, ...]) -> Patterns:
    spelled, short, world = _vocabulary()
    given = dict(sorted(zip(aliases, agencies, strict=True)))
    known = given | {k: v for k, v in spelled.items() if v in set(given.values())}
    names = {alias.upper(): name for alias, name in given.items()} | known
    one, clear = _one_of(names), _one_of(set(names) - short)
    some = rf"{one}(?:\s*(?:[,/&.+-]|and|with)\s*{one})*"
    owners = "|".join(map(re.escape, [*LIBRARIES, *sorted(set(names) - short, key=_long)]))
    staff = r"(?:reporter|correspondent|journalist|photographer|witness|team|crew)"
    said = r"(?:report(?:s|ed)?|sa(?:ys|id)|inform(?:s|ed)|writes|wrote|announced)"
    return Patterns(
        names=names,
        world=world,
        anywhere=re.compile(one),
        clear=re.compile(clear),
        trailing=re.compile(
            rf"(?:(?:^|[.!?\"”’)\]])\s*(?:[-–—]{{1,3}}|[•*·|]|[(\[])?\s*|\(\s*)"
            rf"(?:[\w/-]{{1,8}}\s*[(\[]\s*)?(?:[Ww]ith\s+|NNN-|[A-Z]{{2,4}}[/-])?{some}"
            rf"(?:[\s,./&-]+[\w-]+){{0,2}}\s*[)\]]?\.?\s*$"
        ),
        bracketed=re.compile(
            rf"[(\[/]\s*(?:[\w-]{{1,8}}/)?(?:{clear}(?:\s*[,/&+-]\s*{one})*"
            rf"|{one}(?:\s*[,/&+-]\s*{one})+)\s*[)\]/]"
        ),
        told=re.compile(rf"\b(?:told|tells|telling|to|by|with)\s+(?:the\s+)?{clear}"),
        witnessed=re.compile(
            rf"{clear}\s+(?:news\s+agency\s+)?{staff}(?:s|es)?\b"
            rf"|\b{staff}(?:s|es)?\s+(?:of|for|from|with)\s+(?:the\s+)?{clear}"
        ),
        cited=re.compile(
            rf"{clear}(?:\s+and\s+{clear})?(?:\s+news\s+agency)?\s+(?:has\s+)?{said}\b"
            rf"|\b[Aa]ccording\s+to\s+(?:the\s+)?{clear}|\b[Cc]iting\s+(?:the\s+)?{clear}"
        ),
        photo=re.compile(
            rf"(?:^|[.!?]\s*|[(\[]|\b(?:via|by|from|courtesy|photo)\s+|/|©\s*){clear}"
            rf"(?:\s+[Pp]hoto)?(?:/[\w .'’-]+)?\s*[)\]]?\.?$"
        ),
        joined=re.compile(
            rf"(?<=[.!?\"”’)]){_CAPITALS}(?:/{_CAPITALS}){{0,2}}"
            rf"/(?:{owners})(?:/(?:{'|'.join(LIBRARIES)}))?"
        ),
    )


def _long(name: str) -> tuple[int, str]:
    return -len(name), name
