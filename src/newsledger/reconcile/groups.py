"""Grouping by what is shared."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def connected(
    items: Sequence[Item], keys: Callable[[Item], Iterable[Hashable]]
) -> list[list[Item]]:
    """Items that share a key, directly or through others, in order of first appearance.

    Disjoint sets by union-find (Galler and Fischer 1964).
    """
    parent = list(range(len(items)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first: dict[Hashable, int] = {}
    for i, item in enumerate(items):
        for key in keys(item):
            parent[root(i)] = root(first.setdefault(key, i))
    groups: dict[int, list[Item]] = {}
    for i, item in enumerate(items):
        groups.setdefault(root(i), []).append(item)
    return list(groups.values())
