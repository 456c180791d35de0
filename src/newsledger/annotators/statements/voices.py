"""The voice of each draft: its speaker phrase, the entity behind it, and who relayed it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newsledger.annotators.statements import referents, speakers
from newsledger.annotators.statements.attributions import Draft, Page
from newsledger.annotators.statements.referents import Candidate
from newsledger.model import Mention, Speaker

FARTHEST_CARRY = 2  # paragraphs a quotation without a cue may stand after its speaker


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a statement, the office named with it, and the names that relayed it."""

    speaker: Speaker | None = None
    role: str | None = None
    relayed: tuple[str, ...] = ()


def position(page: Page, draft: Draft) -> int:
    """Where a draft stands among the others: at its cue, or its content where it has none."""
    return page.starts[draft.cue[0]] if draft.cue is not None else draft.at


def of(page: Page, drafts: Sequence[Draft], mentions: Sequence[Mention]) -> list[Voice]:
    """The voice of each draft, in the order given, which must be that of `position`."""
    names = referents.named(mentions)
    phrases = {
        d.subject: speakers.phrase(page, d.subject, d.cue) for d in drafts if d.subject is not None
    }
    speaking = {
        subject: _candidate(page, names, subject, span)
        for subject, span in phrases.items()
        if page.tokens[subject].pos != "PRON"
    }
    history = referents.candidates(page, names, speaking)
    own = {s: _voice(page, names, history, s, span) for s, span in phrases.items()}
    return _carried(page, drafts, own)


def _candidate(
    page: Page, names: referents.Named, subject: int, span: tuple[int, int]
) -> Candidate:
    mention = referents.bearer(page, names, span, subject)
    phrase = page.text[page.tokens[span[0]].start : page.tokens[span[1]].end]
    return Candidate(subject, phrase, mention, True, True)


def _voice(
    page: Page,
    names: referents.Named,
    history: Sequence[Candidate],
    subject: int,
    span: tuple[int, int],
) -> Voice:
    mention = referents.bearer(page, names, span, subject)
    meant = mention or referents.antecedent(page, history, subject, names)
    start, end = page.tokens[span[0]].start, page.tokens[span[1]].end
    entity = meant.id if meant is not None else None
    speaker = Speaker(text=page.text[start:end], start=start, end=end, entity=entity)
    return Voice(speaker, speakers.role(page, span, subject, mention))


def _carried(page: Page, drafts: Sequence[Draft], own: dict[int, Voice]) -> list[Voice]:
    outer = _containers(page, drafts)
    said = [own[d.subject] if d.subject is not None else Voice() for d in drafts]
    voices: list[Voice] = []
    last: tuple[int, Voice] | None = None
    for number, draft in enumerate(drafts):
        paragraph = page.parsed.paragraphs[page.sentence[_token(page, draft)]]
        voice = said[number]
        if draft.carried and last is not None and paragraph - last[0] <= FARTHEST_CARRY:
            voice = last[1]
        if voice.speaker is not None and not outer[number]:
            last = paragraph, voice
        relayed = _relayed(page, draft, [(drafts[n], said[n]) for n in outer[number]])
        voices.append(Voice(voice.speaker, voice.role, relayed))
    return voices


def _token(page: Page, draft: Draft) -> int:
    first = min(bisect_left(page.starts, draft.at), len(page.tokens) - 1)
    return draft.cue[0] if draft.cue is not None else first


def _containers(page: Page, drafts: Sequence[Draft]) -> list[list[int]]:
    """For each draft the numbers of those in whose content its cue stands."""
    spans = sorted((*span, n) for n, draft in enumerate(drafts) for span in draft.content)
    order = sorted(range(len(drafts)), key=lambda n: position(page, drafts[n]))
    containers: list[list[int]] = [[] for _ in drafts]
    active: list[tuple[int, int]] = []
    after = 0
    for n in order:
        here = position(page, drafts[n])
        while after < len(spans) and spans[after][0] <= here:
            active.append(spans[after][1:])
            after += 1
        active = [each for each in active if each[0] > here]
        containers[n] = [m for _, m in active if m != n]
    return containers


def _relayed(page: Page, draft: Draft, outer: Sequence[tuple[Draft, Voice]]) -> tuple[str, ...]:
    """Names of those who report that this was said: "state media reported the army said"."""
    if draft.verb is None:
        return ()
    token = page.tokens[draft.verb]
    names = [
        _bare(voice.speaker.text)
        for above, voice in outer
        if token.dep == "ccomp" and above.verb == token.head and voice.speaker is not None
    ]
    quoting = speakers.quoting(page, draft.verb)
    if quoting is not None:
        low, high = speakers.phrase(page, quoting, None)
        names.append(_bare(page.text[page.tokens[low].start : page.tokens[high].end]))
    return tuple(names)


def _bare(phrase: str) -> str:
    article, _, rest = phrase.partition(" ")
    return rest if article.lower() in ("the", "a", "an") and rest else phrase
