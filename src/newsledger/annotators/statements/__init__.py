"""Statements: what a report attributes to somebody, who said it, and to whom it was told."""

from collections.abc import Sequence
from dataclasses import replace

from newsledger.annotators.statements import (
    attributions,
    channels,
    indirect,
    quotes,
    utterances,
    voices,
)
from newsledger.annotators.statements.attributions import Draft, Page
from newsledger.language import Parsed
from newsledger.model import Excerpt, Mention, Mode, Report, Span, Statement, identified


def annotate(
    report: Report, parsed: Parsed, mentions: tuple[Mention, ...]
) -> tuple[Statement, ...]:
    """Statements of the parsed text in order: direct, indirect and mixed, nested ones too.

    `said_on` stays None. A speaker whom only an earlier clause or paragraph names keeps the words
    and span of that naming; `speaker.entity` is the id of a mention.
    """
    if not parsed.tokens:
        return ()
    page = page_of(report.text, parsed)
    spoken = utterances.drafts(page)
    page = _settled(page, spoken)
    told = indirect.drafts(page, {draft.verb for draft in spoken})
    drafts = _in_order(page, [*spoken, *told])
    heard = voices.of(page, drafts, mentions)
    pairs = zip(drafts, heard, strict=True)
    return tuple(_statement(report, page, draft, voice) for draft, voice in pairs)


def page_of(text: str, parsed: Parsed) -> Page:
    """A parsed report with its lookups and quotations."""
    tokens, paragraphs = parsed.tokens, attributions.paragraphs_of(parsed)
    spans = [(tokens[first].start, tokens[last - 1].end) for first, last in paragraphs]
    found = [quote for start, end in spans for quote in quotes.find(text, start, end)]
    starts = [token.start for token in tokens]
    edges, sentence = attributions.edges_of(parsed), attributions.sentences_of(parsed)
    return Page(text, parsed, edges, sentence, starts, paragraphs, found)


def _settled(page: Page, spoken: Sequence[Draft]) -> Page:
    """The page with only those quotations left as speech that are part of a statement."""
    used = {span for draft in spoken for span in draft.content}
    found = [replace(q, speech=q.speech and (q.start, q.end) in used) for q in page.quotes]
    return replace(page, quotes=found)


def _in_order(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts by the place of their cue, or their content where they have none; no doubles."""
    unique = {(draft.content, draft.cue): draft for draft in drafts}
    return sorted(unique.values(), key=lambda d: (voices.position(page, d), d.content))


def _statement(report: Report, page: Page, draft: Draft, voice: voices.Voice) -> Statement:
    return identified(
        Statement(
            report=report.id,
            mode=_mode(page, draft),
            speaker=voice.speaker,
            role=voice.role,
            cue=_cue(page, draft),
            content=tuple(Span(start=start, end=end) for start, end in draft.content),
            channel=_channel(page, draft, voice),
            polarity=draft.polarity,
        )
    )


def _mode(page: Page, draft: Draft) -> Mode:
    whole = {(quote.start, quote.end) for quote in page.quotes if quote.speech}
    if all(span in whole for span in draft.content):
        return "direct"
    home = draft.cue is not None and indirect.quote_at(page, page.starts[draft.cue[0]])
    partly = any(
        start < quote.end and quote.start < end and quote != home
        for start, end in draft.content
        for quote in page.quotes
    )
    return "mixed" if partly else "indirect"


def _cue(page: Page, draft: Draft) -> Excerpt | None:
    if draft.cue is None:
        return None
    start, end = page.tokens[draft.cue[0]].start, page.tokens[draft.cue[1]].end
    return Excerpt(text=page.text[start:end], start=start, end=end)


def _channel(page: Page, draft: Draft, voice: voices.Voice) -> tuple[str, ...]:
    told = channels.recipients(page, draft.verb) if draft.verb is not None else ()
    return tuple(dict.fromkeys((*told, *voice.relayed)))
