"""A report as dispatches are traced by it: its sentences, their terms, who speaks in them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from newsledger import similarity
from newsledger.lineage.wording import WORD, Line, lines
from newsledger.model import Annotations, Location, Passage, Report, Speaker

LEAD = 3  # sentences of some length that open a report
LEAD_CONTENT = 5  # content words of such a sentence

Pair = tuple[str, str]
Numbers = frozenset[int]  # numbers of sentences in a report
Spans = tuple[tuple[int, int], ...]  # characters of a report, in order and apart
NONE: Numbers = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """A report's sentences with the terms of each and the names of those who speak in it."""

    lines: tuple[Line, ...]
    terms: tuple[frozenset[str], ...]
    opening: tuple[int, ...]  # numbers of its sentences of some length
    voices: tuple[frozenset[frozenset[str]], ...]  # names as their words

    def size(self, without: Numbers = NONE) -> int:
        """Characters of all its sentences but those left out."""
        return sum(line.end - line.start for n, line in enumerate(self.lines) if n not in without)

    def covered(self, spans: Spans, without: Numbers = NONE) -> int:
        """Characters of its sentences that stand in these spans, those left out not counted."""
        kept = (line for n, line in enumerate(self.lines) if n not in without)
        return sum(_within(line, spans) for line in kept)

    def mostly(self, spans: Spans) -> Numbers:
        """Numbers of the sentences of which these spans cover at least half."""
        kept = enumerate(self.lines)
        return frozenset(n for n, at in kept if 2 * _within(at, spans) >= at.end - at.start > 0)

    def body(self, without: Numbers = NONE) -> frozenset[str]:
        """Terms of all its sentences but those left out."""
        return _joined(terms for n, terms in enumerate(self.terms) if n not in without)

    def lead(self, without: Numbers = NONE) -> frozenset[str]:
        """Terms of the first sentences of some length, those left out not counted."""
        kept = (self.terms[n] for n in self.opening if n not in without)
        return _joined(islice(kept, LEAD))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage as the characters of either report that it covers, a part of a sentence or more."""

    a: tuple[int, int]
    b: tuple[int, int]


def profile(report: Report, annotations: Annotations) -> Profile:
    """Read a report's sentences into terms."""
    found = lines(report.text, annotations.sentences)
    terms = tuple(frozenset(map(similarity.term, line.content)) for line in found)
    long = (n for n, line in enumerate(found) if len(line.content) >= LEAD_CONTENT)
    return Profile(found, terms, tuple(long), _voices(found, annotations))


def stretches(passages: Iterable[Passage]) -> dict[Pair, tuple[Stretch, ...]]:
    """For each pair of reports, in order of id, the characters of the passages they share."""
    found: dict[Pair, list[Stretch]] = defaultdict(list)
    for passage in passages:
        one, other = sorted((passage.a, passage.b), key=lambda at: at.report)
        found[one.report, other.report].append(Stretch(_span(one), _span(other)))
    return {pair: tuple(found[pair]) for pair in sorted(found)}


def merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans in order, those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _span(at: Location) -> tuple[int, int]:
    return at.start, at.end


def _within(line: Line, spans: Spans) -> int:
    return sum(max(0, min(line.end, end) - max(line.start, start)) for start, end in spans)


def _voices(
    among: Sequence[Line], annotations: Annotations
) -> tuple[frozenset[frozenset[str]], ...]:
    """Who is named as speaker in each sentence; "police" or "officials" name nobody."""
    names = {mention.id: mention.name for mention in annotations.mentions}
    found: dict[int, set[frozenset[str]]] = defaultdict(set)
    for number, speaker in _speakers(among, annotations):
        words = WORD.findall(names.get(speaker.entity or "", speaker.text))
        name = frozenset(similarity.term(word.casefold()) for word in words if word[0].isupper())
        if name:
            found[number].add(name)
    return tuple(frozenset(found[number]) for number in range(len(among)))


def _speakers(among: Sequence[Line], annotations: Annotations) -> Iterator[tuple[int, Speaker]]:
    for statement in annotations.statements:
        at = statement.content[0].start if statement.content else -1
        number = bisect_right(among, at, key=lambda line: line.start) - 1
        if statement.speaker and number >= 0 and at < among[number].end:
            yield number, statement.speaker


def _joined(terms: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(chain.from_iterable(terms))
