"""Origins and sources: how many independent texts and distinct voices stand behind claims."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsledger.model import Event, Figure, Location, Passage, covers


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Where a figure or event stands and whose voice it has (None: the report's own)."""

    id: str
    report: str
    start: int
    end: int
    speaker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """What is needed to tell texts apart: the dispatch of each report, the passages by report."""

    dispatch: Mapping[str, str]
    passages: Mapping[str, tuple[Passage, ...]]


def lineage(dispatch: Mapping[str, str], passages: Iterable[Passage]) -> Lineage:
    """Index the passages by the reports they join."""
    by_report: dict[str, list[Passage]] = {}
    for passage in passages:
        for side in (passage.a, passage.b):
            by_report.setdefault(side.report, []).append(passage)
    return Lineage(dispatch=dispatch, passages={k: tuple(v) for k, v in by_report.items()})


def claim_of(record: Figure | Event) -> Claim:
    """The claim a figure or event makes."""
    where = record if isinstance(record, Figure) else record.trigger
    return Claim(
        id=record.id,
        report=record.report,
        start=where.start,
        end=where.end,
        speaker=record.speaker,
    )


def origins(claims: Sequence[Claim], texts: Lineage) -> list[list[Claim]]:
    """Group claims by independent text: one dispatch, or one shared passage, is one text."""
    parent = list(range(len(claims)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    seen: dict[str, int] = {}
    for i, claim in enumerate(claims):
        for key in _texts_of(claim, texts):
            parent[root(i)] = root(seen.setdefault(key, i))
    groups: dict[int, list[Claim]] = {}
    for i, claim in enumerate(claims):
        groups.setdefault(root(i), []).append(claim)
    return list(groups.values())


def voices(groups: Iterable[Sequence[Claim]]) -> set[str]:
    """Distinct voices: each speaker is one; a text that names no speaker for it is one of its own.

    A text that attributes the claim once and repeats it bare adds no second voice.
    """
    found: set[str] = set()
    for group in groups:
        speakers = {claim.speaker for claim in group if claim.speaker}
        found |= speakers or {f"text:{min(claim.id for claim in group)}"}
    return found


def _texts_of(claim: Claim, texts: Lineage) -> Iterable[str]:
    """Names of the texts a claim rests on; two claims that share one share an origin."""
    yield texts.dispatch.get(claim.report, claim.report)
    for passage in texts.passages.get(claim.report, ()):
        if any(_inside(claim, side) for side in (passage.a, passage.b)):
            yield passage.id


def _inside(claim: Claim, side: Location) -> bool:
    return side.report == claim.report and covers(side, claim.start, claim.end)
