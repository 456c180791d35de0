"""Groups of reports around the one most others are linked to, from links found one by one.

Star clustering (Aslam, Pelekhov and Rus 2004), so that no chain of half-alike reports runs
together. A copy is like the other copies: what shares wording with the centre alone, of a group
whose other members are linked to each other, holds a few sentences mixed in, and is set apart. One
that re-words is like its source alone, and stays.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

SUPPORT = 3  # one in so many other members is linked to a member: two from the fifth on
ENOUGH = 2  # links that are support in a group of any size: of a large one few are weighed

Key = TypeVar("Key", int, str)
Links = Mapping[Key, Mapping[Key, float]]


def _worded(_one: object, _other: object) -> bool:
    return True


def group(linked: Links[Key], worded: Callable[[Key, Key], bool] = _worded) -> list[list[Key]]:
    """Groups in order of their first report; those that stand alone are groups of one.

    `linked` has every report as a key; `worded` tells whether a link rests on shared wording.
    """
    centres = _centres(linked)
    stars: dict[Key, list[Key]] = defaultdict(list)
    for report in sorted(linked):
        near = linked[report]
        nearest = min(centres & near.keys(), key=lambda c: (-near[c], c), default=report)
        stars[report if report in centres else nearest].append(report)
    parts = (_supported(centre, star, linked, worded) for centre, star in stars.items())
    return sorted(part for each in parts for part in each)


def _centres(linked: Links[Key]) -> set[Key]:
    weight = {report: math.fsum(near.values()) for report, near in linked.items()}
    centres: set[Key] = set()
    for report in sorted(linked, key=lambda r: (-weight[r], r)):
        if centres.isdisjoint(linked[report]):
            centres.add(report)
    return centres


def _supported(
    centre: Key, star: Sequence[Key], linked: Links[Key], worded: Callable[[Key, Key], bool]
) -> Iterable[list[Key]]:
    least = min(ENOUGH, -(-(len(star) - 1) // SUPPORT))
    among = frozenset(star)
    apart = [
        each
        for each in star
        if each != centre
        and len(near := among & linked[each].keys()) < least
        and all(worded(each, other) for other in near)
    ]
    yield sorted(among.difference(apart))
    yield from ([report] for report in apart)
