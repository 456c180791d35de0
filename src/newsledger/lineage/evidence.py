"""What speaks for two reports resting on one text: shared passages, leads, terms, their order.

A passage two reports share beside next to nothing else, and with other leads, is background: it
stands in two dispatches, and is left out. What is said of two reports follows from these two, the
passages they share and the rarity of terms alone.
"""

import math
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from newsledger.lineage import retelling
from newsledger.lineage.profiles import NONE, Numbers, Profile, Stretch, merged
from newsledger.lineage.retelling import Rarity

CLEAR = 0.3  # of the shorter report shared: no passage of such a pair is mere background
REST = 0.1  # of the shorter report shared beside a passage, below which the passage stands alone
OTHER_LEAD = 0.12  # leads less alike than this (background left out) open different reports

FEW_WORDS = 0.1  # likeness of all terms below which a pair without a passage is not weighed


@dataclass(frozen=True, slots=True)
class Evidence:
    """How two reports agree, background left out, shares from 0 to 1.

    `cover_a`, `cover_b`: share of each report's characters that passages cover; `lead`, `body`:
    likeness of the openings and of all terms (cosine); `within`: share of the rarity-weighted
    terms of one report that stand in the other, the greater of both; `retold`: share of their
    sentences, the mean of both, that answer each other in order, `steps` their number and
    `voices` the number of speakers named in them.
    """

    cover_a: float
    cover_b: float
    lead: float
    body: float
    within: float
    retold: float = 0.0
    steps: int = 0
    voices: int = 0

    @property
    def cover(self) -> float:
        """Share of the report that is better covered."""
        return max(self.cover_a, self.cover_b)


@dataclass(frozen=True, slots=True)
class Face:
    """A report as it is weighed: its terms with the sums they enter by, background left out."""

    profile: Profile
    aside: Numbers
    body: frozenset[str]
    lead: frozenset[str]
    body_squares: float
    lead_squares: float
    body_weight: float


def face(profile: Profile, rarity: Rarity, aside: Numbers = NONE) -> Face:
    """What of a report is weighed: its terms, those of the sentences `aside` left out."""
    body, lead = profile.body(aside), profile.lead(aside)
    return Face(
        profile=profile,
        aside=aside,
        body=body,
        lead=lead,
        body_squares=_squares(body, rarity),
        lead_squares=_squares(lead, rarity),
        body_weight=retelling.weighed(body, rarity),
    )


def weigh(one: Face, other: Face, stretches: Sequence[Stretch], rarity: Rarity) -> Evidence | None:
    """Weigh two reports, no sentence left out yet; None where they share no passage, few words."""
    if not stretches and _body(one, other, rarity) < FEW_WORDS:
        return None
    alone = _alone(one.profile, other.profile, stretches, rarity)
    a = _beside(one, (s.a for s in alone), rarity)
    b = _beside(other, (s.b for s in alone), rarity)
    kept = [s for s in stretches if s not in alone]
    told = retelling.compare(a.profile, b.profile, rarity, a.aside, b.aside)
    return Evidence(
        cover_a=_share(a.profile, (s.a for s in kept), a.aside),
        cover_b=_share(b.profile, (s.b for s in kept), b.aside),
        lead=_cosine(_squares(a.lead & b.lead, rarity), a.lead_squares * b.lead_squares),
        body=_body(a, b, rarity),
        within=_within(a, b, rarity),
        retold=told.share,
        steps=told.steps,
        voices=told.voices,
    )


def alike(one: Set[str], other: Set[str], rarity: Rarity) -> float:
    """Cosine of two sets of terms weighted by rarity."""
    return _cosine(_squares(one & other, rarity), _squares(one, rarity) * _squares(other, rarity))


def _beside(whole: Face, alone: Iterable[tuple[int, int]], rarity: Rarity) -> Face:
    """The report without the sentences that mere background makes up."""
    aside = whole.profile.mostly(merged(alone))
    return face(whole.profile, rarity, aside) if aside else whole


def _alone(
    a: Profile, b: Profile, stretches: Sequence[Stretch], rarity: Rarity
) -> tuple[Stretch, ...]:
    """Those passages of a pair that stand beside nothing else the two share."""
    shared = _share(a, (s.a for s in stretches)), _share(b, (s.b for s in stretches))
    if max(shared) >= CLEAR:
        return ()
    return tuple(s for s in stretches if _stands_alone(s, stretches, a, b, rarity))


def _stands_alone(
    stretch: Stretch, among: Sequence[Stretch], a: Profile, b: Profile, rarity: Rarity
) -> bool:
    rest = [other for other in among if other != stretch]
    beside = max(_share(a, (s.a for s in rest)), _share(b, (s.b for s in rest)))
    of_a, of_b = a.mostly((stretch.a,)), b.mostly((stretch.b,))
    opens = of_a.intersection(a.opening[:1]) and of_b.intersection(b.opening[:1])
    return beside < REST and not opens and alike(a.lead(of_a), b.lead(of_b), rarity) < OTHER_LEAD


def _share(profile: Profile, spans: Iterable[tuple[int, int]], without: Numbers = NONE) -> float:
    size = profile.size(without)
    return profile.covered(merged(spans), without) / size if size else 0.0


def _body(a: Face, b: Face, rarity: Rarity) -> float:
    return _cosine(_squares(a.body & b.body, rarity), a.body_squares * b.body_squares)


def _within(a: Face, b: Face, rarity: Rarity) -> float:
    least = min(a.body_weight, b.body_weight)
    return min(1.0, retelling.weighed(a.body & b.body, rarity) / least) if least else 0.0


def _cosine(shared: float, lengths: float) -> float:
    return shared / math.sqrt(lengths) if lengths else 0.0


def _squares(terms: Set[str], rarity: Rarity) -> float:
    return math.fsum(rarity[each] ** 2 for each in terms)
