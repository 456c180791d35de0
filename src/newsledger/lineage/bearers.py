"""Which reports bear a shingle: a table in two arrays, read and filled a report at a time.

Buckets of sixteen slots, filled from the left, with open addressing over buckets. A look-up costs
the same however many reports are in the table, as long as few reports are posted of one shingle.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsledger.lineage.fingerprints import Hashes
from newsledger.lineage.rising import Rows

WIDTH = 16  # slots of a bucket: the hashes of one are a cache line
FILLED = 0.35  # of all slots in use when the table is doubled

Numbers = NDArray[np.int32]


@dataclass(slots=True)
class Bearers:
    """A multimap from shingle hashes to report numbers, in 2**bits buckets.

    `filled` counts the slots in use of each bucket, `used` all of them; no hash is 0, which is
    what a slot not in use holds.
    """

    bits: int
    used: int
    filled: NDArray[np.uint8]
    hashes: NDArray[np.uint32]
    reports: NDArray[np.int32]


def empty(bits: int = 10) -> Bearers:
    """A table of 2**bits buckets that holds nothing."""
    slots = WIDTH << bits
    filled = np.zeros(1 << bits, np.uint8)
    return Bearers(bits, 0, filled, np.zeros(slots, np.uint32), np.zeros(slots, np.int32))


def filled(hashes: Hashes, reports: Numbers) -> Bearers:
    """A table that holds these pairs, each once, in any order."""
    table = empty()
    while len(hashes) > FILLED * table.hashes.size:
        table = empty(table.bits + 1)
    keys = hashes.astype(np.uint64) << np.uint64(32) | reports.astype(np.uint64)
    keys.sort()  # several times faster than to sort indices
    _place(table, (keys >> np.uint64(32)).astype(np.uint32), keys.astype(np.int32))
    return table


def look_up(table: Bearers, hashes: Hashes) -> tuple[Rows, Numbers]:
    """All pairs of (index into `hashes`, report that bears it)."""
    rows, buckets = np.arange(len(hashes)), _buckets(table, hashes)
    found_rows: list[Rows] = []
    found: list[Numbers] = [np.empty(0, np.int32)]
    every = table.hashes.reshape(-1, WIDTH)
    while len(rows):
        held = every.take(buckets, axis=0)
        (at,) = (held == hashes[rows, None]).ravel().nonzero()
        at, slot = at // WIDTH, at % WIDTH
        found_rows.append(rows[at])
        found.append(table.reports[buckets[at] * WIDTH + slot])
        (full,) = held[:, -1].nonzero()
        rows, buckets = rows[full], _next(table, buckets[full])
    return np.concatenate([rows, *found_rows]), np.concatenate(found)


def post(table: Bearers, hashes: Hashes, report: int) -> None:
    """Say that a report bears these shingles, which rise and hold nothing twice."""
    while table.used + len(hashes) > FILLED * table.hashes.size:
        _double(table)
    _place(table, hashes, np.full(len(hashes), report, np.int32))


def _buckets(table: Bearers, hashes: Hashes) -> Rows:
    """Home buckets, by the leading bits: they rise with the hashes."""
    return (hashes >> np.uint32(32 - table.bits)).astype(np.intp)


def _next(table: Bearers, buckets: Rows) -> Rows:
    return (buckets + 1) & ((1 << table.bits) - 1)


def _place(table: Bearers, hashes: Hashes, reports: Numbers) -> None:
    """Fill the home buckets of rising hashes, then what is over into those after them."""
    buckets = _buckets(table, hashes)
    table.used += len(hashes)
    while len(hashes):
        before = buckets.searchsorted(buckets)  # of a bucket's hashes, the first
        slots = table.filled[buckets] + (np.arange(len(buckets)) - before)
        room = slots < WIDTH
        into, slot = buckets[room], slots[room]
        at = into * WIDTH + slot
        table.hashes[at], table.reports[at] = hashes[room], reports[room]
        table.filled[into] = slot + 1  # they rise: the last of a bucket stands
        (over,) = (~room).nonzero()
        over = over[_next(table, buckets[over]).argsort(kind="stable")]  # the last goes first
        hashes, reports, buckets = hashes[over], reports[over], _next(table, buckets[over])


def _double(table: Bearers) -> None:
    held = np.flatnonzero(table.hashes)
    held = held[np.argsort(table.hashes[held], kind="stable")]  # quick: they nearly rise
    hashes, reports, wider = table.hashes[held], table.reports[held], empty(table.bits + 1)
    table.bits, table.used, table.filled = wider.bits, 0, wider.filled
    table.hashes, table.reports = wider.hashes, wider.reports
    _place(table, hashes, reports)
