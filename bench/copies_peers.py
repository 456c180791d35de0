"""Near-duplicates by other means: MinHash signatures, and runs of words counted one by one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

from newsledger.lineage import fingerprints

PERMUTATIONS = 128
BANDS = {0.8: 16, 0.5: 32}  # rensa's bands, which are those that suit the threshold

Words = tuple[str, ...]
Links = set[tuple[int, int]]
Groups = Sequence[int]  # of each text, a number that those of its group share


class Found(NamedTuple):
    """What a system says of a pile of texts."""

    links: Links
    groups: Groups
    megabytes: float | None = None


def by_datasketch(threshold: float) -> Callable[[Sequence[Words]], Found]:
    """Candidates of datasketch's MinHashLSH, as a link each."""

    def run(texts: Sequence[Words]) -> Found:
        lsh, links = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS), set()
        for number, words in enumerate(texts):
            signature = MinHash(num_perm=PERMUTATIONS)
            signature.update_batch([each.encode() for each in shingles(words)])
            links |= {(other, number) for other in lsh.query(signature)}
            lsh.insert(number, signature, check_duplication=False)
        return _joined(links, len(texts))

    return run


def by_rensa(threshold: float) -> Callable[[Sequence[Words]], Found]:
    """Candidates of rensa's RMinHashLSH whose signatures are as alike as the threshold."""

    def run(texts: Sequence[Words]) -> Found:
        lsh = RMinHashLSH(threshold, PERMUTATIONS, BANDS[threshold])
        signatures: list[RMinHash] = []
        links: Links = set()
        for number, words in enumerate(texts):
            new = signature(words)
            near = (
                other for other in lsh.query(new) if signatures[other].jaccard(new) >= threshold
            )
            links |= {(other, number) for other in near}
            signatures.append(new)
            lsh.insert(number, new)
        return _joined(links, len(texts))

    return run


def signature(words: Words) -> RMinHash:
    """A MinHash signature by rensa."""
    made = RMinHash(num_perm=PERMUTATIONS, seed=42)
    made.update(shingles(words))
    return made


def by_containment(texts: Sequence[Words]) -> Found:
    """Pairs that share half of the runs of the shorter text, all of them counted."""
    bearers: dict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    links: Links = set()
    for number, words in enumerate(texts):
        runs, met = set(shingles(words)), Counter[int]()
        for each in runs:
            met.update(bearers[each])
            bearers[each].append(number)
        links |= {(n, number) for n, c in met.items() if c >= 0.5 * min(sizes[n], len(runs))}
        sizes.append(len(runs))
    return _joined(links, len(texts))


def shingles(words: Words) -> list[str]:
    """Runs of as many words as the index has."""
    return [" ".join(run) for run in zip(*(words[n:] for n in range(fingerprints.SHINGLE)))]  # noqa: B905


def _joined(links: Links, count: int) -> Found:
    """The connected components of links."""
    least = list(range(count))

    def root(each: int) -> int:
        while least[each] != each:
            least[each] = each = least[least[each]]
        return each

    for a, b in links:
        low, high = sorted((root(a), root(b)))
        least[high] = low
    return Found(links, [root(each) for each in range(count)])
