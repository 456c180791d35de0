"""Re-check a ledger: every text against its digest, every record's span against its text."""

import hashlib
from collections.abc import Iterator, Mapping

import msgspec

from newsledger import evidence
from newsledger.records import loaded
from newsledger.store import Line, Store


def faults(store: Store) -> Iterator[str]:
    """Yield one line for each fault found; none for a sound ledger."""
    texts = {report.id: report.text for report in store.reports()}
    yield from _bytes(store)
    yield from _texts(store.text_digests(), texts)
    yield from _sources(store, texts)
    for kept in store.lines():
        yield from _record(kept, texts)


def _bytes(store: Store) -> Iterator[str]:
    for capture in store.sources():
        if hashlib.sha256(capture.content).hexdigest() != capture.sha256:
            yield f"source {capture.path}: its bytes do not match digest {capture.sha256}"


def _texts(digests: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[str]:
    for report, text in texts.items():
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if digest != digests[report]:
            yield f"{report}: its text is not the text that was stored"


def _sources(store: Store, texts: Mapping[str, str]) -> Iterator[str]:
    held = {capture.sha256 for capture in store.sources()}
    for report in store.reports():
        if report.source_sha256 not in held and report.id in texts:
            yield f"{report.id}: the bytes it was read from are not in the ledger"


def _record(kept: Line, texts: Mapping[str, str]) -> Iterator[str]:
    if hashlib.sha256(kept.body.encode()).hexdigest() != kept.digest:
        yield f"{kept.id}: its content does not match its digest"
    try:
        record = loaded(kept, texts)
    except (msgspec.MsgspecError, KeyError) as error:
        yield f"{kept.id}: cannot be read: {error}"
        return
    yield from (f"{kept.id}: {fault}" for fault in evidence.faults(record, texts))
