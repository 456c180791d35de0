"""Star groups: around what most are linked to, never along chains."""

import random
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.lineage import stars

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 14), st.integers(0, 14)).filter(lambda p: p[0] < p[1]),
    st.integers(1, 8).map(lambda n: n / 8),
)


def _linked(pairs: Mapping[tuple[int, int], float], count: int) -> dict[int, dict[int, float]]:
    linked: dict[int, dict[int, float]] = {number: {} for number in range(count)}
    for (a, b), likeness in pairs.items():
        linked[a][b] = linked[b][a] = likeness
    return linked


def test_alone_without_links() -> None:
    assert stars.group(_linked({}, 0)) == []
    assert stars.group(_linked({}, 3)) == [[0], [1], [2]]


def test_copies_of_one_text_are_one_group() -> None:
    pairs = {(a, b): 0.9 for a in range(4) for b in range(a + 1, 4)}
    assert stars.group(_linked(pairs, 5)) == [[0, 1, 2, 3], [4]]


def test_a_chain_does_not_run_together() -> None:
    pairs = {(n, n + 1): 0.5 for n in range(7)}
    assert max(map(len, stars.group(_linked(pairs, 8)))) <= 3


def test_a_report_goes_to_the_centre_it_is_most_like() -> None:
    first = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9}
    second = {(3, 4): 0.9, (3, 5): 0.9, (4, 5): 0.9}
    between = {(0, 6): 0.4, (3, 6): 0.6, (4, 6): 0.6}
    assert stars.group(_linked({**first, **second, **between}, 7)) == [[0, 1, 2], [3, 4, 5, 6]]


def test_what_only_the_centre_is_like_is_set_apart() -> None:
    whole = {(a, b): 0.9 for a in range(5) for b in range(a + 1, 5)}
    assert stars.group(_linked({**whole, (0, 5): 0.4}, 6)) == [[0, 1, 2, 3, 4], [5]]


def test_one_that_re_words_its_source_alone_stays() -> None:
    whole = {(a, b): 0.9 for a in range(5) for b in range(a + 1, 5)}
    linked = _linked({**whole, (0, 5): 0.4}, 6)
    assert stars.group(linked, lambda a, b: 5 not in {a, b}) == [[0, 1, 2, 3, 4, 5]]


@settings(deadline=None)
@given(PAIRS, st.randoms(use_true_random=False))
def test_groups_part_the_reports_and_links_may_come_in_any_order(
    pairs: dict[tuple[int, int], float], chance: random.Random
) -> None:
    groups = stars.group(_linked(pairs, 15))
    assert sorted(each for group in groups for each in group) == list(range(15))
    shuffled = list(pairs.items())
    chance.shuffle(shuffled)
    assert stars.group(_linked(dict(shuffled), 15)) == groups


@settings(deadline=None)
@given(PAIRS)
def test_every_member_is_linked_to_one_centre(pairs: dict[tuple[int, int], float]) -> None:
    linked = _linked(pairs, 15)
    for group in stars.group(linked):
        assert any(set(group) <= {centre, *linked[centre]} for centre in group)
