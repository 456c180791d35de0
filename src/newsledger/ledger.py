"""The flow: bytes to reports, reports to annotations, annotations to a ledger.

    take      read every input once; keep its bytes and its reports, or why it was refused (intake)
    learn     tell page furniture by the lines that come back across reports (learning)
    annotate  read each new report alone: zones, sentences, mentions, statements, figures, events
    build     read all reports together: passages, days, dispatches, entities, stories, entries

`take` and `annotate` keep what they did as they go, so a run that is cut short goes on where it
stopped. `build` is a pure function of all reports and their annotations: the order they came in
does not matter, and what it yields replaces what stood before in one transaction.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from newsledger import chronology, entities, stories
from newsledger.attribution import Claims, attribute
from newsledger.chronology import Published
from newsledger.learning import Lessons
from newsledger.lineage import dispatches, passages, versions
from newsledger.lineage.versions import Version
from newsledger.model import (
    Annotations,
    Dispatch,
    Entry,
    PublicationFact,
    Report,
    Skip,
    Story,
)
from newsledger.names import Names
from newsledger.progress import Progress, Step, silent
from newsledger.reading import read_batch
from newsledger.reconcile import Lineage, lineage, reconcile
from newsledger.records import Record, stored
from newsledger.store import Store
from newsledger.tools import Tools

BATCH = 32  # reports between two commits
Read = Mapping[str, Annotations]  # by report id


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
    readings = (f"{report} {key}" for report, key in lessons.keys.items())
    inputs = hashlib.sha256("\n".join([tools.reader, *readings]).encode()).hexdigest()
    if store.last_inputs() == inputs:
        return
    progress(Step(stage="building the ledger", done=0, total=1))
    read = store.annotations(lessons.keys)
    records = build(store.reports(read), read, tools.names)
    store.keep_run(inputs, [stored(record) for record in records])
    progress(Step(stage="building the ledger", done=1, total=1))


def build(reports: Sequence[Report], read: Read, names: Names) -> list[Record]:
    """Every record of the ledger, from all reports and what was read out of each alone."""
    texts = {r.id: r.text for r in reports}
    by_id = {r.id: r for r in reports}
    shared = passages.find(texts, {k: a.sentences for k, a in read.items()})
    published = chronology.publish(reports, read, shared)
    pages = versions.find(reports)
    origins = dispatches.trace(by_id, read, shared, published, pages)
    shared = passages.mark(shared, origins)
    threads = stories.thread(by_id, read, published, origins)
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
    return [
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
