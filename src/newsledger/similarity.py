"""Reports as weighted bags of terms, and which of them are alike.

Term weighting by inverse document frequency (Spärck Jones 1972), likeness by the cosine of unit
vectors (Salton and McGill 1983). Pairs come from an index of the rarer terms, never from a scan
of all pairs.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

PREFIX = 6  # letters kept of a word: "evacuate", "evacuated" and "evacuation" are one term
MOST_BEARERS = 200  # reports that bear a term: more, and it does not lead from one to another
SHARED_TERMS = 3  # of the rarer terms, before two reports are compared

Vector = Mapping[str, float]


def term(word: str) -> str:
    """A word cut to its first letters (truncation stemming); a number without separators."""
    return word.replace(",", "").rstrip(".") if word[0].isdigit() else word[:PREFIX]


def rarity(bags: Iterable[Set[str]]) -> dict[str, float]:
    """Inverse document frequency of each term, smoothed: log(1 + reports / bearers)."""
    kept = list(bags)
    bearers = Counter(each for bag in kept for each in bag)
    return {each: math.log1p(len(kept) / count) for each, count in bearers.items()}


def unit(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights as a vector of length one, terms in sorted order so sums never differ."""
    length = math.sqrt(math.fsum(value * value for value in weights.values()))
    return {each: weights[each] / length for each in sorted(weights)} if length else {}


def cosine(one: Vector, other: Vector) -> float:
    """Cosine of two unit vectors, 0 to 1; the sum is exact, so its order does not matter."""
    return math.fsum(one[each] * other[each] for each in one.keys() & other.keys())


def pairs(bags: Mapping[str, Set[str]], share: float) -> Iterator[tuple[str, str]]:
    """Pairs of keys, in order, that share enough of the terms few others bear.

    Enough is this `share` of the rarer terms of the key that has fewer, and three at least.
    """
    rarer = _rarer(bags)
    kept = {key: [each for each in bags[key] if each in rarer] for key in sorted(bags)}
    least = {key: max(SHARED_TERMS, share * len(terms)) for key, terms in kept.items()}
    for key, terms in kept.items():
        met: Counter[str] = Counter()
        for each in terms:
            met.update(rarer[each])
        found = (o for o, n in met.items() if n >= SHARED_TERMS and n >= min(least[key], least[o]))
        yield from ((key, other) for other in sorted(found) if key < other)


def _rarer(bags: Mapping[str, Set[str]]) -> dict[str, list[str]]:
    bearers: dict[str, list[str]] = defaultdict(list)
    for key in sorted(bags):
        for each in bags[key]:
            bearers[each].append(key)
    return {each: keys for each, keys in bearers.items() if 1 < len(keys) <= MOST_BEARERS}
