"""What one report says of the day it was written on: stamps, datelines, the days it tells of."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from newsledger import edtf
from newsledger.annotators.dates import READ, tense, timevalues, timex
from newsledger.annotators.dates.timex import Timex
from newsledger.model import Annotations, Date, PublicationFact, Report

Day = datetime.date
Stamp = tuple[PublicationFact, Day]
CYCLE = datetime.timedelta(
    days=3
)  # a report follows what it tells of: a stamp so near is confirmed
STALE = datetime.timedelta(days=14)  # a stamp so much later is not of the news it stands on
DATELINE = datetime.timedelta(days=7)  # an outlet may hold a dispatch so long before it prints it
DEICTIC = frozenset({"weekday", "day word", "today"})  # kinds that only news of the day uses
LEANING = frozenset({"weekday", "day", "month", "weekend"})  # kinds whose value turns on tense


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A time expression in the reading text of a report.

    `ahead`: its clause looks ahead, or leaves it open. `speaks`: something was said then.
    `archive`: it dates an old picture.
    """

    date: Date
    timex: Timex
    zone: str
    ahead: bool
    speaks: bool
    archive: bool

    @property
    def day(self) -> Day | None:
        """The day it names by itself, if it does."""
        value = self.date.value
        return edtf.first_day(value) if value and edtf.is_day(value) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that one report alone says of its day.

    `past` are the expressions that look back, `read` the stretches of text that are no furniture.
    """

    told: tuple[Told, ...] = ()
    past: tuple[Told, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    datelines: tuple[Timex, ...] = ()
    read: tuple[tuple[int, int], ...] = ()


def evidence(report: Report, notes: Annotations | None) -> Evidence:
    """Gather what a report says of its day; a stamp is not counted among what it tells."""
    if notes is None:
        return Evidence()
    stamps = tuple(_stamps(notes))
    spans = [
        (fact.start, fact.end)
        for fact, _ in stamps
        if fact.start is not None and fact.end is not None and fact.basis != "dateline"
    ]
    told = tuple(
        each
        for each in _told(report.text, notes)
        if not any(start < each.date.end and each.date.start < end for start, end in spans)
    )
    lines = (each.timex for each in told if each.zone == "dateline")
    return Evidence(
        told=told,
        past=tuple(each for each in told if not each.ahead),
        stamps=stamps,
        datelines=tuple(line for line in lines if line.kind in {"day", "numeric"}),
        read=tuple((zone.start, zone.end) for zone in notes.zones if zone.kind in READ),
    )


def _stamps(notes: Annotations) -> Iterator[Stamp]:
    """Days the page itself is dated with; a date its text tells is judged with the text."""
    for fact in notes.facts:
        day = _day_of(fact.value) if fact.field == "published" else None
        if day and not (fact.basis == "text" and _in_text(fact, notes)):
            yield fact, day


def _in_text(fact: PublicationFact, notes: Annotations) -> bool:
    at = fact.start
    return at is not None and any(z.start <= at < z.end and z.kind in READ for z in notes.zones)


def _day_of(value: str) -> Day | None:
    try:
        return Day.fromisoformat(value[:10])
    except ValueError:
        return None


def _told(text: str, notes: Annotations) -> Iterator[Told]:
    zones = sorted((zone for zone in notes.zones if zone.kind in READ), key=lambda z: z.start)
    index = 0
    for date in sorted(notes.dates, key=lambda each: each.start):
        while index < len(zones) and zones[index].end <= date.start:
            index += 1
        found = timex.read(date.text)
        if found and index < len(zones) and zones[index].start <= date.start:
            yield _placed(text, date, found, zones[index].kind)


def _placed(text: str, date: Date, found: Timex, zone: str) -> Told:
    side = tense.leaning(text, date.start, date.end) if found.kind in LEANING else None
    full = found.hangs == "absolute"
    bounded = (full or found.kind == "day") and tense.open_ended(text, date.start)
    unsure = bounded or (full and zone == "body" and side is None)
    return Told(
        date=date,
        timex=found,
        zone=zone,
        ahead=side == "ahead" or unsure,
        speaks=found.kind == "weekday" and tense.speaks(text, date.start, date.end),
        archive=tense.archive(text, date.start),
    )


def days(known: Evidence, near: Day) -> list[Day]:
    """The past days the text names, those without a year taken in the year nearest to `near`."""
    found = (each.day or yearless(each.timex, near) for each in known.past)
    return [day for day in found if day]


def yearless(found: Timex, near: Day) -> Day | None:
    """The day of a month and day without a year, in the year nearest to `near`."""
    if found.kind != "day" or found.hangs != "text":
        return None
    value = timevalues.value(found, near, past=True)
    return edtf.last_day(value) if value else None


def refutes(known: Evidence, day: Day) -> bool:
    """Whether the text rules the day out: it tells of a later one, or a weekday does not fit."""
    return astray(known, day) is not None or any(
        (each.day and each.day > day + edtf.ONE_DAY) or _misfits(each.timex, day)
        for each in known.past
    )


def astray(known: Evidence, day: Day) -> Day | None:
    """The day of a dateline without a year that lies far from `day` in whatever year."""
    values = (
        timevalues.value(each, day, past=past)
        for each in known.datelines
        if "year" not in each.parts
        for past in (True, False)
    )
    lines = [line for value in values if value and (line := edtf.first_day(value))]
    nearest = min(lines, key=lambda line: abs(line - day), default=None)
    return nearest if nearest and abs(nearest - day) > STALE else None


def _misfits(found: Timex, day: Day) -> bool:
    named, weekday = yearless(found, day), found.parts.get("wday")
    return bool(named and weekday and timevalues.weekday_number(weekday) != named.weekday())


def confirms(known: Evidence, day: Day) -> bool:
    """Whether the text tells of days just before `day`, and of none behind it."""
    told = days(known, day)
    return bool(told) and day - CYCLE <= max(told) <= day


def text_day(known: Evidence) -> tuple[Day | None, Day | None]:
    """The day the text itself was written on, and a day close to it where that is not certain.

    The latest full date told as past counts if most of the dates without a year fall in the same
    fortnight and it stands in news of the day (weekdays, "today") or under a picture that is not
    old; or if it stands under a picture and the day something was said on agrees with it.
    """
    latest = max((each for each in known.past if each.day), key=_by_day, default=None)
    if latest is None or latest.day is None:
        return None, None
    current = any(each.timex.kind in DEICTIC for each in known.told)
    picture = latest.zone == "caption" and not latest.archive
    named = [day for each in known.past if (day := yearless(each.timex, latest.day))]
    fresh = 2 * sum(latest.day - STALE <= day <= latest.day + CYCLE for day in named) > len(named)
    if fresh and (current or picture):
        return said_after(known, latest.day), latest.day
    if not (current and picture) or named:
        return None, None
    return _agreed(known, latest.day), latest.day


def _by_day(told: Told) -> Day:
    return told.day or Day.min


def _agreed(known: Evidence, day: Day) -> Day | None:
    """The picture's day, moved to the weekday something was said on; None where that is far off."""
    said = lead(known)
    if said is None:
        return day if any(each.timex.kind == "day word" for each in known.told) else None
    after = said_after(known, day)
    return after if after == nearest(said, after) else None


def said_after(known: Evidence, day: Day) -> Day:
    """The weekday the report was told things on, if it follows `day` closely; else `day`."""
    said = lead(known)
    told = edtf.weekday(day, _number(said), past=False) if said else None
    return told if told and told - day <= CYCLE else day


def lead(known: Evidence) -> Told | None:
    """The first weekday on which something was said: as a rule the day of the report."""
    return next(
        (
            each
            for each in known.past
            if each.speaks and not {"direction", "direction2"} & set(each.timex.parts)
        ),
        None,
    )


def agreeing(known: Evidence, near: Day) -> Day | None:
    """The one stamp or banner within a fortnight of `near` that the text said things on.

    "| Wednesday, March 12 |" over "said on Wednesday" is a day, where dated reports of the same
    happening stand beside it; alone it is one chance in seven.
    """
    said = lead(known)
    close = {
        day
        for _, day in known.stamps
        if abs(day - near) <= STALE and said and nearest(said, day) == day
    }
    return close.pop() if len(close) == 1 else None


def just_before(said: Told, day: Day) -> bool:
    """Whether the last such weekday up to `day` is of its news cycle."""
    last = edtf.weekday(day, _number(said), past=True)
    return last is not None and day - last <= CYCLE


def nearest(said: Told, near: Day) -> Day | None:
    """The day of that weekday nearest to `near`."""
    sides = (edtf.weekday(near, _number(said), past=past) for past in (True, False))
    return min((day for day in sides if day), key=lambda day: abs(day - near), default=None)


def _number(said: Told) -> int:
    return timevalues.weekday_number(said.timex.parts["weekday"])


def dateline(known: Evidence, by: Day) -> Day | None:
    """The day of the dateline, in the year that puts it at or before `by` (one day of grace)."""
    for found in known.datelines:
        value = timevalues.value(found, by, past=True)
        day = edtf.first_day(value) if value else None
        if day and day > by + edtf.ONE_DAY and "year" not in found.parts:
            day = edtf.day(day.year - 1, day.month, day.day)
        if day:
            return day
    return None


def dated_dateline(known: Evidence) -> Day | None:
    """The day of a dateline that gives its year, or whose year a banner close to it gives."""
    full = (timevalues.absolute(found) for found in known.datelines)
    own = next((edtf.first_day(value) for value in full if value), None)
    lines = ((day, dateline(known, day)) for _, day in known.stamps)
    near = [line for day, line in lines if line and abs(day - line) <= DATELINE]
    return own or min(near, default=None)
