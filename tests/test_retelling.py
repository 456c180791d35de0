"""Sentences of two reports that answer each other in order."""

import random
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

import pytest
from made_reports import SLIDE, SLIDE_RETOLD, Made, report, text

from newsledger.lineage import profiles, retelling
from newsledger.lineage.profiles import Profile


def test_chains_rise_in_both_reports() -> None:
    rises = retelling.compare(profile(SLIDE), profile(SLIDE_RETOLD), ONE)
    falls = retelling.compare(profile(SLIDE), profile(SLIDE_RETOLD[::-1]), ONE)
    assert rises.steps == 4
    assert rises.share == pytest.approx((4 / 5 + 4 / 4) / 2)
    assert falls.steps == 1
    assert retelling.compare(profile(SLIDE), profile([]), ONE) == retelling.Retelling()
    aside = retelling.compare(profile(SLIDE), profile(SLIDE), ONE, frozenset({0}), frozenset())
    assert aside.steps == 4


def test_the_heaviest_chain_is_found() -> None:
    """Against every chain there is."""
    chance = random.Random(4)  # noqa: S311
    for _ in range(200):
        answers = sorted(
            (i, j, chance.randint(1, 9))
            for i, j in {(chance.randrange(6), chance.randrange(6)) for _ in range(9)}
        )
        weights = {(i, j): weight for i, j, weight in answers}
        chains = (c for n in range(1, 7) for c in combinations(answers, n) if rising(c))
        best = max(sum(weight for _, _, weight in chain) for chain in chains)
        found = retelling.heaviest(iter(answers))
        assert sum(weights[pair] for pair in found) == best
        assert rising([(*pair, 0) for pair in found])


def rising(chain: Sequence[tuple[int, int, int]]) -> bool:
    return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))


def profile(parts: Iterable[str]) -> Profile:
    return profiles.profile(*report("a", Made(text(*parts))))


class Ones(dict[str, float]):
    """Every term weighs the same."""

    def __missing__(self, term: str) -> float:
        return 1.0


ONE = Ones()
