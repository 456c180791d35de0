"""One report read alone: its zones, its sentences and all that is annotated on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsledger import language, publication
from newsledger.annotators import dates, entities, events, figures, places, statements
from newsledger.annotators.entities.spoken import named_speakers
from newsledger.evidence import sound
from newsledger.language import Parsed, Pipeline
from newsledger.learning import Lessons
from newsledger.model import (
    Annotations,
    PublicationFact,
    Report,
    Sentence,
    Skip,
    Zone,
    identified,
)
from newsledger.names import Names
from newsledger.store import Store
from newsledger.tools import Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report before its language is read: its zones, what it says of itself, what is parsed."""

    report: Report
    zones: tuple[Zone, ...]
    facts: tuple[PublicationFact, ...]
    other: str | None  # the language most of it is certain to be in, where none that is read
    paragraphs: list[tuple[int, int]]


def read_batch(
    store: Store, reports: Sequence[Report], tools: Tools, lessons: Lessons
) -> dict[str, Skip]:
    """Read reports, parsing only paragraphs no report had before, and keep what was read.

    A report most of which is certain to be in a language the pipeline does not read is refused.
    """
    drafts = [draft(each, lessons.zones(each, tools.names), tools.names) for each in reports]
    refused = {d.report.id: skip for d in drafts if (skip := _refusal(d))}
    readable = [each for each in drafts if each.report.id not in refused]
    parses = parsed_paragraphs(store, readable, tools.pipeline)
    read = [sound(annotate(each, parses, tools), each.report) for each in readable]
    skips = [*refused.values(), *(identified(skip) for _, each in read for skip in each)]
    store.keep((), skips)
    none = (Annotations(report=report, refused=True) for report in refused)
    kept = (*none, *(annotations for annotations, _ in read))
    store.keep_annotations((lessons.keys[each.report], each) for each in kept)
    return refused


def draft(report: Report, zoned: tuple[Zone, ...], names: Names) -> Draft:
    """What can be told of a report and its zones without a parse."""
    spoken = publication.told(report.text, zoned)
    facts = publication.facts(report, zoned, names, spoken)
    foreign = [
        (fact.start, fact.end)
        for fact in facts
        if fact.field == "language" and fact.start is not None and fact.end is not None
    ]
    body = "\n".join(report.text[z.start : z.end] for z in zoned if z.kind == "body")
    return Draft(
        report=report,
        zones=zoned,
        facts=facts,
        other=publication.other_language(body, [each.code for each in spoken]),
        paragraphs=language.paragraphs(report.text, zoned, foreign),
    )


def _refusal(each: Draft) -> Skip | None:
    if each.other is None:
        return None
    reason = f"in a language the pipeline does not read ({each.other})"
    advice = "translate it, or leave it out"
    return identified(Skip(path=each.report.path, reason=reason, advice=advice))


def parsed_paragraphs(
    store: Store, drafts: Sequence[Draft], pipeline: Pipeline
) -> Mapping[str, bytes]:
    """The parse of every paragraph of `drafts`, from the ledger or made and kept now."""
    texts = [d.report.text[start:end] for d in drafts for start, end in d.paragraphs]
    held = store.parses(language.cache_key(pipeline.name, text) for text in texts)
    cache = dict(held)
    language.parse(texts, pipeline, cache)
    store.keep_parses({key: cache[key] for key in sorted(cache.keys() - held.keys())})
    return cache


def annotate(each: Draft, parses: Mapping[str, bytes], tools: Tools) -> Annotations:
    """All that is read out of one report alone."""
    report, zoned = each.report, each.zones
    parsed = language.read(report.text, each.paragraphs, tools.pipeline.name, parses)
    days = dates.annotate(report, zoned)
    mentions = entities.annotate(report, parsed, tools.names)
    where = places.annotate(report, mentions, tools.names)
    said, mentions = named_speakers(statements.annotate(report, parsed, mentions), mentions)
    return Annotations(
        report=report.id,
        zones=zoned,
        facts=each.facts,
        sentences=tuple(_sentences(report, parsed)),
        mentions=mentions,
        dates=days,
        places=where,
        statements=said,
        figures=figures.annotate(report, parsed, days, where),
        events=events.annotate(report, parsed, mentions, where, days, zones=zoned),
        language=_language(each),
        pipeline=tools.pipeline.name,
    )


def _language(each: Draft) -> str:
    """As the source declares it, else as most of the body is written."""
    told = (fact.value for fact in each.facts if fact.field == "language")
    return each.report.language or next(told, None) or publication.language(each.report.text)[0]


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
