"""Values of time expressions: EDTF (ISO 8601-2:2019) points and intervals, ISO 8601 durations.

A period (week, month, year, decade) is named by the same words whatever day it is reached from, so
all arithmetic starts from a day and ends in the name of the period that day lies in.
"""

import calendar
import datetime

Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)
WEEKEND = 5  # Saturday, counted from Monday as 0


def day(year: int, month: int, number: int) -> Day | None:
    """The day of that date, or None where the calendar has none."""
    try:
        return Day(year, month, number)
    except ValueError:
        return None


def moved(start: Day, days: int) -> Day | None:
    """The day so many days on, or None beyond the calendar."""
    try:
        return start + days * ONE_DAY
    except OverflowError:
        return None


def week(start: Day) -> str:
    """ISO 8601 week of a day: 2023-W38."""
    year, number, _ = start.isocalendar()
    return f"{year:04d}-W{number:02d}"


def month(start: Day, steps: int = 0) -> str | None:
    """The month `steps` months from a day: 2023-09."""
    year, index = divmod(start.year * 12 + start.month - 1 + steps, 12)
    return f"{year:04d}-{index + 1:02d}" if datetime.MINYEAR <= year <= datetime.MAXYEAR else None


def period(start: Day, unit: str, steps: int) -> str | None:
    """The day, week, month, year, decade or century that lies `steps` units from a day."""
    if unit in {"day", "night"}:
        there = moved(start, steps)
        return there.isoformat() if there else None
    if unit in {"week", "fortnight"}:
        there = moved(start, (14 if unit == "fortnight" else 7) * steps)
        return week(there) if there else None
    if unit == "month":
        return month(start, steps)
    return _years(start.year, unit, steps)


def _years(year: int, unit: str, steps: int) -> str | None:
    size = {"year": 1, "decade": 10, "century": 100}.get(unit)
    there = year + size * steps if size else 0
    return f"{there:04d}" if datetime.MINYEAR <= there <= datetime.MAXYEAR else None


def weekend(start: Day, steps: int) -> str | None:
    """The Saturday and Sunday `steps` ISO weeks from that of a day, as an interval."""
    first = moved(start, WEEKEND - start.weekday() + 7 * steps)
    last = moved(first, 1) if first else None
    return f"{first}/{last}" if first and last else None


def weekday(anchor: Day, number: int, *, past: bool) -> Day | None:
    """The nearest such weekday (Monday 0) up to the anchor, or from it on."""
    if past:
        return moved(anchor, -((anchor.weekday() - number) % 7))
    return moved(anchor, (number - anchor.weekday()) % 7)


def nearest(anchor: Day, month_number: int, number: int, *, past: bool) -> Day | None:
    """That day of the year which is nearest to the anchor.

    One on the side the clause does not look to counts as twice as far.
    """
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    found = [there for year in years if (there := day(year, month_number, number))]
    return min(found, key=lambda there: (_far(there, anchor, past=past), there), default=None)


def _far(there: Day, anchor: Day, *, past: bool) -> int:
    days = (there - anchor).days
    return abs(days) * (2 if (days > 0) is past else 1)


def year_of_month(anchor: Day, number: int, *, past: bool) -> int:
    """The year of the last such month up to the anchor's own, or of the next from it on."""
    if past:
        return anchor.year - (number > anchor.month)
    return anchor.year + (number < anchor.month)


def first_day(value: str) -> Day | None:
    """The first day of an EDTF day, week, month, year or interval; None for anything else."""
    head = value.partition("/")[0].partition("T")[0]
    try:
        if "W" in head:
            return Day.fromisoformat(f"{head}-1")
        parts = [int(part) for part in head.split("-")]
        return Day(*[*parts, 1, 1][:3])
    except (ValueError, TypeError):
        return None


def last_day(value: str) -> Day | None:
    """The last day of an EDTF day, week, month, year or interval; None for anything else."""
    tail = value.rpartition("/")[2]
    start = first_day(tail)
    if start is None or "T" in tail:
        return start
    if "W" in tail:
        return moved(start, 6)
    pieces = tail.count("-")
    if pieces == 1:
        return start.replace(day=calendar.monthrange(start.year, start.month)[1])
    return start if pieces else start.replace(month=12, day=31)


def is_day(value: str | None) -> bool:
    """Whether a value names one day."""
    return value is not None and value.count("-") == 2 and "/" not in value  # noqa: PLR2004
