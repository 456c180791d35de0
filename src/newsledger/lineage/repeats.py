"""Which earlier reports carry a sentence of a new one word for word.

The index keeps a sample of the runs of words and asks for several of them, so one short sentence
may slip through, and one that very many carry leads nowhere. Here each sentence leads to its first
bearers: all that carry it hang together through these, however many they are.
"""

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np

from newsledger.lineage import bearers, rising
from newsledger.lineage.bearers import Bearers
from newsledger.lineage.fingerprints import Hashes
from newsledger.lineage.rising import Rows

FIRST = 8  # bearers a sentence leads to; a text has all its copies in the index
MOST = 4096  # sentences of one report: bounds a hostile report


def hashes(wordings: Iterable[str]) -> Hashes:
    """The plain wordings of sentences as hashes (CRC-32) that rise, each once and none 0."""
    found = (max(1, crc32(each.encode("utf-8", "surrogatepass"))) for each in wordings)
    return np.unique(np.fromiter(found, np.uint32))[:MOST]


def add(table: Bearers, sentences: Hashes, report: int) -> set[int]:
    """Keep the sentences of a new report; the earlier reports that carry one of them."""
    rows, reports = bearers.look_up(table, sentences)
    times = np.bincount(rows, minlength=len(sentences))
    bearers.post(table, sentences[times < FIRST], report)
    return set(reports.tolist())


def restored(reports: Sequence[Hashes]) -> Bearers:
    """The table that these reports, by number in order of arrival, were added to."""
    sizes = [len(each) for each in reports]
    found = np.concatenate([np.empty(0, np.uint32), *reports])
    numbers = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    order = np.argsort(found, kind="stable")
    first = order[_ranks(found[order]) < FIRST]
    return bearers.filled(found[first], numbers[first])


def _ranks(ordered: Hashes) -> Rows:
    """The how manieth of its equals each value is, from 0."""
    return np.arange(len(ordered)) - np.repeat(*rising.runs(ordered))
