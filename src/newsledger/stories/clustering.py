"""Average-link clustering of a sparse likeness, deterministic whatever the order of input."""

import heapq
import math
from collections.abc import Mapping

Near = dict[str, dict[str, float]]


def average_link(
    keys: Mapping[str, int], likeness: Mapping[tuple[str, str], float], least: float
) -> list[list[str]]:
    """Merge the two clusters most alike on average until none reach `least` (UPGMA).

    `keys` gives each item its weight; pairs not in `likeness` count as 0, so clusters held
    together by one pair alone stay apart (Sokal and Michener 1958). Ties go by name.
    """
    near: Near = {key: {} for key in sorted(keys)}
    for (a, b), value in sorted(likeness.items()):
        near[a][b] = near[b][a] = value * keys[a] * keys[b]
    size = dict(keys)
    members = {key: [key] for key in near}
    waiting = [(-value, a, b) for (a, b), value in likeness.items() if value >= least]
    heapq.heapify(waiting)
    while waiting:
        value, a, b = heapq.heappop(waiting)
        if a in near and b in near and math.isclose(-value, _mean(a, b, near, size)):
            _merge(a, b, near, size)
            members[a] += members.pop(b)
            for other in near[a]:
                if (mean := _mean(a, other, near, size)) >= least:
                    heapq.heappush(waiting, (-mean, min(a, other), max(a, other)))
    return sorted(sorted(each) for each in members.values())


def _mean(a: str, b: str, near: Near, size: Mapping[str, int]) -> float:
    return near[a].get(b, 0.0) / (size[a] * size[b])


def _merge(a: str, b: str, near: Near, size: dict[str, int]) -> None:
    """Let `a` take over `b`: sizes and summed likeness add up."""
    size[a] += size.pop(b)
    near[a].pop(b, None)
    for other, total in near.pop(b).items():
        near[other].pop(b, None)
        if other != a:
            near[a][other] = near[other][a] = near[a].get(other, 0.0) + total
