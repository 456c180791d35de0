"""Other ways to thread stories, all on plain tf-idf: average link, single link, online leader."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from newsledger import similarity
from newsledger.stories.crises import decay
from newsledger.stories.state import Unit

Groups = list[list[str]]
Rule = Callable[[set[str], float], Groups]  # of some of the units, by threshold
Likeness = Mapping[tuple[str, str], float]


def peers(units: Sequence[Unit]) -> dict[str, Rule]:
    """Threads of each peer, by threshold."""
    like = plain(units)
    ordered = [each.key for each in sorted(units, key=lambda each: each.times)]
    return {
        "average link": by_linkage(like, "average"),
        "single link": by_linkage(like, "single"),
        "online leader": by_leader(like, ordered),
    }


def plain(units: Sequence[Unit]) -> Likeness:
    """Cosine of plain tf-idf, less with the days between."""
    bags = {each.key: set(each.sketches[0].terms) for each in units}
    rarity, moment = similarity.rarity(bags.values()), {each.key: each.day for each in units}
    vectors = {each.key: _weights(each, rarity) for each in units}
    return {
        (a, b): similarity.product(vectors[a], vectors[b]) * decay(moment[a], moment[b])
        for a, b in similarity.pairs(bags, 0.05)
    }


def _weights(each: Unit, rarity: Mapping[str, float]) -> dict[str, float]:
    counted = zip(each.sketches[0].terms, each.sketches[0].counts, strict=True)
    return similarity.unit({term: count * rarity[term] for term, count in counted})


def by_linkage(like: Likeness, method: str) -> Rule:
    """Hierarchical clustering by scipy; a pair that is left out of `like` counts as 0."""

    @cache
    def tree(keys: tuple[str, ...]) -> NDArray[np.float64]:
        made: NDArray[np.float64] = linkage(squareform(_distances(like, keys)), method)
        return made

    def rule(keys: set[str], least: float) -> Groups:
        ordered = tuple(sorted(keys))
        groups: dict[int, list[str]] = defaultdict(list)
        labels = fcluster(tree(ordered), 1 - least, "distance")
        for key, label in zip(ordered, labels.tolist(), strict=True):
            groups[label].append(key)
        return list(groups.values())

    return rule


def _distances(like: Likeness, keys: Sequence[str]) -> NDArray[np.float64]:
    place = {key: n for n, key in enumerate(keys)}
    apart = 1 - np.eye(len(keys))
    for (a, b), value in like.items():
        if a in place and b in place:
            apart[place[a], place[b]] = apart[place[b], place[a]] = max(0.0, 1 - value)
    return apart


def by_leader(like: Likeness, ordered: Sequence[str]) -> Rule:
    """One pass in order: each joins the thread whose first item is most like it."""
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), value in like.items():
        near[a][b] = near[b][a] = value

    def rule(keys: Set[str], least: float) -> Groups:
        threads: dict[str, list[str]] = {}
        for key in (key for key in ordered if key in keys):
            led = {t: v for t, v in near[key].items() if t in threads and v >= least}
            threads.setdefault(max(led, key=led.__getitem__, default=key), []).append(key)
        return list(threads.values())

    return rule
