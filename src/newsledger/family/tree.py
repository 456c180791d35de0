"""The dispatch a report stands in, from the first report to what was made of it, as a tree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsledger.family.shared import Finding, Shared, between, union
from newsledger.model import (
    Dispatch,
    Location,
    Member,
    MemberRelation,
    Passage,
    Report,
    Span,
    Zone,
    ZoneKind,
)
from newsledger.view import View

OWN: tuple[ZoneKind, ...] = ("headline", "dateline", "body")  # what a report itself tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A report in the tree. `shared` counts its characters that stand in the report `of`.

    `share` is their part of all it tells, from 0 to 1; of the first report both are None. A
    finding's `left` words are those of the report `of`.
    """

    report: str
    relation: MemberRelation
    of: str | None
    depth: int
    shared: int | None
    share: float | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """Passages of the asked report that also stand in another dispatch.

    `reports` of it carry them, the one with most of them first; `stretches` are their characters
    in the asked report, `words` how many words these hold.
    """

    dispatch: str
    reports: tuple[str, ...]
    stretches: tuple[Span, ...]
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The dispatch of the report `asked`, from the first report down, and its background."""

    asked: str
    dispatch: str
    agency: str | None
    published: str | None
    branches: tuple[Branch, ...]  # each after the one it was made from
    background: tuple[Background, ...]


def family(view: View, asked: Report) -> Family:
    """The dispatch `asked` stands in as a tree, and the others it shares passages with.

    Raises LookupError for a report that is not built into the ledger yet.
    """
    dispatch = dispatch_of(view, asked)
    kin = {m.report for m in dispatch.members}
    shared = [p for p in view.of(Passage) if p.a.report in kin or p.b.report in kin]
    return Family(
        asked=asked.id,
        dispatch=dispatch.id,
        agency=dispatch.agency,
        published=dispatch.published,
        branches=tuple(_branches(dispatch, shared, view)),
        background=_background(asked, dispatch, shared, view),
    )


def dispatch_of(view: View, report: Report) -> Dispatch:
    """The dispatch a report stands in. Raises LookupError where it is not built yet."""
    for each in view.of(Dispatch):
        if any(member.report == report.id for member in each.members):
            return each
    raise LookupError(f"report {report.id} stands in no dispatch yet; run: newsledger add LEDGER")


def nearest(found: Family) -> str | None:
    """The report to set the asked one beside: what it was made from, else what shares most.

    The first report of a dispatch is set beside the one with most of it, a report without kin
    beside one of another dispatch; None where nothing is shared.
    """
    own = next(b for b in found.branches if b.report == found.asked)
    if own.of:
        return own.of
    made = [b for b in found.branches if b.of == found.asked]
    if made:
        return max(made, key=lambda b: b.shared or 0).report
    return found.background[0].reports[0] if found.background else None


def _branches(dispatch: Dispatch, passages: Sequence[Passage], view: View) -> Iterator[Branch]:
    reports, zones = view.by_id(Report), zones_of(view, {m.report for m in dispatch.members})
    texts = {m.report: reports[m.report].text for m in dispatch.members}
    by_pair = _by_pair(passages)
    for member, depth in _down(dispatch.members):
        pair = by_pair.get(frozenset((member.report, member.of)), ())
        shared = between(pair, member.of or "", member.report, texts)
        yield _branch(member, depth, shared, own(texts[member.report], zones[member.report]))


def _branch(member: Member, depth: int, shared: Sequence[Shared], told: Sequence[Span]) -> Branch:
    carried = length(union(each.right for each in shared))
    return Branch(
        report=member.report,
        relation=member.relation,
        of=member.of,
        depth=depth,
        shared=carried if member.of else None,
        share=min(1.0, carried / max(1, length(told))) if member.of else None,
        findings=tuple(f for each in shared for f in each.findings),
    )


def _down(members: Sequence[Member]) -> Iterator[tuple[Member, int]]:
    """Members with their depth, each right after what it was made from, elder siblings first."""
    known = {m.report for m in members}
    made: dict[str | None, list[Member]] = defaultdict(list)
    for member in members:
        made[member.of if member.of in known else None].append(member)
    waiting = [(member, 0) for member in reversed(made[None])]
    while waiting:
        member, depth = waiting.pop()
        yield member, depth
        waiting += [(each, depth + 1) for each in reversed(made[member.report])]


def own(text: str, zones: Iterable[Zone]) -> list[Span]:
    """The stretches of a text that its report itself tells, without white space around them."""
    told = (trimmed(text, zone.start, zone.end) for zone in zones if zone.kind in OWN)
    return [Span(start=start, end=end) for start, end in told if start < end]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Characters without the white space around them; none are left where there is no other."""
    cut = text[start:end]
    return start + len(cut) - len(cut.lstrip()), start + len(cut.rstrip())


def length(spans: Iterable[Span]) -> int:
    """Number of characters in spans that do not overlap."""
    return sum(span.end - span.start for span in spans)


def zones_of(view: View, reports: Iterable[str]) -> Mapping[str, list[Zone]]:
    """The zones of reports, by report id."""
    found: dict[str, list[Zone]] = {report: [] for report in reports}
    for zone in view.of(Zone):
        if zone.report in found:
            found[zone.report].append(zone)
    return found


def _by_pair(passages: Iterable[Passage]) -> Mapping[frozenset[str | None], list[Passage]]:
    found: dict[frozenset[str | None], list[Passage]] = defaultdict(list)
    for each in passages:
        found[frozenset((each.a.report, each.b.report))].append(each)
    return found


def _background(
    asked: Report, dispatch: Dispatch, passages: Iterable[Passage], view: View
) -> tuple[Background, ...]:
    """What the asked report shares with other dispatches, the most first."""
    home = {m.report: d for d in view.of(Dispatch) for m in d.members}
    places: dict[str, list[tuple[str, Location]]] = defaultdict(list)
    for each in passages:
        here, there = (each.a, each.b) if each.a.report == asked.id else (each.b, each.a)
        other = home[there.report].id
        if here.report == asked.id and other != dispatch.id:
            places[other].append((there.report, here))
    order = {m.report: n for d in view.of(Dispatch) for n, m in enumerate(d.members)}
    made = (_carried(asked, other, rows, order) for other, rows in places.items())
    return tuple(sorted(made, key=lambda b: (-b.words, b.dispatch)))


def _carried(
    asked: Report,
    dispatch: str,
    rows: Sequence[tuple[str, Location]],
    order: Mapping[str, int],
) -> Background:
    """What one other dispatch shares with the asked report; the report with most of it first."""
    carried: dict[str, int] = defaultdict(int)
    for report, here in rows:
        carried[report] += here.end - here.start
    stretches = tuple(union(here for _, here in rows))
    return Background(
        dispatch=dispatch,
        reports=tuple(sorted(carried, key=lambda r: (-carried[r], order[r]))),
        stretches=stretches,
        words=sum(len(asked.text[s.start : s.end].split()) for s in stretches),
    )
