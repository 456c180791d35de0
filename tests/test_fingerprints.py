"""Fingerprints: the same shingles of the same text, whatever stands around it."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.lineage import fingerprints, wording
from newsledger.lineage.fingerprints import CLOSE, KEPT, LAST, MOST, SHINGLE, WITHIN, fingerprint

WORDS = st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6))

ALL = (1 << 64) - 1


def _words(seed: int, count: int) -> tuple[str, ...]:
    chance = random.Random(seed)  # noqa: S311  text, no secret
    return tuple(f"w{chance.randrange(10**6)}" for _ in range(count))


def test_one_shingle_in_so_many_is_kept() -> None:
    kept = len(fingerprint(_words(0, 20_000)).hashes)
    assert abs(kept * KEPT / 20_000 - 1) < 0.05


def _hash(run: str) -> int:
    """The hash of a run of words by its definition, in whole numbers without end."""
    base, final = int(fingerprints.BASE), int(fingerprints.FINAL)
    value = sum(byte * pow(base, n, 1 << 64) for n, byte in enumerate(run.encode(), 1)) & ALL
    value = (value ^ value >> 32) * final & ALL
    return value ^ value >> 32


def test_it_is_the_same_in_every_run_and_on_every_machine() -> None:
    words = wording.words("Le général of Norvania left the town of Tarsk at dawn")
    runs = {n: _hash(" ".join(words[n : n + SHINGLE]) + " ") for n in range(len(words) - 2)}
    kept = sorted((value >> 32, n) for n, value in runs.items() if value % (1 << 32) % KEPT == 0)
    hashes, places = fingerprint(words)
    assert list(zip(hashes.tolist(), places.tolist(), strict=True)) == kept
    assert 0 < len(kept) < len(runs)


@settings(deadline=None)
@given(WORDS)
def test_hashes_rise_and_places_are_of_the_text(words: list[str]) -> None:
    hashes, places = fingerprint(words)
    assert (np.diff(hashes.astype(np.int64)) > 0).all()
    assert (hashes > 0).all()
    assert all(0 <= place <= len(words) - SHINGLE for place in places.tolist())


@settings(deadline=None)
@given(WORDS, WORDS, WORDS)
def test_a_text_inside_another_keeps_its_shingles(
    before: list[str], text: list[str], after: list[str]
) -> None:
    assert set(fingerprint(text).hashes) <= set(fingerprint([*before, *text, *after]).hashes)


def test_a_shingle_that_comes_back_stands_where_it_first_stood() -> None:
    words = _words(1, 50)
    once, twice = fingerprint(words), fingerprint(words * 2)
    at = np.isin(twice.hashes, once.hashes)
    assert (twice.places[at] == once.places).all()


def test_order_of_words_tells() -> None:
    words = _words(2, 200)
    assert not set(fingerprint(words).hashes) & set(fingerprint(words[::-1]).hashes)


def test_a_long_text_is_bounded() -> None:
    hashes, places = fingerprint(_words(3, 8 * MOST))
    assert len(hashes) == MOST
    assert places.max() == LAST
    assert hashes.max() < 2**31  # those of least value: a later cut of it keeps the same


@pytest.mark.parametrize("words", [[], ["a"], ["a", "b"]])
def test_no_shingles_no_fingerprint(words: list[str]) -> None:
    hashes, places = fingerprint(words)
    assert len(hashes) == len(places) == 0


def test_odd_characters_are_hashed() -> None:
    assert len(fingerprint(["\ud800", "\x00", "", "𝔘"] * 3).hashes)


def test_shared_shingles_are_counted_with_each_of_others() -> None:
    one, other = _words(4, 300), _words(5, 300)
    half = one[:150] + _words(6, 150)
    prints = [fingerprint(each) for each in (one, other, half)]
    counts, close = fingerprints.shared(prints[0], prints)
    assert counts == [len(set(prints[0].hashes) & set(each.hashes)) for each in prints]
    assert close == [True, False, True]


def test_scattered_turns_of_phrase_do_not_stand_close() -> None:
    phrases = [_words(n, SHINGLE + 1) for n in range(20, 30)]
    apart = [sum((p + _words(n + seed, 2 * WITHIN) for n, p in enumerate(phrases)), ())
             for seed in (100, 200)]  # fmt: skip
    prints = [fingerprint(each) for each in apart]
    counts, close = fingerprints.shared(prints[0], prints[1:])
    assert counts[0] >= CLOSE
    assert close == [False]


def test_close_in_either_is_enough_whichever_is_new() -> None:
    run = _words(7, 24)
    parted = sum((run[n : n + 4] + _words(300 + n, 2 * WITHIN) for n in range(0, 24, 4)), ())
    whole, cut = fingerprint(run), fingerprint(parted)
    assert fingerprints.shared(whole, [cut]) == fingerprints.shared(cut, [whole])
    assert fingerprints.shared(whole, [cut]).close == [True]
