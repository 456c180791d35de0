"""Every new report traced against those before it, once; what was found is kept with it.

Earlier reports are found that share words with it (`index`) or a sentence (`repeats`), and each
is compared with it to the character (`passages`). This is not done again for two reports that are
both traced, so what one more report costs does not grow with their number.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import msgspec
import numpy as np

from newsledger.lineage import index, passages, repeats
from newsledger.lineage.bearers import Bearers
from newsledger.lineage.index import Index, Kept
from newsledger.lineage.links import Link, Links
from newsledger.lineage.profiles import Pair
from newsledger.lineage.readings import Reading
from newsledger.model import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What tracing a report left: `reading` is the key of the reading it was traced on.

    `kept` is what the index holds of it, `sentences` the hashes of those that count, as
    little-endian numbers of 32 bits, `passages` what it shares with reports traced before it,
    `links` which of these rest on one text with it.
    """

    report: str
    reading: str
    kept: Kept
    sentences: bytes
    passages: tuple[Passage, ...] = ()
    links: tuple[tuple[str, Link], ...] = ()


@dataclass(slots=True)
class _Known:
    """What leads to the reports traced so far, and their ids in order of tracing."""

    words: Index
    sentences: Bearers
    names: list[str]


def trace(
    keys: Mapping[str, str], before: Sequence[Trace], reading_of: Callable[[str], Reading]
) -> Iterator[Trace]:
    """Trace the reports not traced before on their present reading, in order of id.

    `keys` has the key of each report's reading. Traces on readings that stand no more keep their
    place in the index, since others are found through them; nothing else of them counts.
    """
    known = _Known(
        words=index.restored([each.kept for each in before]),
        sentences=repeats.restored([np.frombuffer(t.sentences, "<u4") for t in before]),
        names=[each.report for each in before],
    )
    done = {each.report for each in before if keys.get(each.report) == each.reading}
    for report in sorted(keys.keys() - done):
        new = reading_of(report)
        met, trace = _traced(known, new, keys[report])
        texts = (passages.between(reading_of(other), new) for other in sorted(met & done))
        yield replace(trace, passages=tuple(chain.from_iterable(texts)))
        done.add(report)


def _traced(known: _Known, new: Reading, key: str) -> tuple[set[str], Trace]:
    """Keep a report; the others it shares text with, as far as that is told by words alone."""
    number = len(known.names)
    words = list(chain.from_iterable(line.words for line in new.lines))
    sentences = repeats.hashes(new.keys)
    met = {candidate.report for candidate in index.add(known.words, words)}
    met |= repeats.add(known.sentences, sentences, number)
    known.names.append(new.report)
    kept = index.kept(known.words, number)
    packed = sentences.astype("<u4").tobytes()
    trace = Trace(report=new.report, reading=key, kept=kept, sentences=packed)
    return {known.names[n] for n in met}, trace


def standing(keys: Mapping[str, str], traces: Sequence[Trace]) -> Iterator[Trace]:
    """Traces on the present reading of their report, with what it shares with such alone."""
    numbered = enumerate(traces)
    place = {t.report: n for n, t in numbered if keys.get(t.report) == t.reading}
    for number, each in enumerate(traces):
        if place.get(each.report) == number:
            yield _among(each, place, number)


def _among(each: Trace, place: Mapping[str, int], last: int) -> Trace:
    """A trace with what it shares with reports whose present reading was traced by then."""

    def known(report: str) -> bool:
        return place.get(report, last + 1) <= last

    both = (p for p in each.passages if known(p.a.report) and known(p.b.report))
    linked = (link for link in each.links if known(link[0]))
    return replace(each, passages=tuple(both), links=tuple(linked))


def shared(traces: Iterable[Trace]) -> tuple[Passage, ...]:
    """All passages of traces, in order of their reports."""
    found = chain.from_iterable(each.passages for each in traces)
    return tuple(sorted(found, key=lambda p: (p.a.report, p.b.report, p.a.start, p.b.start)))


def links(traces: Iterable[Trace]) -> dict[Pair, Link]:
    """All links of traces, by the two reports in order of id."""
    found = ((each.report, *link) for each in traces for link in each.links)
    return {(min(a, b), max(a, b)): link for a, b, link in found}


def linked(traces: Sequence[Trace], found: Links) -> list[Trace]:
    """The traces with the links that were found of them, each with the later of the two."""
    place = {each.report: number for number, each in enumerate(traces)}
    by_report: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    for (a, b), link in sorted(found.items()):
        later, other = (a, b) if place.get(a, -1) > place.get(b, -1) else (b, a)
        by_report[later].append((other, link))
    return [replace(each, links=tuple(by_report[each.report])) for each in traces]


def packed(trace: Trace) -> bytes:
    """The form a trace is kept in."""
    return msgspec.msgpack.encode(trace)


def unpacked(body: bytes) -> Trace:
    """The trace kept in this form."""
    return msgspec.msgpack.decode(body, type=Trace)
