"""What a time expression is worth: an EDTF value, or an ISO 8601 duration.

Bare weekdays follow the convention of news agencies (AP Stylebook, "days of the week"): the day
within the week of the publication, behind it in past and ahead of it in future clauses.
"""

import datetime
import functools
from collections.abc import Callable, Mapping
from typing import Any

from newsledger import edtf
from newsledger.annotators.dates import timex
from newsledger.annotators.dates.timex import Timex

Day = datetime.date
Parts = Mapping[str, str]
MONTHS_IN_YEAR = 12
LAST_QUARTER = 4
WORKDAYS = 3  # up to Wednesday "the weekend" of a past clause is the one before


def resolve(text: str, anchor: Day, *, past: bool = True) -> str | None:
    """The EDTF value of the expression `text` given the day it is anchored on.

    `past` says whether its clause looks back; it decides the side on which a weekday, a month or a
    weekend lies. None where the words fix no value, or are no time expression.
    """
    found = timex.read(text)
    return value(found, anchor, past=past) if found else None


def absolute(found: Timex) -> str | None:
    """The value of an expression that needs no anchor: a full date, a year, a duration."""
    if found.hangs not in {"absolute", "duration"}:
        return None
    return value(found, Day(2000, 1, 1), past=True)


def value(found: Timex, anchor: Day, *, past: bool) -> str | None:
    """The EDTF value of a parsed expression seen from `anchor`."""
    return _kinds()[found.kind](found.parts, anchor, past)


def _numeric(parts: Parts, _anchor: Day, _past: bool) -> str | None:
    year = int(parts["year"])
    if "mm" in parts:
        return _iso(edtf.day(year, int(parts["mm"]), int(parts["dd"])))
    first, second = int(parts["first"]), int(parts["second"])
    day_first = edtf.day(year, second, first)
    month_first = edtf.day(year, first, second) if parts["sep"] == "/" else None
    if day_first and month_first and day_first != month_first:
        return None
    return _iso(day_first or month_first)


def _day(parts: Parts, anchor: Day, past: bool) -> str | None:
    first, last = (_dated(parts, anchor, name, past=past) for name in ("day", "day2"))
    if "day2" in parts:
        return f"{first}/{last}" if first and last and first < last else None
    return _iso(first)


def _dated(parts: Parts, anchor: Day, name: str, *, past: bool) -> Day | None:
    if name not in parts:
        return None
    number, month = int(parts[name]), month_number(parts["month"])
    if "year" in parts:
        return edtf.day(int(parts["year"]), month, number)
    return edtf.nearest(anchor, month, number, past=past)


def _month(parts: Parts, anchor: Day, past: bool) -> str | None:
    month, steps = month_number(parts["month"]), _steps(parts, "direction")
    if "year" in parts:
        year = int(parts["year"])
    elif steps == 0:
        year = anchor.year
    else:
        back = past if steps is None else steps < 0
        year = edtf.year_of_month(anchor, month, past=back)
        year += (steps or 0) if month == anchor.month else 0
    return f"{year:04d}-{month:02d}"


def _season(parts: Parts, anchor: Day, _past: bool) -> str | None:
    year = (
        int(parts["year"]) if "year" in parts else anchor.year + (_steps(parts, "direction") or 0)
    )
    return f"{year:04d}-{timex.words()['seasons'][parts['season'].lower()]}"


def _quarter(parts: Parts, _anchor: Day, _past: bool) -> str | None:
    ordinals: list[str] = timex.words()["ordinals"]
    number = (
        int(parts["quarter"])
        if "quarter" in parts
        else ordinals.index(parts["ordinal"].lower()) + 1
    )
    size = 6 if parts.get("size", "").lower() == "half" else 3
    last, year = number * size, int(parts["year"])
    if last > MONTHS_IN_YEAR:
        return None
    return f"{year:04d}-{last - size + 1:02d}/{year:04d}-{last:02d}"


def _weekday(parts: Parts, anchor: Day, past: bool) -> str | None:
    number = weekday_number(parts["weekday"])
    steps = _steps(parts, "direction")
    if "direction2" in parts:
        monday = edtf.moved(anchor, 7 * (_steps(parts, "direction2") or 0) - anchor.weekday())
        return _iso(edtf.moved(monday, number)) if monday else None
    if not steps:
        return _iso(
            edtf.weekday(
                anchor, number, past=past if steps is None else _behind(anchor, number, past)
            )
        )
    beyond = edtf.moved(anchor, steps)
    return _iso(edtf.weekday(beyond, number, past=steps < 0)) if beyond else None


def _behind(anchor: Day, number: int, past: bool) -> bool:
    """Whether "this Monday" lies behind: the side on which it is in the anchor's own week."""
    return past and number <= anchor.weekday()


def _day_word(parts: Parts, anchor: Day, _past: bool) -> str | None:
    return _iso(edtf.moved(anchor, timex.words()["day_words"][_plain(parts["dayword"])]))


def _today(_parts: Parts, anchor: Day, _past: bool) -> str | None:
    return _iso(anchor)


def _weekend(parts: Parts, anchor: Day, past: bool) -> str | None:
    steps = _steps(parts, "direction")
    if steps is None:
        steps = -1 if past and anchor.weekday() < WORKDAYS else 0
    return edtf.weekend(anchor, steps)


def _period(parts: Parts, anchor: Day, _past: bool) -> str | None:
    unit, steps = parts["unit"].lower(), _steps(parts, "direction") or 0
    if unit == "quarter":
        index = anchor.year * LAST_QUARTER + (anchor.month - 1) // 3 + steps
        year, quarter = divmod(index, LAST_QUARTER)
        return f"{year:04d}-{3 * quarter + 1:02d}/{year:04d}-{3 * quarter + 3:02d}"
    return _named(edtf.period(anchor, unit, steps), unit)


def _ago(parts: Parts, anchor: Day, _past: bool) -> str | None:
    return _stepped(parts, anchor, -1)


def _shift(parts: Parts, anchor: Day, _past: bool) -> str | None:
    way = (parts.get("way") or parts.get("side") or "").lower()
    sign = -1 if way in {"earlier", "before", "beforehand", "previous", "preceding"} else 1
    return _stepped(parts, anchor, sign)


def _stepped(parts: Parts, anchor: Day, sign: int) -> str | None:
    unit = _unit(parts) if "unit" in parts else "day"
    number = _number(parts.get("number", "1"))
    if "vague" in parts or "half" in parts or number is None or number != int(number):
        return None
    return _named(edtf.period(anchor, unit, sign * int(number)), unit)


def _same(parts: Parts, anchor: Day, _past: bool) -> str | None:
    if "daypart" in parts or "unit" not in parts:
        return _iso(anchor)
    unit = _unit(parts)
    return _named(edtf.period(anchor, unit, 0), unit)


def _duration(parts: Parts, _anchor: Day, _past: bool) -> str | None:
    size = timex.words()["units"][_unit(parts)]
    time, size = ("T", size[1:]) if size.startswith("T") else ("", size)
    if "number2" in parts:
        return None
    if not _counted(parts):
        return f"P{time}X{size[-1]}"
    number = _length(parts)
    return f"P{time}{number * int(size[:-1]):g}{size[-1]}" if number is not None else None


def _length(parts: Parts) -> float | None:
    if "couple" in parts:
        return 2
    if "halfof" in parts:
        return 0.5
    number = _number(parts.get("number", "1"))
    return number + 0.5 if number is not None and "half" in parts else number


def _counted(parts: Parts) -> bool:
    return "number" in parts or "couple" in parts or _single(parts)


def _single(parts: Parts) -> bool:
    return "vague" not in parts and parts["unit"].lower() in timex.words()["units"]


def _decade(parts: Parts, _anchor: Day, _past: bool) -> str | None:
    return f"{parts['decade']}X"


def _century(parts: Parts, _anchor: Day, _past: bool) -> str | None:
    return f"{int(parts['century']) - 1}XX"


def _year(parts: Parts, _anchor: Day, _past: bool) -> str | None:
    return parts["year"]


@functools.cache
def _kinds() -> Mapping[str, Callable[[Parts, Day, bool], str | None]]:
    return {
        "numeric": _numeric, "day": _day, "month": _month, "season": _season, "quarter": _quarter,
        "weekday": _weekday, "day word": _day_word, "today": _today, "weekend": _weekend,
        "period": _period, "ago": _ago, "shift": _shift, "same": _same, "duration": _duration,
        "decade": _decade, "century": _century, "year": _year,
    }  # fmt: skip


def _iso(found: Day | None) -> str | None:
    return found.isoformat() if found else None


def _named(period: str | None, unit: str) -> str | None:
    """The name EDTF gives a decade or century; other periods are named already."""
    digits = {"decade": 3, "century": 2}.get(unit)
    return period[:digits] + "X" * (4 - digits) if period and digits else period


def _plain(phrase: str) -> str:
    return " ".join(phrase.lower().split())


def _steps(parts: Parts, name: str) -> int | None:
    """Units from the anchor that "last", "this" or "next" stands for; None where none is said."""
    steps: int | None = timex.words()["directions"].get(_plain(parts.get(name, "")))
    return steps


def _unit(parts: Parts) -> str:
    unit = parts["unit"].lower()
    singular: str = timex.words()["plurals"].get(unit, unit)
    return singular


def _number(written: str) -> float | None:
    """The number in digits or words: "10", "2.5", "three", "twenty-five"."""
    if written[0].isdigit():
        return float(written)
    numbers: Mapping[str, int] = timex.words()["numbers"]
    found = [numbers.get(word) for word in written.lower().split("-")]
    known = [number for number in found if number is not None]
    return sum(known) if len(known) == len(found) else None


def month_number(name: str) -> int:
    """The month a full or short spelling names, January 1. Raises KeyError for other words."""
    return _spellings("months")[name.lower()] + 1


def weekday_number(name: str) -> int:
    """The weekday a full or short spelling names, Monday 0. Raises KeyError for other words."""
    return _spellings("weekdays")[name.lower()]


@functools.cache
def _spellings(table: str) -> Mapping[str, int]:
    rows: dict[str, Any] = timex.words()[table]
    return {
        spelling.lower(): number
        for number, (name, shorts) in enumerate(rows.items())
        for spelling in (name, *shorts)
    }
