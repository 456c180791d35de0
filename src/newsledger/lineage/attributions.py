"""Attributions that go with shared text in one report and are missing in the other.

A statement of one report whose content is shared has lost its attribution where no statement of
the other holds the same words, and the words that differ there report nothing either.
"""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from newsledger import vocabulary
from newsledger.annotators.statements import cues
from newsledger.lineage.edits import Alignment, Tokens
from newsledger.lineage.readings import Reading
from newsledger.lineage.wording import Token, common_words, within
from newsledger.model import Location, LostAttribution, Statement, covers

LEAST = 3  # content words of a statement that are shared, before its attribution is looked for
MOST = 0.5  # share of its words that are, and of those that a statement of the other holds
ASIDE = 4  # words of the difference a hedge stands in: more, and it hedges something else
TAIL = re.compile(r"(?:\s+\w+(?:['’.-]\w+)*){1,6}(?=\s*[,;:.“”\"?!–—]|\s*$)")

Answers = Mapping[int, int]  # numbers of tokens that are shared, in one report and the other


def lost(found: Alignment, a: Reading, b: Reading) -> tuple[LostAttribution, ...]:
    """Attributions of either report that the other's wording of the passage lacks."""
    there = dict(found.pairs())
    back = {j: i for i, j in there.items()}
    made = [
        *_sources(a, found.a, b, found.b, there),
        *_sources(b, found.b, a, found.a, back),
        *_hedges(found, a, b),
    ]
    return tuple(sorted(set(made), key=lambda x: (x.missing, x.stands.start, x.stands.end)))


@functools.cache
def hedges() -> frozenset[str]:
    """Words that say a claim is somebody's (vocabulary/attributions.toml)."""
    return frozenset(vocabulary.load("attributions")["hedges"])


@functools.cache
def reporting() -> frozenset[str]:
    """Forms of the verbs that report a clause or a quote, and what stands for one."""
    rules = vocabulary.load("attributions")
    heads = (
        lemma for lemma, each in cues.verbs().items() if any("clause" in r.takes for r in each)
    )
    regular = (form for lemma in heads for form in _forms(lemma))
    return frozenset(regular) | frozenset(rules["reporting"])


def _forms(lemma: str) -> tuple[str, ...]:
    stem = lemma[:-1] if lemma.endswith(("e", "y")) else lemma
    past = f"{stem}ied" if lemma.endswith("y") else f"{stem}ed"
    return (f"{lemma}s", past, f"{stem}ing")


def _sources(
    one: Reading, tokens: Tokens, other: Reading, others: Tokens, answers: Answers
) -> Iterator[LostAttribution]:
    for statement in one.statements:
        words = _held(statement, tokens)
        shared = [n for n in words if n in answers]
        if len(shared) < LEAST or len(shared) < MOST * len(words):
            continue
        stands = _attribution(statement, one)
        if (
            stands
            and _beside(stands, tokens, one)
            and not (
                _repeated(stands, tokens, answers)
                or _attributed([answers[n] for n in shared], other, others)
                or _reported(other, others, answers)
            )
        ):
            yield LostAttribution(kind="source", missing=other.report, stands=stands)


def _held(statement: Statement, tokens: Tokens) -> list[int]:
    """Numbers of the content words of a statement."""
    inside = (n for span in statement.content for n in within(tokens, span.start, span.end))
    return [
        n for n in inside if tokens[n].word[0].isalnum() and tokens[n].word not in common_words()
    ]


def _attribution(statement: Statement, reading: Reading) -> Location | None:
    """The characters that say who speaks: speaker and cue with what belongs to them."""
    speaker, cue = statement.speaker, statement.cue
    if speaker is None or cue is None:
        return None
    start, end = min(speaker.start, cue.start), max(speaker.end, cue.end)
    if any(span.start < end and start < span.end for span in statement.content):
        start, end = speaker.start, speaker.end
    behind = min((s.start for s in statement.content if s.start >= end), default=None)
    limit = _end(reading, end) if behind is None else behind
    tail = TAIL.match(reading.text, end, limit) if limit > end else None
    return Location(report=reading.report, start=start, end=tail.end() if tail else end)


def _end(reading: Reading, place: int) -> int:
    """Where the sentence at `place` ends."""
    return next((line.end for line in reading.lines if line.start <= place <= line.end), place)


def _beside(stands: Location, tokens: Tokens, reading: Reading) -> bool:
    """Whether an attribution stands in the sentences of the passage or next to them."""
    first = bisect_right(reading.lines, tokens[0].start, key=lambda line: line.start) - 1
    last = bisect_right(reading.lines, tokens[-1].start, key=lambda line: line.start) - 1
    near = reading.lines[max(0, first - 1) : last + 2]
    return near[0].start <= stands.start and stands.end <= near[-1].end


def _repeated(stands: Location, tokens: Tokens, answers: Answers) -> bool:
    """Whether the words of the attribution are shared as well."""
    inside = within(tokens, stands.start, stands.end)
    words = [n for n in inside if tokens[n].word[0].isalnum()]
    return bool(words) and sum(n in answers for n in words) > MOST * len(words)


def _attributed(numbers: Sequence[int], other: Reading, others: Tokens) -> bool:
    """Whether one statement of the other report holds most of these words."""
    return any(
        sum(_within(statement, others, n) for n in numbers) >= MOST * len(numbers)
        for statement in other.statements
    )


def _within(statement: Statement, tokens: Tokens, number: int) -> bool:
    token = tokens[number]
    return any(covers(span, token.start, token.end) for span in statement.content)


def _reported(other: Reading, others: Tokens, answers: Answers) -> bool:
    """Whether a verb of report stands in what differs that is the cue of no statement known."""
    shared = set(answers.values())
    known = [s.cue for s in other.statements if s.cue]
    return any(
        n not in shared
        and token.word in reporting()
        and not any(covers(cue, token.start, token.end) for cue in known)
        for n, token in enumerate(others)
    )


def _hedges(found: Alignment, a: Reading, b: Reading) -> Iterator[LostAttribution]:
    for gap in found.gaps:
        left, right = found.a[gap.a0 : gap.a1], found.b[gap.b0 : gap.b1]
        if not _hedged(right):
            yield from _lost(left, a, b)
        if not _hedged(left):
            yield from _lost(right, b, a)


def _lost(tokens: Tokens, one: Reading, other: Reading) -> Iterator[LostAttribution]:
    if sum(token.word[0].isalnum() for token in tokens) > ASIDE:
        return
    for token in _hedged(tokens):
        stands = Location(report=one.report, start=token.start, end=token.end)
        yield LostAttribution(kind="hedge", missing=other.report, stands=stands)


def _hedged(tokens: Tokens) -> list[Token]:
    return [token for token in tokens if token.word in hedges()]
