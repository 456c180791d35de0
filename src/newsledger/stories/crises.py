"""Sides of one crisis, which share who, where and when but not what: fighting, refugees, relief.

The likeness of two sides is below that within each, so they are threads of their own. They are
joined where their centres name the same on the same days: many reports together say surely who and
where, which one alone does not, and look-alike happenings of other days name the same too.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from newsledger import similarity
from newsledger.similarity import Vector
from newsledger.stories import usage
from newsledger.stories.clustering import Pair, centroid_link

# Chosen on development sets only: 63 reports of one fortnight's crisis, alone and among pages of
# local incidents, and 982 texts of 86 happenings in pairs of a kind.
ONE_CRISIS = 0.3  # likeness of the names of two threads that are one
WIDE = 6  # units of one of the two: fewer that share their names may just share a city
DECAY_DAYS = 30.0  # between two units, for their likeness to fall to 1/e
FEW = 2  # units: a lone one says too little


@dataclass(frozen=True, slots=True)
class Side:
    """Units that may stand for more: how many they are, their names added up, their days."""

    size: float
    names: Vector
    days: tuple[date, date] | None


def join(
    threads: Sequence[Sequence[str]],
    sides: Mapping[str, Side],
    apart: Iterable[Pair] = (),
) -> list[list[str]]:
    """Join threads of some units to a wide one that names the same on the same days."""
    first = {key: thread[0] for thread in threads for key in thread}
    whole = {thread[0]: _whole([sides[key] for key in thread]) for thread in threads}
    some = {key: side for key, side in whole.items() if side.size >= FEW and side.days}
    bags = {key: side.names.keys() for key, side in some.items()}
    products = {
        (a, b): similarity.product(some[a].names, some[b].names) * _between(some[a], some[b])
        for a, b in similarity.pairs(bags, 0.0)
    }
    squares = {key: similarity.product(side.names, side.names) for key, side in whole.items()}
    hubs = {key for key, side in some.items() if side.size >= WIDE}
    parted = {(first[a], first[b]) for a, b in apart}
    joined = centroid_link(squares, products, ONE_CRISIS, hubs, apart=parted)
    members = {thread[0]: thread for thread in threads}
    return [[key for each in group for key in members[each]] for group in joined]


def decay(one: date | None, other: date | None) -> float:
    """How much the days between two units take off their likeness; nothing if not known."""
    if one is None or other is None:
        return 1.0
    return math.exp(-abs((one - other).days) / DECAY_DAYS)


def span(days: Iterable[date | None]) -> tuple[date, date] | None:
    """First and last of the days known."""
    known = sorted(day for day in days if day)
    return (known[0], known[-1]) if known else None


def named(of: usage.Usage, vector: Vector) -> dict[str, float]:
    """The names of a vector."""
    return {term: value for term, value in vector.items() if usage.is_name(of, term)}


def _whole(sides: Sequence[Side]) -> Side:
    days = span(day for side in sides if side.days for day in side.days)
    return Side(sum(s.size for s in sides), usage.added(s.names for s in sides), days)


def _between(one: Side, other: Side) -> float:
    """How much the time between two threads takes off; nothing where they overlap."""
    if one.days is None or other.days is None:
        return 0.0
    first, second = sorted((one.days, other.days))
    return decay(first[1], max(first[1], second[0]))
