"""Clustering of a sparse likeness, deterministic whatever the order of input.

Two clusters are one where they are as alike as each is within itself. An average that is enough
in a thin pile (UPGMA; Sokal and Michener 1958) is too little in a dense one, where happenings of a
kind share words: what the members of a cluster have among themselves is the measure that goes with
the density (group average against cohesion, as in Karypis, Han and Kumar 1999, Chameleon).
"""

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

Near = dict[str, dict[str, float]]
Pairs = Mapping[tuple[str, str], float]
Pair = tuple[str, str]

# Chosen on development sets only (`bench.stories` shows the curves).
EXPECTED = 0.1  # likeness within a story, of a cluster of which nothing is known yet
WEIGHT = 8.0  # pairs of members that this is worth
ONE_STORY = 0.7  # likeness of two clusters over that within them, one of them a single report
MANY = 0.25  # more asked of two large clusters, whose likeness is known well
FEWEST = 1e-9  # likeness


class Mass(NamedTuple):
    """How many members a cluster has, and the sum of likeness over its pairs of members."""

    size: float
    within: float = 0.0


def cohesive_link(
    masses: Mapping[str, Mass],
    sums: Pairs,
    least: float = ONE_STORY,
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[list[str]]:
    """Merge the clusters most alike for what they are within until none reach `least`.

    `sums` are sums of likeness over the pairs of members of two items; what is left out is 0.
    `together` names pairs that are one whatever their likeness, `apart` those that never are.
    """
    clusters = _begun(masses, sums, apart)
    _put_together(clusters, together)
    first = [(a, b) for a, likely in clusters.near.items() for b in likely if a < b]
    return _merged(clusters, _cohesion, least, first)


def centroid_link(
    squares: Mapping[str, float],
    products: Pairs,
    least: float,
    hubs: Set[str],
    *,
    apart: Iterable[Pair] = (),
) -> list[list[str]]:
    """Merge the clusters whose centres have the greatest cosine until none reach `least`.

    `squares` gives the squared length of each item's vector, `products` the scalar products of
    pairs; a pair that is left out counts as 0 (Manning, Raghavan and Schuetze 2008, section 17.4).
    One of the two must be of `hubs` or hold one.
    """
    masses = {key: Mass(square) for key, square in squares.items()}
    clusters = _begun(masses, {pair: value for pair, value in products.items() if value > 0}, apart)
    large = {key for key, members in clusters.members.items() if not hubs.isdisjoint(members)}
    likely = ((a, b) for a, near in clusters.near.items() for b in near if a < b)
    return _merged(
        clusters, _cosine, least, [pair for pair in likely if not large.isdisjoint(pair)]
    )


@dataclass(slots=True)
class Clusters:
    """Clusters by the first of their members in order: masses, sums of likeness, members."""

    masses: dict[str, Mass]
    near: Near
    members: dict[str, list[str]]
    apart: dict[str, set[str]]


def _begun(masses: Mapping[str, Mass], sums: Pairs, apart: Iterable[Pair] = ()) -> Clusters:
    near: Near = {key: {} for key in sorted(masses)}
    for (a, b), total in sorted(sums.items()):
        near[a][b] = near[b][a] = total
    barred: dict[str, set[str]] = {key: set() for key in near}
    for a, b in apart:
        barred[a].add(b)
        barred[b].add(a)
    return Clusters(dict(masses), near, {key: [key] for key in near}, barred)


def _put_together(clusters: Clusters, together: Iterable[Pair]) -> None:
    holder = {key: key for key in clusters.members}
    for one, other in sorted(together):
        a, b = holder[one], holder[other]
        if a != b:
            merged = _unite(clusters, a, b)
            holder.update(dict.fromkeys(clusters.members[merged], merged))


def _cosine(clusters: Clusters, a: str, b: str) -> float:
    """Of the sums of vectors: size is the sum of squares, within that of products of pairs."""
    one, other = (mass.size + 2 * mass.within for mass in (clusters.masses[a], clusters.masses[b]))
    length = math.sqrt(one * other)
    return clusters.near[a].get(b, 0.0) / length if length else 0.0


def _average(clusters: Clusters, a: str, b: str) -> float:
    pairs = clusters.masses[a].size * clusters.masses[b].size
    return clusters.near[a].get(b, 0.0) / pairs


def _cohesion(clusters: Clusters, a: str, b: str) -> float:
    """Likeness of two clusters over that within them (harmonic mean), less for larger ones."""
    one, other = clusters.masses[a], clusters.masses[b]
    within = (1 / _within(one) + 1 / _within(other)) / 2
    smaller = min(one.size, other.size)
    return _average(clusters, a, b) * within - MANY * (smaller - 1) / (smaller + 1)


def _within(mass: Mass) -> float:
    pairs = mass.size * (mass.size - 1) / 2
    return (mass.within + WEIGHT * EXPECTED) / (pairs + WEIGHT)


def _merged(
    clusters: Clusters,
    score: Callable[[Clusters, str, str], float],
    least: float,
    first: Iterable[Pair],
) -> list[list[str]]:
    """Merge the clusters with the highest score until none reach `least`."""
    waiting: list[tuple[float, str, str]] = []

    def offer(a: str, b: str) -> None:
        value = score(clusters, a, b)
        if value >= least and b not in clusters.apart[a]:
            heapq.heappush(waiting, (-value, min(a, b), max(a, b)))

    for a, b in first:
        offer(a, b)
    while waiting:
        value, a, b = heapq.heappop(waiting)
        known = a in clusters.near and b in clusters.near and b not in clusters.apart[a]
        if known and math.isclose(-value, score(clusters, a, b), abs_tol=FEWEST):
            merged = _unite(clusters, a, b)
            for other in clusters.near[merged]:
                offer(merged, other)
    return sorted(sorted(each) for each in clusters.members.values())


def _unite(clusters: Clusters, one: str, other: str) -> str:
    """Make one cluster of two, named by the first in order: sizes and summed likeness add up."""
    a, b = min(one, other), max(one, other)
    mass, taken = clusters.masses[a], clusters.masses.pop(b)
    between = clusters.near[a].pop(b, 0.0)
    clusters.masses[a] = Mass(mass.size + taken.size, mass.within + taken.within + between)
    clusters.members[a] += clusters.members.pop(b)
    _take_over(clusters.near, a, b)
    clusters.apart[a] |= clusters.apart.pop(b)
    for barred in clusters.apart[a] & clusters.apart.keys():
        clusters.apart[barred].add(a)
    return a


def _take_over(near: Near, a: str, b: str) -> None:
    for other, total in near.pop(b).items():
        near[other].pop(b, None)
        if other != a:
            near[a][other] = near[other][a] = near[a].get(other, 0.0) + total
