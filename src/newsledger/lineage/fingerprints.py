"""Fingerprints of a wording: hashes of its runs of words, a fixed share of them kept.

Word shingles (Broder 1997), each word by its CRC-32 and a run by a multilinear hash of its words
(Carter and Wegman 1979), sampled by the value of the hash (0 mod p; Manber 1994): two reports keep
the same ones of the text they share, wherever it stands in either.
"""

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SHINGLE = 3  # words; survives one changed word in eight two times in three
KEPT = 2  # one shingle in so many is kept; link F1 on copies.dev falls from 8 on
MOST = 16_384  # shingles kept of one report, those of least value: bounds a hostile report
CLOSE = 3  # shared shingles, within so many words of one another in either report, that make
WITHIN = 16  # the text in both a passage and no mere turns of phrase
LEADING = 14  # bits of a hash by which most of what is not shared is told
LAST = 0xFFFF  # places are told apart up to here
FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)  # odd; of xxHash64
FINAL = np.uint64(0xFF51AFD7ED558CCD)  # finaliser of MurmurHash3
HALF = np.uint64(32)

Hashes = NDArray[np.uint32]
Places = NDArray[np.uint16]
Rows = NDArray[np.intp]
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
    mixed = _mixed(_hashed(words))
    kept = np.flatnonzero(mixed.astype(np.uint32) % np.uint32(KEPT) == 0)
    hashes = np.maximum(mixed[kept] >> HALF, 1).astype(np.uint32)
    hashes, first = np.unique(hashes, return_index=True)
    places = np.minimum(kept[first[:MOST]], LAST)
    return Fingerprint(hashes[:MOST], places.astype(np.uint16))


def _hashed(words: Sequence[str]) -> Wide:
    parts = " ".join(words).encode("utf-8", "surrogatepass").split(b" ")
    return np.fromiter(map(crc32, parts), np.uint64, len(parts))


def _mixed(words: Wide) -> Wide:
    """A hash of 64 bits for each run of words."""
    runs = len(words) - SHINGLE + 1
    words = words + np.uint64(1)
    sums = words[:runs] * np.uint64(FACTORS[0])
    for place in range(1, SHINGLE):
        sums += words[place : place + runs] * np.uint64(FACTORS[place])
    sums ^= sums >> HALF
    sums *= FINAL
    return sums ^ (sums >> HALF)


class Shared(NamedTuple):
    """Shingles shared with each of some other reports: how many, and whether some stand close."""

    counts: list[int]
    close: list[bool]


def shared(new: Fingerprint, others: Sequence[Fingerprint]) -> Shared:
    """Compare a fingerprint, which is not empty, with those of some other reports, none empty."""
    every = np.concatenate([each.hashes for each in others])
    at, where = _equal(new.hashes, every)
    owner = np.repeat(np.arange(len(others)), [len(each.hashes) for each in others])[at]
    counts = np.bincount(owner, minlength=len(others))
    old = np.concatenate([each.places for each in others])[at]
    close = _close(owner, new.places[where], len(others)) | _close(owner, old, len(others))
    return Shared(counts.tolist(), close.tolist())


def _equal(rising: Hashes, every: Hashes) -> tuple[Rows, Rows]:
    """Indices into `every` of what stands in `rising`, and of where it stands there."""
    held, rest = np.zeros(1 << LEADING, bool), np.uint32(32 - LEADING)
    held[rising >> rest] = True
    may = np.flatnonzero(held[every >> rest])  # most are told so: a search for each costs more
    at = np.searchsorted(rising, every[may])
    at[at == len(rising)] = 0
    equal = rising[at] == every[may]
    return may[equal], at[equal]


def _close(owner: Rows, places: Places, owners: int) -> NDArray[np.bool_]:
    """Of which owners `CLOSE` places lie within `WITHIN` words."""
    keys = np.sort(owner * (2 * (LAST + 1)) + places)
    near = keys[CLOSE - 1 :] - keys[: 1 - CLOSE] <= WITHIN
    found = np.zeros(owners, bool)
    found[keys[CLOSE - 1 :][near] // (2 * (LAST + 1))] = True
    return found
