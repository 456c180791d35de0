"""Fingerprints of a wording: hashes of its runs of words, a fixed share of them kept.

Word shingles (Broder 1997), each by a polynomial of its characters (Karp and Rabin 1987, modulo 2
to the 64), sampled by the value of the hash (0 mod p; Manber 1994): two reports keep the same ones
of the text they share, wherever it stands in either.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsledger.lineage import rising
from newsledger.lineage.rising import Rows

SHINGLE = 3  # words; survives one changed word in eight two times in three
# One shingle in so many is kept. Link F1 on copies.dev falls from 8 on; of the dispatches of short
# re-told reports (dev/karabakh) 3 finds 23 pairs of the 27 that 1 finds.
KEPT = 2
MOST = 16_384  # shingles kept of one report, those of least value: bounds a hostile report
CLOSE = 3  # shared shingles, within so many words of one another in either report, that make
WITHIN = 16  # the text in both a passage and no mere turns of phrase
LEADING = 14  # bits of a hash by which most of what is not shared is told
LAST = 0xFFFF  # places are told apart up to here
APART = 17  # bits that keep the places of one report from those of the next
BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, of no pattern: the golden ratio's bits
INVERSE = np.uint64(pow(int(BASE), -1, 1 << 64))
SPACE = ord(" ")
FINAL = np.uint64(0xFF51AFD7ED558CCD)  # finaliser of MurmurHash3
HALF = np.uint64(32)

Hashes = NDArray[np.uint32]
Places = NDArray[np.uint16]
Wide = NDArray[np.uint64]


class Fingerprint(NamedTuple):
    """Kept shingles by rising hash, each once, and the word each first begins with, from 0.

    No hash is 0.
    """

    hashes: Hashes
    places: Places


def fingerprint(words: Sequence[str]) -> Fingerprint:
    """Hash the runs of `SHINGLE` words, without case already, and keep one in `KEPT`."""
    if len(words) < SHINGLE:
        return Fingerprint(np.empty(0, np.uint32), np.empty(0, np.uint16))
    mixed = _hashed(words)
    (kept,) = (mixed.astype(np.uint32) % np.uint32(KEPT) == 0).nonzero()
    keys = np.maximum(mixed[kept] >> HALF, 1) << HALF | kept.astype(np.uint64)
    keys.sort()
    hashes = (keys >> HALF).astype(np.uint32)
    first = rising.firsts(hashes)
    places = np.minimum(keys[first].astype(np.uint32)[:MOST], LAST)
    return Fingerprint(hashes[first][:MOST], places.astype(np.uint16))


def _hashed(words: Sequence[str]) -> Wide:
    """A hash of 64 bits for each run of words, of the characters from its first to its last."""
    text = np.frombuffer((" ".join(words) + " ").encode("utf-8", "surrogatepass"), np.uint8)
    (ends,) = (text == SPACE).nonzero()
    sums: Wide = (text * _powers(BASE, len(text))).cumsum()[ends]
    runs = sums[SHINGLE - 1 :].copy()
    runs[1:] -= sums[:-SHINGLE]
    runs[1:] *= _powers(INVERSE, len(text))[ends[:-SHINGLE]]  # wherever a run stands, it is one
    runs ^= runs >> HALF
    runs *= FINAL
    return runs ^ (runs >> HALF)


def _powers(base: np.uint64, count: int) -> Wide:
    powers: Wide = np.multiply.accumulate(np.full(count, base))
    return powers


class Shared(NamedTuple):
    """Shingles shared with each of some other reports: how many, and whether some stand close."""

    counts: list[int]
    close: list[bool]


def shared(new: Fingerprint, others: Sequence[Fingerprint]) -> Shared:
    """Compare a fingerprint, which is not empty, with those of some other reports, none empty."""
    every = np.concatenate([each.hashes for each in others])
    at, where = _equal(every, new.hashes)
    count = len(others)
    owner = np.repeat(np.arange(count), [len(each.hashes) for each in others])[at]
    old = np.concatenate([each.places for each in others])[at]
    places = np.concatenate([new.places[where], old])
    close = _close(np.concatenate([owner, owner + count]), places, 2 * count)
    counts = np.bincount(owner, minlength=count)
    return Shared(counts.tolist(), (close[:count] | close[count:]).tolist())


def _equal(every: Hashes, new: Hashes) -> tuple[Rows, Rows]:
    """Indices into `every` of what stands in `new`, which rise, and of where it stands there."""
    held, rest = np.zeros(1 << LEADING, bool), np.uint32(32 - LEADING)
    held[new >> rest] = True
    (may,) = held[every >> rest].nonzero()  # most are told so: a search for each costs more
    at, equal = rising.placed(every[may], new)
    return may[equal], at[equal]


def _close(owner: Rows, places: Places, owners: int) -> NDArray[np.bool_]:
    """Of which owners `CLOSE` places lie within `WITHIN` words."""
    keys = (owner << APART) + places
    keys.sort()
    last = keys[CLOSE - 1 :]
    found = np.zeros(owners, bool)
    found[last[last - keys[: 1 - CLOSE] <= WITHIN] >> APART] = True
    return found
