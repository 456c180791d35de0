"""A report with its annotations marked, for the terminal."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from newsledger.model import Date, Entity, Event, Figure, Place, Report, Statement, Zone
from newsledger.records import Record
from newsledger.view import View, file_name

STYLES = {
    "furniture": "dim",
    "statement": "italic",
    "cue": "italic bold magenta",
    "speaker": "magenta",
    "place": "green",
    "date": "cyan",
    "event": "bold red",
    "figure": "bold yellow",
}
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
Mark = tuple[str, int, int]  # style, start, end


def legend() -> Text:
    """One line that shows what each style marks."""
    return Text("  ").join(Text(name, style=style) for name, style in STYLES.items())


def marked(report: Report, view: View) -> Text:
    """The report's text with its zones, statements, places, dates, events and figures marked."""
    text = Text(printable(report.text))
    for start, end, _ in _foreign(report):
        text.stylize(STYLES["furniture"], start, end)
    for name, start, end in marks(_of(report, view)):
        text.stylize(STYLES[name], start, end)
    return text


def marks(records: Iterable[Record]) -> Iterator[Mark]:
    """What to mark, outermost first."""
    rows = list(records)
    for record in rows:
        if isinstance(record, Zone) and record.kind not in ("body", "headline"):
            yield "furniture", record.start, record.end
    for record in rows:
        yield from _marks(record)


def notes(report: Report, view: View) -> Iterator[tuple[str, str, str]]:
    """Rows of what the marks mean: characters, what is marked, what was read there."""
    entities = view.by_id(Entity)
    yield from _versions(report, view)
    for start, end, language in _foreign(report):
        yield f"{start}-{end}", "language", f"{language}, not read"
    for record in _of(report, view):
        row = _note(record, {key: entity.name for key, entity in entities.items()})
        if row:
            yield row


def printable(text: str) -> str:
    """Text from outside without control characters, of the same length."""
    return "".join(
        c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text
    )


def _versions(report: Report, view: View) -> Iterator[tuple[str, str, str]]:
    """The other versions of the report's page."""
    place, first = f"0-{len(report.text)}", report.version_of or report.id
    for other in view.of(Report):
        if other.id != report.id and first in (other.id, other.version_of):
            kind = "first version" if other.id == first else "later version"
            yield place, kind, file_name(other)


def _foreign(report: Report) -> Iterator[tuple[int, int, str]]:
    """Stretches in another language than the report's, which nothing is read out of."""
    for fact in report.stated:
        placed = fact.start is not None and fact.end is not None
        if fact.field == "language" and placed and fact.value != report.language:
            yield fact.start or 0, fact.end or 0, fact.value


def _of(report: Report, view: View) -> list[Record]:
    return [r for r in view.records if getattr(r, "report", None) == report.id]


def _marks(record: Record) -> Iterator[Mark]:
    if isinstance(record, Statement):
        yield from (("statement", part.start, part.end) for part in record.content)
        if record.cue:
            yield "cue", record.cue.start, record.cue.end
        if record.speaker:
            yield "speaker", record.speaker.start, record.speaker.end
    elif isinstance(record, Event):
        yield "event", record.trigger.start, record.trigger.end
    elif isinstance(record, Place | Date | Figure):
        yield type(record).__name__.lower(), record.start, record.end


def _note(record: Record, names: dict[str, str]) -> tuple[str, str, str] | None:
    if isinstance(record, Statement):
        who = names.get(record.speaker.entity or "", record.speaker.text) if record.speaker else "?"
        start, end = record.content[0].start, record.content[-1].end
        return f"{start}-{end}", f"{record.mode} statement", f"{who} ({record.polarity})"
    if isinstance(record, Figure):
        bounds = f"{_bound(record.low)} to {_bound(record.high)}"
        said = names.get(record.speaker or "", "the report itself")
        what = f"{record.measure or record.item}: {bounds}, {said}, as of {record.as_of or '?'}"
        return f"{record.start}-{record.end}", "figure", what
    if isinstance(record, Event):
        what = f"{record.event_type}, {record.status}, {record.date or 'no date'}"
        return f"{record.trigger.start}-{record.trigger.end}", "event", what
    if isinstance(record, Date):
        what = f"{record.value or 'unresolved'} ({record.anchor or 'no anchor'})"
        return f"{record.start}-{record.end}", "date", what
    return None


def _bound(value: float | None) -> str:
    return "open" if value is None else f"{value:,.10g}"
