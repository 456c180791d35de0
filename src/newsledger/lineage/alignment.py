"""How one sentence stands to another, and which sentences of two reports answer each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from newsledger.lineage.wording import Line

Kind = Literal["identical", "edited"]
SHARED_CONTENT = 5  # content words in common, in order, before two sentences share a passage
EDITED = 0.6  # of the shorter sentence's content words stand in the longer one, in order
LONG_RUN = 8  # words in one unbroken run: shared text whatever stands around it
RUN_MATTER = 5  # words of that run that are neither common nor names: a long title is no passage


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence `a` of one report answers sentence `b` of another; `score` is 1 for identical."""

    score: float
    a: int
    b: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring sentences, first to last of each report, that answer each other in order."""

    a: tuple[int, int]
    b: tuple[int, int]
    kind: Kind


def overlap(one: Line, other: Line) -> float:
    """Share of the shorter sentence's content that stands in the other in order; 0: no edit.

    The longest common subsequence of content words (rapidfuzz), asked once with names and once
    without: a person's name and office alone are no shared text. A long unbroken run inside
    sentences that differ elsewhere counts too, with the share it covers.
    """
    shared = LCSseq.similarity(one.content, other.content)
    if shared < SHARED_CONTENT:
        return 0.0
    share = shared / min(len(one.content), len(other.content))
    alike = share >= EDITED and all(
        _share(*pair) >= EDITED for pair in ((one.matter, other.matter), (one.words, other.words))
    )
    return share if alike or _long_run(one, other) else 0.0


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    shorter = min(len(one), len(other))
    return LCSseq.similarity(one, other) / shorter if shorter else 0.0


def _long_run(one: Line, other: Line) -> bool:
    matter = set(one.matter) & set(other.matter)
    equal = (b for b in LCSseq.opcodes(one.words, other.words) if b.tag == "equal")
    stretches = (one.words[b.src_start : b.src_end] for b in equal)
    return any(len(s) >= LONG_RUN and len(matter.intersection(s)) >= RUN_MATTER for s in stretches)


def runs(matches: Iterable[Match], a: Sequence[Line], b: Sequence[Line]) -> Iterator[Run]:
    """Pair sentences one to one, best first, grow over short neighbours, join neighbours."""
    chosen = _grown(_one_to_one(matches), a, b)
    open_run: Run | None = None
    for match in sorted(chosen, key=lambda m: (m.a, m.b)):
        if open_run and _continues(open_run, match):
            open_run = Run((open_run.a[0], match.a), (open_run.b[0], match.b), match.kind)
            continue
        if open_run:
            yield open_run
        open_run = Run((match.a, match.a), (match.b, match.b), match.kind)
    if open_run:
        yield open_run


def _continues(run: Run, match: Match) -> bool:
    return run.kind == match.kind and match.a == run.a[1] + 1 and match.b == run.b[1] + 1


def _one_to_one(matches: Iterable[Match]) -> list[Match]:
    chosen: list[Match] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for match in sorted(matches, key=lambda m: (-m.score, abs(m.a - m.b), m.a, m.b)):
        if match.a not in used_a and match.b not in used_b:
            chosen.append(match)
            used_a.add(match.a)
            used_b.add(match.b)
    return chosen


def _grown(chosen: list[Match], a: Sequence[Line], b: Sequence[Line]) -> list[Match]:
    """Add identical neighbours too short or too common to be matched by themselves."""
    grown = list(chosen)
    used_a, used_b = {m.a for m in chosen}, {m.b for m in chosen}
    for match in grown:  # the list grows while it is read: each new match is tried in turn
        for step in (-1, 1):
            i, j = match.a + step, match.b + step
            if _free(i, used_a, a) and _free(j, used_b, b) and a[i].key == b[j].key:
                grown.append(Match(1.0, i, j, "identical"))
                used_a.add(i)
                used_b.add(j)
    return grown


def _free(index: int, used: set[int], among: Sequence[Line]) -> bool:
    return 0 <= index < len(among) and index not in used
