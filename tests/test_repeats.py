"""Sentences that lead to the reports that carry them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsledger.lineage import bearers, repeats
from newsledger.lineage.repeats import FIRST, MOST

SENTENCES = [f"sentence {n}" for n in range(12)]
PILES = st.lists(st.lists(st.sampled_from(SENTENCES), max_size=5), max_size=20)


def test_a_report_meets_those_that_carry_one_of_its_sentences() -> None:
    table = bearers.empty()
    pile = [["one", "two"], ["three"], ["two", "four"], ["four", "three"]]
    met = [repeats.add(table, repeats.hashes(each), n) for n, each in enumerate(pile)]
    assert met == [set(), set(), {0}, {1, 2}]


def test_what_everybody_carries_leads_to_its_first_bearers() -> None:
    table = bearers.empty()
    met = [repeats.add(table, repeats.hashes(["all say so"]), n) for n in range(FIRST + 4)]
    assert met[-1] == set(range(FIRST))


@given(PILES, st.integers(0, 20))
def test_a_table_restored_goes_on_as_if_it_had_not_been_left(
    pile: list[list[str]], cut: int
) -> None:
    read = [repeats.hashes(each) for each in pile]
    table = bearers.empty()
    for number, each in enumerate(read[:cut]):
        repeats.add(table, each, number)
    anew = repeats.restored(read[:cut])
    for number, each in enumerate(read[cut:], start=min(cut, len(read))):
        assert repeats.add(anew, each, number) == repeats.add(table, each, number)


def test_hashes_rise_and_are_bounded() -> None:
    found = repeats.hashes(f"{n}\ud800" for n in range(3 * MOST)).tolist()
    assert len(found) == MOST
    assert all(a < b for a, b in pairwise([0, *found]))
    assert not len(repeats.hashes([]))
