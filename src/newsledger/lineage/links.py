"""Which pairs of reports rest on one text, and how strongly."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import chain

from newsledger.lineage import days, evidence, profiles
from newsledger.lineage.evidence import Evidence
from newsledger.lineage.profiles import Pair, Profile
from newsledger.lineage.versions import Version
from newsledger.model import Passage
from newsledger.similarity import Neighbours

# Chosen on development sets only: 62 re-told wire reports of one crisis (27 pairs of one dispatch),
# and 2,588 news pages with made copies, cuts and mixtures beside independent reports of the same
# incident (2,730 pairs of one dispatch); pairs kept there are given as right : wrong. Most of the
# wrong ones hold sentences of another page by design.
COPIED = 0.5  # of one report shared; with the next two 2,592 : 136, alone 2,603 : 157
BOTH = 0.75  # of the two together: half of a report amid much else is quoted, not copied
MUCH = 0.3  # of the less covered report, where the openings are not alike
SHARED = 0.2  # of one report shared; with the next four 78 : 187 where COPIED finds nothing
SOME = 0.08  # of the less covered report
SAME_LEAD = 0.2  # likeness of the openings; reports that share only background stay below
OPENED = 0.55  # share and likeness of the openings together
ORDERED = 0.25  # of their sentences, the mean, answer each other in order; without this 79 : 321
RETOLD = 0.45  # likeness of all terms: re-worded throughout
RETOLD_SUM = 1.1  # that with the share contained and the share shared; independents reach 1.0
TWO_VOICES = 2  # speakers named in sentences in order; RETOLD so 11 : 38, without 71 : 274
STEPS = 3  # sentences that answer each other in order
IN_ORDER = 0.42  # of the sentences of two reports, the mean; independents stay below
VOICES = 3  # speakers named in these sentences: 1 : 13, without 63 : 246
ACCOUNT = 0.95  # likeness of lead and of all terms, and share contained: one agency's versions
DAYS = 1  # between two versions known by their wording alone
RARE_SHARE = 0.15  # of the rarer terms shared before two reports are weighed


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a report beside its words.

    `day`, `moment`, `changed`: ISO 8601 day it was published on, date-time if known, and when it
    was changed; `agencies` that it credits or cites, `carried` those whose credit it bears,
    `origin` the likeliest; `own`: its outlet is that agency; `dateline`: it has one; `size` in
    characters; `version` of a page; `place` it was read from.
    """

    day: str | None
    agencies: frozenset[str]
    size: int
    version: Version | None = None
    moment: str | None = None
    changed: str | None = None
    carried: frozenset[str] = frozenset()
    origin: str | None = None
    own: bool = False
    dateline: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two reports that rest on one text, `a` before `b` in order of id."""

    strength: float
    evidence: Evidence


Links = Mapping[Pair, Link]


def candidates(
    read: Mapping[str, Profile], passages: Iterable[Passage], new: Set[str]
) -> list[Pair]:
    """Pairs of reports to weigh, of which one is new: they share a passage, or rarer terms."""
    near = Neighbours(RARE_SHARE)
    for key in sorted(read.keys() - new):
        near.keep(key, read[key].body())
    akin = ((key, other) for key in sorted(new) for other in near.add(key, read[key].body()))
    pairs = chain(((p.a.report, p.b.report) for p in passages), akin)
    return sorted({(min(p), max(p)) for p in pairs if not new.isdisjoint(p)})


def weigh(
    pairs: Iterable[Pair],
    read: Mapping[str, Profile],
    passages: Iterable[Passage],
    cards: Mapping[str, Card],
    rarity: Mapping[str, float],
) -> dict[Pair, Link]:
    """Link those of the pairs that rest on one text; the ids of a pair stand in order.

    What is said of a pair follows from its two reports, their cards, the passages they share and
    the rarity of their terms, so a pair weighed once need not be weighed again.
    """
    shared = profiles.stretches(passages)
    pairs = sorted(pairs)
    faces = {key: evidence.face(read[key], rarity) for key in sorted({*chain(*pairs)})}
    found: dict[Pair, Link] = {}
    for a, b in pairs:
        weighed = evidence.weigh(faces[a], faces[b], shared.get((a, b), ()), rarity)
        if weighed and _suffices(weighed, cards[a], cards[b]):
            found[a, b] = Link(_strength(weighed), weighed)
    return found


def _strength(found: Evidence) -> float:
    return found.cover + found.body + found.lead + found.retold


def _suffices(found: Evidence, a: Card, b: Card) -> bool:
    """Whether the evidence makes one dispatch of two reports; precision before recall."""
    if _copied(found) or (one_page(a, b) and found.cover >= SOME):
        return True
    if _rivals(a, b):
        return False
    agency = bool(a.agencies & b.agencies)
    if _retold(found, agency) or _in_order(found):
        return True
    return not _far(a, b) and (_version(found, agency) or (agency and _account(found, a, b)))


def one_page(a: Card, b: Card) -> bool:
    """Whether both are versions of one page."""
    return bool(a.version and b.version and a.version.first == b.version.first)


def _copied(found: Evidence) -> bool:
    like = found.lead >= SAME_LEAD or min(found.cover_a, found.cover_b) >= MUCH
    return like and found.cover >= COPIED and found.cover_a + found.cover_b >= BOTH


def _version(found: Evidence, agency: bool) -> bool:
    """Whether part of one stands in the other, under the same opening and in the same order.

    Independent reports quote one release at length; they share an agency, voices or more of it.
    """
    least = min(found.cover_a, found.cover_b)
    opened = found.lead >= SAME_LEAD and found.cover + found.lead >= OPENED
    shared = found.cover >= SHARED and least >= SOME and found.retold >= ORDERED
    return opened and shared and (agency or found.voices >= TWO_VOICES or least >= MUCH)


def _retold(found: Evidence, agency: bool) -> bool:
    """Whether one tells in its own words what the other told, with most of its terms."""
    whole = found.body + found.within + found.cover
    own = agency or found.voices >= TWO_VOICES
    return found.body >= RETOLD and whole >= RETOLD_SUM and _ordered(found) and own


def _in_order(found: Evidence) -> bool:
    """Whether the same voices are heard in the same order, however little else is shared.

    What several make of one authority's account has its voice alone.
    """
    return _ordered(found) and found.voices >= VOICES


def _ordered(found: Evidence) -> bool:
    return found.steps >= STEPS and found.retold >= IN_ORDER


def _account(found: Evidence, a: Card, b: Card) -> bool:
    """Whether two reports of one agency are versions of one account."""
    alike = found.lead >= SAME_LEAD and found.lead + found.body + found.within >= ACCOUNT
    return (alike and _together(found, a, b)) or _ordered(found)


def _rivals(a: Card, b: Card) -> bool:
    """Whether each credits agencies, and none in common."""
    return bool(a.agencies and b.agencies and not a.agencies & b.agencies)


def _far(a: Card, b: Card) -> bool:
    """Whether two reports are known to be more than neighbouring days apart."""
    between = days.apart(a.day, b.day)
    return between is not None and between > DAYS


def _together(found: Evidence, a: Card, b: Card) -> bool:
    """Whether two reports are of neighbouring days; where that is not known, as their words say."""
    between = days.apart(a.day, b.day)
    return found.body >= RETOLD if between is None else between <= DAYS
