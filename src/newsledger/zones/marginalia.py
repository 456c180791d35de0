"""What stands in a dateline and in a photo's credit: place, day, agency; photographer, agency."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsledger.model import Zone
from newsledger.names import Names
from newsledger.zones import agencies, stamps
from newsledger.zones.agencies import LIBRARIES, Patterns

LOOK = 200  # characters at the end of a caption where its credit stands

_PERSON = r"[^\W\d_a-z](?:[^\W\d_]|[.'’-]){0,24}(?:[ ][^\W\d_a-z](?:[^\W\d_]|[.'’-]){0,24}){1,3}"
_PLACE = re.compile(r"\W*([^\W\d_](?:[^\W\d_]|[.'’ ,-]){1,60}?)\s*(?=[(\[/:–—]|,?\s*\d|--|\s-|$)")
_BY = re.compile(
    rf"\b(?:[Pp]hotos?|[Pp]ictures?|[Ii]mages?|[Cc]ourtesy|[Cc]redit)?\s*(?:by|of|:)\s*({_PERSON})"
)
_BEFORE = re.compile(rf"({_PERSON})\s*(?:/|,\s*|\s-\s|\s(?:via|for)\s)(?:[Tt]he )?$")
_AFTER = re.compile(rf"(?:\s[Pp]hoto)?\s*(?:/|\s[|-]\s)\s*({_PERSON})")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a dispatch was filed, as written; `day` is ISO 8601 where it has its year."""

    start: int
    end: int
    place: str | None
    agency: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Photo:
    """Whose a photo is: the photographer as written, the agency or library by its name."""

    start: int
    end: int
    photographer: str | None
    agency: str | None


def datelines(text: str, zones: Sequence[Zone], names: Names) -> tuple[Dateline, ...]:
    """What each dateline of a text says."""
    known = agencies.patterns(names)
    return tuple(_dateline(text, zone, known) for zone in zones if zone.kind == "dateline")


def photos(text: str, zones: Sequence[Zone], names: Names) -> tuple[Photo, ...]:
    """The photo credits of a text's captions and credit lines that name anybody."""
    known = agencies.patterns(names)
    spans = [
        span for zone in zones if zone.kind in {"caption", "credit"} for span in _lines(text, zone)
    ]
    found = (_photo(text, start, end, known) for start, end in spans)
    return tuple(photo for photo in found if photo.photographer or photo.agency)


def _lines(text: str, zone: Zone) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"\S[^\r\n]*", text[zone.start : zone.end]):
        yield zone.start + line.start(), zone.start + line.end()


def _dateline(text: str, zone: Zone, known: Patterns) -> Dateline:
    part = text[zone.start : zone.end].rstrip()
    place = _PLACE.match(part[: stamps.day_at(part)])
    credit = next(iter(agencies.chained(part, known)), None)
    day = next(stamps.find(part), None)
    return Dateline(
        zone.start,
        zone.start + len(part),
        place[1].rstrip(" ,") if place else None,
        credit.agency if credit else None,
        day.value if day else None,
    )


def _photo(text: str, start: int, end: int, known: Patterns) -> Photo:
    tail = text[max(start, end - LOOK) : end].rstrip()
    owner = _owner(tail, known)
    by = _BY.search(tail)
    if owner:
        by = by or _BEFORE.search(tail[: owner[0]]) or _AFTER.match(tail[owner[1] :])
    return Photo(start, end, by[1].strip() if by else None, owner[2] if owner else None)


def _owner(tail: str, known: Patterns) -> tuple[int, int, str] | None:
    """The first agency of the credit, else the first picture library."""
    credit = next(agencies.credited(known.clear, tail, known), None)
    if credit:
        return credit.start, credit.end, credit.agency
    spots = [(tail.find(each), each) for each in LIBRARIES if each in tail]
    return min((at, at + len(each), each) for at, each in spots) if spots else None
