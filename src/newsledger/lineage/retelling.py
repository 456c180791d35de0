"""Sentences of two reports that answer each other in the same order, however they are worded.

Who re-words a report tells what it told and in its order; who reports the same happening for
himself shares its main facts only. So sentences are paired by the terms they share and the best
chain of pairs is taken that rises in both reports, none crossing another: the alignment of Gale
and Church (1993, A Program for Aligning Sentences) with shared terms in place of lengths.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from newsledger.lineage.profiles import NONE, Numbers, Profile

ANSWERED = 0.35  # of the lesser sentence's rarity-weighted terms stand in the other as well
TERMS = 3  # terms they share at least
SENTENCES = 200  # of each report that are paired; what follows is no matter of its lead

Rarity = Mapping[str, float]
Terms = Sequence[tuple[int, frozenset[str]]]


class Retelling(NamedTuple):
    """A chain of sentences that answer each other.

    `steps` of them; `share` of either report's sentences, the mean, 0 to 1; `voices` named as
    speakers in them, in the report that names more.
    """

    steps: int = 0
    share: float = 0.0
    voices: int = 0


class _Step(NamedTuple):
    weight: float
    a: int
    b: int
    before: "_Step | None"


def compare(
    a: Profile, b: Profile, rarity: Rarity, aside_a: Numbers = NONE, aside_b: Numbers = NONE
) -> Retelling:
    """The heaviest chain of sentences that answer each other in order, those aside left out."""
    ones, others = _told(a, aside_a), _told(b, aside_b)
    chain = heaviest(_answers(ones, others, rarity))
    if not chain:
        return Retelling()
    voices = (_voices(a, [i for i, _ in chain]), _voices(b, [j for _, j in chain]))
    share = (len(chain) / len(ones) + len(chain) / len(others)) / 2
    return Retelling(len(chain), share, max(voices))


def _told(profile: Profile, aside: Numbers) -> Terms:
    """Sentences that tell something, by their number."""
    every = enumerate(profile.terms)
    return [(n, terms) for n, terms in every if len(terms) > 1 and n not in aside][:SENTENCES]


def _voices(profile: Profile, numbers: Sequence[int]) -> int:
    """Speakers named in these sentences; names that share a word are one voice."""
    found: list[frozenset[str]] = []
    for name in sorted({name for n in numbers for name in profile.voices[n]}, key=sorted):
        if all(name.isdisjoint(other) for other in found):
            found.append(name)
    return len(found)


def _answers(ones: Terms, others: Terms, rarity: Rarity) -> Iterator[tuple[int, int, float]]:
    """Pairs of sentences that share enough, with what they share, in order of both."""
    where: dict[str, list[int]] = defaultdict(list)
    for j, terms in others:
        for term in terms:
            where[term].append(j)
    weights = {j: weighed(terms, rarity) for j, terms in others}
    told = dict(others)
    for i, terms in ones:
        own = weighed(terms, rarity)
        for j in sorted({j for term in terms for j in where.get(term, ())}):
            shared = terms & told[j]
            weight = weighed(shared, rarity) if len(shared) >= TERMS else 0.0
            if weight and weight >= ANSWERED * min(own, weights[j]):
                yield i, j, weight


def heaviest(answers: Iterator[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The pairs of greatest weight in sum that rise in both reports (weighted LIS).

    `answers` are given with their weights, in order.
    """
    front: list[_Step] = []  # rising in `b` and in weight: the best chains that end by there
    row: list[_Step] = []
    for i, j, weight in answers:
        if row and row[0].a != i:
            _advance(front, row)
            row = []
        at = bisect_left(front, j, key=lambda step: step.b)
        before = front[at - 1] if at else None
        row.append(_Step(weight + (before.weight if before else 0.0), i, j, before))
    _advance(front, row)
    return _back(front[-1] if front else None)


def _advance(front: list[_Step], row: Sequence[_Step]) -> None:
    """Add the chains that end in one sentence of `a`, and drop those that they outdo."""
    for step in row:
        at = bisect_left(front, step.b, key=lambda each: each.b)
        if at and front[at - 1].weight >= step.weight:
            continue
        upto = at
        while upto < len(front) and front[upto].weight <= step.weight:
            upto += 1
        front[at:upto] = [step]


def _back(step: _Step | None) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while step:
        found.append((step.a, step.b))
        step = step.before
    return found[::-1]


def weighed(terms: Set[str], rarity: Rarity) -> float:
    """The sum of the rarity of terms."""
    return math.fsum(rarity[each] for each in terms)
