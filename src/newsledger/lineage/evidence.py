"""What speaks for two reports resting on one text: shared passages, leads and terms.

A passage two reports share beside next to nothing else, and with other leads, is background: it
stands in two dispatches. It is then left out wherever it appears, also between reports that
share more, so that no two reports are brought together by a paragraph that many carry.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from newsledger.lineage.profiles import Numbers, Pair, Profile, Stretch

CLEAR = 0.3  # of the shorter report shared: no passage of such a pair is mere background
REST = 0.1  # of the shorter report shared beside a passage, below which the passage stands alone
OTHER_LEAD = 0.12  # leads less alike than this (background left out) open different reports

FEW_WORDS = 0.2  # likeness of all terms below which a pair without a passage is not weighed

Rarity = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Face:
    """A report as it is weighed against others: terms with the sums they enter by."""

    profile: Profile
    aside: Numbers
    size: int
    body: frozenset[str]
    lead: frozenset[str]
    body_squares: float
    lead_squares: float
    body_weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """How two reports agree, background left out, all from 0 to 1.

    `cover_a`, `cover_b`: share of each report's characters that passages cover; `lead`, `body`:
    likeness of the openings and of all terms (cosine); `within`: share of the rarity-weighted
    terms of one report that stand in the other, the greater of both.
    """

    cover_a: float
    cover_b: float
    lead: float
    body: float
    within: float

    @property
    def cover(self) -> float:
        """Share of the report that is better covered."""
        return max(self.cover_a, self.cover_b)


def background(
    profiles: Mapping[str, Profile], shared: Mapping[Pair, Sequence[Stretch]], rarity: Rarity
) -> dict[str, Numbers]:
    """Sentences of each report that it shares as background."""
    found: dict[str, set[int]] = defaultdict(set)
    for (a, b), stretches in shared.items():
        for stretch in _alone(profiles[a], profiles[b], stretches, rarity):
            found[a] |= stretch.a
            found[b] |= stretch.b
    return {report: frozenset(numbers) for report, numbers in found.items()}


def face(profile: Profile, aside: Numbers, rarity: Rarity) -> Face:
    """What of a report is weighed: its terms and size, background sentences left out."""
    body, lead = profile.body(aside), profile.lead(aside)
    return Face(
        profile=profile,
        aside=aside,
        size=profile.size() - profile.size(aside),
        body=body,
        lead=lead,
        body_squares=_squares(body, rarity),
        lead_squares=_squares(lead, rarity),
        body_weight=_weight(body, rarity),
    )


def weigh(a: Face, b: Face, stretches: Sequence[Stretch], rarity: Rarity) -> Evidence | None:
    """Weigh two reports; None where they share no passage and few words."""
    both = a.body & b.body
    body = _cosine(_squares(both, rarity), a.body_squares * b.body_squares)
    if not stretches and body < FEW_WORDS:
        return None
    kept = [s for s in stretches if not (s.a <= a.aside or s.b <= b.aside)]
    least = min(a.body_weight, b.body_weight)
    return Evidence(
        cover_a=_cover(a, joined(s.a for s in kept)),
        cover_b=_cover(b, joined(s.b for s in kept)),
        lead=_cosine(_squares(a.lead & b.lead, rarity), a.lead_squares * b.lead_squares),
        body=body,
        within=min(1.0, _weight(both, rarity) / least) if least else 0.0,
    )


def joined(each: Iterable[Numbers]) -> Numbers:
    """All sentence numbers of several stretches."""
    return frozenset().union(*each)


def alike(one: Set[str], other: Set[str], rarity: Rarity) -> float:
    """Cosine of two sets of terms weighted by rarity."""
    return _cosine(_squares(one & other, rarity), _squares(one, rarity) * _squares(other, rarity))


def _alone(a: Profile, b: Profile, stretches: Sequence[Stretch], rarity: Rarity) -> list[Stretch]:
    """Those passages of a pair that stand beside nothing else the two share."""
    numbers = [joined(s.a for s in stretches), joined(s.b for s in stretches)]
    if max(_share(a, numbers[0]), _share(b, numbers[1])) >= CLEAR:
        return []
    return [
        s
        for s in stretches
        if max(_share(a, numbers[0] - s.a), _share(b, numbers[1] - s.b)) < REST
        and not _opens(a, b, s)
        and alike(a.lead(s.a), b.lead(s.b), rarity) < OTHER_LEAD
    ]


def _opens(a: Profile, b: Profile, stretch: Stretch) -> bool:
    return bool(stretch.a.intersection(a.opening[:1]) and stretch.b.intersection(b.opening[:1]))


def _share(profile: Profile, numbers: Numbers) -> float:
    whole = profile.size()
    return profile.size(numbers) / whole if whole else 0.0


def _cover(face: Face, numbers: Numbers) -> float:
    return face.profile.size(numbers - face.aside) / face.size if face.size else 0.0


def _cosine(shared: float, lengths: float) -> float:
    return shared / math.sqrt(lengths) if lengths else 0.0


def _squares(terms: Set[str], rarity: Rarity) -> float:
    return math.fsum(rarity[each] ** 2 for each in terms)


def _weight(terms: Set[str], rarity: Rarity) -> float:
    return math.fsum(rarity[each] for each in terms)
