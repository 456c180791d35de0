"""How rare a term is among the reports seen so far, and reports as vectors of rare terms.

Weights are those of inverse document frequency (Spärck Jones 1972) with logarithmic term frequency
(Salton and Buckley 1988). Nothing of reports yet to come is in them.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsledger import similarity
from newsledger.similarity import Vector
from newsledger.stories.sketches import Sketch

# Chosen on development sets only, as `stories.clustering` says.
SHARPNESS = 1.5  # exponent of rarity: the rarest terms tell look-alike happenings apart
OTHER_REPORTS = 1000  # imagined reports that lack a name: in a small pile on one crisis the names
# that all reports share are still rare in the world, while a word all share is just a word


@dataclass(slots=True)
class Usage:
    """Of the reports seen: how many, how many bear a term, uses of it, uses of it in names."""

    reports: int = 0
    bearers: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)


def see(usage: Usage, sketch: Sketch) -> None:
    """Count one more report."""
    usage.reports += 1
    for term, count, named in zip(sketch.terms, sketch.counts, sketch.named, strict=True):
        usage.bearers[term] += 1
        usage.used[term] += count
        if named:
            usage.named[term] += named


def is_name(usage: Usage, term: str) -> bool:
    """Whether a term stands in names at least half of the times it is used."""
    named = usage.named.get(term, 0)
    return bool(named) and 2 * named >= usage.used[term] and not term[0].isdigit()


def weight(usage: Usage, term: str) -> float:
    """The rarity of a term; one that was not seen yet is as rare as one seen once."""
    others = OTHER_REPORTS if is_name(usage, term) else 0
    bearers = max(1, usage.bearers[term])
    return math.pow(math.log1p((usage.reports + others) / bearers), SHARPNESS)


def vector(usage: Usage, sketch: Sketch) -> dict[str, float]:
    """A report seen as a vector of length one."""
    weights = {
        term: (1 + math.log(count)) * weight(usage, term)
        for term, count in zip(sketch.terms, sketch.counts, strict=True)
    }
    return similarity.unit(weights)


def mean(vectors: Sequence[Vector]) -> dict[str, float]:
    """The mean of vectors: its product with another is the mean likeness of their members."""
    total = added(vectors)
    return {term: value / len(vectors) for term, value in total.items()}


def added(vectors: Iterable[Vector]) -> dict[str, float]:
    """The sum of vectors."""
    total: dict[str, float] = {}
    for each in vectors:
        for term, value in each.items():
            total[term] = total.get(term, 0.0) + value
    return total
