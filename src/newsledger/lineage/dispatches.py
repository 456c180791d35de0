"""Reports that rest on one dispatch: copies, revisions, rewrites and excerpts of one text.

Each report is weighed against those it shares passages or rarer terms with (`evidence`), linked
where that suffices (`links`), and grouped around the report most others are linked to (star
clustering; Aslam, Pelekhov and Rus 2004): every member is linked to that centre, so no chain of
half-alike reports runs together and no background paragraph brings two dispatches into one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from newsledger.lineage import links, members
from newsledger.lineage.days import Dated
from newsledger.lineage.links import Card, Links
from newsledger.lineage.versions import Version
from newsledger.model import Annotations, Dispatch, Passage, Report, identified

ALONE: Mapping[str, Version] = MappingProxyType({})  # no page was read twice


def trace(
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotations],
    passages: Sequence[Passage],
    published: Mapping[str, Dated],
    pages: Mapping[str, Version] = ALONE,
) -> tuple[Dispatch, ...]:
    """Say for every report which dispatch it stands in and what it is to the others there.

    Two agencies on one happening are two dispatches, and so are two reports that tell one
    statement each in its own words. `pages` tells versions of one page. The result does not
    depend on the order of the input.
    """
    cards = {
        key: _card(annotations[key], published.get(key), pages.get(key)) for key in sorted(reports)
    }
    found = links.find(reports, annotations, passages, cards)
    groups = _stars(sorted(reports), found)
    dispatches = (_dispatch(group, cards, found) for group in groups)
    return tuple(sorted(dispatches, key=lambda d: (d.published or "9999", d.id)))


def _card(annotations: Annotations, published: Dated | None, version: Version | None) -> Card:
    agencies = frozenset(f.value for f in annotations.facts if f.field == "agency")
    size = sum(s.end - s.start for s in annotations.sentences)
    day = published.day if published else None
    return Card(day=day, agencies=agencies, size=size, version=version)


def _stars(reports: Sequence[str], found: Links) -> list[list[str]]:
    """Groups around the reports most strongly linked; a report joins its nearest centre."""
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), link in found.items():
        near[a][b] = near[b][a] = link.strength
    weight = {report: sum(sorted(near[report].values())) for report in reports}
    centres: set[str] = set()
    for report in sorted(reports, key=lambda r: (-weight[r], r)):
        if centres.isdisjoint(near[report]):
            centres.add(report)
    groups: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        nearest = min(centres & set(near[report]), key=lambda c: (-near[report][c], c), default="")
        groups[report if report in centres else nearest].append(report)
    return [groups[centre] for centre in sorted(groups)]


def _dispatch(group: Sequence[str], cards: Mapping[str, Card], found: Links) -> Dispatch:
    days = sorted(cards[report].day or "9999" for report in group)
    return identified(
        Dispatch(
            agency=_agency(cards[report].agencies for report in group),
            published=days[0] if days[0] != "9999" else None,
            members=members.relate(group, cards, found),
        )
    )


def _agency(credited: Iterable[Iterable[str]]) -> str | None:
    """The agency most members credit, of equals the first by name."""
    votes = Counter(agency for agencies in credited for agency in agencies)
    return min(votes, key=lambda agency: (-votes[agency], agency), default=None)
