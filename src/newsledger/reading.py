"""One report read alone: its zones, its sentences and all that is annotated on them."""

import hashlib
import importlib.metadata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from newsledger import language, publication, zones
from newsledger.annotators import dates, entities, events, figures, places, statements
from newsledger.annotators.entities.spoken import named_speakers
from newsledger.evidence import sound
from newsledger.language import Parsed, Pipeline
from newsledger.model import Annotations, Report, Sentence, Zone, identified
from newsledger.names import Names
from newsledger.store import Store

Zones = tuple[Zone, ...]


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What reports are read with. `names_files` are the user's, as text."""

    pipeline: Pipeline
    names: Names
    names_files: tuple[str, ...] = ()

    @cached_property
    def reader(self) -> str:
        """Stands for all that decides how a report is read; a change of it reads reports anew."""
        version = importlib.metadata.version("newsledger")
        own = hashlib.sha256("\0".join(self.names_files).encode()).hexdigest()[:12]
        return f"newsledger {version}, {self.pipeline.name}, names {own}"


def read_batch(store: Store, reports: Sequence[Report], tools: Tools) -> None:
    """Read reports, parsing only paragraphs no report had before, and keep what was read."""
    zoned = {report.id: zones.zone(report, tools.names) for report in reports}
    parses = parsed_paragraphs(store, reports, zoned, tools.pipeline)
    read = [sound(annotate(r, zoned[r.id], parses, tools), r) for r in reports]
    store.keep((), [identified(skip) for _, skips in read for skip in skips])
    store.keep_annotations(tools.reader, [annotations for annotations, _ in read])


def parsed_paragraphs(
    store: Store, reports: Sequence[Report], zoned: Mapping[str, Zones], pipeline: Pipeline
) -> Mapping[str, bytes]:
    """The parse of every paragraph of `reports`, from the ledger or made and kept now."""
    texts = [
        report.text[start:end]
        for report in reports
        for start, end in language.paragraphs(report.text, zoned[report.id])
    ]
    held = store.parses(language.cache_key(pipeline.name, text) for text in texts)
    cache = dict(held)
    language.parse(texts, pipeline, cache)
    store.keep_parses({key: cache[key] for key in sorted(cache.keys() - held.keys())})
    return cache


def annotate(
    report: Report, zoned: Zones, parses: Mapping[str, bytes], tools: Tools
) -> Annotations:
    """All that is read out of one report alone."""
    parsed = language.read(report.text, zoned, tools.pipeline.name, parses)
    days = dates.annotate(report, zoned)
    mentions = entities.annotate(report, parsed, tools.names)
    where = places.annotate(report, mentions, tools.names)
    said, mentions = named_speakers(statements.annotate(report, parsed, mentions), mentions)
    return Annotations(
        report=report.id,
        zones=zoned,
        facts=publication.facts(report, zoned, tools.names),
        sentences=tuple(_sentences(report, parsed)),
        mentions=mentions,
        dates=days,
        places=where,
        statements=said,
        figures=figures.annotate(report, parsed, days, where),
        events=events.annotate(report, parsed, mentions, where, days, zones=zoned),
        language=report.language or publication.language(report.text)[0],
        pipeline=tools.pipeline.name,
    )


def _sentences(report: Report, parsed: Parsed) -> list[Sentence]:
    return [
        identified(
            Sentence(
                report=report.id,
                start=parsed.tokens[first].start,
                end=parsed.tokens[last - 1].end,
                paragraph=paragraph,
            )
        )
        for (first, last), paragraph in zip(parsed.sentences, parsed.paragraphs, strict=True)
    ]
