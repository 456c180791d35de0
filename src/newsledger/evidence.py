"""Whether a record's characters hold what it says.

The check is made when a record is written, and again by `newsledger verify`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from newsledger.annotators.figures.numbers import find as numbers_in
from newsledger.model import (
    Annotations,
    Date,
    Event,
    Excerpt,
    Figure,
    Passage,
    Place,
    Report,
    Skip,
    Speaker,
    Statement,
    Zone,
)

Cited = tuple[str, int, int, str | None]  # report, start, end, the text it must hold
AHEAD = 40  # characters behind a number that may decide how it is read
Checked = TypeVar("Checked", Statement, Date, Place, Figure, Event)


def sound(read: Annotations, report: Report) -> tuple[Annotations, list[Skip]]:
    """What was read out of a report without what its characters do not hold; that is listed."""
    skips: list[Skip] = []
    kept = replace(
        read,
        statements=_sound(read.statements, report, skips),
        dates=_sound(read.dates, report, skips),
        places=_sound(read.places, report, skips),
        figures=_sound(read.figures, report, skips),
        events=_sound(read.events, report, skips),
    )
    return kept, skips


def _sound(records: Sequence[Checked], report: Report, skips: list[Skip]) -> tuple[Checked, ...]:
    kept = []
    for record in records:
        fault = next(faults(record, {report.id: report.text}), None)
        if fault is None:
            kept.append(record)
        else:
            advice = "nothing: it is left out of the ledger"
            skips.append(Skip(path=report.path, reason=f"misread: {fault}", advice=advice))
    return tuple(kept)


def faults(record: object, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the characters a record rests on; texts by report id."""
    for report, start, end, text in cited(record):
        if report not in texts:
            yield f"rests on report {report}, which is not in the ledger"
        elif not 0 <= start < end <= len(texts[report]):
            yield f"characters {start} to {end} are outside the text of {report}"
        elif text is not None and texts[report][start:end] != text:
            yield f"characters {start} to {end} of {report} do not read {text!r}"
    if isinstance(record, Figure) and not _holds_number(record, texts.get(record.report, "")):
        yield f"the cited text {record.text!r} does not hold {record.low} to {record.high}"


def cited(record: object) -> Iterable[Cited]:
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
