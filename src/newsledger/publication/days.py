"""Days that may be a report's own, as its address and its text give them.

A lone date above the headline, below the article or at the end of another line is a `banner`: it
may be the day the page was copied. A date without a year is left to the chronology.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger import vocabulary
from newsledger.model import Basis, Report, Zone
from newsledger.publication import candidates
from newsledger.publication.candidates import Candidate
from newsledger.zones import printed_days, stamps

LABELLED, BELOW, DATELINE, CHANGED, LONE, CAPTION, BODY = 1, 2, 3, 5, 6, 7, 8  # ranks
LABEL = 60  # characters before a date in which the word it belongs to stands

_SOURCES = {
    LABELLED: "date with a label", BELOW: "date below the headline", DATELINE: "dateline",
    CHANGED: "date of a change", LONE: "lone date", CAPTION: "caption", BODY: "text",
}  # fmt: skip
_NOT_YET = re.compile(
    r"\b(?:by|until|till|before|from|effective|starting|deadline of)\s+$", re.IGNORECASE
)

in_address = printed_days.in_address


def find(report: Report, zones: Sequence[Zone]) -> Iterator[Candidate]:
    """Days of stamps, datelines and captions, and the latest one the body tells of."""
    text = report.text
    headline = next((z.start for z in zones if z.kind == "headline"), 0)
    body = next((z.start for z in zones if z.kind == "body"), len(text))
    for zone in zones:
        if zone.kind in {"date_banner", "byline"}:
            yield from _stamps(text, zone, headline < zone.start < body)
        elif zone.kind == "dateline":
            for stamp in stamps.find(text[zone.start : zone.end]):
                yield _at(zone.start + stamp.start, zone.start + stamp.end, stamp.value, DATELINE)
    yield from _latest(text, [z for z in zones if z.kind == "caption"], CAPTION)
    yield from _latest(text, [z for z in zones if z.kind == "body"], BODY)


def settled(found: Sequence[Candidate], report: Report) -> list[Candidate]:
    """The candidates of a text, a day in doubt as what the report's other days make of it.

    That is the member another candidate names, else the order its other numeric dates or the
    language declared for it show; else both stay.
    """
    certain = {each.fact.value[:10] for each in found if each.field == 0}
    order = _order(report)
    return [_settled(each, certain, order) for each in found if each.fact.start is not None]


def _settled(each: Candidate, certain: set[str], order: printed_days.Order | None) -> Candidate:
    members = printed_days.either(each.fact.value)
    named = certain.intersection(members)
    if each.field != 0 or len(members) == 1 or not (order or len(named) == 1):
        return each
    value = (
        named.pop() if len(named) == 1 else printed_days.in_order(each.fact.value, order or "day")
    )
    source = f"{each.fact.source}, order of day and month settled"
    return each._replace(fact=replace(each.fact, value=value, source=source))


def _order(report: Report) -> printed_days.Order | None:
    shown = {day.order for line in report.text.split("\n") for day in printed_days.find(line)}
    shown -= {None}
    return (
        shown.pop() if len(shown) == 1 else None if shown else printed_days.habit(report.language)
    )


def _stamps(text: str, zone: Zone, below: bool) -> Iterator[Candidate]:
    """Dates of a stamp zone, each read with the word before it ("Published", "Updated")."""
    before = zone.start
    for start, end, value in _days(text, zone):
        words = set(re.findall(r"[a-z]+", text[before:start].casefold()[-LABEL:]))
        before = end
        rank = _rank(words, below or zone.kind == "byline", _opens_line(text, zone.start))
        yield _at(start, end, value, rank)
        if words & _labels()[1]:
            yield candidates.new("modified", value, "text", (start, end), source=_SOURCES[CHANGED])


def _days(text: str, zone: Zone) -> list[tuple[int, int, str]]:
    """Days of a stamp zone in order, those in doubt as sets."""
    part = text[zone.start : zone.end]
    found = [(each.start, each.end, each.value) for each in stamps.find(part)]
    doubtful = (each for each in printed_days.find(part) if each.value.startswith("["))
    found += [each[:3] for each in doubtful]
    return [(zone.start + start, zone.start + end, value) for start, end, value in sorted(found)]


def _opens_line(text: str, start: int) -> bool:
    """Whether a stamp stands by itself, not at the end of a line of something else."""
    return not text[:start].rpartition("\n")[2].strip()


def _rank(words: set[str], beside: bool, alone: bool) -> int:
    """Order stamps: published, below the headline or beside a name, updated, alone elsewhere."""
    first, later = _labels()
    if not alone:
        return LONE
    if words & first:
        return LABELLED
    if words & later:
        return CHANGED
    return BELOW if beside else LONE


@functools.cache
def _labels() -> tuple[frozenset[str], frozenset[str]]:
    """Words of publication and of a change. "Date" alone says nothing of what happened then."""
    data = vocabulary.load("furniture")
    later = frozenset(data["update_words"])
    return frozenset(data["stamp_words"]) - later - {"date"}, later


def _at(start: int, end: int, value: str, rank: int) -> Candidate:
    basis: Basis = "dateline" if rank == DATELINE else "banner" if rank == LONE else "text"
    return candidates.new("published", value, basis, (start, end), source=_SOURCES[rank], rank=rank)


def _latest(text: str, zones: Sequence[Zone], rank: int) -> Iterator[Candidate]:
    """The latest day named in `zones` that is not spoken of as still to come."""
    found = [
        (stamp.value, zone.start + stamp.start, zone.start + stamp.end)
        for zone in zones
        for stamp in stamps.find(text[zone.start : zone.end])
    ]
    past = [each for each in found if not _NOT_YET.search(text[max(0, each[1] - 20) : each[1]])]
    for value, start, end in sorted(past, key=lambda each: (each[0], -each[1]))[-1:]:
        yield _at(start, end, value, rank)
