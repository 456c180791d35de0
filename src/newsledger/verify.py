"""Re-check a ledger: every text against its digest, every record's span against its text."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from newsledger import evidence
from newsledger.lineage import passages
from newsledger.model import Passage, Report
from newsledger.readers import offsets
from newsledger.records import loaded
from newsledger.store import Store
from newsledger.store.rows import Line, text_digest


def faults(store: Store) -> Iterator[str]:
    """Yield one line for each fault found; none for a sound ledger."""
    reports = store.reports()
    texts = {report.id: report.text for report in reports}
    yield from _sources(store, reports)
    yield from _texts(store.text_digests(), texts)
    for kept in store.lines():
        yield from _record(kept, texts)


def _sources(store: Store, reports: Sequence[Report]) -> Iterator[str]:
    """Check that bytes are those that were kept, and that blocks open on a report's characters."""
    read_from: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        read_from[report.source_sha256].append(report)
    for capture in store.sources():
        if hashlib.sha256(capture.content).hexdigest() != capture.sha256:
            yield f"source {capture.path}: its bytes do not match digest {capture.sha256}"
        for report in read_from.pop(capture.sha256, ()):
            yield from _blocks(report, capture.content)
    for report in (each for rest in read_from.values() for each in rest):
        yield f"{report.id}: the bytes it was read from are not in the ledger"


def _blocks(report: Report, content: bytes) -> Iterator[str]:
    encoding = report.encoding or "utf-8"
    for block in report.blocks:
        if not offsets.opens(content, encoding, report.layers, report.text, block):
            bytes_ = f"bytes {block.source_start} to {block.source_end} of its source"
            yield f"{report.id}: {bytes_} do not read characters {block.start} to {block.end}"


def _texts(digests: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[str]:
    for report, text in texts.items():
        if text_digest(text) != digests[report]:
            yield f"{report}: its text is not the text that was stored"


def _record(kept: Line, texts: Mapping[str, str]) -> Iterator[str]:
    if hashlib.sha256(kept.body.encode()).hexdigest() != kept.digest:
        yield f"{kept.id}: its content does not match its digest"
    try:
        record = loaded(kept, texts)
    except (msgspec.MsgspecError, KeyError) as error:
        yield f"{kept.id}: cannot be read: {error}"
        return
    yield from (f"{kept.id}: {fault}" for fault in evidence.faults(record, texts))
    if isinstance(record, Passage):
        yield from (f"{kept.id}: {fault}" for fault in passages.faults(record, texts))
