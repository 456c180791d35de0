"""Numbers that two wordings of one text give differently: other comparators, other values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsledger.lineage.edits import Alignment, Gap, Tokens
from newsledger.lineage.readings import Reading
from newsledger.lineage.wording import within
from newsledger.model import Drift, Figure, Quantity

BESIDE = 2  # words that may differ together with a number for the two still to answer each other


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as the tokens `first` to `last` (inclusive) of a wording."""

    figure: Figure
    first: int
    last: int

    def words(self) -> range:
        """Numbers of its tokens."""
        return range(self.first, self.last + 1)


def drifts(found: Alignment, a: Reading, b: Reading) -> tuple[Drift, ...]:
    """Numbers of the passage, and right beside it, whose value or comparator is not the same."""
    left, right = list(_counts(found.a, a)), list(_counts(found.b, b))
    answers = list(_answers(left, right, found))
    made = (_drift(one.figure, other.figure) for one, other in answers)
    return tuple(drift for drift in made if drift)


def _counts(tokens: Tokens, reading: Reading) -> Iterator[Count]:
    for figure in reading.figures:
        inside = within(tokens, figure.start, figure.end)
        if inside:
            yield Count(figure, inside[0], inside[-1])


def _answers(
    left: Sequence[Count], right: Sequence[Count], found: Alignment
) -> Iterator[tuple[Count, Count]]:
    """Figures that share a word in place, and those alone with another in one short difference."""
    there = dict(found.pairs())
    paired: set[int] = set()
    for one in left:
        shared = {there[n] for n in one.words() if n in there}
        met = [other for other in right if not shared.isdisjoint(other.words())]
        if len(met) == 1:
            paired.add(one.first)
            yield one, met[0]
    rest = [one for one in left if one.first not in paired]
    for gap in found.gaps if rest else ():
        ones = [c for c in rest if gap.a0 <= c.first <= c.last < gap.a1]
        others = [c for c in right if gap.b0 <= c.first <= c.last < gap.b1]
        if len(ones) == len(others) == 1 and _short(gap, ones[0], others[0]):
            yield ones[0], others[0]


def _short(gap: Gap, one: Count, other: Count) -> bool:
    beside = (
        gap.a1 - gap.a0 - 1 - one.last + one.first,
        gap.b1 - gap.b0 - 1 - other.last + other.first,
    )
    return max(beside) <= BESIDE


def _drift(one: Figure, other: Figure) -> Drift | None:
    """How two numbers differ; None where they agree, or are of two units (a conversion)."""
    if one.unit and other.unit and one.unit != other.unit:
        return None
    if _value(one) != _value(other):
        return Drift(kind="number", a=_quantity(one), b=_quantity(other))
    if one.comparator != other.comparator:
        return Drift(kind="comparator", a=_quantity(one), b=_quantity(other))
    return None


def _value(figure: Figure) -> tuple[float | None, float | None]:
    """The number a figure writes, whichever side of it the comparator leaves open."""
    low = figure.high if figure.low is None else figure.low
    return low, (low if figure.high is None else figure.high)


def _quantity(figure: Figure) -> Quantity:
    return Quantity(
        start=figure.start,
        end=figure.end,
        low=figure.low,
        high=figure.high,
        comparator=figure.comparator,
    )
