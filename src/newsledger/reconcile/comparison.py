"""How one figure entry stands to an earlier one: one rule a function, tried in order.

The first line of a rule's docstring is the reason readers are shown. A rule answers None where it
has nothing to say; comparability comes first, then bounds, then time, and only what is left is a
contradiction.
"""

import math
from collections.abc import Callable

from newsledger.model import Entry, Relation, RelationKind
from newsledger.settings import PART, ROUNDING

Rule = Callable[[Entry, Entry], RelationKind | None]


def differs_in_place(later: Entry, earlier: Entry) -> RelationKind | None:
    """The two count in different places."""
    differ = later.place and earlier.place and later.place != earlier.place
    return "differs_scope" if differ and not _close(later, earlier) else None


def differs_in_whom(later: Entry, earlier: Entry) -> RelationKind | None:
    """The two count different groups of people or things."""
    differ = later.measure != earlier.measure
    return "differs_scope" if differ and _same_day(later, earlier) else None


def differs_in_kind(later: Entry, earlier: Entry) -> RelationKind | None:
    """One is an increment or a stock, the other a running total."""
    kinds = {later.count or "total", earlier.count or "total"}
    return "differs_scope" if len(kinds) > 1 and _same_day(later, earlier) else None


def repeats(later: Entry, earlier: Entry) -> RelationKind | None:
    """The same source again with the same or a rounded number: no new evidence."""
    same = _same_counter(later, earlier) or not (later.speakers and earlier.speakers)
    return "repeats" if same and _close(later, earlier) else None


def supersedes(later: Entry, earlier: Entry) -> RelationKind | None:
    """The same counter gives a new number at a later date."""
    newer = _same_counter(later, earlier) and _after(later, earlier)
    grown = _end(later) > _end(earlier) or _of_one_size(later, earlier)
    return "supersedes" if newer and grown else None


def runs_on(later: Entry, earlier: Entry) -> RelationKind | None:
    """A later and higher running total; its counter is not named."""
    unnamed = not later.speakers or not earlier.speakers
    higher = (later.low or 0) > (earlier.low or 0) and "total" in (later.count, earlier.count)
    return "supersedes" if unnamed and higher and _after(later, earlier) else None


def corroborates(later: Entry, earlier: Entry) -> RelationKind | None:
    """Another source gives a number that agrees within its bounds."""
    return "corroborates" if _named_apart(later, earlier) and _close(later, earlier) else None


def differs_in_counter_and_day(later: Entry, earlier: Entry) -> RelationKind | None:
    """Another counter on another day: time may explain the difference."""
    apart = _named_apart(later, earlier) and not _overlap(later, earlier)
    comparable = apart and _of_one_size(later, earlier)
    return "differs_scope" if comparable and _after(later, earlier) else None


def contradicts(later: Entry, earlier: Entry) -> RelationKind | None:
    """Two sources count the same thing on the same day, and their bounds exclude each other."""
    same_day = _same_day(later, earlier) and later.as_of is not None
    comparable = _named_apart(later, earlier) and same_day and _of_one_size(later, earlier)
    return "contradicts" if comparable and not _overlap(later, earlier) else None


RULES: tuple[Rule, ...] = (
    differs_in_whom,
    differs_in_place,
    differs_in_kind,
    repeats,
    supersedes,
    runs_on,
    corroborates,
    differs_in_counter_and_day,
    contradicts,
)


def compare(later: Entry, earlier: Entry) -> Relation | None:
    """The relation of `later` to `earlier`, or None where nothing is to be said."""
    if later.unit != earlier.unit:
        return None
    for rule in RULES:
        kind = rule(later, earlier)
        if kind:
            return Relation(to=earlier.id, kind=kind, reason=reason(rule))
    return None


def reason(rule: Rule) -> str:
    """What readers are told: the first line of the rule's docstring."""
    return (rule.__doc__ or "").strip().splitlines()[0]


def bounds(entry: Entry) -> tuple[float, float]:
    """Lower and upper bound, open ends as infinities."""
    low = -math.inf if entry.low is None else entry.low
    return low, math.inf if entry.high is None else entry.high


def _overlap(a: Entry, b: Entry) -> bool:
    (a_low, a_high), (b_low, b_high) = bounds(a), bounds(b)
    if "about" in (a.comparator, b.comparator) and _close(a, b):
        return True
    return a_low <= b_high and b_low <= a_high


def _close(a: Entry, b: Entry) -> bool:
    """Whether one may be the other rounded: their stated ends differ by a few percent at most."""
    return abs(_end(a) - _end(b)) <= ROUNDING * max(_end(a), _end(b))


def _end(entry: Entry) -> float:
    """The stated number: the lower bound, or the upper where the number is open below."""
    return abs(entry.low if entry.low is not None else entry.high or 0.0)


def _of_one_size(a: Entry, b: Entry) -> bool:
    """Whether neither number is so small beside the other that it must count a part of it."""
    small, large = sorted((_end(a), _end(b)))
    return small * PART >= large


def _same_counter(a: Entry, b: Entry) -> bool:
    return bool(set(a.speakers) & set(b.speakers))


def _named_apart(a: Entry, b: Entry) -> bool:
    return bool(a.speakers) and bool(b.speakers) and not _same_counter(a, b)


def _after(later: Entry, earlier: Entry) -> bool:
    return bool(later.as_of and earlier.as_of and later.as_of > earlier.as_of)


def _same_day(a: Entry, b: Entry) -> bool:
    return a.as_of == b.as_of
