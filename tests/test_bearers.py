"""The table of shingles: the same as a dictionary of lists."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.lineage import bearers
from newsledger.lineage.bearers import WIDTH, Bearers

NEAR = st.integers(1, 40) | st.integers(2**32 - 40, 2**32 - 1)  # crowd few buckets, and the last
HASHES = st.sets(NEAR | st.integers(1, 2**32 - 1), max_size=60).map(sorted)
PILES = st.lists(HASHES, max_size=40)


def _filled(pile: Sequence[Sequence[int]], bits: int = 1) -> Bearers:
    table = bearers.empty(bits)
    for report, hashes in enumerate(pile):
        bearers.post(table, np.array(hashes, np.uint32), report)
    return table


def _found(table: Bearers, hashes: Sequence[int]) -> list[tuple[int, int]]:
    rows, reports = bearers.look_up(table, np.array(hashes, np.uint32))
    return sorted((hashes[row], report) for row, report in zip(rows, reports.tolist(), strict=True))


def _expected(pile: Sequence[Sequence[int]], hashes: Sequence[int]) -> list[tuple[int, int]]:
    held = defaultdict(list)
    for report, each in enumerate(pile):
        for one in each:
            held[one].append(report)
    return sorted((one, report) for one in hashes for report in held[one])


@settings(deadline=None)
@given(PILES, HASHES)
def test_finds_what_was_posted_and_nothing_else(pile: list[list[int]], asked: list[int]) -> None:
    table = _filled(pile)
    assert _found(table, asked) == _expected(pile, asked)
    assert table.used == sum(map(len, pile)) == table.filled.sum()


@settings(deadline=None)
@given(PILES, HASHES)
def test_filled_at_once_is_the_same(pile: list[list[int]], asked: list[int]) -> None:
    pairs = [(each, report) for report, hashes in enumerate(pile) for each in hashes][::-1]
    hashes = np.array([each for each, _ in pairs], np.uint32)
    table = bearers.filled(hashes, np.array([report for _, report in pairs], np.int32))
    assert _found(table, asked) == _expected(pile, asked)


def test_one_shingle_of_more_reports_than_a_bucket_has_slots() -> None:
    pile = [[*range(n + 1, n + 9), 2**32 - 1] for n in range(0, 50 * WIDTH, 8)]
    assert _found(_filled(pile), [2**32 - 1]) == [(2**32 - 1, n) for n in range(len(pile))]


def test_an_empty_table_holds_nothing() -> None:
    assert _found(bearers.empty(), [1, 2, 3]) == []
    assert _found(bearers.empty(), []) == []


def test_the_table_grows_with_what_is_in_it() -> None:
    table = bearers.empty(0)
    bearers.post(table, np.arange(1, 10 * WIDTH + 1, dtype=np.uint32), 0)
    assert table.used <= bearers.FILLED * table.hashes.size
    assert table.hashes.size == len(table.filled) * WIDTH
