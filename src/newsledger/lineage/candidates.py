"""Which wordings may be edits of one another: an inverted index of shingles, never all pairs."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from newsledger.lineage.wording import shingles

SHINGLE = 3  # words; survives one changed word in eight about two times in three
SHARED = 2  # shingles two wordings share before they are compared
MOST_BEARERS = 24  # wordings a shingle leads to; later ones meet these first ones only


def similar(wordings: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of indices (earlier, later) of wordings that share shingles.

    A frequent shingle leads only to its first `MOST_BEARERS` wordings, in the order given, so
    the number of pairs grows with the wordings and not with their square.
    """
    bearers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for later, wording in enumerate(wordings):
        met: Counter[int] = Counter()
        for shingle in shingles(wording, SHINGLE):
            known = bearers[shingle]
            met.update(known)
            if len(known) < MOST_BEARERS:
                known.append(later)
        yield from ((earlier, later) for earlier in sorted(met) if met[earlier] >= SHARED)
