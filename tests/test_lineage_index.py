"""The index of shingles: what is found, in any order, after a restart, and up to which caps."""

import random
from collections.abc import Sequence
from itertools import combinations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.lineage import fingerprints, index
from newsledger.lineage.index import COMMON, Candidate, Index, Kept

Words = tuple[str, ...]
WORDS = [f"w{n}" for n in range(400)]
TEXTS = st.integers(0, 2**32).map(lambda seed: _texts(_chance(seed)))


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  text, no secret


def _texts(chance: random.Random) -> list[Words]:
    """A small pile: pieces of a few paragraphs, some words changed, in reports of any length."""
    pool = [chance.choices(WORDS, k=chance.randint(8, 40)) for _ in range(5)]
    return [
        tuple(
            word if chance.random() > 0.08 else chance.choice(WORDS)
            for piece in chance.sample(pool, chance.randint(0, 4))
            for word in piece[: chance.randint(4, 40)]
        )
        for _ in range(chance.randint(0, COMMON - 1))
    ]


def _added(texts: Sequence[Words]) -> tuple[Index, list[tuple[Candidate, ...]]]:
    made = Index()
    return made, [index.add(made, text) for text in texts]


def _pairs(texts: Sequence[Words], order: Sequence[int]) -> dict[tuple[int, int], float]:
    """Pairs of places in `texts` that are found when they arrive in this order."""
    _, found = _added([texts[n] for n in order])
    return {
        (min(a, b), max(a, b)): each.likeness
        for a, candidates in zip(order, found, strict=True)
        for each in candidates
        for b in [order[each.report]]
    }


def _expected(texts: Sequence[Words]) -> dict[tuple[int, int], float]:
    """The same by comparing all with all."""
    prints = [fingerprints.fingerprint(text) for text in texts]
    found = {}
    for a, b in combinations(range(len(texts)), 2):
        if len(prints[a].hashes) and len(prints[b].hashes):
            counts, close = fingerprints.shared(prints[a], [prints[b]])
            shares = [counts[0] / len(prints[n].hashes) for n in (a, b)]
            found.update({(a, b): sum(shares) / 2} if close[0] else {})
    return found


@settings(deadline=None, max_examples=80)
@given(TEXTS, st.randoms(use_true_random=False))
def test_below_the_caps_all_pairs_are_found_in_every_order(
    texts: list[Words], chance: random.Random
) -> None:
    order = list(range(len(texts)))
    chance.shuffle(order)
    assert _pairs(texts, order) == pytest.approx(_expected(texts))


@settings(deadline=None, max_examples=40)
@given(TEXTS, TEXTS)
def test_a_restored_index_goes_on_as_if_never_stopped(
    before: list[Words], after: list[Words]
) -> None:
    made, _ = _added(before)
    rows = [msgspec.json.encode(index.kept(made, n)) for n in range(len(before))]
    again = index.restored([msgspec.json.decode(row, type=Kept) for row in rows])
    for text in after:
        assert index.add(again, text) == index.add(made, text)
    every = range(len(before) + len(after))
    assert [index.kept(again, n) for n in every] == [index.kept(made, n) for n in every]
    assert index.linked(again) == index.linked(made)


def _random_words(seed: int, count: int) -> Words:
    chance = _chance(seed)
    return tuple(f"v{chance.randrange(10**6)}" for _ in range(count))


def test_what_is_kept_of_a_report_does_not_change_when_others_come() -> None:
    made = Index()
    index.add(made, _random_words(1, 60))
    before = index.kept(made, 0)
    index.add(made, _random_words(1, 60))
    assert index.kept(made, 0) == before
    assert index.kept(made, 1).akin == ((0, 1.0),)
    assert index.linked(made) == [{1: 1.0}, {0: 1.0}]


def test_shares_are_of_either_report() -> None:
    whole = _random_words(2, 400)
    made, found = _added([whole, whole[:200]])
    (cut,) = found[1]
    assert cut.of_new == 1.0
    assert 0.4 < cut.of_old < 0.6
    assert cut.likeness == (cut.of_new + cut.of_old) / 2
    assert index.linked(made)[0] == {1: cut.likeness}


def test_a_text_that_a_hundred_sites_rerun_stays_found() -> None:
    text = _random_words(3, 200)
    _, found = _added([_random_words(n, 40) + text for n in range(100, 220)])
    assert all(each and each[0].likeness > 0.7 for each in found[1:])


def test_a_paragraph_of_several_dispatches_and_their_copies_is_found() -> None:
    shared, count = _random_words(4, 30), COMMON - 1
    dispatches = [_random_words(n, 300) + shared for n in range(10, 10 + count)]
    _, found = _added([dispatches[n % count] for n in range(8 * count)])
    for number in range(1, count):
        assert {each.report for each in found[number]} == set(range(number))
        assert all(each.likeness < index.AKIN for each in found[number])
    assert all({e.report % count for e in each} == set(range(count)) for each in found[count:])


def test_what_many_unrelated_reports_bear_leads_nowhere() -> None:
    furniture = _random_words(5, 40)
    made, found = _added([_random_words(n, 200) + furniture for n in range(300, 300 + 2 * COMMON)])
    assert len(found[COMMON - 1]) == COMMON - 1
    assert not any(found[COMMON:])
    assert made.sizes[-1] < made.sizes[0]


def test_the_reports_weighed_are_capped() -> None:
    parts = [_random_words(n, 12) for n in range(400, 600)]
    made = Index()
    for part in parts:
        index.add(made, part)
    found = index.add(made, sum(parts, ()))
    assert 0 < len(found) <= index.MET + index.BESIDE


def test_edits_that_come_before_their_original_meet() -> None:
    chance = _chance(6)
    text = _random_words(6, 300)
    edits = [
        tuple(w if chance.random() > 0.125 else chance.choice(WORDS) for w in text)
        for _ in range(60)
    ]
    _, found = _added([*edits, text])
    assert len(found[-1]) > COMMON
    assert all(found[1:])


@pytest.mark.parametrize("words", [(), ("a",), ("a", "b"), ("", "", ""), ("a",) * 1000])
def test_odd_input_is_kept(words: Words) -> None:
    made, found = _added([words, words])
    assert len(found[1]) <= 1
    again = index.restored([index.kept(made, n) for n in range(2)])
    assert index.add(again, words) == index.add(made, words)


def test_nothing_is_restored_from_nothing() -> None:
    assert index.add(index.restored([]), _random_words(7, 30)) == ()
