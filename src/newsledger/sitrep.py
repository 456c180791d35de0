"""Entries to a situation report in Markdown; each line is followed by the characters it rests on.

A source span is written `[file 120-133]`: characters 120 to 133 of that report's text. Numbers are
shown as their reports write them, so a number shown always stands in the text cited for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsledger.model import Date, Dispatch, Entity, Entry, Event, Figure, Report, Story, Zone
from newsledger.phrasing import HEADINGS, VERBS, count, escaped, measure_name, sentence_around
from newsledger.reconcile.origins import claim_of
from newsledger.settings import EVENTS_SHOWN, FIGURES_SHOWN, SPANS_SHOWN
from newsledger.view import View, file_name, grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The records a situation report is written from: by id, entries and zones also grouped."""

    reports: dict[str, Report]
    entities: dict[str, Entity]
    figures: dict[str, Figure]
    events: dict[str, Event]
    entries: dict[str, Entry]
    by_story: dict[str, list[Entry]]
    zones: dict[str, list[Zone]]

    def zone_at(self, report: str, place: int) -> tuple[int, int]:
        """First and last character of the zone of a report that a character stands in."""
        return next((z.start, z.end) for z in self.zones[report] if z.start <= place < z.end)


def situation_report(view: View) -> str:
    """Write the situation report of a ledger as Markdown."""
    sheet = Sheet(
        reports=view.by_id(Report),
        entities=view.by_id(Entity),
        figures=view.by_id(Figure),
        events=view.by_id(Event),
        entries=view.by_id(Entry),
        by_story=grouped(view.of(Entry), "story"),
        zones=grouped(view.of(Zone), "report"),
    )
    lines = [
        *_opening(view),
        *(line for story in _by_size(view.of(Story)) for line in _story(story, sheet)),
        *_unresolved(view, sheet),
        *_dispatches(view, sheet),
    ]
    return "\n".join(lines) + "\n"


def _opening(view: View) -> Iterator[str]:
    reports, dispatches = view.of(Report), view.of(Dispatch)
    outlets = {r.outlet for r in reports if r.outlet}
    yield "# Situation report\n"
    yield (
        f"{count(len(reports), 'report')} from {count(len(outlets), 'named outlet')} rest on "
        f"{count(len(dispatches), 'independent text')}. Copies are counted once; only distinct "
        "voices corroborate. `[file 120-133]` are the characters a line rests on.\n"
    )
    if view.pending:
        yield (
            f"**Not complete:** {count(view.pending, 'report')} read but not yet in the ledger; "
            "run `newsledger add LEDGER` to finish.\n"
        )


def _by_size(stories: Iterable[Story]) -> list[Story]:
    return sorted(stories, key=lambda s: (-len(s.reports), s.start or "", s.id))


def _story(story: Story, sheet: Sheet) -> Iterator[str]:
    entries = sheet.by_story.get(story.id, [])
    days = " to ".join(dict.fromkeys(d for d in (story.start, story.end) if d))
    yield f"## {escaped(story.label)}\n"
    yield f"{count(len(story.reports), 'report')}{', ' + days if days else ''}.\n"
    yield from _conflicts(entries, sheet)
    yield from _figures([e for e in entries if e.kind == "figure"], sheet)
    yield from _events([e for e in entries if e.kind == "event"], sheet)


def _conflicts(entries: Sequence[Entry], sheet: Sheet) -> Iterator[str]:
    pairs = [
        (entry, relation)
        for entry in sorted(entries, key=_rank)
        for relation in entry.relations
        if relation.kind in ("contradicts", "answers") and relation.to in sheet.entries
    ]
    if not pairs:
        return
    yield "### In conflict\n"
    for entry, relation in pairs:
        other = sheet.entries[relation.to]
        yield f"- {_claim(entry, sheet)} {_spans(entry, sheet)}"
        yield f"  {VERBS[relation.kind]}: {_claim(other, sheet)} {_spans(other, sheet)}"
        yield f"  {relation.reason}"
    yield ""


def _figures(entries: Sequence[Entry], sheet: Sheet) -> Iterator[str]:
    """Each measure with several counts as a series in order of time, the others in one list."""
    by_measure: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: (e.as_of or "9999", e.low or e.high or 0, e.id)):
        by_measure.setdefault(entry.measure or "", []).append(entry)
    series = {name: rows for name, rows in by_measure.items() if name and len(rows) > 1}
    if by_measure:
        yield "### Figures\n"
    for name in sorted(series, key=lambda n: (-sum(e.origins for e in series[n]), n)):
        yield f"**{measure_name(name)}**\n"
        yield from (_figure_line(entry, sheet) for entry in series[name])
        yield ""
    single = [e for name, rows in by_measure.items() if name not in series for e in rows]
    yield from _counted_once(sorted(single, key=_rank), sheet)


def _counted_once(entries: Sequence[Entry], sheet: Sheet) -> Iterator[str]:
    if not entries:
        return
    yield "**Also counted**\n"
    yield from (_figure_line(entry, sheet, named=True) for entry in entries[:FIGURES_SHOWN])
    yield from _more(len(entries) - FIGURES_SHOWN)
    yield ""


def _figure_line(entry: Entry, sheet: Sheet, *, named: bool = False) -> str:
    relations = [
        f"{VERBS[r.kind]} {_number(sheet.entries[r.to], sheet)}"
        for r in entry.relations
        if r.to in sheet.entries and r.kind != "differs_scope"
    ]
    notes = "; ".join([_standing(entry), *dict.fromkeys(relations)])
    measure = f"{measure_name(entry.measure)}: " if named and entry.measure else ""
    return f"- {measure}{_claim(entry, sheet)} ({notes}) {_spans(entry, sheet)}"


def _events(entries: Sequence[Entry], sheet: Sheet) -> Iterator[str]:
    for heading, statuses in HEADINGS.items():
        rows = [e for e in entries if e.event_status in statuses]
        if not rows:
            continue
        yield f"### {heading}\n"
        shown = sorted(rows, key=_rank)[:EVENTS_SHOWN]
        for entry in sorted(shown, key=lambda e: (e.date or "9999", e.id)):
            yield f"- {_claim(entry, sheet)} ({_standing(entry)}) {_spans(entry, sheet)}"
        yield from _more(len(rows) - EVENTS_SHOWN)
        yield ""


def _claim(entry: Entry, sheet: Sheet) -> str:
    """The entry in words: a number as written, or the sentence an event is told in."""
    if entry.kind == "figure":
        day = f", as of {entry.as_of}" if entry.as_of else ""
        return f"**{_number(entry, sheet)}**{_item(entry)} — {_speakers(entry, sheet)}{day}"
    event = min((sheet.events[c] for c in entry.claims), key=lambda e: (e.trigger.start, e.id))
    report = sheet.reports[event.report]
    zone = sheet.zone_at(report.id, event.trigger.start)
    told = sentence_around(report.text, event.trigger.start, event.trigger.end, zone)
    day = f"{entry.date} · " if entry.date else ""
    return f"{day}{event.event_type.lower()}: “{escaped(told)}” — {_speakers(entry, sheet)}"


def _number(entry: Entry, sheet: Sheet) -> str:
    return escaped(sheet.figures[entry.claims[0]].text)


def _item(entry: Entry) -> str:
    return f" {escaped(entry.item)}" if entry.item else ""


def _speakers(entry: Entry, sheet: Sheet) -> str:
    names = [sheet.entities[s].name for s in entry.speakers if s in sheet.entities]
    return escaped(", ".join(names)) if names else "no speaker named"


def _standing(entry: Entry) -> str:
    texts = f"{count(entry.origins, 'text')}, {count(entry.sources, 'source')}"
    return texts if entry.status == "single_origin" else f"{texts}; {entry.status}"


def _rank(entry: Entry) -> tuple[int, int, str, str]:
    return -entry.sources, -entry.origins, entry.as_of or entry.date or "9999", entry.id


def _spans(entry: Entry, sheet: Sheet) -> str:
    """Where the claims stand, the first of each report."""
    found: dict[str, str] = {}
    for claim in entry.claims:
        where = claim_of(sheet.figures.get(claim) or sheet.events[claim])
        file = _file(sheet.reports[where.report])
        found.setdefault(where.report, f"[{file} {where.start}-{where.end}]")
    spans = [found[report] for report in sorted(found, key=lambda r: sheet.reports[r].path)]
    more = f" +{len(spans) - SPANS_SHOWN}" if len(spans) > SPANS_SHOWN else ""
    return " ".join(spans[:SPANS_SHOWN]) + more


def _file(report: Report) -> str:
    return escaped(file_name(report))


def _more(number: int) -> Iterator[str]:
    if number > 0:
        yield f"- … and {number} more in the export"


def _unresolved(view: View, sheet: Sheet) -> Iterator[str]:
    """Days and reports the texts leave open: listed, not guessed."""
    undated = [r for r in view.of(Report) if r.published is None]
    open_dates = [d for d in view.of(Date) if d.value is None]
    disputed = [(r, doubt) for r in view.of(Report) for doubt in r.conflicts]
    if not (undated or open_dates or disputed):
        return
    yield "## Not resolved\n"
    if undated:
        names = ", ".join(_file(r) for r in undated)
        yield f"- No publication day is known for: {names}"
    for report, doubt in disputed:
        where = "" if doubt.start is None else f" {doubt.start}-{doubt.end}"
        yield f"- In doubt: {escaped(doubt.text)} [{_file(report)}{where}]"
    for date in open_dates[:FIGURES_SHOWN]:
        where = f"[{_file(sheet.reports[date.report])} {date.start}-{date.end}]"
        yield f"- “{escaped(date.text)}” has no date {where}"
    yield from _more(len(open_dates) - FIGURES_SHOWN)
    yield ""


def _dispatches(view: View, sheet: Sheet) -> Iterator[str]:
    yield "## Where the reports come from\n"
    for dispatch in sorted(view.of(Dispatch), key=lambda d: (-len(d.members), d.published or "")):
        agency = escaped(dispatch.agency or "no agency credited")
        members = ", ".join(
            f"{_file(sheet.reports[m.report])} ({m.relation})" for m in dispatch.members
        )
        yield f"- {dispatch.published or 'no date'} · {agency} · {members}"
