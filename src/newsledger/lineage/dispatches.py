"""Reports that rest on one dispatch: copies, revisions, rewrites and excerpts of one text.

Each report is weighed against those it shares passages or rarer terms with (`evidence`), linked
where that suffices (`links`), and grouped around the report most others are linked to (`stars`):
every member is linked to that centre, so no chain of half-alike reports runs together and no
background paragraph brings two dispatches into one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from types import MappingProxyType

from newsledger import similarity
from newsledger.lineage import links, members, profiles, stars
from newsledger.lineage.days import Dated
from newsledger.lineage.links import Card, Link, Links
from newsledger.lineage.profiles import Pair
from newsledger.lineage.versions import Version
from newsledger.model import (
    Annotations,
    Dispatch,
    Passage,
    PublicationFact,
    Report,
    identified,
)

ALONE: Mapping[str, Version] = MappingProxyType({})  # no page was read twice
CITED = ("told", "cited in the lead")  # grounds on which an agency is named, not credited


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
    known = cards(reports, annotations, published, pages)
    return group(link(reports, annotations, passages, known, reports.keys()), known)


def cards(
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotations],
    published: Mapping[str, Dated],
    pages: Mapping[str, Version] = ALONE,
) -> dict[str, Card]:
    """What is known of each report beside its words."""
    return {
        key: card(reports[key], annotations[key], published.get(key), pages.get(key))
        for key in sorted(reports)
    }


def link(
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotations],
    passages: Sequence[Passage],
    known: Mapping[str, Card],
    new: Set[str],
) -> dict[Pair, Link]:
    """Link each of the `new` reports to those it rests on one text with, whether new or not."""
    if not new:
        return {}
    read = {key: profiles.profile(reports[key], annotations[key]) for key in sorted(reports)}
    rarity = similarity.rarity(each.body() for each in read.values())
    pairs = links.candidates(read, passages, new)
    return links.weigh(pairs, read, passages, known, rarity)


def group(found: Links, cards: Mapping[str, Card]) -> tuple[Dispatch, ...]:
    """Dispatches of all reports that have a card, from every link ever found between them."""
    groups = _stars(sorted(cards), found)
    dispatches = (_dispatch(each, cards, found) for each in groups)
    return tuple(sorted(dispatches, key=lambda d: (d.published or "9999", d.id)))


def card(
    report: Report, annotations: Annotations, published: Dated | None, version: Version | None
) -> Card:
    """What is known of a report beside its words."""
    agencies = [fact for fact in annotations.facts if fact.field == "agency"]
    names = frozenset(fact.value for fact in agencies)
    outlets = {report.outlet, *(f.value for f in annotations.facts if f.field == "outlet")}
    day = published.day if published else None
    return Card(
        day=day,
        agencies=names,
        size=sum(s.end - s.start for s in annotations.sentences),
        version=version,
        moment=report.published if day and (report.published or "").startswith(day) else None,
        changed=report.modified or _first(annotations.facts, "modified"),
        carried=frozenset(fact.value for fact in agencies if fact.source not in CITED),
        origin=agencies[0].value if agencies else None,
        own=not outlets.isdisjoint(names),
        dateline=any(zone.kind == "dateline" for zone in annotations.zones),
        place=report.path,
    )


def _first(facts: Iterable[PublicationFact], field: str) -> str | None:
    return next((fact.value for fact in facts if fact.field == field), None)


def _stars(reports: Iterable[str], found: Links) -> list[list[str]]:
    """Groups around the reports most strongly linked."""
    near: dict[str, dict[str, float]] = {report: {} for report in reports}
    for (a, b), link in found.items():
        near[a][b] = near[b][a] = link.strength

    def worded(one: str, other: str) -> bool:
        return found[min(one, other), max(one, other)].evidence.cover >= links.SHARED

    return stars.group(near, worded)


def _dispatch(group: Sequence[str], cards: Mapping[str, Card], found: Links) -> Dispatch:
    days = sorted(cards[report].day or "9999" for report in group)
    related = members.relate(group, cards, found)
    return identified(
        Dispatch(
            agency=_agency([cards[member.report] for member in related]),
            published=days[0] if days[0] != "9999" else None,
            members=related,
        )
    )


def _agency(ordered: Sequence[Card]) -> str | None:
    """The likeliest origin that most members name, of equals the one the earliest names."""
    named = [card.origin for card in ordered if card.origin]
    votes = Counter(named)
    return max(named, key=lambda agency: votes[agency], default=None)
