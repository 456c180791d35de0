"""What a new report costs as a ledger grows from 1,000 to 100,000 reports, and memory.

Set: a pile made from the pages of `registry/pages.dev.jsonl.gz`, from the words of their body
zones, with random.Random(seed). A new text is 8 to 24 sentences in which each word is drawn from
those that follow the last one on the pages. In each text every word that less than one page in
fifty holds is replaced throughout by a variant of its own; which, and whether a new one, follows a
Pitman-Yor process (Pitman and Yor 1997), so that the vocabulary grows by a power of the text as
in real text (Teh 2006). Half of the reports are new texts; half are one of the last 400 again:
whole, its first half, or re-edited (a fifth of the sentences dropped, one word in eight changed).
Three new texts in ten hold a sentence of another recent one (background); one report in five has
one or two lines that pages of the set have in common (page furniture that was missed).
Method: CPU time of each of the last 500 reports before a size is reached, one process, from split
words, and its ratio to that of the same reports in a small index (the first 1,000 reports, and
those that are timed), taken in turn report by report; memory of the index as arrays and Python
objects; CPU time to restore the index from what is kept of each report. To see that the pile is
like real text: reports found to share text with a new one, and the share of its shingles that few
bear, at each size, here and on the pages themselves.
The peer's signatures have 64 bands of 2 rows, of which every pair that shares a fifth of its
shingles is likely to share one: its candidates are counted, not checked.
"""

import random
import re
import statistics
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from typing import NamedTuple, TypeVar

from rensa import RMinHashLSH

from bench.copies import bodies, megabytes, rows
from bench.copies_peers import PERMUTATIONS, Words, signature
from bench.shared import Figures, present
from newsledger.lineage import index, wording

SET = ("bench", "registry", "pages.dev.jsonl.gz")
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
TIMED = 500
BANDS = 64
SEED = 20
RECENT = 400  # texts that may be told again
USUAL = 0.02  # of the pages hold a word: it has no variants
DISCOUNT, STRENGTH = 0.3, 1.0  # of the Pitman-Yor process
LONGEST = 60  # words of a sentence
ENDS = re.compile(r"(?<=[.!?])\s+")  # of sentences, near enough

Text = list[Words]  # sentences
Variants = dict[str, list[int]]  # of a word: how many there are, and those that were drawn
T = TypeVar("T")


class Cost(NamedTuple):
    """Microseconds of CPU per report, before so many reports were in.

    `ratio` is the median to that of the same reports in a small ledger, timed in turn with it.
    """

    reports: int
    median: float
    mean: float
    ratio: float


def costs(pile: Iterable[T], add: Callable[[T], object], small: Callable[[T], object],
          sizes: Sequence[int] = SIZES) -> Iterator[Cost]:  # fmt: skip
    """Add a pile report by report; what the last reports before each size cost, as it is reached.

    `small` adds to a ledger that gets the first reports, up to the first size, and those that are
    timed. `pile` is made outside of what is timed; it holds as many reports as the last size.
    """
    spent: deque[float] = deque(maxlen=TIMED)
    beside: deque[float] = deque(maxlen=TIMED)
    for reports, each in enumerate(islice(pile, sizes[-1]), 1):
        both = reports <= sizes[0] or any(size - TIMED < reports <= size for size in sizes)
        if both and reports % 2:  # what comes second finds the words in the processor's cache
            beside.append(clocked(small, each))
        spent.append(clocked(add, each))
        if both and not reports % 2:
            beside.append(clocked(small, each))
        if reports in sizes:
            median = statistics.median(spent)
            ratio = median / statistics.median(beside)
            yield Cost(reports, median, statistics.mean(spent), ratio)


def clocked(add: Callable[[T], object], each: T) -> float:
    """Microseconds of CPU it takes to add a report."""
    start = time.process_time()
    add(each)
    return 1e6 * (time.process_time() - start)


class Source(NamedTuple):
    """What new texts are drawn from: followers of each word, words without variants, furniture."""

    follow: Mapping[str, list[str]]
    usual: frozenset[str]
    furniture: list[Words]


def source(pages: Sequence[Text]) -> Source:
    """Learn from pages, each as its sentences."""
    follow: dict[str, list[str]] = defaultdict(list)
    holders = Counter(word for page in pages for word in {w for line in page for w in line})
    lines = Counter(line for page in pages for line in set(page))
    for page in pages:
        for line in page:
            for word, after in zip(("", *line), (*line, ""), strict=True):
                follow[word].append(after)
    usual = frozenset(word for word, n in holders.items() if n > USUAL * len(pages))
    furniture = sorted(line for line, n in lines.items() if n > 2 and len(line) > 3)
    return Source(follow, usual, furniture)


def pile(made_of: Source, seed: int = SEED) -> Iterator[Words]:
    """Reports without end, as words."""
    return (tuple(word for line in text for word in line) for text in texts(made_of, seed))


def texts(made_of: Source, seed: int = SEED) -> Iterator[Text]:
    """Reports without end, as sentences of words."""
    chance = random.Random(seed)  # noqa: S311
    variants: Variants = defaultdict(lambda: [0])
    recent: deque[Text] = deque(maxlen=RECENT)
    usual = sorted(made_of.usual)
    while True:
        if recent and chance.random() < 0.5:
            text = _again(chance.choice(recent), usual, chance)
        else:
            text = _new(made_of, variants, chance)
            if recent and chance.random() < 0.3:
                text.insert(chance.randrange(len(text)), chance.choice(chance.choice(recent)))
            recent.append(text)
        missed = chance.choices(made_of.furniture, k=chance.randint(1, 2))
        yield [*text, *(missed if chance.random() < 0.2 else ())]


def _new(made_of: Source, variants: Variants, chance: random.Random) -> Text:
    drawn = [_sentence(made_of.follow, chance) for _ in range(chance.randint(8, 24))]
    names = sorted({word for line in drawn for word in line} - made_of.usual)
    own = {word: _variant(word, variants, chance) for word in names}
    return [tuple(own.get(word, word) for word in line) for line in drawn]


def _sentence(follow: Mapping[str, list[str]], chance: random.Random) -> Words:
    words: list[str] = []
    word = chance.choice(follow[""])
    while word and len(words) < LONGEST:
        words.append(word)
        word = chance.choice(follow[word])
    return tuple(words)


def _variant(word: str, variants: Variants, chance: random.Random) -> str:
    """The next draw of a Pitman-Yor process, given those before."""
    kinds, *_ = drawn = variants[word]
    new = chance.random() * (len(drawn) - 1 + STRENGTH) < STRENGTH + DISCOUNT * kinds
    drawn.append(kinds if new else drawn[chance.randrange(1, len(drawn))])
    drawn[0] += new
    return f"{word}~{drawn[-1]}" if drawn[-1] else word


def _again(text: Text, usual: Sequence[str], chance: random.Random) -> Text:
    """A text told again: whole, its first half, or re-edited."""
    kind = chance.randrange(3)
    if kind < 2:
        return text[: len(text) if kind else -(-len(text) // 2)]
    left = [line for line in text if chance.random() > 0.2]
    return [
        tuple(w if chance.random() > 0.125 else chance.choice(usual) for w in line) for line in left
    ]


class Row(NamedTuple):
    """What the index of a pile of some size costs, and how like real text the pile is."""

    cost: Cost
    found: float  # earlier reports that share text with a new one
    rare: float  # share of its shingles that are not common
    vocabulary: int
    megabytes: float
    restore: float  # seconds


def measure(made_of: Source, sizes: Sequence[int] = SIZES) -> list[Row]:
    """The index at each size."""
    made, small = index.Index(), index.Index()
    found: deque[int] = deque(maxlen=TIMED)
    words: set[str] = set()
    table = []

    def add(each: Words) -> None:
        found.append(len(index.add(made, each)))

    every = _seen(pile(made_of), words)
    for cost in costs(every, add, lambda each: index.add(small, each), sizes):
        last = slice(-TIMED, None)
        rare = sum(made.sizes[last]) / sum(len(each.hashes) for each in made.prints[last])
        seconds = _restored(made)
        table.append(Row(cost, statistics.mean(found), rare, len(words), _memory(made), seconds))
    return table


def measure_peer(made_of: Source, sizes: Sequence[int] = SIZES) -> dict[int, tuple[Cost, float]]:
    """Candidates of rensa's signatures for a new report, and what it costs."""
    found, others = deque[int](maxlen=TIMED), deque[int](maxlen=TIMED)
    every = costs(pile(made_of), _peer(found), _peer(others), sizes)
    return {cost.reports: (cost, statistics.mean(found)) for cost in every}


def _peer(found: deque[int]) -> Callable[[Words], None]:
    lsh, number = RMinHashLSH(0.2, PERMUTATIONS, BANDS), count()

    def add(words: Words) -> None:
        new = signature(words)
        found.append(len(lsh.query(new)))
        lsh.insert(next(number), new)

    return add


def _seen(texts: Iterable[Words], words: set[str]) -> Iterator[Words]:
    for each in texts:
        words.update(each)
        yield each


def _memory(made: index.Index) -> float:
    """Megabytes of an index: its arrays, and the Python objects about them."""
    objects = sum(map(sys.getsizeof, (*made.posted, *made.akin)))
    arrays = 2 * sys.getsizeof(made.prints[0].hashes[:0]) + sys.getsizeof(made.prints[0])
    return megabytes(made) + (objects + arrays * len(made.prints)) / 1e6


def _restored(made: index.Index) -> float:
    """Seconds to make an index anew from what is kept of its reports."""
    kept = [index.kept(made, number) for number in range(len(made.prints))]
    start = time.process_time()
    index.restored(kept)
    return time.process_time() - start


def pages() -> list[Text] | None:
    """The pages of the set as sentences of words, or None where it is missing."""
    path = present(*SET)
    if not path:
        return None
    texts = bodies({each["id"]: each["content"] for each in rows(path)})
    return [[line for text in lines for line in _sentences(text)] for lines in texts]


def _sentences(text: str) -> Iterator[Words]:
    found = (wording.words(each) for each in ENDS.split(wording.plain(text)))
    return (each for each in found if each)


def main() -> Mapping[str, Figures]:
    """Print a table of the index at each size, of the pages themselves, and of the peer."""
    read = pages()
    if not read:
        print("growth: the shared folder is missing; nothing measured")
        return {}
    made_of = source(read)
    table, peer = measure(made_of), measure_peer(made_of)
    print("| reports | median µs | mean µs | to a small one | found | few bear | words | MB "
          "| restore s | rensa: candidates | median µs |")  # fmt: skip
    print("| --- |" + " --- |" * 10)
    for row in table:
        cost, (other, candidates) = row.cost, peer[row.cost.reports]
        print(f"| {cost.reports:,} | {cost.median:.0f} | {cost.mean:.0f} "
              f"| {cost.ratio:.2f} | {row.found:.2f} | {row.rare:.1%} "
              f"| {row.vocabulary:,} | {row.megabytes:.0f} | {row.restore:.2f} "
              f"| {candidates:.1f} | {other.median:.0f} |")  # fmt: skip
    _real(read)
    last = table[-1]
    flatness = 1 / last.cost.ratio
    figures = {"flatness": flatness, "MB": last.megabytes, "restore seconds": last.restore}
    return {"growth": figures}


def _real(read: Sequence[Text]) -> None:
    """Print how the real pages, shuffled, fare where the pile is as large."""
    texts = [tuple(word for line in page for word in line) for page in read]
    random.Random(SEED).shuffle(texts)  # noqa: S311
    made = index.Index()
    found = [len(index.add(made, each)) for each in texts]
    for size in (SIZES[0], len(texts)):
        last = slice(size - TIMED, size)
        rare = sum(made.sizes[last]) / sum(len(each.hashes) for each in made.prints[last])
        words = len({word for each in texts[:size] for word in each})
        print(f"| the pages, {size:,} ||| | {statistics.mean(found[last]):.2f} | {rare:.1%} "
              f"| {words:,} |||||")  # fmt: skip


if __name__ == "__main__":
    main()
