"""Days as pages print them, in many languages and orders, to ISO 8601.

Where the order of day and month is open ("03/04/2021") both days are kept, as a set of which one
holds, the reading with the day first in front: EDTF "[2021-04-03,2021-03-04]" (ISO 8601-2:2019,
level 2). Dots put the day first, as in every locale of Unicode CLDR that writes them.
"""

import datetime
import functools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from newsledger import vocabulary

EARLIEST = 1995  # year; no page of the web is older
LATEST = 2100
CENTURY = 100
HALF = 70  # two-digit years from here on are of the last century
MILLISECONDS = 10**11  # an epoch from here on is counted in them
YEAR = 12  # months
LONGEST = 400  # characters that are looked at for a day

Order = Literal["day", "month"]

_ISO = r"(?<![\d.])(?P<y1>(?:19|20)\d\d)(?P<s>[-/.])(?P<m1>\d{1,2})(?P=s)(?P<d1>\d{1,2})(?!\d)"
_NUMERIC = (
    r"(?<![\d./])(?P<a>\d{1,2})(?P<t>[-/.]) ?(?P<b>\d{1,2})(?P=t) ?(?P<y5>\d{4}|\d\d)(?![\d/])"
)
_ASIAN = r"(?P<y4>(?:19|20)\d\d) ?[年년] ?(?P<m4>\d{1,2}) ?[月월] ?(?P<d4>\d{1,2}) ?[日일]"
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?=T|(?:\d{4}|\d{6})?(?!\d))")
_PATH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:(?P<s>[/_-])(\d{1,2})(?P=s)(\d{1,2})|(\d\d)(\d\d))(?!\d)"
)
_SET = re.compile(r"\[\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d\]")
_EPOCH = re.compile(r"\s*(\d{10}(?:\d{3})?)\s*")


class Printed(NamedTuple):
    """A day at characters `start` to `end`: ISO 8601, or an EDTF set where its order is open.

    `order` is what an all-numeric day shows of the page's habit: 23/04/2021 puts the day first.
    """

    start: int
    end: int
    value: str
    order: Order | None = None


def find(text: str) -> Iterator[Printed]:
    """Days of a line of text; years from EARLIEST to LATEST."""
    for match in _pattern().finditer(text[:LONGEST]):
        value = _value(match)
        if value:
            yield Printed(match.start(), match.end(), value, _order(match))


def first(value: str | None) -> str | None:
    """The first day of an attribute, that may also be compact (20210503), an epoch or a set."""
    if not value or _SET.fullmatch(value):
        return value or None
    found = next(find(value), None)
    if found:
        return found.value
    compact = _COMPACT.search(value[:LONGEST])
    if compact:
        return _iso(*map(int, compact.groups()))
    epoch = _EPOCH.fullmatch(value[:LONGEST])
    return _of_epoch(int(epoch[1])) if epoch else None


def in_address(url: str) -> str | None:
    """The day that a path spells out, year first: /2021/05/03/ or -2021-05-03."""
    for match in _PATH.finditer(url[:LONGEST]):
        day = _iso(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6]))
        if day:
            return day
    return None


def either(value: str) -> tuple[str, ...]:
    """The days a value may stand for: one, or the members of a set."""
    return tuple(value.strip("[]").split(","))


def in_order(value: str, order: Order) -> str:
    """The day of a set that was written in this order; a single day as it is."""
    days = either(value)
    if len(days) == 1:
        return value
    return days[0] if order == "day" else days[1]


def habit(language: str | None) -> Order | None:
    """The order in which a language (BCP 47 tag) writes numeric days, None where it is open."""
    tag = (language or "").casefold().replace("_", "-")
    first, open_ = _habits()
    if tag in open_:
        return None
    return "month" if first & set(tag.split("-")[1:]) else "day"


@functools.cache
def _habits() -> tuple[frozenset[str], frozenset[str]]:
    data = vocabulary.load("page_dates")
    return frozenset(data["month_first_regions"]), frozenset(data["open_order"])


def _order(match: re.Match[str]) -> Order | None:
    if not match["a"] or match["t"] == ".":
        return None
    first, second = int(match["a"]), int(match["b"])
    return "day" if first > YEAR else "month" if second > YEAR else None


def _of_epoch(seconds: int) -> str | None:
    seconds = seconds // 1000 if seconds >= MILLISECONDS else seconds
    start = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    day = start + datetime.timedelta(seconds=seconds)
    return _iso(day.year, day.month, day.day)


def _value(match: re.Match[str]) -> str | None:
    if match["a"]:
        return _numeric(int(match["a"]), int(match["b"]), _year(match["y5"]), match["t"])
    parts = {key[0]: part for key, part in match.groupdict().items() if part and key[0] in "ymd"}
    month = _months().get(parts["m"].casefold().rstrip("."))
    return _iso(int(parts["y"]), month or int(parts["m"]), int(parts["d"]))


def _year(digits: str) -> int:
    year = int(digits)
    return year if year >= CENTURY else year + (1900 if year >= HALF else 2000)


def _numeric(first: int, second: int, year: int, mark: str) -> str | None:
    day_first, month_first = _iso(year, second, first), _iso(year, first, second)
    if mark == "." or day_first == month_first:
        return day_first
    if day_first and month_first:
        return f"[{day_first},{month_first}]"
    return day_first or month_first


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if EARLIEST <= year <= LATEST else None


@functools.cache
def _months() -> dict[str, int]:
    months = vocabulary.load("page_dates")["months"]
    return {name: int(number) for number, names in months.items() for name in names}


@functools.cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_months(), key=len, reverse=True)))
    month = rf"(?:{names})(?!\w)\.?"
    year = r"(?:19|20)\d\d(?!\d)"
    of = r"(?: ?(?:de|del|of|d[’']|th|st|nd|rd|er|º)\b)?"
    forms = (
        _ISO,
        rf"(?<![\d.])(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º)?[ .-]{{0,2}}{of} ?(?P<m2>{month})"
        rf",?[ -]{{0,2}}(?:de |del |of )?(?P<y2>{year})",
        rf"(?<!\w)(?P<m3>{month})\s?(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"(?:,| -)? {{0,2}}(?P<y3>{year})",
        _ASIAN,
        _NUMERIC,
    )
    return re.compile("|".join(forms), re.IGNORECASE)
