"""Text two reports share: sentences, runs of neighbouring sentences and parts of sentences.

What two reports share is a pure function of the two (`between`): sentences that read the same,
sentences that are edits of one another (`alignment`), and, in the rest, long runs of the same
words. Of each passage it is told where the wordings differ (`edits`), which attribution is
missing in one of them (`attributions`) and which number is given differently (`drift`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest
from itertools import product

from newsledger.lineage import alignment, edits
from newsledger.lineage.alignment import Match, Run
from newsledger.lineage.attributions import lost
from newsledger.lineage.drift import drifts
from newsledger.lineage.edits import Alignment
from newsledger.lineage.readings import SHARED_CONTENT, Reading
from newsledger.lineage.wording import Token, plain, tokens
from newsledger.model import (
    Dispatch,
    Location,
    Passage,
    Span,
    covers,
    identified,
)

MOST_AKIN = 4096  # pairs of sentences of two reports that are compared, the most akin first
MOST_PAIRED = 24  # bearers of one sentence in one report that are paired all with all

Numbers = tuple[int, ...]


def between(a: Reading, b: Reading) -> tuple[Passage, ...]:
    """The text two reports share, in the order of `a`; `a` is the one whose id comes first."""
    if a.report > b.report:
        a, b = b, a
    whole = alignment.runs(_matches(a, b), a, b)
    found = [_sentences(run, a, b) for run in whole]
    found += _parts(whole, a, b)
    return tuple(sorted(found, key=lambda p: (p.a.start, p.b.start)))


def mark(passages: Iterable[Passage], dispatches: Iterable[Dispatch]) -> tuple[Passage, ...]:
    """Say of each passage whether both reports rest on one dispatch."""
    home = {m.report: number for number, d in enumerate(dispatches) for m in d.members}
    return tuple(
        replace(p, same_dispatch=home.get(p.a.report, -1) == home.get(p.b.report, -2))
        for p in passages
    )


def faults(passage: Passage, texts: Mapping[str, str]) -> Iterator[str]:
    """What a passage says of two reports that their characters do not hold; texts by report id."""
    whole = (texts.get(at.report, "")[at.start : at.end] for at in (passage.a, passage.b))
    one, other = (plain(each).replace('"', "'").replace(" ", "") for each in whole)
    if passage.kind == "identical" and one != other:
        yield "the two texts of an identical passage do not read the same"
    for edit in passage.edits:
        if not (covers(passage.a, *_ends(edit.a)) and covers(passage.b, *_ends(edit.b))):
            yield f"a wording is {edit.kind} outside of the passage"
    for each in passage.lost:
        if not texts.get(each.stands.report, "")[each.stands.start : each.stands.end].strip():
            yield f"an attribution stands outside the text of {each.stands.report}"


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _matches(a: Reading, b: Reading) -> list[Match]:
    """Sentences that read the same, and those of the rest that are edits of one another."""
    found = [
        Match(1.0, i, j, "identical")
        for key in sorted(a.keys.keys() & b.keys.keys())
        for i, j in _crossed(a.keys[key], b.keys[key])
    ]
    done_a, done_b = {match.a for match in found}, {match.b for match in found}
    for i, j in _akin(a, b):
        if i not in done_a and j not in done_b:
            score = alignment.overlap(a.lines[i], b.lines[j])
            found += [Match(score * 0.999, i, j, "edited")] if score else []
    return found


def _crossed(ones: Numbers, others: Numbers) -> Iterator[tuple[int, int]]:
    if len(ones) * len(others) <= MOST_PAIRED**2:
        return ((one, other) for one in ones for other in others)
    return zip(ones, others, strict=False)


def _akin(a: Reading, b: Reading) -> list[tuple[int, int]]:
    """Pairs of sentences that have enough content words in common."""
    met: Counter[tuple[int, int]] = Counter()
    for word in a.bearers.keys() & b.bearers.keys():
        met.update(product(a.bearers[word], b.bearers[word]))
    enough = [(-count, pair) for pair, count in met.items() if count >= SHARED_CONTENT]
    return sorted(pair for _, pair in nsmallest(MOST_AKIN, enough))


def _sentences(run: Run, a: Reading, b: Reading) -> Passage:
    if run.kind == "identical":
        return _passage(_span(run.a, a), _span(run.b, b), a, b)
    left, right = _tokens(run.a, a), _tokens(run.b, b)
    found, at = edits.whole(left, right)
    return _passage(_characters(left, at.a0, at.a1), _characters(right, at.b0, at.b1), a, b, found)


def _characters(among: Sequence[Token], first: int, last: int) -> Span:
    return Span(start=among[first].start, end=among[last - 1].end)


def _parts(whole: Sequence[Run], a: Reading, b: Reading) -> Iterator[Passage]:
    """Long runs of the same words in sentences that are otherwise none of the other's."""
    done_a = {n for run in whole for n in range(run.a[0], run.a[1] + 1)}
    done_b = {n for run in whole for n in range(run.b[0], run.b[1] + 1)}
    free = [(i, j) for i, j in _akin(a, b) if i not in done_a and j not in done_b]
    tiles = ((alignment.long_run(a.lines[i], b.lines[j]), i, j) for i, j in free)
    ranked = sorted((-tile.size, i, j) for tile, i, j in tiles if tile)
    for _, i, j in ranked:
        if i not in done_a and j not in done_b and (found := _part(i, j, a, b)):
            done_a.add(i)
            done_b.add(j)
            yield found


def _part(i: int, j: int, a: Reading, b: Reading) -> Passage | None:
    left, right = _tokens((i, i), a), _tokens((j, j), b)
    made = edits.part(left, right)
    if made is None:
        return None
    found, at = made
    return _passage(_characters(left, at.a0, at.a1), _characters(right, at.b0, at.b1), a, b, found)


def _passage(
    at_a: Span, at_b: Span, a: Reading, b: Reading, found: Alignment | None = None
) -> Passage:
    changes = edits.edits(found, at_a, at_b) if found else ()
    return identified(
        Passage(
            a=Location(report=a.report, start=at_a.start, end=at_a.end),
            b=Location(report=b.report, start=at_b.start, end=at_b.end),
            kind="edited" if changes else "identical",
            edits=changes,
            lost=lost(found, a, b) if found else (),
            drifts=drifts(found, a, b) if found else (),
        )
    )


def _span(ends: tuple[int, int], reading: Reading) -> Span:
    return Span(start=reading.lines[ends[0]].start, end=reading.lines[ends[1]].end)


def _tokens(ends: tuple[int, int], reading: Reading) -> list[Token]:
    among = reading.lines[ends[0] : ends[1] + 1]
    return [token for line in among for token in tokens(reading.text, line.start, line.end)]
