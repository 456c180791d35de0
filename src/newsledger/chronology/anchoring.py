"""Time expressions given their values once it is known when each report was published."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsledger import edtf
from newsledger.annotators.dates import READ, timevalues, timex
from newsledger.annotators.dates.timex import Timex
from newsledger.model import Anchor, Annotations, Basis, Date, Doubt, PublicationFact, Zone

Day = datetime.date
REACH = 600  # characters within which "the next day" looks for the day it follows
PARAGRAPH = 250  # characters within which a date without a year keeps the year of one before it
JOINT = 9  # characters between the ends of a range: "from May to July 2021"
MIDDLE = 15  # day that stands for a month
ANOTHER_TIME = 366  # days between the news of a report and the past it tells of


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The day a report was published, what that rests on, and what its words hang on.

    `written` is the day its weekdays count from: the dateline's where there is one, else `day`.
    `near` is a day close to it where the day itself is not known; it gives dates their year only.
    `refuted` are the publication facts the text speaks against, `conflict` says in words where the
    dates of the page and its text disagree, or leave it open. `ahead` are the ids of the dates
    whose clause looks ahead, `spoken` of those that tell when something was said.
    """

    day: str | None = None
    basis: Basis | None = None
    anchor: Anchor | None = None
    written: str | None = None
    near: str | None = None
    refuted: tuple[PublicationFact, ...] = ()
    conflict: tuple[Doubt, ...] = ()
    ahead: tuple[str, ...] = field(default=(), repr=False)
    spoken: tuple[str, ...] = field(default=(), repr=False)


def anchor(
    annotations: Mapping[str, Annotations], published: Mapping[str, Published]
) -> Mapping[str, tuple[Date, ...]]:
    """Every date of every report, by report id, with its value wherever that can be known.

    Dates in furniture keep the value they have alone, and nothing hangs on them.
    """
    return {
        key: _anchored(notes, published.get(key, Published()))
        for key, notes in sorted(annotations.items())
    }


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a date: the last one with a value, the last with a year, the next one."""

    last: Date | None = None
    dated: Date | None = None
    following: Date | None = None
    past: bool = True


def _anchored(notes: Annotations, published: Published) -> tuple[Date, ...]:
    dates = sorted(notes.dates, key=lambda date: (date.start, date.end))
    read = _in_reading(dates, notes.zones)
    ahead, spoken = frozenset(published.ahead), frozenset(published.spoken)
    context, result = _Context(), []
    for index, date in enumerate(dates):
        if not read[index]:
            result.append(date)
            continue
        found = timex.read(date.text)
        following = dates[index + 1] if index + 1 < len(dates) else None
        context = replace(context, following=following, past=date.id not in ahead)
        new = _one(date, found, context, published) if found else date
        context = _seen(context, new, found, date.id in spoken)
        result.append(new)
    return tuple(result)


def _in_reading(dates: Sequence[Date], zones: Sequence[Zone]) -> list[bool]:
    """For each date, whether it stands in text that is read."""
    ordered = sorted(zones, key=lambda zone: zone.start)
    index, read = 0, []
    for date in dates:
        while index < len(ordered) and ordered[index].end <= date.start:
            index += 1
        zone = ordered[index] if index < len(ordered) else None
        read.append(zone is None or zone.start > date.start or zone.kind in READ)
    return read


def _seen(before: _Context, date: Date, found: Timex | None, spoken: bool) -> _Context:
    if found is None or date.value is None or found.hangs == "duration":
        return before
    explicit = "year" in found.parts or date.anchor == "text"
    passed_over = spoken and before.last is not None and date.start - before.last.end <= REACH
    return _Context(before.last if passed_over else date, date if explicit else before.dated)


def _one(date: Date, found: Timex, context: _Context, published: Published) -> Date:
    if date.value is not None or found.hangs in {"absolute", "duration"}:
        return date
    if found.hangs == "earlier":
        return _from_earlier(date, found, context.last, published)
    if found.kind in {"day", "month"} and "direction" not in found.parts:
        in_context = _from_context(date, found, context, published)
        if in_context.value:
            return in_context
    if published.written is None:
        return date
    day = Day.fromisoformat(published.written)
    return _with(date, found, day, _hook(published), past=context.past)


def _hook(published: Published) -> Anchor:
    return published.anchor or "published"


def _with(date: Date, found: Timex, day: Day, hook: Anchor, *, past: bool = True) -> Date:
    value = timevalues.value(found, day, past=past)
    return replace(date, value=value, anchor=hook, anchor_date=str(day)) if value else date


def _from_earlier(date: Date, found: Timex, last: Date | None, published: Published) -> Date:
    """Count "the next day" or "two days later" from the nearest day named before."""
    if last is not None and last.value and date.start - last.end <= REACH:
        if found.kind == "same" and "unit" not in found.parts:
            return replace(date, value=last.value, anchor="earlier", anchor_date=last.value)
        reference = edtf.first_day(last.value)
        if reference and _fine_enough(found, last.value):
            return _with(date, found, reference, "earlier")
        return date
    backward = found.parts.get("way", "").lower() in {"before", "earlier"}
    if published.written and backward:
        return _with(date, found, Day.fromisoformat(published.written), _hook(published))
    return date


def _fine_enough(found: Timex, reference: str) -> bool:
    """Whether days can be counted from the reference: weeks from a day, years from a year too."""
    unit = found.parts.get("unit", "day").lower().removesuffix("s")
    if unit in {"year", "decade", "century", "centurie"}:
        return True
    if unit == "month":
        return "-" in reference and "W" not in reference
    return edtf.is_day(reference)


def _from_context(date: Date, found: Timex, context: _Context, published: Published) -> Date:
    """A day or month without its year: the year of a range's end, or of the past it is told in."""
    dated = context.dated
    joined = _joined(date, context.following)
    if joined:
        return _dated(date, found, joined)
    told = edtf.first_day(dated.value) if dated and dated.value else None
    if published.written is None:
        near = Day.fromisoformat(published.near) if published.near else told
        return _dated(date, found, near) if near else date
    news = Day.fromisoformat(published.written)
    close = dated is not None and date.start - dated.end <= PARAGRAPH and edtf.is_day(dated.value)
    if told and close and abs((news - told).days) > ANOTHER_TIME:
        return _dated(date, found, told)
    return date


def _joined(date: Date, following: Date | None) -> Day | None:
    if following is None or following.start - date.end > JOINT:
        return None
    end = timex.read(following.text)
    if end is None or end.kind not in {"day", "month"} or "year" not in end.parts:
        return None
    return edtf.first_day(following.value) if following.value else None


def _dated(date: Date, found: Timex, near: Day) -> Date:
    """A day or month in the year that puts it nearest to `near`, on either side."""
    number = timevalues.month_number(found.parts["month"])
    sides = [
        edtf.nearest(near, number, int(found.parts.get("day", MIDDLE)), past=p)
        for p in (True, False)
    ]
    closest = min((day for day in sides if day), key=lambda day: abs(day - near), default=None)
    if closest is None:
        return date
    month = found.kind == "month"
    value = edtf.month(closest) if month else timevalues.value(found, closest, past=True)
    return replace(date, value=value, anchor="text") if value else date
