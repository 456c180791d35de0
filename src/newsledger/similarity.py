"""Reports as weighted bags of terms, and which of them are alike.

Term weighting by inverse document frequency (Spärck Jones 1972), likeness by the cosine of unit
vectors (Salton and McGill 1983). Pairs come from an index of the rarer terms, never from a scan
of all pairs.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

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


def product(one: Vector, other: Vector) -> float:
    """Scalar product, of unit vectors their cosine; the sum is exact, so order does not matter."""
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


@dataclass(slots=True)
class Neighbours:
    """Which keys kept so far share terms that few bear; what one more costs does not grow.

    A term with more than `most` bearers leads nowhere, and no bearer of it is kept. So which pairs
    are found does not depend on the order of arrival while no term has more.
    """

    share: float
    most: int = MOST_BEARERS
    bearers: dict[str, list[str] | None] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def add(self, key: str, bag: Set[str]) -> list[str]:
        """Keep a key that is not kept yet; those before it that share enough, as `near` says."""
        found = self.near(bag)
        self.keep(key, bag)
        return found

    def keep(self, key: str, bag: Set[str]) -> None:
        """Keep a key that is not kept yet."""
        self.sizes[key] = len(bag)
        for each in sorted(bag):
            kept = self.bearers.setdefault(each, [])
            if kept is not None:
                kept.append(key)
                if len(kept) > self.most:
                    self.bearers[each] = None

    def near(self, bag: Set[str]) -> list[str]:
        """The keys kept that share enough with a bag, those that share the rarest first.

        Enough is this `share` of the terms of the one that has fewer, and three at least. Of keys
        equally near, the first by name comes first.
        """
        met: Counter[str] = Counter()
        rarity: dict[str, float] = defaultdict(float)
        for each in sorted(bag):
            kept = self.bearers.get(each) or ()
            weight = math.log1p(len(self.sizes) / len(kept)) ** 2 if kept else 0.0
            for key in kept:
                met[key] += 1
                rarity[key] += weight
        found = (
            key
            for key, n in met.items()
            if n >= SHARED_TERMS and n >= self.share * min(len(bag), self.sizes[key])
        )
        return sorted(found, key=lambda key: (-rarity[key], key))
