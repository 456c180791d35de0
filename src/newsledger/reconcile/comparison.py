"""How one figure entry stands to an earlier one: one rule a function, tried in order.

The first line of a rule's docstring is the reason readers are shown. A rule answers None where it
has nothing to say; comparability comes first, then bounds, then time, and only what is left is a
contradiction.
"""

import math
from collections.abc import Callable

from newsledger.model import Entry, Relation, RelationKind
from newsledger.settings import DIMENSIONS, PART, ROUNDING, STANDING

Rule = Callable[[Entry, Entry], RelationKind | None]


def differs_in_place(later: Entry, earlier: Entry) -> RelationKind | None:
    """The two count in different places."""
    differ = later.place and earlier.place and later.place != earlier.place
    return "differs_scope" if differ and _may_be_confused(later, earlier) else None


def differs_in_whom(later: Entry, earlier: Entry) -> RelationKind | None:
    """The two count different groups of people or things."""
    differ = later.measure != earlier.measure
    return "differs_scope" if differ and _may_be_confused(later, earlier) else None


def differs_in_kind(later: Entry, earlier: Entry) -> RelationKind | None:
    """One is an increment or a stock, the other a running total."""
    kinds = {later.count or "total", earlier.count or "total"}
    differ = len(kinds) > 1
    return "differs_scope" if differ and _may_be_confused(later, earlier) else None


def repeats(later: Entry, earlier: Entry) -> RelationKind | None:
    """The same source again with the same or a rounded number: no new evidence."""
    same = _same_counter(later, earlier) or not (later.speakers and earlier.speakers)
    return "repeats" if same and _alike(later, earlier) and _close(later, earlier) else None


def supersedes(later: Entry, earlier: Entry) -> RelationKind | None:
    """The same counter gives a new number at a later date."""
    same = _same_counter(later, earlier) and _alike(later, earlier)
    newer = same and _after(later, earlier)
    grown = _end(later) > _end(earlier) or _of_one_size(later, earlier)
    return "supersedes" if newer and grown else None


def runs_on(later: Entry, earlier: Entry) -> RelationKind | None:
    """A later and higher running total; its counter is not named."""
    unnamed = _alike(later, earlier) and not (later.speakers and earlier.speakers)
    higher = (later.low or 0) > (earlier.low or 0) and "total" in (later.count, earlier.count)
    return "supersedes" if unnamed and higher and _after(later, earlier) else None


def corroborates(later: Entry, earlier: Entry) -> RelationKind | None:
    """Another source gives a number that agrees within its bounds."""
    apart = _named_apart(later, earlier) and _alike(later, earlier)
    return "corroborates" if apart and _close(later, earlier) else None


def differs_in_counter_and_day(later: Entry, earlier: Entry) -> RelationKind | None:
    """Another counter, on another day or one not known: time may explain the difference."""
    apart = _named_apart(later, earlier) and _alike(later, earlier)
    excluded = apart and not _overlap(later, earlier) and _of_one_size(later, earlier)
    return "differs_scope" if excluded and not _same_time(later, earlier) else None


def contradicts(later: Entry, earlier: Entry) -> RelationKind | None:
    """Two sources count the same thing at the same time, and their bounds exclude each other."""
    apart = _alike(later, earlier) and not _same_counter(later, earlier)
    # A number nobody is named for may be the other's, only older; a population does not age so.
    told = _named_apart(later, earlier) or _standing(later)
    comparable = apart and told and _same_time(later, earlier) and _of_one_size(later, earlier)
    return "contradicts" if comparable and not _overlap(later, earlier) else None


RULES: tuple[Rule, ...] = (
    differs_in_whom,
    differs_in_place,
    differs_in_kind,
    repeats,
    supersedes,
    runs_on,
    corroborates,
    contradicts,
    differs_in_counter_and_day,
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


def head(measure: str | None) -> str:
    """The part of a measure's name that its parts share: `killed` of `killed.civilians`."""
    return (measure or "").partition(".")[0]


def bounds(entry: Entry) -> tuple[float, float]:
    """Lower and upper bound, open ends as infinities."""
    low = -math.inf if entry.low is None else entry.low
    return low, math.inf if entry.high is None else entry.high


def _alike(a: Entry, b: Entry) -> bool:
    """Whether two entries count the same: measure, place as far as known, and kind of count."""
    places = a.place == b.place or a.place is None or b.place is None
    kinds = (a.count or "total") == (b.count or "total")
    return a.measure == b.measure and places and kinds and _same_item(a, b)


def _same_item(a: Entry, b: Entry) -> bool:
    """Whether a share, a distance or the like is of the same thing; a count says so itself."""
    if head(a.measure) not in DIMENSIONS:
        return True
    return a.item is not None and b.item is not None and a.item.casefold() == b.item.casefold()


def _may_be_confused(a: Entry, b: Entry) -> bool:
    """Whether a reader may take two numbers that are not comparable for rivals."""
    return _same_time(a, b) and _of_one_size(a, b) and not _overlap(a, b)


def _overlap(a: Entry, b: Entry) -> bool:
    (a_low, a_high), (b_low, b_high) = bounds(a), bounds(b)
    return (a_low <= b_high and b_low <= a_high) or _close(a, b)


def _close(a: Entry, b: Entry) -> bool:
    """Whether the numbers are equal, or one is the other rounded."""
    return _end(a) == _end(b) or _rounds(a, b) or _rounds(b, a)


def _rounds(short: Entry, exact: Entry) -> bool:
    """Whether `short` is `exact` in fewer digits: up, down or to the nearest, as its word says."""
    number, unit = _end(short), _last_digit(_end(short))
    steps = _end(exact) / unit
    if abs(number - _end(exact)) > ROUNDING * number or unit <= 1:
        return False
    if short.comparator in ("more_than", "at_least"):
        return math.floor(steps) * unit == number
    if short.comparator in ("nearly", "less_than", "at_most"):
        return math.ceil(steps) * unit == number
    return math.floor(steps + 0.5) * unit == number


def _last_digit(number: float) -> float:
    """The worth of the last digit of a number that is not nought: 1,000 for 13,000."""
    unit = 1.0
    while number >= unit * 10 and number % (unit * 10) == 0:
        unit *= 10
    return unit


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


def _same_time(a: Entry, b: Entry) -> bool:
    """Whether both stand at one day of their own text, or, for a population, in one month.

    A count dated by its publication alone may be an old one, so it is at no one's time.
    """
    if a.as_of is None or b.as_of is None:
        return False
    if _standing(a) and _standing(b):
        return a.as_of[: len("2031-03")] == b.as_of[: len("2031-03")]
    return a.as_of == b.as_of and "published" not in (a.as_of_basis, b.as_of_basis)


def _standing(entry: Entry) -> bool:
    """Whether a number changes over years rather than days."""
    return head(entry.measure) in STANDING
