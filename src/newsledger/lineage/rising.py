"""Numbers that rise: where each value begins, and where other numbers stand among them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]


def firsts(rising: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of some rising numbers are the first of their value."""
    first = np.empty(len(rising), bool)
    first[:1] = True
    np.not_equal(rising[1:], rising[:-1], out=first[1:])
    return first


def runs(rising: NDArray[Any]) -> tuple[Rows, Rows]:
    """Where each value of some rising numbers begins, and how often it stands there."""
    (starts,) = firsts(rising).nonzero()
    return starts, np.diff(starts, append=len(rising))


def placed(numbers: NDArray[Any], rising: NDArray[Any]) -> tuple[Rows, NDArray[np.bool_]]:
    """Where numbers stand among some that rise, of which there are some, and which of them do."""
    at: Rows = rising.searchsorted(numbers)
    at[at == len(rising)] = 0
    return at, np.equal(rising[at], numbers)
