"""Origins and sources: how many independent texts and distinct voices stand behind claims."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType

from newsledger.model import Event, Figure, Location, Passage, covers
from newsledger.reconcile.groups import connected


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
    """What tells texts, voices and places apart.

    `dispatch` of each report, `passages` by report, the entities that are `named`, and the place
    each place lies `within`.
    """

    dispatch: Mapping[str, str]
    passages: Mapping[str, tuple[Passage, ...]]
    named: frozenset[str] = frozenset()
    within: Mapping[str, str] = field(default_factory=dict)


def lineage(
    dispatch: Mapping[str, str],
    passages: Iterable[Passage],
    named: Iterable[str] = (),
    within: Mapping[str, str] = MappingProxyType({}),
) -> Lineage:
    """Index the passages by the reports they join."""
    by_report: dict[str, list[Passage]] = {}
    for passage in passages:
        for side in (passage.a, passage.b):
            by_report.setdefault(side.report, []).append(passage)
    indexed = {report: tuple(each) for report, each in by_report.items()}
    return Lineage(dispatch=dispatch, passages=indexed, named=frozenset(named), within=within)


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
    return connected(claims, lambda claim: texts_of(claim, texts))


def voices(groups: Iterable[Sequence[Claim]], named: Set[str]) -> set[str]:
    """Distinct voices behind groups of claims; `named` are the entities that have a name.

    A named speaker is one voice however many texts relay it. Where one is there, a text that names
    nobody ("the ministry", or no speaker at all) adds none: it may be the same number on its third
    copy. Where nobody is named, each described speaker is a voice, and else each text.
    """
    rows = list(groups)
    speakers = {claim.speaker for group in rows for claim in group if claim.speaker}
    if speakers & named:
        return speakers & named
    return speakers or {f"text:{min(claim.id for claim in group)}" for group in rows}


def texts_of(claim: Claim, texts: Lineage) -> Iterator[str]:
    """Names of the texts a claim rests on; two claims that share one share an origin."""
    yield texts.dispatch.get(claim.report, claim.report)
    for passage in texts.passages.get(claim.report, ()):
        if any(_inside(claim, side) for side in (passage.a, passage.b)):
            yield passage.id


def _inside(claim: Claim, side: Location) -> bool:
    return side.report == claim.report and covers(side, claim.start, claim.end)
