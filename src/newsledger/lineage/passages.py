"""Text two reports share: sentences and runs of neighbouring sentences, identical or edited.

Candidates come from an index of whole sentences and of shingles (`candidates`), the decision from
an alignment of the two sentences (`alignment`); reports are never compared all with all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from newsledger.lineage import alignment, candidates
from newsledger.lineage.alignment import SHARED_CONTENT, Kind, Match, Run
from newsledger.lineage.wording import Line, lines
from newsledger.model import Dispatch, Location, Passage, Sentence, identified

MOST_PAIRED = 24  # bearers of one sentence that are paired all with all

Place = tuple[str, int]  # a report and the number of the sentence in it
Pairs = dict[tuple[str, str], list[Match]]


def find(
    texts: Mapping[str, str], sentences: Mapping[str, Sequence[Sentence]]
) -> tuple[Passage, ...]:
    """Find the text any two reports share; `same_dispatch` is left False (see `mark`).

    A sentence alone is a passage when it has five content words. One that stands in more than
    `MOST_PAIRED` reports is paired with its first bearer only (reports in order of id), so a
    text that everyone carries yields pairs in proportion to its bearers. The result does not
    depend on the order of the input.
    """
    read = {report: lines(texts[report], sentences[report]) for report in sorted(sentences)}
    found = _matches(read)
    passages = (_passages(pair, found[pair], read) for pair in sorted(found))
    return tuple(passage for each in passages for passage in each)


def mark(passages: Iterable[Passage], dispatches: Iterable[Dispatch]) -> tuple[Passage, ...]:
    """Say of each passage whether both reports rest on one dispatch."""
    home = {m.report: number for number, d in enumerate(dispatches) for m in d.members}
    return tuple(
        replace(p, same_dispatch=home.get(p.a.report, -1) == home.get(p.b.report, -2))
        for p in passages
    )


def _matches(read: Mapping[str, Sequence[Line]]) -> Pairs:
    bearers = _bearers(read)
    found: Pairs = defaultdict(list)
    for places in bearers.values():
        _add(found, _paired(places), 1.0, "identical")
    wordings = [read[report][number] for (report, number), *_ in bearers.values()]
    keys = list(bearers)
    for earlier, later in candidates.similar([line.words for line in wordings]):
        score = alignment.overlap(wordings[earlier], wordings[later])
        if score:
            crossed = _crossed(bearers[keys[earlier]], bearers[keys[later]])
            _add(found, crossed, score * 0.999, "edited")  # below any identical match
    return found


def _bearers(read: Mapping[str, Sequence[Line]]) -> dict[str, list[Place]]:
    """Where each wording of enough content stands, in order of report id and position."""
    bearers: dict[str, list[Place]] = defaultdict(list)
    for report, found in read.items():
        for number, line in enumerate(found):
            if len(line.content) >= SHARED_CONTENT:
                bearers[line.key].append((report, number))
    return bearers


def _paired(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    if len(places) <= MOST_PAIRED:
        return combinations(places, 2)
    return ((places[0], place) for place in places[1:])


def _crossed(ones: Sequence[Place], others: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    if len(ones) * len(others) <= MOST_PAIRED**2:
        return ((one, other) for one in ones for other in others)
    to_first = [(ones[0], other) for other in others]
    return iter(to_first + [(one, others[0]) for one in ones[1:]])


def _add(found: Pairs, places: Iterable[tuple[Place, Place]], score: float, kind: Kind) -> None:
    for one, other in places:
        (a, i), (b, j) = sorted((one, other))
        if a != b:
            found[a, b].append(Match(score, i, j, kind))


def _passages(
    pair: tuple[str, str], matches: Sequence[Match], read: Mapping[str, Sequence[Line]]
) -> Iterator[Passage]:
    a, b = read[pair[0]], read[pair[1]]
    for run in alignment.runs(matches, a, b):
        yield _passage(run, a, b)


def _passage(run: Run, a: Sequence[Line], b: Sequence[Line]) -> Passage:
    return identified(
        Passage(a=_location(run.a, a), b=_location(run.b, b), kind=run.kind, same_dispatch=False)
    )


def _location(ends: tuple[int, int], among: Sequence[Line]) -> Location:
    first, last = among[ends[0]], among[ends[1]]
    return Location(report=first.report, start=first.start, end=last.end)
