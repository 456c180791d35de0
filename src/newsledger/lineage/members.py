"""What each report of a dispatch is to the others: first, copy, revision, rewrite, excerpt."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newsledger.lineage import days, links
from newsledger.lineage.links import IN_ORDER, SHARED, Card, Links
from newsledger.model import Member, MemberRelation

# Conventions rather than calibrated values: what editors call a copy or a revision has no edge.
NEAR_ALL = 0.75  # of either report shared: a copy; of the later one alone: an excerpt
CONTAINED = 0.6  # of the shorter report shared: it is an earlier, shorter version of the longer
KEPT = 0.5  # of the earlier report shared by a longer one: a revision, as within one agency
COMPARED = 64  # members, by id, that each is compared with; more tell no more of the order


class _Tie(NamedTuple):
    """What ties one member to another: the share of each that they have in common, and how."""

    own: float = 0.0
    other: float = 0.0
    retold: bool = False  # re-worded throughout, in the same order
    linked: bool = False


def relate(group: Sequence[str], cards: Mapping[str, Card], found: Links) -> tuple[Member, ...]:
    """Put the reports of one dispatch in order and say what each was made from."""
    ordered = _ordered(group, cards, found)
    later = (_member(report, ordered[:n], cards, found) for n, report in enumerate(ordered) if n)
    return (Member(report=ordered[0], relation="first"), *later)


def _ordered(group: Sequence[str], cards: Mapping[str, Card], found: Links) -> list[str]:
    """The report that comes before most others first; of equals by place, then by id."""
    others = sorted(group)[:COMPARED]
    before = {a: sum(_before(a, b, cards, found) for b in others if b != a) for a in group}
    return sorted(group, key=lambda report: (-before[report], cards[report].place, report))


def _before(a: str, b: str, cards: Mapping[str, Card], found: Links) -> bool:
    """Whether `a` reads as the earlier: by version or time if known, else as the words show."""
    one, other = cards[a], cards[b]
    if links.one_page(one, other):
        return _number(one) < _number(other)
    tie = _tie(a, b, found)
    timed = days.earlier(one.day, other.day) or days.earlier(one.moment, other.moment)
    if not timed and min(tie.own, tie.other) < NEAR_ALL:  # a page changed around a copy is none
        timed = days.earlier(one.changed or one.day, other.changed or other.day)
    return timed < 0 if timed else _reads_before(one, other, tie)


def _reads_before(one: Card, other: Card, tie: _Tie) -> bool:
    """Which of two is the earlier as their words show: the agency's before what was made of it.

    One that passed through fewer agencies comes first. Of two versions, one contained in the
    other or both of one agency, the shorter; of two wordings one that carries an agency's credit
    or its dateline, then the fuller, since who re-words leaves out.
    """
    if one.agencies and other.agencies and _passed(one) != _passed(other):
        return _passed(one) < _passed(other)
    if min(tie.own, tie.other) >= NEAR_ALL and bool(one.agencies) == bool(other.agencies):
        return False  # two copies of one text do not show which was there first
    if max(tie.own, tie.other) >= CONTAINED or (tie.linked and not tie.retold and _one(one, other)):
        if bool(one.agencies) != bool(other.agencies):
            return bool(one.agencies)
        return one.size < other.size
    if _nearness(one) != _nearness(other):
        return _nearness(one) < _nearness(other)
    return one.size > other.size


def _passed(card: Card) -> int:
    """Agencies that a text names as its way; none where its outlet is the agency."""
    return 0 if card.own else len(card.agencies)


def _nearness(card: Card) -> int:
    """How near a text stands to an agency: it carries a credit, cites one, has a dateline, none."""
    return 0 if card.carried else 1 if card.agencies else 2 if card.dateline else 3


def _one(one: Card, other: Card) -> bool:
    return bool(one.agencies & other.agencies)


def _number(card: Card) -> int:
    return card.version.number if card.version else 0


def _tie(a: str, b: str, found: Links) -> _Tie:
    link = found.get((min(a, b), max(a, b)))
    if link is None:
        return _Tie()
    told = link.evidence
    retold = told.retold >= IN_ORDER and told.cover < SHARED
    shares = (told.cover_a, told.cover_b) if a < b else (told.cover_b, told.cover_a)
    return _Tie(*shares, retold, linked=True)


def _member(report: str, earlier: Sequence[str], cards: Mapping[str, Card], found: Links) -> Member:
    source = max(earlier, key=lambda e: _strength(report, e, found))  # of equals the earliest
    tie = _tie(report, source, found)
    relation = _relation(cards[report], cards[source], tie)
    return Member(report=report, relation=relation, of=source)


def _strength(a: str, b: str, found: Links) -> float:
    link = found.get((min(a, b), max(a, b)))
    return link.strength if link else 0.0


def _relation(report: Card, source: Card, tie: _Tie) -> MemberRelation:
    """What a report is to the one it was made from.

    A revision is a later text of the same agency, known by shared text or by the agency's own
    credit, or a longer text that keeps most of the earlier one. One that only cites the agency
    and shares no wording re-words it.
    """
    if links.one_page(report, source):
        return "revision"
    if min(tie.own, tie.other) >= NEAR_ALL:
        return "copy"
    longer = report.size > source.size
    if tie.own >= NEAR_ALL and not longer:
        return "excerpt"
    same_text = max(tie.own, tie.other) >= SHARED
    credited = bool(report.carried & source.agencies) and not tie.retold
    if (_one(report, source) and same_text) or credited or (tie.other >= KEPT and longer):
        return "revision"
    return "rewrite"
