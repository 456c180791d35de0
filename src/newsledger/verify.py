"""Re-check a ledger: every text against its digest, every record's span against its text."""

import hashlib
from collections.abc import Iterator, Mapping

import msgspec

from newsledger import evidence
from newsledger.records import loaded
from newsledger.store import Line, Store


def faults(store: Store) -> Iterator[str]:
    """Yield one line for each fault found; none for a sound ledger."""
    reports, held = store.reports(), set[str]()
    texts = {report.id: report.text for report in reports}
    for capture in store.sources():
        held.add(capture.sha256)
        if hashlib.sha256(capture.content).hexdigest() != capture.sha256:
            yield f"source {capture.path}: its bytes do not match digest {capture.sha256}"
    for report in reports:
        if report.source_sha256 not in held:
            yield f"{report.id}: the bytes it was read from are not in the ledger"
    yield from _texts(store.text_digests(), texts)
    for kept in store.lines():
        yield from _record(kept, texts)


def _texts(digests: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[str]:
    for report, text in texts.items():
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if digest != digests[report]:
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
