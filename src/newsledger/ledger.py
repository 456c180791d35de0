"""The flow: bytes to reports, reports to annotations, annotations to a ledger.

    take      read every input once; keep its bytes and its reports, or why it was refused
    annotate  read each new report alone: zones, sentences, mentions, statements, figures, events
    build     read all reports together: passages, days, dispatches, entities, stories, entries

`take` and `annotate` keep what they did as they go, so a run that is cut short goes on where it
stopped. `build` is a pure function of all reports and their annotations: the order they came in
does not matter, and what it yields replaces what stood before in one transaction.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsledger import chronology, entities, readers, stories, zones
from newsledger.attribution import Claims, attribute
from newsledger.chronology import Published
from newsledger.lineage import dispatches, passages
from newsledger.model import (
    Annotations,
    Capture,
    Dispatch,
    Entry,
    PublicationFact,
    Report,
    Skip,
    Story,
    identified,
)
from newsledger.names import Names
from newsledger.publication import other_language
from newsledger.reading import Tools, read_batch
from newsledger.reconcile import Lineage, lineage, reconcile
from newsledger.records import Record, stored
from newsledger.store import Store

BATCH = 32  # reports between two commits
Progress = Callable[[str, int, int], None]  # stage, done, of how many
Read = Mapping[str, Annotations]  # by report id


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one input gave: reports new to the ledger, refusals, or `held`: all known before."""

    path: str
    reports: tuple[Report, ...] = ()
    skips: tuple[Skip, ...] = ()
    held: bool = False


def silent(_stage: str, _done: int, _total: int) -> None:
    """Show no progress."""


def take(
    store: Store, paths: Iterable[Path], names: Names, progress: Progress = silent
) -> list[Taken]:
    """Read every input once, in the order of the paths; keep reports, bytes and refusals."""
    found = sorted(readers.find(paths), key=_path)
    taken = []
    for number, item in enumerate(found, start=1):
        capture = readers.capture(item) if isinstance(item, Path) else item
        taken.append(_take(store, capture, names))
        progress("reading files", number, len(found))
    return taken


def annotate(store: Store, tools: Tools, progress: Progress = silent) -> None:
    """Read each report this reader has not read yet, alone."""
    done = store.annotated(tools.reader)
    new = [report for report in store.reports() if report.id not in done]
    for first in range(0, len(new), BATCH):
        read_batch(store, new[first : first + BATCH], tools)
        progress("reading reports", min(first + BATCH, len(new)), len(new))


def settle(store: Store, tools: Tools, progress: Progress = silent) -> None:
    """Build the ledger from all its reports, unless it stands on exactly these already."""
    inputs = hashlib.sha256("\n".join([tools.reader, *store.report_ids()]).encode()).hexdigest()
    if store.last_inputs() == inputs:
        return
    progress("building the ledger", 0, 1)
    records = build(store.reports(), store.annotations(tools.reader), tools.names)
    store.keep_run(inputs, [stored(record) for record in records])
    progress("building the ledger", 1, 1)


def build(reports: Sequence[Report], read: Read, names: Names) -> list[Record]:
    """Every record of the ledger, from all reports and what was read out of each alone."""
    texts = {r.id: r.text for r in reports}
    by_id = {r.id: r for r in reports}
    shared = passages.find(texts, {k: a.sentences for k, a in read.items()})
    published = chronology.publish(reports, read, shared)
    origins = dispatches.trace(by_id, read, shared, published)
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
            for r in reports
        ),
        *(zone for a in read.values() for zone in a.zones),
        *(record for c in claims.values() for record in c.records()),
        *who,
        *origins,
        *shared,
        *threads,
        *entries,
    ]


def _path(item: Path | Skip) -> str:
    return item.path if isinstance(item, Skip) else str(item)


def _take(store: Store, capture: Capture | Skip, names: Names) -> Taken:
    if isinstance(capture, Skip):
        return _refuse(store, capture)
    known = store.held(capture.sha256)
    if known == capture.path:
        return Taken(path=capture.path, held=True)
    if known:
        reason = f"the same bytes as {known}"
        advice = "nothing to do: the report is in the ledger once"
        return _refuse(store, Skip(path=capture.path, reason=reason, advice=advice))
    outcome = [_readable(item, names) for item in readers.read(capture)]
    reports = [item for item in outcome if isinstance(item, Report)]
    skips = [identified(item) for item in outcome if isinstance(item, Skip)]
    store.keep(reports, skips, capture if reports else None)
    return Taken(path=capture.path, reports=tuple(reports), skips=tuple(skips))


def _refuse(store: Store, skip: Skip) -> Taken:
    skip = identified(skip)
    store.keep((), [skip])
    return Taken(path=skip.path, skips=(skip,))


def _readable(item: Report | Skip, names: Names) -> Report | Skip:
    """Refuse a report whose body is certain to be in a language the pipeline does not read."""
    if isinstance(item, Skip):
        return item
    body = "\n".join(
        item.text[z.start : z.end] for z in zones.zone(item, names) if z.kind == "body"
    )
    language = other_language(body)
    if language is None:
        return item
    reason = f"in a language the pipeline does not read ({language})"
    return Skip(path=item.path, reason=reason, advice="translate it, or leave it out")


def _entries(story: Story, claims: Mapping[str, Claims], texts: Lineage) -> list[Entry]:
    figures = [f for report in story.reports for f in claims[report].figures]
    events = [e for report in story.reports for e in claims[report].events]
    return reconcile(story.id, figures, events, texts)


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
    )


def _fact(facts: Iterable[PublicationFact], field: str) -> str | None:
    return next((fact.value for fact in facts if fact.field == field), None)
