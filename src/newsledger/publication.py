"""Candidates for a report's own date, agency, outlet, title and byline, strongest first.

Nothing is decided here: every candidate is kept with the words it rests on, and the first of a
field is the strongest. A lone date above the headline or below the article is a `banner`: it may
be the day the page was copied. A date without a year is left to the chronology.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

import py3langid.langid

from newsledger import vocabulary
from newsledger.model import Basis, PublicationFact, Report, Zone
from newsledger.names import Names
from newsledger.zones import agencies, stamps

LANGUAGES = frozenset({"en"})
LANGUAGE_LOOK = 3_000  # characters of a text that its language is told from
CERTAIN = 0.9  # probability from which a text is held to be in another language
SHORTEST = 120  # letters; no shorter text is held to be in another language
TAIL = 400  # characters at the end of the body where a credit can stand

_FIELDS = ("published", "agency", "outlet", "title", "byline")
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_NOT_YET = re.compile(
    r"\b(?:by|until|till|before|from|effective|starting|deadline of)\s+$", re.IGNORECASE
)
_BY = re.compile(r"^(?:(?:written|reported|story|text)\s+by|by|author)\s*[:|]?\s*", re.IGNORECASE)
_SIGNATURE = re.compile(r"^\s*(?:source|agency|via|by|©|copyright)\b", re.IGNORECASE)


class _Found(NamedTuple):
    field: int
    rank: int
    start: int
    fact: PublicationFact


def facts(report: Report, zones: Sequence[Zone], names: Names) -> tuple[PublicationFact, ...]:
    """Every candidate, by field and then by strength; the first of a field is the one to take."""
    found = [*_given(report), *_dates(report, zones), *_agencies(report, zones, names)]
    found += [*_titles(report, zones), *_bylines(report, zones)]
    seen: dict[tuple[str, str, Basis], PublicationFact] = {}
    for each in sorted(found, key=lambda f: (f.field, f.rank, f.start)):
        seen.setdefault((each.fact.field, each.fact.value, each.fact.basis), each.fact)
    return tuple(seen.values())


def language(text: str) -> tuple[str, float]:
    """Language of a text (ISO 639-1) with its probability, told from its first characters.

    py3langid (Lui and Baldwin 2012, langid.py; naive Bayes over byte n-grams), normalised.
    """
    code, probability = _identifier().classify(text[:LANGUAGE_LOOK])
    return str(code), float(probability)


def supported(code: str) -> bool:
    """Whether reports in this language (ISO 639-1, region ignored) can be read."""
    return code.casefold().replace("_", "-").split("-")[0] in LANGUAGES


def other_language(text: str) -> str | None:
    """Name the language a text is certain to be in where that is one we do not read, else None.

    A short text is never certain.
    """
    if sum(map(str.isalpha, text[:LANGUAGE_LOOK])) < SHORTEST:
        return None
    code, probability = language(text)
    return code if probability >= CERTAIN and not supported(code) else None


@functools.cache
def _identifier() -> py3langid.langid.LanguageIdentifier:
    path = py3langid.langid.MODEL_FILE
    return py3langid.langid.LanguageIdentifier.from_model_file(path, norm_probs=True)


def _found(rank: int, field: int, value: str, basis: Basis, at: tuple[int, int] | None) -> _Found:
    start, end = at or (None, None)
    name = _FIELDS[field]
    fact = PublicationFact(field=name, value=value, basis=basis, start=start, end=end)  # type: ignore[arg-type]
    return _Found(field, rank, start or 0, fact)


def _given(report: Report) -> Iterator[_Found]:
    """What the page's markup, feed or record said, and what its address says."""
    basis = report.published_basis or "markup"
    for field, value in enumerate((report.published, report.agency, report.outlet, report.title)):
        if value:
            yield _found(0, field, value, basis, None)
    parts = urlsplit(report.url) if report.url and _safe(report.url) else None
    day = _url_date(parts.path) if parts else None
    if day:
        yield _found(4, 0, day, "url", None)
    if parts and parts.hostname:
        yield _found(9, 2, parts.hostname.removeprefix("www."), "url", None)


def _safe(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _url_date(path: str) -> str | None:
    for match in _URL_DATE.finditer(path):
        year, _, month, day = match.groups()
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return None


def _dates(report: Report, zones: Sequence[Zone]) -> Iterator[_Found]:
    headline = next((z.start for z in zones if z.kind == "headline"), 0)
    body = next((z.start for z in zones if z.kind == "body"), len(report.text))
    for zone in zones:
        if zone.kind in {"date_banner", "byline"}:
            yield from _stamps(report.text, zone, headline < zone.start < body)
        elif zone.kind == "dateline":
            yield from _in_dateline(report.text, zone)
    yield from _latest(report.text, [z for z in zones if z.kind == "caption"], 7)
    yield from _latest(report.text, [z for z in zones if z.kind == "body"], 8)


def _stamps(text: str, zone: Zone, below: bool) -> Iterator[_Found]:
    """Dates of a stamp zone, each read with the word before it ("Published", "Updated")."""
    before = zone.start
    for stamp in stamps.find(text[zone.start : zone.end]):
        start, end = zone.start + stamp.start, zone.start + stamp.end
        words = set(re.findall(r"[a-z]+", text[before:start].casefold()[-60:]))
        before = end
        rank = _rank(words, zone, below)
        yield _found(rank, 0, stamp.value, "banner" if rank == 6 else "text", (start, end))  # noqa: PLR2004


def _rank(words: set[str], zone: Zone, below: bool) -> int:
    """Order stamps: published, below the headline or beside a name, updated, alone elsewhere."""
    first, later = _labels()
    if words & first:
        return 1
    if words & later:
        return 5
    return 2 if below or zone.kind == "byline" else 6


@functools.cache
def _labels() -> tuple[frozenset[str], frozenset[str]]:
    data = vocabulary.load("furniture")
    later = frozenset(data["update_words"])
    return frozenset(data["stamp_words"]) - later, later


def _in_dateline(text: str, zone: Zone) -> Iterator[_Found]:
    for stamp in stamps.find(text[zone.start : zone.end]):
        at = (zone.start + stamp.start, zone.start + stamp.end)
        yield _found(3, 0, stamp.value, "dateline", at)


def _latest(text: str, zones: Sequence[Zone], rank: int) -> Iterator[_Found]:
    """The latest day named in `zones` that is not spoken of as still to come."""
    found = [
        (stamp.value, zone.start + stamp.start, zone.start + stamp.end)
        for zone in zones
        for stamp in stamps.find(text[zone.start : zone.end])
    ]
    past = [each for each in found if not _NOT_YET.search(text[max(0, each[1] - 20) : each[1]])]
    for value, start, end in sorted(past, key=lambda each: (each[0], -each[1]))[-1:]:
        yield _found(rank, 0, value, "text", (start, end))


def _agencies(report: Report, zones: Sequence[Zone], names: Names) -> Iterator[_Found]:
    if not names.agencies:
        return
    known = agencies.patterns(names)
    for zone in zones:
        if zone.kind == "dateline":
            yield from _named(report.text, zone, known, 1, "dateline")
        elif zone.kind in {"byline", "date_banner"}:
            yield from _named(report.text, zone, known, 2, "text")
        elif zone.kind == "body":
            yield from _in_body(report.text, zone, known)
        elif zone.kind in {"other", "promotion", "headline", "credit"}:
            yield from _signed(report.text, zone, known)


def _named(
    text: str, zone: Zone, known: agencies.Patterns, rank: int, basis: Basis
) -> Iterator[_Found]:
    """Agencies of a short zone; in "(BSS/AFP)" the last is the one that wrote."""
    part = text[zone.start : zone.end]
    found = list(agencies.credited(known.anywhere, part, known))
    order = reversed(found) if "/" in part else iter(found)
    for number, credit in enumerate(order):
        at = (zone.start + credit.start, zone.start + credit.end)
        each = _found(rank, 1, credit.agency, basis, at)
        yield each._replace(start=zone.start + number)


def _in_body(text: str, zone: Zone, known: agencies.Patterns) -> Iterator[_Found]:
    """Signatures at line ends, agencies in brackets, agencies something was told to."""
    for line in re.finditer(r"[^\n]+", text[zone.start : zone.end]):
        start = zone.start + line.end() - min(len(line.group()), TAIL)
        tail = text[start : zone.start + line.end()].rstrip()
        yield from _matches(known.trailing, tail, start, known, 3)
    part = text[zone.start : zone.end]
    yield from _matches(known.bracketed, part, zone.start, known, 5)
    yield from _matches(known.told, part, zone.start, known, 6)


def _signed(text: str, zone: Zone, known: agencies.Patterns) -> Iterator[_Found]:
    for line in re.finditer(r"[^\n]+", text[zone.start : zone.end]):
        if len(line.group()) > TAIL:
            continue
        start = zone.start + line.start()
        if _SIGNATURE.match(line.group()) or "copyright" in line.group().casefold():
            yield from _matches(known.anywhere, line.group(), start, known, 4)
        else:
            yield from _matches(known.trailing, line.group().rstrip(), start, known, 4)


def _matches(
    pattern: re.Pattern[str], text: str, offset: int, known: agencies.Patterns, rank: int
) -> Iterator[_Found]:
    for credit in agencies.credited(pattern, text, known):
        at = (offset + credit.start, offset + credit.end)
        yield _found(rank, 1, credit.agency, "text", at)


def _titles(report: Report, zones: Sequence[Zone]) -> Iterator[_Found]:
    """The first line of each headline; the outlet that a page title names after a bar."""
    for zone in zones:
        part = report.text[zone.start : zone.end]
        if zone.kind == "headline":
            line = re.search(r"\S[^\n]*", part)
            if line:
                at = (zone.start + line.start(), zone.start + line.start() + len(line[0].rstrip()))
                yield _found(1, 3, line[0].rstrip(), "text", at)
        elif zone.kind == "navigation":
            yield from _outlets(part, zone.start)


def _outlets(part: str, offset: int) -> Iterator[_Found]:
    bar = re.match(r"[^|\n]*[^|\s][ \t]+\|[ \t]+([^|\n]{2,60}?)[ \t]*(?:\n|$)", part)
    if bar and bar[1][0].isupper():
        yield _found(5, 2, bar[1], "text", (offset + bar.start(1), offset + bar.end(1)))


def _bylines(report: Report, zones: Sequence[Zone]) -> Iterator[_Found]:
    for zone in zones:
        if zone.kind != "byline":
            continue
        line = re.search(r"\S[^\n]*", report.text[zone.start : zone.end])
        text = line[0] if line else ""
        stop = next((stamp.start for stamp in stamps.find(text)), len(text))
        begin = match.end() if (match := _BY.match(text)) else 0
        value = text[begin:stop].strip(" ,|-–—•\t")
        if line and value:
            start = zone.start + line.start() + text.index(value, begin)
            yield _found(1, 4, value, "text", (start, start + len(value)))
