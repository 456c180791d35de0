"""Candidates for what a report says of itself: its day, agency, outlet, title, byline, languages.

Nothing is decided here: every candidate is kept with its source and the words it rests on, and the
first of a field is the strongest.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from newsledger.model import Basis, PublicationFact, Report, Zone
from newsledger.names import Names
from newsledger.publication import candidates, days, identification
from newsledger.publication.candidates import Candidate
from newsledger.publication.identification import (
    Told,
    language,
    languages,
    other_language,
    supported,
    told,
)
from newsledger.zones import provenance

__all__ = [
    "Told",
    "facts",
    "language",
    "languages",
    "other_language",
    "outlet",
    "supported",
    "told",
]


def facts(
    report: Report, zones: Sequence[Zone], names: Names, spoken: Sequence[Told] | None = None
) -> tuple[PublicationFact, ...]:
    """Every candidate, by field and then by strength; the first of a field is the one to take.

    `spoken` are the languages of its paragraphs; where they are not given, they are told here.
    A day that may be either of two, "03/04/2021", is a set of both (EDTF) where nothing settles it.
    """
    found = [*_stated(report), *_given(report)]
    found += days.settled([*found, *days.find(report, zones)], report)
    found += _of_text(report.text, zones, names)
    spoken = told(report.text, zones) if spoken is None else spoken
    found += [candidates.ranked(fact) for fact in identification.facts(spoken)]
    seen: dict[tuple[str, str, Basis, str | None], PublicationFact] = {}
    for each in sorted(found, key=lambda c: (c.field, c.rank, c.start)):
        fact = each.fact
        seen.setdefault((fact.field, fact.value, fact.basis, fact.source), fact)
    return tuple(seen.values())


def outlet(report: Report, zones: Sequence[Zone]) -> str | None:
    """The outlet a report declares, else its host, else the one its page's title names."""
    parts = urlsplit(report.url) if report.url and _safe(report.url) else None
    named = (
        candidate.fact.value
        for zone in zones
        if zone.kind == "navigation"
        for candidate in _outlet(report.text[zone.start : zone.end], zone.start)
    )
    return report.outlet or (parts.hostname if parts else None) or next(named, None)


def _stated(report: Report) -> list[Candidate]:
    """What the source says beside its text; the day its reader decided on stays in front."""
    given = (report.published, report.published_basis)
    stated = sorted(report.stated, key=lambda fact: (fact.value, fact.basis) != given)
    return [candidates.ranked(fact) for fact in stated]


def _given(report: Report) -> Iterator[Candidate]:
    """Fields of the report that no stated fact accounts for, and what its address says."""
    basis = report.published_basis or "markup"
    known = {(fact.field, fact.value) for fact in report.stated}
    fields = {
        "published": report.published, "agency": report.agency, "outlet": report.outlet,
        "title": report.title, "byline": report.author, "modified": report.modified,
    }  # fmt: skip
    for field, value in fields.items():
        if value and (field, value) not in known:
            own = basis if field == "published" else "markup"
            yield candidates.new(field, value, own)
    parts = urlsplit(report.url) if report.url and _safe(report.url) else None
    day = days.in_address(parts.path) if parts else None
    if day:
        yield candidates.new("published", day, "url", source="url")
    if parts and parts.hostname:
        host = parts.hostname.removeprefix("www.")
        yield candidates.new("outlet", host, "url", source="url")


def _safe(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _of_text(text: str, zones: Sequence[Zone], names: Names) -> Iterator[Candidate]:
    """Agencies, authors and titles that stand in the text, and outlets after a page title's bar."""
    for number, fact in enumerate(provenance.credited(text, zones, names)):
        yield candidates.ranked(fact, 1, number)
    for number, fact in enumerate(provenance.authors(text, zones, names)):
        yield candidates.ranked(fact, 1, number)
    for zone in zones:
        part = text[zone.start : zone.end]
        if zone.kind == "headline":
            yield from _title(part, zone.start)
        elif zone.kind == "navigation":
            yield from _outlet(part, zone.start)


def _title(part: str, offset: int) -> Iterator[Candidate]:
    line = re.search(r"\S[^\n]*", part)
    if line:
        value = line[0].rstrip()
        at = (offset + line.start(), offset + line.start() + len(value))
        yield candidates.new("title", value, "text", at, source="headline", rank=1)


def _outlet(part: str, offset: int) -> Iterator[Candidate]:
    bar = re.match(r"[^|\n]*[^|\s][ \t]+\|[ \t]+([^|\n]{2,60}?)[ \t]*(?:\n|$)", part)
    if bar and bar[1][0].isupper():
        at = (offset + bar.start(1), offset + bar.end(1))
        yield candidates.new("outlet", bar[1], "text", at, source="page title", rank=5)
