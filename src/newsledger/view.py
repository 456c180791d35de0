"""A ledger opened for reading: every record that stands, by kind, in a fixed order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz, process

from newsledger.model import (
    Date,
    Dispatch,
    Entity,
    Entry,
    Event,
    Figure,
    Passage,
    Place,
    Report,
    Statement,
    Story,
    Zone,
)
from newsledger.records import ORDER, Record, loaded, type_of
from newsledger.store import Store

LIKE = 60  # of 100: names like what was asked for, from here on, are offered

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the ledger says now. `records` are in export order; `pending` reports await a build."""

    records: tuple[Record, ...]
    pending: int

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """All records of one kind."""
        return tuple(r for r in self.records if isinstance(r, kind))

    def by_id(self, kind: type[Kind]) -> dict[str, Kind]:
        """All records of one kind by their ids."""
        return {r.id: r for r in self.of(kind)}


def open_view(store: Store) -> View:
    """Read every record that stands. Raises KeyError where a report's text is missing."""
    texts = {report.id: report.text for report in store.reports()}
    records = in_order(loaded(kept, texts) for kept in store.lines())
    return View(records=records, pending=pending(store))


def pending(store: Store) -> int:
    """Number of reports that are kept, not refused, and not built into the ledger yet."""
    built = {kept.id for kept in store.lines() if kept.type == "report"}
    return len(set(store.report_ids()) - built - store.refused())


def file_name(report: Report) -> str:
    """What readers know a report by: its file, and its name in a file with many.

    An address is cut to its last part, and a later version of a page has the minute it was
    captured: `crawl.warc.gz#dam-bursts@2031-03-05T22:00`.
    """
    path, mark, name = report.path.partition("#")
    version = f"@{report.captured[:16]}" if report.version_of and report.captured else ""
    return f"{_last(path)}{mark}{_last(name)}{version}"


def _last(path: str) -> str:
    """The last part of a path or an address; one that ends in "/" has the part before it."""
    return path.rstrip("/").rsplit("/", 1)[-1]


def in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """Sort for reading: by type, then by report and place in it, then by id."""
    rows = list(records)
    paths = {r.id: (r.path, r.locator) for r in rows if isinstance(r, Report)}
    return tuple(sorted(rows, key=lambda r: _key(r, paths)))


def find_report(view: View, wanted: str) -> Report:
    """The report with this id, path, address or name (`file_name`), or whose id or name starts so.

    Raises LookupError where none or several do.
    """
    reports = view.of(Report)
    tests = (
        lambda r: wanted in (r.id, r.path, r.url),
        lambda r: file_name(r) == wanted,
        lambda r: file_name(r).startswith(wanted) or r.id.startswith(wanted),
    )
    for test in tests:
        found = [r for r in reports if test(r)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{file_name(r)} ({r.id})" for r in found[:5])
            raise LookupError(f"{wanted} may be any of: {names}")
    raise LookupError(f"no report {wanted}; {_near(wanted, reports)}all: newsledger report LEDGER")


def _near(wanted: str, reports: Iterable[Report]) -> str:
    """The names that read most like what was asked for."""
    names = sorted({file_name(each) for each in reports})
    like = process.extract(wanted, names, scorer=fuzz.WRatio, limit=3, score_cutoff=LIKE)
    return f"near it: {', '.join(name for name, *_ in like)}; " if like else ""


def _key(record: Record, paths: Mapping[str, tuple[str, str]]) -> tuple[object, ...]:
    rank = ORDER.index(type_of(record))
    if isinstance(record, Report):
        return (rank, *paths[record.id], 0, record.id)
    if isinstance(record, Entity | Dispatch | Passage | Story | Entry):
        return (rank, "", "", 0, record.id)
    start = _start(record)
    return (rank, *paths.get(record.report, ("", "")), start, record.id)


def _start(record: Zone | Statement | Figure | Event | Date | Place) -> int:
    if isinstance(record, Statement):
        return min(part.start for part in record.content)
    return record.trigger.start if isinstance(record, Event) else record.start


def grouped(records: Sequence[Kind], name: str) -> dict[str, list[Kind]]:
    """Group records by the value of a field."""
    groups: dict[str, list[Kind]] = defaultdict(list)
    for record in records:
        groups[str(getattr(record, name))].append(record)
    return groups
