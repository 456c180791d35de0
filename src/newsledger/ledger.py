"""The flow: bytes to reports, reports to annotations, annotations to a ledger.

    take      read every input once; keep its bytes and its reports, or why it was refused (intake)
    learn     tell page furniture by the lines that come back across reports (learning)
    annotate  read each new report alone: zones, sentences, mentions, statements, figures, events
    trace     find what each new report shares with those before it (lineage.tracing)
    build     read all reports together: days, dispatches, stories, entities, entries

`take` and `annotate` keep what they did as they go, so a run that is cut short goes on where it
stopped. `build` is a pure function of all reports, their annotations and what earlier runs and
people left (`Past`): the order of the reports of one run does not matter, and what it yields
replaces what stood before in one transaction.
"""

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from newsledger import chronology, entities, stories
from newsledger.attribution import Claims, attribute
from newsledger.chronology import Published
from newsledger.learning import Lessons
from newsledger.lineage import dispatches, passages, readings, tracing, versions
from newsledger.lineage.readings import Reading
from newsledger.lineage.tracing import Trace
from newsledger.lineage.versions import Version
from newsledger.model import (
    Annotations,
    Dispatch,
    Entry,
    PublicationFact,
    Report,
    Skip,
    Story,
    StoryChange,
    StoryDecision,
)
from newsledger.names import Names
from newsledger.progress import Progress, Step, silent
from newsledger.reading import read_batch
from newsledger.reconcile import Lineage, lineage, reconcile
from newsledger.records import Record, stored
from newsledger.store import Store, Traced
from newsledger.tools import Tools

BATCH = 32  # reports between two commits
Read = Mapping[str, Annotations]  # by report id


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What earlier runs left: what they traced, the story of each report, what people decided."""

    traces: Sequence[Trace]
    stories: Mapping[str, str]
    decisions: Sequence[StoryDecision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A ledger's records, and what the next run goes on from."""

    records: Sequence[Record]
    traces: Sequence[Trace]
    stories: Mapping[str, str]
    changes: Sequence[StoryChange]


NOTHING = Past(traces=(), stories=MappingProxyType({}), decisions=())


def annotate(
    store: Store, tools: Tools, lessons: Lessons, progress: Progress = silent
) -> dict[str, Skip]:
    """Read each report that has no reading under its key; return those refused, by their ids."""
    done = store.annotated()
    new = [report for report, key in lessons.keys.items() if (report, key) not in done]
    refused: dict[str, Skip] = {}
    for first in range(0, len(new), BATCH):
        batch = store.reports(new[first : first + BATCH])
        refused |= read_batch(store, batch, tools, lessons)
        step = min(first + BATCH, len(new))
        progress(Step(stage="reading reports", done=step, total=len(new)))
    return refused


def settle(store: Store, tools: Tools, lessons: Lessons, progress: Progress = silent) -> None:
    """Build the ledger from all its reports, unless it stands on exactly these already."""
    decisions = tuple(decision for _, decision in store.decisions())
    readings = [f"{report} {key}" for report, key in lessons.keys.items()]
    inputs = "\n".join([tools.reader, *readings, *(each.id for each in decisions)])
    digest = hashlib.sha256(inputs.encode()).hexdigest()
    if store.last_inputs() == digest:
        return
    read = store.annotations(lessons.keys)
    keys = {report: lessons.keys[report] for report in read}
    traces = tuple(tracing.unpacked(each.body) for each in store.traced())
    past = Past(traces=traces, stories=store.threads(), decisions=decisions)
    reports = store.reports(read)
    built = build(reports, read, tools.names, keys=keys, past=past, progress=progress)
    store.keep_traced(Traced(t.report, t.reading, tracing.packed(t)) for t in built.traces)
    lines = [stored(record) for record in built.records]
    store.keep_run(digest, lines, built.stories, built.changes)


def build(
    reports: Sequence[Report],
    read: Read,
    names: Names,
    *,
    keys: Mapping[str, str],
    past: Past = NOTHING,
    progress: Progress = silent,
) -> Built:
    """Every record of the ledger, from all reports and what was read out of each alone.

    `keys` says under which key each report was read: what was traced on another is traced anew.
    """
    by_id = {r.id: r for r in reports}
    new = _traced(by_id, read, keys, past, progress)
    progress(Step(stage="building the ledger", done=0, total=1))
    standing = [*tracing.standing(keys, [*past.traces, *new])]
    shared = tracing.shared(standing)
    published = chronology.publish(reports, read, shared)
    pages = versions.find(reports)
    cards = dispatches.cards(by_id, read, published, pages)
    found = dispatches.link(by_id, read, shared, cards, {each.report for each in new})
    origins = dispatches.group(tracing.links(standing) | found, cards)
    shared = passages.mark(shared, origins)
    threads = stories.thread(
        by_id, read, published, origins, before=past.stories, decisions=past.decisions
    )
    who, entity_of = entities.resolve(
        {k: a.mentions for k, a in read.items()}, {k: a.places for k, a in read.items()}, names
    )
    days = chronology.anchor(read, published)
    claims = {
        key: attribute(a, days[key], entity_of, published.get(key)) for key, a in read.items()
    }
    dispatch_of = {m.report: d for d in origins for m in d.members}
    ancestry = lineage(
        {report: d.id for report, d in dispatch_of.items()},
        shared,
        entities.named(who),
        entities.enclosing(who, names),
    )
    entries = [entry for story in threads for entry in _entries(story, claims, ancestry)]
    story_of = {report: s for s in threads for report in s.reports}
    records = [
        *(
            _finished(r, read[r.id], published.get(r.id), dispatch_of[r.id], story_of.get(r.id))
            for r in _versioned(reports, pages)
        ),
        *(zone for a in read.values() for zone in a.zones),
        *(record for c in claims.values() for record in c.records()),
        *who,
        *origins,
        *shared,
        *threads,
        *entries,
    ]
    progress(Step(stage="building the ledger", done=1, total=1))
    return Built(
        records=records,
        traces=tracing.linked(new, found),
        stories={report: story.id for report, story in story_of.items()},
        changes=threads.changes,
    )


def _traced(
    reports: Mapping[str, Report],
    read: Read,
    keys: Mapping[str, str],
    past: Past,
    progress: Progress,
) -> list[Trace]:
    """What the new reports share with those before them; each is made ready once."""

    @functools.cache
    def ready(report: str) -> Reading:
        return readings.read(reports[report].text, read[report])

    new: list[Trace] = []
    for each in tracing.trace(keys, past.traces, ready):
        new.append(each)
        progress(Step(stage="tracing shared text", done=len(new)))
    return new


def _entries(story: Story, claims: Mapping[str, Claims], texts: Lineage) -> list[Entry]:
    figures = [f for report in story.reports for f in claims[report].figures]
    events = [e for report in story.reports for e in claims[report].events]
    return reconcile(story.id, figures, events, texts)


def _versioned(reports: Sequence[Report], pages: Mapping[str, Version]) -> Iterator[Report]:
    """Reports with the first of their page named in each later version of it."""
    for report in reports:
        page = pages.get(report.id)
        first = page.first if page and page.number else None
        yield replace(report, version_of=first) if first else report


def _finished(
    report: Report,
    read: Annotations,
    published: Published | None,
    dispatch: Dispatch,
    story: Story | None,
) -> Report:
    """The report with what the others made known of it: its day, agency, dispatch and story."""
    return replace(
        report,
        published=published.day if published else None,
        published_basis=published.basis if published and published.day else None,
        agency=_fact(read.facts, "agency") or dispatch.agency,
        outlet=report.outlet or _fact(read.facts, "outlet"),
        title=report.title or _fact(read.facts, "title"),
        dispatch=dispatch.id,
        story=story.id if story else None,
        language=read.language,
        pipeline=read.pipeline,
        stated=read.facts,
        conflicts=published.conflict if published else (),
    )


def _fact(facts: Iterable[PublicationFact], field: str) -> str | None:
    return next((fact.value for fact in facts if fact.field == field), None)
