"""What each report of a dispatch is to the others: first, copy, revision, rewrite, excerpt."""

from collections.abc import Mapping, Sequence

from newsledger.lineage import days, links
from newsledger.lineage.links import Card, Links
from newsledger.model import Member, MemberRelation

# Conventions rather than calibrated values: what editors call a copy or a revision has no edge.
NEAR_ALL = 0.75  # of either report shared: a copy; of the later one alone: an excerpt
CONTAINED = 0.6  # of the shorter report shared: it is an earlier, shorter version of the longer
KEPT = 0.5  # of the earlier report shared by a longer one: a revision, as within one agency


def relate(group: Sequence[str], cards: Mapping[str, Card], found: Links) -> tuple[Member, ...]:
    """Put the reports of one dispatch in order and say what each was made from."""
    ordered = _ordered(group, cards, found)
    later = (_member(report, ordered[:n], cards, found) for n, report in enumerate(ordered) if n)
    return (Member(report=ordered[0], relation="first"), *later)


def _ordered(group: Sequence[str], cards: Mapping[str, Card], found: Links) -> list[str]:
    """The report that comes before most others first; of equals by id."""
    before = {a: sum(_before(a, b, cards, found) for b in group if b != a) for a in group}
    return sorted(group, key=lambda report: (-before[report], report))


def _before(a: str, b: str, cards: Mapping[str, Card], found: Links) -> bool:
    """Whether `a` reads as the earlier: by version or day if known, else as their words show.

    Of two versions, one contained in the other or both of one agency: the one that credits an
    agency, else the shorter. Of two wordings: the fuller, since who re-words leaves out.
    """
    if links.one_page(cards[a], cards[b]):
        return _number(cards[a]) < _number(cards[b])
    day_a, day_b = days.read(cards[a].day), days.read(cards[b].day)
    if day_a and day_b and day_a != day_b:
        return day_a < day_b
    contained = max(_between(a, b, found)) >= CONTAINED
    if not contained and not _one_agency(a, b, cards):
        return cards[a].size > cards[b].size
    if bool(cards[a].agencies) != bool(cards[b].agencies):
        return bool(cards[a].agencies)
    return cards[a].size < cards[b].size


def _number(card: Card) -> int:
    return card.version.number if card.version else 0


def _one_agency(a: str, b: str, cards: Mapping[str, Card]) -> bool:
    return bool(cards[a].agencies & cards[b].agencies)


def _between(a: str, b: str, found: Links) -> tuple[float, float]:
    """Shares of `a` and of `b` that they have in common, none where they are not linked."""
    link = found.get((min(a, b), max(a, b)))
    if link is None:
        return 0.0, 0.0
    shares = link.evidence.cover_a, link.evidence.cover_b
    return shares if a < b else shares[::-1]


def _member(report: str, earlier: Sequence[str], cards: Mapping[str, Card], found: Links) -> Member:
    source = max(earlier, key=lambda e: _strength(report, e, found))  # of equals the earliest
    return Member(report=report, relation=_relation(report, source, cards, found), of=source)


def _strength(a: str, b: str, found: Links) -> float:
    link = found.get((min(a, b), max(a, b)))
    return link.strength if link else 0.0


def _relation(report: str, source: str, cards: Mapping[str, Card], found: Links) -> MemberRelation:
    if links.one_page(cards[report], cards[source]):
        return "revision"
    of_report, of_source = _between(report, source, found)
    longer = cards[report].size > cards[source].size
    if min(of_report, of_source) >= NEAR_ALL:
        return "copy"
    if of_report >= NEAR_ALL and not longer:
        return "excerpt"
    if _one_agency(report, source, cards) or (of_source >= KEPT and longer):
        return "revision"
    return "rewrite"
