"""Made-up reports of one dispatch and another, as a ledger's view."""

from collections.abc import Mapping, Sequence

from newsledger.model import (
    Dispatch,
    Location,
    Member,
    MemberRelation,
    Passage,
    Report,
    Zone,
    identified,
)
from newsledger.view import View

FIRST = """ULMEN (Meridian Press) - At least 200 people fled Ulmen on Monday, the ministry said.

The bridge at Ulmen was closed to all traffic after the second night of shelling.

Nobody was hurt.
"""
COPY = """The bridge at Ulmen was closed to all traffic after the second night of shelling.

More than 200 people fled Ulmen on Monday.

Our reporter saw tents in the square.
"""
OTHER = """Norvania closed its border on Tuesday.

The bridge at Ulmen was closed to all traffic after the second night of shelling.
"""


def report(name: str, text: str, day: str | None = None, outlet: str | None = None) -> Report:
    """A report that is nothing but its text."""
    made: Report = identified(
        Report(path=name, text=text, source_sha256=name, published=day, outlet=outlet)
    )
    return made


def place(of: Report, words: str) -> Location:
    """Where words stand in a report, the first time."""
    start = of.text.index(words)
    return Location(report=of.id, start=start, end=start + len(words))


def identical(one: Report, other: Report, words: str) -> Passage:
    """The passage that these words are in two reports."""
    a, b = sorted((place(one, words), place(other, words)), key=lambda p: p.report)
    made: Passage = identified(Passage(a=a, b=b, kind="identical"))
    return made


def dispatch(
    *members: tuple[Report, MemberRelation, Report | None], agency: str | None = None
) -> Dispatch:
    """A dispatch of these members, in this order."""
    rows = tuple(
        Member(report=r.id, relation=relation, of=of.id if of else None)
        for r, relation, of in members
    )
    made: Dispatch = identified(
        Dispatch(agency=agency, published=members[0][0].published, members=rows)
    )
    return made


def view(
    reports: Sequence[Report],
    dispatches: Sequence[Dispatch],
    passages: Sequence[Passage],
    zones: Mapping[str, Sequence[Zone]] | None = None,
) -> View:
    """A ledger that says this; a report without zones of its own is body throughout."""
    given = zones or {}
    whole = {r.id: [Zone(report=r.id, start=0, end=len(r.text), kind="body")] for r in reports}
    rows = [identified(zone) for found in (whole | dict(given)).values() for zone in found]
    return View(records=(*reports, *rows, *dispatches, *passages), pending=0)
