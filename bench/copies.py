"""Which reports rest on one text, beside MinHash signatures.

Set: `lineage/copies.dev.jsonl.gz`, 2,588 texts made from news pages: re-run whole with page
furniture, cut to the first half, or re-edited (sentences dropped, one word in eight changed, three
sentences of another report mixed in), with independent reports of the same incidents between them.
All of it is dev: thresholds were set on it (see the second table).
Method: every system is given the same words of each text, in the order of the file; its links are
compared with the pairs of one group, and its groups (own: stars; peers: connected components) by
the adjusted Rand index. `body`: the words a ledger compares, those of body and headline zones with
page lines learnt from the set; `raw`: of the whole text. Documents per second of CPU, one process,
from split words to groups, hashing included; reading zones and words is not timed. Peers hash the
same runs of three words, 128 permutations; candidates of rensa are checked by their signatures, as
datasketch does not. Exact containment counts all runs that two texts share, over the shorter one.
"""

import gzip
import json
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.copies_peers import Found, Groups, Links, Words, by_containment, by_datasketch, by_rensa
from bench.shared import Figures, present
from newsledger import language, names
from newsledger.lineage import index, stars, wording
from newsledger.model import Report, identified
from newsledger.zones import learnt, zone

SET = ("bench", "lineage", "copies.dev.jsonl.gz")
TIMES = 9  # runs of what is fast enough; the others run once
GRID = (0.25, 0.3, 0.325, 0.35, 0.375, 0.4, 0.425, 0.45, 0.5)
LEFT = 0.3  # of the texts, where most are removed


class Row(NamedTuple):
    """Scores of a system, and documents a second: the best and the median of its runs."""

    precision: float
    recall: float
    f1: float
    ari: float
    best: float
    median: float
    megabytes: float | None


def bodies(texts: Mapping[str, str]) -> list[list[str]]:
    """The lines of each text that a ledger compares, without a parse of its language."""
    known = names.load()
    reports = [
        identified(Report(path=key, text=text, source_sha256=sha256(key.encode()).hexdigest()))
        for key, text in texts.items()
    ]
    alone = {each.id: zone(each, known) for each in reports}
    taught = learnt.learn(learnt.profile(each, alone[each.id]) for each in reports)
    zoned = {r.id: zone(r, known, taught[r.id]) if r.id in taught else alone[r.id] for r in reports}
    spans = ((each.text, language.paragraphs(each.text, zoned[each.id])) for each in reports)
    return [[text[start:end] for start, end in places] for text, places in spans]


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a packed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def own(texts: Sequence[Words], least: float = index.LINKED) -> Found:
    """Links and star groups of the lineage index."""
    made = index.Index()
    for each in texts:
        index.add(made, each)
    linked = index.linked(made, least)
    links = {(a, b) for b, near in enumerate(linked) for a in near if a < b}
    return Found(
        links, _numbered(stars.group(dict(enumerate(linked))), len(texts)), megabytes(made)
    )


def megabytes(made: index.Index) -> float:
    """Memory of an index's arrays."""
    table = (made.table.hashes, made.table.reports, made.table.filled)
    kin = (made.kin.kin, made.kin.counts)
    prints = (part for each in made.prints for part in each)
    return sum(each.nbytes for each in (*table, *kin, *prints)) / 1e6


def score(found: Found, groups: Groups) -> tuple[float, float, float, float]:
    """Precision, recall and F1 of the links; adjusted Rand index (Hubert and Arabie 1985)."""
    true, made = _pairs(groups), _pairs(found.groups)
    right = sum(groups[a] == groups[b] for a, b in found.links)
    both = _pairs(list(zip(found.groups, groups, strict=True)))
    chance = made * true / (len(groups) * (len(groups) - 1) / 2)
    ari = (both - chance) / ((made + true) / 2 - chance)
    return (
        right / max(1, len(found.links)),
        right / true,
        2 * right / (len(found.links) + true),
        ari,
    )


def measure(system: Callable[[Sequence[Words]], Found], texts: Sequence[Words], groups: Groups,
            times: int = 1) -> Row:  # fmt: skip
    """Run a system some times and score it."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        found = system(texts)
        spent.append(time.process_time() - start)
    speeds = len(texts) / min(spent), len(texts) / statistics.median(spent)
    return Row(*score(found, groups), *speeds, found.megabytes)


def starred(texts: Sequence[Words], least: float = index.LINKED) -> Found:
    """Star groups of the lineage index, every pair of a group as a link."""
    found = own(texts, least)
    return found._replace(links=_all_pairs(found.groups))


def thinned(texts: Sequence[Words], groups: Groups, seed: int) -> tuple[list[Words], list[int]]:
    """Some of the texts at random, in order."""
    kept = sorted(Random(seed).sample(range(len(texts)), round(LEFT * len(texts))))  # noqa: S311
    return [texts[n] for n in kept], [groups[n] for n in kept]


def crossed(texts: Sequence[Words], groups: Groups) -> list[tuple[float, Row]]:
    """The threshold set on either half of the groups, and scores on the other half."""
    halves = [[n for n, group in enumerate(groups) if group // 50 % 2 == half] for half in (0, 1)]
    piles = [([texts[n] for n in half], [groups[n] for n in half]) for half in halves]
    found = []
    for (known, their), (other, right) in (piles, piles[::-1]):
        least = max(GRID, key=lambda each: score(starred(known, each), their)[2])
        found.append((least, measure(partial(starred, least=least), other, right)))
    return found


def _words(lines: Iterable[str]) -> Words:
    return tuple(word for line in lines for word in wording.words(wording.plain(line)))


def _numbered(groups: Iterable[Sequence[int]], count: int) -> list[int]:
    numbers = list(range(count))
    for group in groups:
        for each in group:
            numbers[each] = group[0]
    return numbers


def _pairs(groups: Sequence[object]) -> float:
    return sum(n * (n - 1) / 2 for n in Counter(groups).values())


def _all_pairs(groups: Groups) -> Links:
    members = defaultdict(list)
    for each, group in enumerate(groups):
        members[group].append(each)
    return {pair for group in members.values() for pair in combinations(group, 2)}


SYSTEMS: Mapping[str, tuple[Callable[[Sequence[Words]], Found], int]] = {
    "newsledger, links": (own, TIMES),
    "newsledger, stars": (starred, TIMES),
    "exact containment >= 0.5": (by_containment, 1),
    "datasketch MinHashLSH 0.8": (by_datasketch(0.8), 1),
    "datasketch MinHashLSH 0.5": (by_datasketch(0.5), 1),
    "rensa RMinHashLSH 0.8": (by_rensa(0.8), TIMES),
    "rensa RMinHashLSH 0.5": (by_rensa(0.5), TIMES),
}


def main() -> Mapping[str, Figures]:
    """Print a table of all systems, and one of how far the thresholds may be trusted."""
    path = present(*SET)
    if not path:
        print("copies: the shared folder is missing; nothing measured")
        return {}
    read = rows(path)
    groups = [int(each["group"]) for each in read]
    texts = {each["id"]: each["text"] for each in read}
    body = [_words(each) for each in bodies(texts)]
    raw = [_words([each]) for each in texts.values()]
    print("| words | system | link P | link R | link F1 | ARI | docs/CPU s | median | MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, (system, times) in SYSTEMS.items():
        _print("body", name, found := measure(system, body, groups, times))
        if name == "newsledger, stars":
            best = found
    for name in ("newsledger, links", "newsledger, stars"):
        _print("raw", name, measure(SYSTEMS[name][0], raw, groups))
    figures = {"link F1": best.f1, "ARI": best.ari, "documents a second": best.best}
    return {"copies": {**figures, **_trust(body, groups)}}


def _trust(texts: Sequence[Words], groups: Groups) -> Figures:
    """Print the scores of stars on fewer texts, and with a threshold set on other groups."""
    print("\n| stars | threshold | P | R | F1 | ARI |\n| --- | --- | --- | --- | --- | --- |")
    few = [measure(starred, *thinned(texts, groups, seed)) for seed in range(3)]
    for seed, row in enumerate(few):
        print(f"| {LEFT:.0%} of the texts, seed {seed} | {index.LINKED} |", _scores(row), "|")
    other = crossed(texts, groups)
    for half, (least, row) in enumerate(other):
        print(f"| groups of half {1 - half}, set on half {half} | {least} |", _scores(row), "|")
    return {
        "link F1 of fewer texts": min(row.f1 for row in few),
        "link F1 of other groups": min(row.f1 for _, row in other),
    }


def _print(words: str, name: str, row: Row) -> None:
    memory = "-" if row.megabytes is None else f"{row.megabytes:.1f}"
    speeds = f"{row.best:,.0f} | {row.median:,.0f} | {memory} |"
    print(f"| {words} | {name} |", _scores(row), "|", speeds, flush=True)


def _scores(row: Row) -> str:
    return " | ".join(f"{each:.3f}" for each in row[:4])


if __name__ == "__main__":
    main()
