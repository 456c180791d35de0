"""Kinship: akin reports of each report, earlier and later, the first of them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsledger.lineage import kinship
from newsledger.lineage.kinship import KIN, Kinship


def _of(kept: Kinship, *reports: int) -> list[list[int]]:
    kin, counts = kinship.of(kept, np.array(reports, np.int32))
    return [each.tolist() for each in np.split(kin, np.cumsum(counts)[:-1])]


def test_kin_are_earlier_and_later_reports() -> None:
    kept = Kinship()
    for number, akin in enumerate([(), (0,), (1,), (0, 1)]):
        kinship.keep(kept, number, akin)
    assert _of(kept, 0, 1, 2, 3) == [[1, 3], [0, 2, 3], [1], [0, 1]]
    assert _of(kept, 3, 0) == [[0, 1], [1, 3]]


def test_the_first_of_them_are_known() -> None:
    kept = Kinship()
    for number in range(2 * KIN):
        kinship.keep(kept, number, range(number))
    assert _of(kept, 0) == [[*range(1, KIN + 1)]]
    assert _of(kept, 2 * KIN - 1) == [[*range(KIN)]]


@given(st.lists(st.integers(0, 4000), max_size=8), st.integers(0, 3))
def test_a_report_without_kin_has_none_however_many_there_are(
    reports: list[int], doubled: int
) -> None:
    kept = Kinship()
    last = 1024 << doubled
    kinship.keep(kept, 0, ())
    kinship.keep(kept, last, (0,))
    asked = [n for n in reports if n < last and n]
    kin, counts = kinship.of(kept, np.array([*asked, last], np.int32))
    assert kin.tolist() == [0]
    assert counts.tolist() == [0] * len(asked) + [1]
