"""What a new report costs in each stage that sets it against others, from 1,000 reports to 100,000.

Set: the made-up pile of `growth`, each text as a report of its own sentences, 25 reports a day.
Method: CPU time of the last 500 reports before each size, and its mean's ratio to that of the same
reports in a ledger of the 1,000 reports before them alone, taken in turn. `tracing` is the index,
the sentences borne, and passages to the character with the reports they lead to (made ready from
their texts where they are not at hand); `links` finds reports that share rarer terms and weighs
the evidence of each pair; `threads` puts the report among the stories and clusters those near
anew; what is not timed fills them with stories of two reports. What `newsledger add` does once a
run, whatever is new, is not in this: it reads and writes all records of the ledger.
"""

import functools
import re
import resource
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from itertools import islice
from math import log1p

from bench.growth import SIZES, TIMED, Cost, Source, clocked, pages, source, texts
from bench.shared import Figures
from newsledger import stories
from newsledger.lineage import links, profiles, readings, tracing
from newsledger.lineage.links import RARE_SHARE, Card
from newsledger.lineage.profiles import Profile
from newsledger.lineage.readings import Reading
from newsledger.model import Annotations, Report, Sentence
from newsledger.similarity import Neighbours
from newsledger.stories import sketches, state
from newsledger.stories.naming import Name
from newsledger.stories.state import State, Unit

Pile = list[str]  # texts, a sentence a line
Add = Callable[[int], object]  # of the report of this number
Adder = Callable[[range, Set[int]], Add]  # to a new ledger: its reports, and those that are timed
SMALL = 1_000  # reports of the small ledger
KEPT = 4_096  # reports held ready
FIRST_DAY = date(2010, 1, 1)
A_DAY = 25  # reports


def made(made_of: Source, size: int) -> Pile:
    """The texts of a pile."""
    return ["\n".join(_line(each) for each in text) for text in islice(texts(made_of), size)]


def _line(words: Sequence[str]) -> str:
    return " ".join(words).replace("~", "x") + "."


def read(pile: Pile, number: int) -> tuple[Report, Annotations]:
    """A report and its sentences."""
    key, text = f"r{number:07}", pile[number]
    spans = (match.span() for match in re.finditer(r"[^\n]+", text))
    found = (Sentence(report=key, start=a, end=b, paragraph=0) for a, b in spans)
    report = Report(id=key, path=key, text=text, source_sha256=key)
    return report, Annotations(report=key, sentences=tuple(found))


def costs(adder: Adder, sizes: Sequence[int] = SIZES) -> Iterator[Cost]:
    """What the last reports before each size cost, and beside a ledger of the latest ones only."""
    big = adder(range(sizes[-1]), _last(sizes))
    done = 0
    for size in sizes:
        for number in range(done, size - TIMED):
            big(number)
        start = max(0, size - TIMED - SMALL)
        small = adder(range(start, size), _last([size]))
        for number in range(start, size - TIMED):
            small(number)
        yield _compared(big, small, size)
        done = size


def _last(sizes: Iterable[int]) -> frozenset[int]:
    return frozenset(number for size in sizes for number in range(size - TIMED, size))


def _compared(big: Add, small: Add, size: int) -> Cost:
    """Time the same reports in both ledgers, now the one first and now the other."""
    spent, beside = [], []
    for number in range(size - TIMED, size):
        if number % 2:
            beside.append(clocked(small, number))
        spent.append(clocked(big, number))
        if not number % 2:
            beside.append(clocked(small, number))
    mean = statistics.mean(spent)
    return Cost(size, statistics.median(spent), mean, mean / statistics.mean(beside))


def tracer(pile: Pile, numbers: range, _timed: Set[int]) -> Add:
    """Trace each report."""

    @functools.lru_cache(KEPT)
    def ready(key: str) -> Reading:
        report, annotations = read(pile, int(key[1:]))
        return readings.read(report.text, annotations)

    every = tracing.trace({f"r{n:07}": "" for n in numbers}, (), ready)
    return lambda _number: next(every)


def linker(pile: Pile, _numbers: range, timed: Set[int]) -> Add:
    """Weigh each report that is timed against those that share rarer terms with it."""
    near, bearers = Neighbours(RARE_SHARE), Counter[str]()

    @functools.lru_cache(KEPT)
    def known(key: str) -> Profile:
        return profiles.profile(*read(pile, int(key[1:])))

    def add(number: int) -> None:
        key = f"r{number:07}"
        body = known(key).body()
        bearers.update(body)
        if number not in timed:
            near.keep(key, body)
            return
        met = {other: known(other) for other in (*near.add(key, body), key)}
        terms = {term for profile in met.values() for term in profile.body()}
        rarity = {term: log1p(len(near.sizes) / bearers[term]) for term in terms}
        cards = {other: Card(day=None, agencies=frozenset(), size=0) for other in met}
        links.weigh(((other, key) for other in met if other != key), met, (), cards, rarity)

    return add


def threader(pile: Pile, _numbers: range, timed: Set[int]) -> Add:
    """Put each report that is timed among the stories."""
    now = State()

    def add(number: int) -> None:
        unit = _unit(pile, number)
        if number in timed:
            state.add(now, [unit])
        else:
            state.hold(now, unit, Name(f"s{number // 2}", None, 0))

    return add


def _unit(pile: Pile, number: int) -> Unit:
    report, annotations = read(pile, number)
    day = FIRST_DAY + timedelta(number // A_DAY)
    sketch = {report.id: sketches.sketch(report, annotations)}
    return stories.unit([(day.isoformat(), report.id)], sketch, day)


def main() -> Mapping[str, Figures]:
    """Print what a report costs in each stage at each size."""
    found = pages()
    if not found:
        print("growth_whole: the shared folder is missing; nothing measured")
        return {}
    pile = made(source(found), SIZES[-1])
    print("| stage | reports | median ms | mean ms | to a small one |")
    print("| --- | --- | --- | --- | --- |")
    figures = {}
    for stage, adder in (("tracing", tracer), ("links", linker), ("threads", threader)):
        for cost in costs(functools.partial(adder, pile)):
            print(f"| {stage} | {cost.reports:,} | {cost.median / 1e3:.2f} | {cost.mean / 1e3:.2f} "
                  f"| {cost.ratio:.2f} |")  # fmt: skip
            figures[f"{stage} flatness"] = 1 / cost.ratio
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\nPeak of the process, the pile's texts and two ledgers a stage included: {peak:.0f} MiB"
    )
    return {"growth whole": figures}


if __name__ == "__main__":
    main()
