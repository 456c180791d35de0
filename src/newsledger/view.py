"""A ledger opened for reading: every record that stands, by kind, in a fixed order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

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
from newsledger.store import Line, Store

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
    lines = store.lines()
    records = in_order(loaded(kept, texts) for kept in lines)
    return View(records=records, pending=_unbuilt(texts, lines))


def pending(store: Store) -> int:
    """Number of reports that are kept but not built into the ledger yet."""
    return _unbuilt(store.report_ids(), store.lines())


def _unbuilt(reports: Iterable[str], lines: Iterable[Line]) -> int:
    return len(set(reports) - {kept.id for kept in lines if kept.type == "report"})


def file_name(report: Report) -> str:
    """The last part of a report's path: what readers know it by."""
    return report.path.rsplit("/", 1)[-1]


def in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """Sort for reading: by type, then by report and place in it, then by id."""
    rows = list(records)
    paths = {r.id: (r.path, r.locator) for r in rows if isinstance(r, Report)}
    return tuple(sorted(rows, key=lambda r: _key(r, paths)))


def find_report(view: View, wanted: str) -> Report:
    """The report with this id, path, last part of a path, or the one that starts so.

    Raises LookupError where none or several do.
    """
    reports = view.of(Report)
    tests = (
        lambda r: wanted in (r.id, r.path),
        lambda r: file_name(r) == wanted,
        lambda r: file_name(r).startswith(wanted) or r.id.startswith(wanted),
    )
    for test in tests:
        found = [r for r in reports if test(r)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(r.path for r in found[:5])
            raise LookupError(f"{wanted} may be any of: {names}")
    raise LookupError(f"no report {wanted}; list them: newsledger report LEDGER")


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
