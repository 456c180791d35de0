"""Re-check a ledger: every text against its digest, every record's span against its text."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from newsledger.annotators.figures.numbers import find as numbers_in
from newsledger.model import (
    Date,
    Event,
    Excerpt,
    Figure,
    Passage,
    Place,
    Speaker,
    Statement,
    Zone,
)
from newsledger.records import Record, loaded
from newsledger.store import Line, Store

AHEAD = 40  # characters behind a number that may decide how it is read
Cited = tuple[str, int, int, str | None]  # report, start, end, the text it must hold


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
    yield from (f"{kept.id}: {fault}" for fault in record_faults(record, texts))


def record_faults(record: Record, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the characters a record rests on."""
    for report, start, end, text in cited(record):
        if report not in texts:
            yield f"rests on report {report}, which is not in the ledger"
        elif not 0 <= start < end <= len(texts[report]):
            yield f"characters {start} to {end} are outside the text of {report}"
        elif text is not None and texts[report][start:end] != text:
            yield f"characters {start} to {end} of {report} do not read {text!r}"
    if isinstance(record, Figure) and not _holds_number(record, texts.get(record.report, "")):
        yield f"the cited text {record.text!r} does not hold {record.low} to {record.high}"


def cited(record: Record) -> Iterable[Cited]:
    """The characters a record rests on, with the text they must hold where it is recorded."""
    if isinstance(record, Zone):
        return [(record.report, record.start, record.end, None)]
    if isinstance(record, Statement):
        return _statement(record)
    if isinstance(record, Event):
        return [_excerpt(record.report, record.trigger)]
    if isinstance(record, Figure | Date | Place):
        return [(record.report, record.start, record.end, record.text)]
    if isinstance(record, Passage):
        return [(side.report, side.start, side.end, None) for side in (record.a, record.b)]
    return ()


def _statement(record: Statement) -> Iterator[Cited]:
    for part in record.content:
        yield (record.report, part.start, part.end, None)
    if record.cue:
        yield _excerpt(record.report, record.cue)
    if record.speaker:
        yield _excerpt(record.report, record.speaker)


def _excerpt(report: str, excerpt: Excerpt | Speaker) -> Cited:
    return (report, excerpt.start, excerpt.end, excerpt.text)


def _holds_number(figure: Figure, text: str) -> bool:
    """Whether the figure's own characters, read again where they stand, give one of its bounds."""
    bounds = {figure.low, figure.high} - {None}
    found = numbers_in(text, figure.start, min(len(text), figure.end + AHEAD))
    return any({n.low, n.high} & bounds for n in found if n.bare < figure.end)
