"""Bytes into the ledger: every source is kept once, with its reports, or why it was refused.

Sources are streamed and kept in small batches, so memory stays flat and a run that is cut short
goes on where it stopped: what is held is known by its digest and not read again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from newsledger import readers
from newsledger.model import Capture, Report, Skip, identified
from newsledger.progress import Progress, Step, silent
from newsledger.readers.web import Fetched
from newsledger.store import Store
from newsledger.store.rows import text_digest

RECORDS = 64  # sources between two commits
BYTES = 16 * 1024 * 1024  # of sources between two commits, where they are large
BY_NAME: Mapping[str, str] = MappingProxyType({})  # columns are known by their own names


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one input gave: ids of new reports, refusals, and how many sources were held before."""

    path: str
    reports: tuple[str, ...] = ()
    skips: tuple[Skip, ...] = ()
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """What one commit keeps."""

    captures: dict[str, Capture] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    skips: list[Skip] = field(default_factory=list)
    held: list[str] = field(default_factory=list)


class _Count(NamedTuple):
    """Reports taken and refusals so far, counted as they come: a run may have a million."""

    reports: int = 0
    refused: int = 0

    def with_(self, part: Taken) -> "_Count":
        return _Count(self.reports + len(part.reports), self.refused + len(part.skips))

    @property
    def note(self) -> str:
        return f"{self.reports:,} reports, {self.refused:,} refused"


def take(
    store: Store,
    paths: Iterable[Path],
    columns: Mapping[str, str] = BY_NAME,
    progress: Progress = silent,
) -> list[Taken]:
    """Read every input once, in the order of the paths; keep reports, bytes and refusals.

    `columns` maps a report's fields to the columns of tables that hold them. Raises ValueError
    where it names a field reports do not have.
    """
    found = sorted(readers.find(paths), key=_path)
    total = sum(readers.size(item) for item in found)
    taken: list[Taken] = []
    before, count = 0, _Count()
    for item in found:
        parts: list[Taken] = []
        with readers.opened(item) as source:
            for part in keep(store, _path(item), readers.captures(source), columns):
                parts.append(part)
                count = count.with_(part)
                progress(_step(before + source.position(), total, count))
        taken.append(_joined(_path(item), parts))
        before += readers.size(item)
        progress(_step(before, total, count))
    return taken


def gather(store: Store, found: Iterable[Fetched], progress: Progress = silent) -> list[Taken]:
    """Keep each page as it comes from the network, before the next is asked for."""
    taken: list[Taken] = []
    count = _Count()
    for each in found:
        item = each.capture or each.skip
        parts = list(keep(store, each.url, [item])) if item else []
        one = _joined(each.url, parts) if item else Taken(path=each.url, held=int(each.unchanged))
        if each.visit and (one.reports or one.held):
            store.keep_visit(each.visit)
        taken.append(one)
        count = count.with_(one)
        progress(Step(stage="fetching", done=count.reports, note=count.note))
    return taken


def keep(
    store: Store,
    path: str,
    captures: Iterable[Capture | Skip],
    columns: Mapping[str, str] = BY_NAME,
) -> Iterator[Taken]:
    """Keep captures batch by batch; after each commit yield what it gave of `path`."""
    for items in _batches(captures):
        batch = _sifted(store, items, columns)
        store.keep(batch.reports.values(), batch.skips, batch.captures.values())
        yield Taken(
            path=path,
            reports=tuple(batch.reports),
            skips=tuple(batch.skips),
            held=len(batch.held),
        )


def _joined(path: str, parts: Sequence[Taken]) -> Taken:
    """What all batches of an input gave."""
    return Taken(
        path=path,
        reports=tuple(report for part in parts for report in part.reports),
        skips=tuple(skip for part in parts for skip in part.skips),
        held=sum(part.held for part in parts),
    )


def _batches(captures: Iterable[Capture | Skip]) -> Iterator[list[Capture | Skip]]:
    batch: list[Capture | Skip] = []
    size = 0
    for each in captures:
        batch.append(each)
        size += len(each.content) if isinstance(each, Capture) else 0
        if len(batch) >= RECORDS or size >= BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _sifted(store: Store, items: Sequence[Capture | Skip], columns: Mapping[str, str]) -> _Batch:
    """Read what is new; set aside what the ledger, or the batch itself, holds already."""
    batch = _Batch()
    held = store.held(each.sha256 for each in items if isinstance(each, Capture))
    for each in items:
        if isinstance(each, Skip):
            batch.skips.append(identified(each))
            continue
        known = held.get(each.sha256)
        if known is None:
            known = held[each.sha256] = each.path
            _read(store, each, columns, batch)
        elif known == each.path:
            batch.held.append(each.path)
        else:
            batch.skips.append(_twin(each, known))
    return batch


def _twin(capture: Capture, known: str) -> Skip:
    reason = f"the same bytes as {known}"
    advice = "nothing to do: the report is in the ledger once"
    return identified(Skip(path=capture.path, reason=reason, advice=advice))


def _read(store: Store, capture: Capture, columns: Mapping[str, str], batch: _Batch) -> None:
    outcome = list(readers.read(capture, columns))
    batch.skips.extend(identified(item) for item in outcome if isinstance(item, Skip))
    reports = [item for item in outcome if isinstance(item, Report)]
    new = [each for each in reports if not _unchanged(store, each, batch)]
    batch.reports.update((each.id, each) for each in new)
    if new:
        batch.captures[capture.sha256] = capture
    elif reports:
        batch.held.append(capture.path)


def _unchanged(store: Store, report: Report, batch: _Batch) -> bool:
    """Whether the same address gave the same words before: a page fetched again, a feed's entry."""
    if not report.url:
        return False
    pending = (each for each in batch.reports.values() if each.url == report.url)
    if any(each.text == report.text for each in pending):
        return True
    return store.told(report.url, text_digest(report.text))


def _path(item: Path | Skip) -> str:
    return item.path if isinstance(item, Skip) else str(item)


def _step(done: int, total: int, count: _Count) -> Step:
    return Step(stage="reading files", done=done, total=total, unit="bytes", note=count.note)
