"""A report as dispatches are traced by it: its sentences, their terms, what is background."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from newsledger import similarity
from newsledger.lineage.wording import Line, lines
from newsledger.model import Annotations, Location, Passage, Report

LEAD = 3  # sentences of some length that open a report
LEAD_CONTENT = 5  # content words of such a sentence

Pair = tuple[str, str]
Numbers = frozenset[int]  # numbers of sentences in a report
NONE: Numbers = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """A report's sentences with the terms of each."""

    lines: tuple[Line, ...]
    terms: tuple[frozenset[str], ...]
    opening: tuple[int, ...] = field(default=())  # numbers of its sentences of some length

    def size(self, numbers: Iterable[int] | None = None) -> int:
        """Characters of these sentences, or of all."""
        kept = self.lines if numbers is None else [self.lines[n] for n in numbers]
        return sum(line.end - line.start for line in kept)

    def body(self, without: Numbers = NONE) -> frozenset[str]:
        """Terms of all its sentences but those left out."""
        return _joined(terms for n, terms in enumerate(self.terms) if n not in without)

    def lead(self, without: Numbers = NONE) -> frozenset[str]:
        """Terms of the first sentences of some length, those left out not counted."""
        kept = (self.terms[n] for n in self.opening if n not in without)
        return _joined(islice(kept, LEAD))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage as the sentences of either report it covers."""

    a: Numbers
    b: Numbers


def profile(report: Report, annotations: Annotations) -> Profile:
    """Read a report's sentences into terms."""
    found = lines(report.text, annotations.sentences)
    terms = tuple(frozenset(map(similarity.term, line.content)) for line in found)
    long = (n for n, line in enumerate(found) if len(line.content) >= LEAD_CONTENT)
    return Profile(found, terms, tuple(long))


def stretches(
    profiles: Mapping[str, Profile], passages: Iterable[Passage]
) -> dict[Pair, tuple[Stretch, ...]]:
    """For each pair of reports, in order of id, the passages they share as sentence numbers."""
    found: dict[Pair, list[Stretch]] = defaultdict(list)
    for passage in passages:
        one, other = sorted((passage.a, passage.b), key=lambda at: at.report)
        pair = one.report, other.report
        found[pair].append(Stretch(_numbers(profiles, one), _numbers(profiles, other)))
    return {pair: tuple(found[pair]) for pair in sorted(found)}


def _numbers(profiles: Mapping[str, Profile], at: Location) -> Numbers:
    return frozenset(_inside(profiles[at.report].lines, at))


def _inside(among: Sequence[Line], at: Location) -> Iterator[int]:
    first = bisect_left(among, at.start, key=lambda line: line.start)
    for number in range(first, len(among)):
        if among[number].start >= at.end:
            return
        yield number


def _joined(terms: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(chain.from_iterable(terms))
