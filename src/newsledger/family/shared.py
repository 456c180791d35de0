"""Passages read from one report to another: what is shared, and how its wording differs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from newsledger.lineage.profiles import merged
from newsledger.model import (
    AttributionKind,
    Drift,
    DriftKind,
    Edit,
    EditKind,
    Excerpt,
    Location,
    LostAttribution,
    Passage,
    Span,
)

TURNED: Mapping[EditKind, EditKind] = MappingProxyType({"cut": "added", "added": "cut"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of the sense: words of the one report and of the other, None where missing.

    `source` and `hedge` are attributions that stand on one side only; `comparator` and `number`
    are numbers given differently.
    """

    kind: AttributionKind | DriftKind
    left: Excerpt | None = None
    right: Excerpt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A passage, its edits and findings, read from the report `left` to the report `right`."""

    left: Location
    right: Location
    kind: Literal["identical", "edited"]
    edits: tuple[Edit, ...] = ()  # `a` is of the left report
    findings: tuple[Finding, ...] = ()


def between(
    passages: Iterable[Passage], left: str, right: str, texts: Mapping[str, str]
) -> tuple[Shared, ...]:
    """The passages that `left` and `right` share, in order of `left`; texts by report id."""
    found = (
        _shared(each, left, texts)
        for each in passages
        if {each.a.report, each.b.report} == {left, right}
    )
    return tuple(sorted(found, key=lambda s: (s.left.start, s.right.start, s.left.end)))


def union(spans: Iterable[Location | Span]) -> Iterator[Span]:
    """The characters that stand in any of the spans, in order."""
    joined = merged((span.start, span.end) for span in spans)
    return (Span(start=start, end=end) for start, end in joined if start < end)


def _shared(passage: Passage, left: str, texts: Mapping[str, str]) -> Shared:
    straight = passage.a.report == left
    one, other = (passage.a, passage.b) if straight else (passage.b, passage.a)
    edits = passage.edits if straight else tuple(map(_turned, passage.edits))
    lost = [_lost(each, one, texts) for each in passage.lost]
    drifts = [_drift(each, passage, texts, straight=straight) for each in passage.drifts]
    return Shared(left=one, right=other, kind=passage.kind, edits=edits, findings=(*lost, *drifts))


def _turned(edit: Edit) -> Edit:
    return Edit(kind=TURNED.get(edit.kind, edit.kind), a=edit.b, b=edit.a)


def _lost(each: LostAttribution, left: Location, texts: Mapping[str, str]) -> Finding:
    words = _excerpt(each.stands.start, each.stands.end, texts[each.stands.report])
    if each.stands.report == left.report:
        return Finding(kind=each.kind, left=words)
    return Finding(kind=each.kind, right=words)


def _drift(each: Drift, passage: Passage, texts: Mapping[str, str], *, straight: bool) -> Finding:
    a = _excerpt(each.a.start, each.a.end, texts[passage.a.report])
    b = _excerpt(each.b.start, each.b.end, texts[passage.b.report])
    return Finding(kind=each.kind, left=a if straight else b, right=b if straight else a)


def _excerpt(start: int, end: int, text: str) -> Excerpt:
    return Excerpt(text=text[start:end], start=start, end=end)
