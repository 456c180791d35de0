"""Which earlier reports a new one shares text with: it is traced against all, never one by one.

A report is a candidate when it shares shingles with the new one that stand close together and that
few others bear (a common one says nothing of where a text is from). It is weighed by the shares of
both reports' shingles that stand in both, and their mean (Kulczynski 1927).

A shingle is posted for a report unless it is posted for one akin to it already, so that a text
copied a hundred times stays rare, and what unrelated reports bear soon does not. Whatever bears a
shingle is therefore posted for it or akin to one that is: a look one step along kinship finds all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsledger.lineage import bearers, fingerprints, kinship, rising
from newsledger.lineage.bearers import Bearers, Numbers
from newsledger.lineage.fingerprints import CLOSE, Fingerprint, Hashes
from newsledger.lineage.kinship import Kinship
from newsledger.lineage.rising import Rows

# Independent bearers from which a shingle is common: a paragraph that seven dispatches bear, each
# with all its copies, still leads from one to another. Of the pairs of copies.dev that have twelve
# words in a row in common (missed page furniture among them) 4 find 48 %, 8 56 %, 12 65 % and
# 16 72 %; 12 costs 1.1 times as much a report as 8, 16 1.3 times, and more in a large pile.
COMMON = 8
# Reports a new one is weighed against: those posted for most of what it bears, and those akin to
# reports that are. Of a hundred heavy edits and their original, in any order, 95 % of pairs end in
# one group, with half as many 81 %.
MET = 32
BESIDE = 32
# Likeness from which two reports rest on one text: from 0.35 to 0.45 the F1 of star groups moves by
# less than 0.004 on either half of the groups of copies.dev.
LINKED = 0.4
# Likeness from which a report is no independent bearer of what it shares. It is under LINKED, as
# two heavy edits are less like each other than like their original.
AKIN = 0.2


class Candidate(NamedTuple):
    """An earlier report with shared text.

    `of_new` and `of_old` are the shares of either report's shingles that stand in both, 0 to 1,
    `likeness` their mean.
    """

    report: int
    likeness: float
    of_new: float
    of_old: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What an index holds of one report; never changed once it is added.

    `hashes` and `places` are the fingerprint as little-endian numbers of 32 and 16 bits, `posted`
    has a bit for each of them (numpy.packbits), `size` counts those that were not common, `akin`
    are earlier reports, by number, and their likeness.
    """

    hashes: bytes
    places: bytes
    posted: bytes
    size: int
    akin: tuple[tuple[int, float], ...]


@dataclass(slots=True)
class Index:
    """What is known of the reports added so far, by number in order of arrival from 0.

    `akin` are earlier reports and their likeness.
    """

    table: Bearers = field(default_factory=bearers.empty)
    prints: list[Fingerprint] = field(default_factory=list)
    posted: list[bytes] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    akin: list[tuple[tuple[int, float], ...]] = field(default_factory=list)
    kin: Kinship = field(default_factory=Kinship)


def add(index: Index, words: Sequence[str]) -> tuple[Candidate, ...]:
    """Trace a new report, by its words without case, and keep it.

    The earlier reports it shares text with, most alike first.
    """
    new, number = fingerprints.fingerprint(words), len(index.prints)
    rows, reports = bearers.look_up(index.table, new.hashes)
    rare = np.bincount(rows, minlength=len(new.hashes)) < COMMON
    near = _near(index, reports[rare[rows]])
    found = _weighed(index, Fingerprint(new.hashes[rare], new.places[rare]), near)
    akin = tuple((c.report, c.likeness) for c in sorted(found) if c.likeness >= AKIN)
    size = int(rare.sum())
    if akin:
        _, borne = rising.placed(reports, np.array([n for n, _ in akin], np.int32))
        rare[rows[borne]] = False
    bearers.post(index.table, new.hashes[rare], number)
    _keep(index, new, np.packbits(rare).tobytes(), size, akin)
    return found


def linked(index: Index, least: float = LINKED) -> list[dict[int, float]]:
    """Of each report, those that are this much alike, and their likeness; `least` is over AKIN."""
    linked: list[dict[int, float]] = [{} for _ in index.akin]
    for report, akin in enumerate(index.akin):
        for other, likeness in akin:
            if likeness >= least:
                linked[report][other] = linked[other][report] = likeness
    return linked


def kept(index: Index, number: int) -> Kept:
    """What must be kept of a report so that the index can be restored."""
    hashes, places = index.prints[number]
    return Kept(
        hashes=hashes.astype("<u4").tobytes(),
        places=places.astype("<u2").tobytes(),
        posted=index.posted[number],
        size=index.sizes[number],
        akin=index.akin[number],
    )


def restored(reports: Sequence[Kept]) -> Index:
    """The index that these reports, in order of arrival, were kept of."""
    index = Index()
    for each, one in zip(reports, _prints(reports), strict=True):
        _keep(index, one, each.posted, each.size, each.akin)
    index.table = bearers.filled(*_posted(index))
    return index


def _prints(reports: Sequence[Kept]) -> Iterator[Fingerprint]:
    hashes = np.frombuffer(b"".join(each.hashes for each in reports), "<u4").astype(np.uint32)
    places = np.frombuffer(b"".join(each.places for each in reports), "<u2").astype(np.uint16)
    ends = accumulate((len(each.places) // 2 for each in reports), initial=0)
    return (Fingerprint(hashes[start:end], places[start:end]) for start, end in pairwise(ends))


def _posted(index: Index) -> tuple[Hashes, Numbers]:
    """All shingles that are posted, and the reports they are posted for."""
    sizes = [len(one.hashes) for one in index.prints]
    bits = [_bits(posted, size) for posted, size in zip(index.posted, sizes, strict=True)]
    at = np.concatenate([np.empty(0, bool), *bits])
    hashes = np.concatenate([np.empty(0, np.uint32), *(one.hashes for one in index.prints)])
    return hashes[at], np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)[at]


def _bits(posted: bytes, size: int) -> NDArray[np.bool_]:
    return np.unpackbits(np.frombuffer(posted, np.uint8), count=size).astype(bool)


def _keep(
    index: Index, one: Fingerprint, posted: bytes, size: int, akin: tuple[tuple[int, float], ...]
) -> None:
    kinship.keep(index.kin, len(index.prints), [n for n, _ in akin])
    index.prints.append(one)
    index.posted.append(posted)
    index.sizes.append(size)
    index.akin.append(akin)


def _near(index: Index, reports: Numbers) -> list[int]:
    """Reports that can share enough: met themselves, or akin to some that are met."""
    if not len(reports):
        return []
    ordered = np.sort(reports)
    starts, times = rising.runs(ordered)
    met = ordered[starts]
    akin, count = kinship.of(index.kin, met)
    near, most = _summed(np.concatenate([met, akin]), np.concatenate([times, times.repeat(count)]))
    near, most = near[most >= CLOSE], most[most >= CLOSE]
    at, direct = rising.placed(near, met)
    posted = times[at] * direct
    order = np.lexsort((near, -most, -posted))
    near, first = near[order], np.count_nonzero(direct)
    return [*near[: min(first, MET)].tolist(), *near[first : first + BESIDE].tolist()]


def _summed(numbers: Numbers, values: Rows) -> tuple[Numbers, Rows]:
    """Numbers, of which there are some, each once and rising, with the sum of their values."""
    order = numbers.argsort(kind="stable")
    ordered = numbers[order]
    (starts,) = rising.firsts(ordered).nonzero()
    return ordered[starts], np.add.reduceat(values[order], starts)


def _weighed(index: Index, rare: Fingerprint, near: Sequence[int]) -> tuple[Candidate, ...]:
    if not near:
        return ()
    counts, close = fingerprints.shared(rare, [index.prints[n] for n in near])
    found = (
        _candidate(report, count / len(rare.hashes), min(1.0, count / max(1, index.sizes[report])))
        for report, count, passage in zip(near, counts, close, strict=True)
        if passage
    )
    return tuple(sorted(found, key=lambda c: (-c.likeness, c.report)))


def _candidate(report: int, of_new: float, of_old: float) -> Candidate:
    return Candidate(report, (of_new + of_old) / 2, of_new, of_old)
