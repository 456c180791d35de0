"""Two reports side by side: rows of what they share, and of what only one of them tells.

Rows go down the left report. A passage that stands elsewhere in the order of the right one is set
beside its left wording all the same, and a row marks the place where it stands on the right. Every
word of either report stands in exactly one row of its side, unless passages overlap.
"""

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from newsledger.family.alone import alone
from newsledger.family.shared import Finding, Shared, between, union
from newsledger.family.tree import dispatch_of, zones_of
from newsledger.model import EditKind, Location, Passage, Report, Span, Zone
from newsledger.view import View

RowKind = Literal["identical", "edited", "own", "aside", "elsewhere", "folded"]
PartKind = EditKind | Literal["same", "own"]
Zones = Mapping[str, Sequence[Zone]]  # by report id


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Characters of a side: the `same` in both reports, how the two differ, or its `own` alone."""

    start: int
    end: int
    text: str
    kind: PartKind = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The characters of a row in one report; without parts where they are not shown."""

    start: int
    end: int
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands beside each other.

    `identical` and `edited` are passages, `moved` where the reports order them differently; `own`
    is a sentence, or what is left of it, that one report tells alone; `aside` is no part of what
    it tells, such as a caption or page furniture; `elsewhere` marks where a moved passage stands
    in the right report, its text being shown in another row; `folded` is in place of so many
    sentences, or of asides, not shown.
    """

    kind: RowKind
    left: Side | None = None
    right: Side | None = None
    moved: bool = False
    findings: tuple[Finding, ...] = ()
    sentences: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two reports, the earlier one on the left where that is known (`ordered`), and their rows."""

    left: str
    right: str
    ordered: bool
    rows: tuple[Row, ...]


def beside(view: View, one: Report, other: Report) -> Beside:
    """Set two reports side by side, in whole. Raises ValueError if they are the same."""
    if one.id == other.id:
        raise ValueError(f"{one.path} stands in both places; name another report to set it beside")
    left, right, ordered = _in_time(view, one, other)
    texts = {left.id: left.text, right.id: right.text}
    shared = between(view.of(Passage), left.id, right.id, texts)
    rows = _rows(shared, left, right, zones_of(view, texts))
    return Beside(left=left.id, right=right.id, ordered=ordered, rows=tuple(rows))


def _in_time(view: View, one: Report, other: Report) -> tuple[Report, Report, bool]:
    """The earlier of two reports first, and whether that is known: by dispatch, else by day."""
    order = [member.report for member in dispatch_of(view, one).members]
    if other.id in order:
        first, second = sorted((one, other), key=lambda r: order.index(r.id))
        return first, second, True
    first, second = sorted((one, other), key=_day)
    ordered = bool(_day(first)) and _day(first) != _day(second)
    return (first, second, True) if ordered else (one, other, False)


def _day(report: Report) -> str:
    return (report.published or "")[:10]


def _rows(shared: Sequence[Shared], left: Report, right: Report, zones: Zones) -> list[Row]:
    """All rows: before each passage of the chain what stands before it, first on the left."""
    chain, loose = _chain(shared)
    lefts = [*_alone(left, [s.left for s in shared], zones, "left")]
    lefts += [(s.left.start, _passage(s, left, right, moved=True)) for s in loose]
    rights = [*_alone(right, [s.right for s in shared], zones, "right")]
    rights += [(s.right.start, _elsewhere(s)) for s in loose]
    ends = [s.left.start for s in chain], [s.right.start for s in chain]
    placed = [
        *((bisect.bisect(ends[0], start), 0, start, row) for start, row in lefts),
        *((bisect.bisect(ends[1], start), 1, start, row) for start, row in rights),
        *((number, 2, 0, _passage(s, left, right)) for number, s in enumerate(chain)),
    ]
    return [row for *_, row in sorted(placed, key=lambda each: each[:3])]


def _chain(shared: Iterable[Shared]) -> tuple[list[Shared], list[Shared]]:
    """Passages that both reports have in one order, the longest for certain; and the others."""
    chain: list[Shared] = []
    loose: list[Shared] = []
    for each in sorted(shared, key=lambda s: (s.left.start - s.left.end, s.left.start)):
        place = bisect.bisect(chain, each.left.start, key=lambda s: s.left.start)
        near = [*chain[max(0, place - 1) : place], each, *chain[place : place + 1]]
        if all(_before(a.left, b.left) and _before(a.right, b.right) for a, b in pairwise(near)):
            chain.insert(place, each)
        else:
            loose.append(each)
    return chain, loose


def _before(one: Location, other: Location) -> bool:
    return one.end <= other.start


def _passage(each: Shared, left: Report, right: Report, *, moved: bool = False) -> Row:
    return Row(
        kind=each.kind,
        left=_side(left.text, each.left, [(e.a, e.kind) for e in each.edits]),
        right=_side(right.text, each.right, [(e.b, e.kind) for e in each.edits]),
        moved=moved,
        findings=each.findings,
    )


def _elsewhere(each: Shared) -> Row:
    left = Side(start=each.left.start, end=each.left.end)
    right = Side(start=each.right.start, end=each.right.end)
    return Row(kind="elsewhere", left=left, right=right, moved=True)


def _side(text: str, place: Location, edits: Iterable[tuple[Span, EditKind]]) -> Side:
    """One side of a passage, cut into parts where the wording differs."""
    parts: list[Part] = []
    at = place.start
    for span, kind in sorted(edits, key=lambda e: (e[0].start, e[0].end)):
        start, end = max(at, span.start), min(span.end, place.end)
        if start < end:
            parts += [_part(text, at, start), _part(text, start, end, kind)]
            at = end
    parts.append(_part(text, at, place.end))
    return Side(start=place.start, end=place.end, parts=tuple(p for p in parts if p.text))


def _part(text: str, start: int, end: int, kind: PartKind = "same") -> Part:
    return Part(start=start, end=end, text=text[start:end], kind=kind)


def _alone(
    report: Report, shared: Iterable[Location], zones: Zones, name: Literal["left", "right"]
) -> Iterator[tuple[int, Row]]:
    for lone in alone(report.text, tuple(union(shared)), zones[report.id]):
        parts = (_part(report.text, lone.start, lone.end, "own"),)
        side = Side(start=lone.start, end=lone.end, parts=parts)
        sides = (side, None) if name == "left" else (None, side)
        yield lone.start, Row(kind=lone.kind, left=sides[0], right=sides[1])
