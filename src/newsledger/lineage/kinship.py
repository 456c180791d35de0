"""Which reports are akin to a report, earlier and later ones: the first of them, a row for each.

They are looked up for all reports that a new one meets at once, so they stand in one array.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from newsledger.lineage.bearers import Numbers

KIN = 32  # akin reports known of each


def _none(reports: int) -> Numbers:
    return np.zeros((reports, KIN), np.int32)


@dataclass(slots=True)
class Kinship:
    """How many akin reports are known of each report, and these, the rest of a row unused."""

    counts: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(1024, np.uint8))
    kin: Numbers = field(default_factory=lambda: _none(1024))


def keep(kinship: Kinship, number: int, akin: Sequence[int]) -> None:
    """Add a report that is akin to these earlier ones."""
    while number >= len(kinship.counts):
        _double(kinship)
    first = akin[:KIN]
    kinship.counts[number] = len(first)
    kinship.kin[number, : len(first)] = first
    for other in akin:
        if (count := int(kinship.counts[other])) < KIN:
            kinship.kin[other, count] = number
            kinship.counts[other] = count + 1


def of(kinship: Kinship, reports: Numbers) -> tuple[Numbers, NDArray[np.uint8]]:
    """All that are akin to each of these reports in turn, and how many each has."""
    counts = kinship.counts[reports]
    return kinship.kin[reports][np.arange(KIN) < counts[:, None]], counts


def _double(kinship: Kinship) -> None:
    kinship.counts = np.concatenate([kinship.counts, np.zeros_like(kinship.counts)])
    kinship.kin = np.concatenate([kinship.kin, np.zeros_like(kinship.kin)])
