"""What each stretch of a report's text is: the article, or the page it was scraped from.

Lines are judged by their own words and shape (`parts`, `furniture`, `stamps`), then by where they
stand (`placement`). What nothing speaks against is body: a lost sentence costs more than a kept
scrap.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsledger.model import Report, Zone, ZoneKind, identified
from newsledger.names import Names
from newsledger.zones import agencies, learnt
from newsledger.zones.parts import Part, credited, cut, related, split
from newsledger.zones.placement import placed

OPENING = 3  # lines of prose that may begin with a bare dateline


def zone(report: Report, names: Names, learned: frozenset[int] = frozenset()) -> tuple[Zone, ...]:
    """Cover the report's text with zones; white space belongs to the zone before it.

    `learned` are digests of its lines that other reports show to be furniture (see `learnt`).
    A text without any word is one zone `other`; an empty text has none.
    """
    known = agencies.patterns(names)
    parts = learnt.marked(related(split(report.text, known)), learned)
    parts = placed(parts, known)
    pieces = [piece for part in parts for piece in credited(part)]
    return tuple(_zones(report, _datelined(pieces)))


def _datelined(parts: Sequence[Part]) -> Iterator[Part]:
    """Part datelines from the article's first lines, and agency datelines anywhere."""
    count = 0
    for part in parts:
        body = part.kind in (None, "body")
        length = agencies.dateline(part.line.text, count < OPENING) if body or count == 0 else 0
        count += part.prose
        if not length or part.kind not in (None, "headline"):
            yield part
        elif length >= len(part.line.text):
            yield replace(part, kind="dateline")
        elif body:
            head, rest = cut(part.line, length)
            yield replace(part, line=head, kind="dateline")
            yield replace(part, line=rest)
        else:
            yield part


def _zones(report: Report, parts: Iterable[Part]) -> Iterator[Zone]:
    """Join neighbours of one kind and stretch each zone to where the next begins."""
    runs: list[tuple[int, ZoneKind]] = []
    for part in parts:
        kind = part.kind or "body"
        if not runs or runs[-1][1] != kind:
            runs.append((part.line.start, kind))
    if not runs and report.text:
        runs = [(0, "other")]
    starts = [0, *(start for start, _ in runs[1:]), len(report.text)]
    for start, end, (_, kind) in zip(starts, starts[1:], runs, strict=False):
        yield identified(Zone(report=report.id, start=start, end=end, kind=kind))
