"""Clustering of a sparse likeness, deterministic whatever the order of input."""

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Set

Near = dict[str, dict[str, float]]
Pairs = Mapping[tuple[str, str], float]


def average_link(keys: Mapping[str, int], likeness: Pairs, least: float) -> list[list[str]]:
    """Merge the two clusters most alike on average until none reach `least` (UPGMA).

    `keys` gives each item its weight; pairs not in `likeness` count as 0, so clusters held
    together by one pair alone stay apart (Sokal and Michener 1958). Ties go by name.
    """
    sums = {(a, b): value * keys[a] * keys[b] for (a, b), value in likeness.items()}
    size = {key: float(weight) for key, weight in keys.items()}
    return _merged(size, sums, _added, least, sums)


def centroid_link(
    squares: Mapping[str, float], products: Pairs, least: float, hubs: Set[str]
) -> list[list[str]]:
    """Merge the clusters whose centres have the greatest cosine until none reach `least`.

    `squares` gives the squared length of each item's vector, `products` the scalar products of
    pairs; a pair that is left out counts as 0 (Manning, Raghavan and Schuetze 2008, section 17.4).
    One of the two must be of `hubs` or hold one. Ties go by name.
    """
    lengths = {key: math.sqrt(square) for key, square in squares.items()}
    sums = {pair: value for pair, value in products.items() if value > 0}
    first = [pair for pair in sums if not hubs.isdisjoint(pair)]
    return _merged(lengths, sums, _vectors_added, least, first)


def _added(one: float, other: float, _: float) -> float:
    return one + other


def _vectors_added(one: float, other: float, product: float) -> float:
    """Length of the sum of two vectors, from their lengths and their scalar product."""
    return math.sqrt(one * one + other * other + 2 * product)


def _merged(
    size: dict[str, float],
    sums: Pairs,
    grown: Callable[[float, float, float], float],
    least: float,
    first: Iterable[tuple[str, str]],
) -> list[list[str]]:
    """Merge the clusters with the greatest sum of likeness per size until none reach `least`.

    `first` are the pairs of items that may be merged; what was merged may be with any other.
    """
    near: Near = {key: {} for key in sorted(size)}
    members = {key: [key] for key in near}
    for (a, b), total in sorted(sums.items()):
        near[a][b] = near[b][a] = total
    waiting = [(-_mean(a, b, near, size), a, b) for a, b in first]
    waiting = [each for each in waiting if -each[0] >= least]
    heapq.heapify(waiting)
    while waiting:
        value, a, b = heapq.heappop(waiting)
        if a in near and b in near and math.isclose(-value, _mean(a, b, near, size)):
            size[a] = grown(size[a], size.pop(b), near[a][b])
            _merge(a, b, near)
            members[a] += members.pop(b)
            for other in near[a]:
                if (mean := _mean(a, other, near, size)) >= least:
                    heapq.heappush(waiting, (-mean, min(a, other), max(a, other)))
    return sorted(sorted(each) for each in members.values())


def _mean(a: str, b: str, near: Near, size: Mapping[str, float]) -> float:
    return near[a].get(b, 0.0) / (size[a] * size[b])


def _merge(a: str, b: str, near: Near) -> None:
    """Let `a` take over `b`: summed likeness adds up."""
    near[a].pop(b, None)
    for other, total in near.pop(b).items():
        near[other].pop(b, None)
        if other != a:
            near[a][other] = near[other][a] = near[a].get(other, 0.0) + total
