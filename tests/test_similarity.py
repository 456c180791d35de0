"""Keys that share rare terms, found one after the other."""

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger import similarity
from newsledger.similarity import Neighbours

BAGS = st.lists(st.frozensets(st.sampled_from("abcdefghijklmnop"), max_size=12), max_size=9)


def found(index: Neighbours, bags: dict[str, frozenset[str]]) -> set[tuple[str, str]]:
    return {
        (min(key, other), max(key, other))
        for key, bag in bags.items()
        for other in index.add(key, bag)
    }


@settings(deadline=None, derandomize=True)
@given(bags=BAGS, share=st.sampled_from([0.0, 0.1, 0.3, 0.5, 1.0]), order=st.randoms())
def test_below_the_cap_neighbours_are_the_pairs_in_any_order(
    bags: list[frozenset[str]], share: float, order: random.Random
) -> None:
    twins = [*bags, *bags]  # so that no term has one bearer, which `pairs` does not count
    named = {f"r{n:02}": bag for n, bag in enumerate(twins)}
    keys = list(named)
    order.shuffle(keys)
    shuffled = {key: named[key] for key in keys}
    assert found(Neighbours(share), shuffled) == set(similarity.pairs(named, share))


def test_neighbours_share_three_terms_at_least() -> None:
    index = Neighbours(0.0)
    index.add("a", frozenset("pqrs"))
    assert index.near(frozenset("pqx")) == []
    assert index.near(frozenset("pqr")) == ["a"]


def test_a_term_that_many_bear_leads_nowhere_and_is_not_kept() -> None:
    index = Neighbours(0.0, most=5)
    for n in range(6):
        index.add(f"r{n}", frozenset({"p", "q", "r", *(f"{n}{each}" for each in "xyz")}))
    assert index.near(frozenset("pqr")) == []
    assert index.near(frozenset({"3x", "3y", "3z", "p"})) == ["r3"]
    assert index.bearers["p"] is None


def test_of_two_that_share_as_many_terms_the_one_with_the_rarer_comes_first() -> None:
    index = Neighbours(0.0)
    for n in range(4):
        index.add(f"c{n}", frozenset("pqr"))
    index.add("z", frozenset("xyz"))
    assert index.near(frozenset("pqrxyz"))[0] == "z"


def test_one_more_bearer_than_the_cap_changes_no_other_term() -> None:
    bags = {f"r{n}": frozenset({"p", *"xyz"} if n < 2 else {"p", f"{n}"}) for n in range(9)}
    assert found(Neighbours(0.0, most=3), bags) == {("r0", "r1")}


def test_cosine_of_unit_vectors() -> None:
    one, other = similarity.unit({"a": 3.0, "b": 4.0}), similarity.unit({"a": 1.0})
    assert abs(similarity.product(one, other) - 0.6) < 1e-12
    assert all(similarity.product(a, b) <= 1 + 1e-12 for a, b in combinations([one, one, other], 2))
