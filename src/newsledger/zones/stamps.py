"""Calendar dates on a page: absolute ones in any text, and the lines that are stamps."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from newsledger import vocabulary

LONGEST = 160  # characters; a longer line is no stamp
LOOK = 60  # characters in which a stamp that another line is run together with shows a digit
OTHER_WORDS = 6  # words beside dates that a stamp may hold, such as a desk or an agency

_SIDE = re.compile(r"\s[|•·]\s|°")  # a bar or a temperature beside a date: the top of a page
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Stamp:
    """An absolute date: characters `start` to `end`, and its day as ISO 8601."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class _Words:
    months: dict[str, int]
    full: re.Pattern[str]
    yearless: re.Pattern[str]
    noise: re.Pattern[str]
    marks: re.Pattern[str]
    prefix: re.Pattern[str]
    suffix: re.Pattern[str]


def find(text: str) -> Iterator[Stamp]:
    """Absolute dates of `text`; day and month in doubt (03/04/2021) are left out."""
    known = _words()
    for match in known.full.finditer(text):
        value = _value(match, known.months)
        if value:
            yield Stamp(match.start(), match.end(), value)


def day(value: str | None) -> str | None:
    """A date or date-time as given where it is ISO 8601, else the day it names, else None."""
    if not value:
        return None
    found = next(find(value[:LONGEST]), None)
    whole = found and found.start == 0 and value[:10] == found.value
    return (value if whole else found.value) if found else None


def kind(text: str) -> Literal["date_banner", "byline"] | None:
    """What a whole line is, if it holds a date (or a stamp's word) and next to nothing else."""
    if len(text) > LONGEST or not (text.endswith(":") or _DIGIT.search(text)):
        return None
    known = _words()
    rest = known.full.sub(" ", text)
    rest = known.yearless.sub(" ", rest)
    dated = rest != text
    marked = bool(known.marks.search(text) or _SIDE.search(text))
    words = re.findall(r"[^\W_][\w.'’-]*", known.noise.sub(" ", rest))
    if words and words[0].casefold() in {"by", "written"}:
        return "byline" if dated and _names(words[1:]) else None
    if not words:
        return "date_banner" if dated or (marked and text.endswith(":")) else None
    return "date_banner" if dated and marked and _names(words) else None


def labelled(text: str) -> bool:
    """Whether a word of publishing stands in it, such as "Updated"."""
    return bool(_words().marks.search(text[:LONGEST]))


def prefix(text: str) -> int:
    """Length of a stamp that another line is run together with; 0 where there is none."""
    match = _words().prefix.match(text[:LONGEST]) if _DIGIT.search(text[:LOOK]) else None
    if not match or not match["full"]:
        return 0
    rest = text[match.end() :]
    glued = bool(rest) and not rest[0].isspace() and rest[0].isupper()
    follows = rest.lstrip()[:1]
    return match.end() if glued or (match["mark"] and not follows.islower()) else 0


def suffix(text: str) -> int:
    """Where a stamp begins that a title is run together with ("Posted: May 3, 2021"); 0: none."""
    if len(text) > LONGEST * 2 or text[-1:] == "." or not _DIGIT.search(text[-LOOK:]):
        return 0
    found = _words().suffix.search(text)
    return found.start() if found and kind(text[found.start() :]) else 0


def day_at(text: str) -> int:
    """Where the first day of a text stands, with or without its year; its length for none."""
    known = _words()
    found = (pattern.search(text) for pattern in (known.full, known.yearless))
    return min((match.start() for match in found if match), default=len(text))


def dated(text: str) -> bool:
    """Whether a day, with or without its year, is all or part of `text`."""
    known = _words()
    return bool(known.full.search(text) or known.yearless.search(text))


def _names(words: list[str]) -> bool:
    return len(words) <= OTHER_WORDS and all(word[0].isupper() for word in words)


def _value(match: re.Match[str], months: dict[str, int]) -> str | None:
    found = {k: v for k, v in match.groupdict().items() if v and k[0] in "ymd"}
    if "m5" in found:
        return _numeric(int(found["d5"]), int(found["m5"]), int(found["y5"]))
    parts = {key[0]: value for key, value in found.items()}
    month = parts["m"].rstrip(".").casefold()
    return _iso(int(parts["y"]), months.get(month) or int(month), int(parts["d"]))


def _numeric(first: int, second: int, year: int) -> str | None:
    days = {_iso(year, second, first), _iso(year, first, second)} - {None}
    return days.pop() if len(days) == 1 else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@functools.cache
def _words() -> _Words:
    data = vocabulary.load("furniture")
    months = {name: n for n, names in enumerate(data["months"], 1) for name in names}
    month = rf"(?:{'|'.join(sorted(months, key=len, reverse=True))})\b\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    full = _full(month)
    ago = r"\b\d+ (?:minute|hour|day|week|month|year)s? ago\b"
    yearless = rf"\b(?:{month}\s?{day}|{day}\s{month})(?!\w)|{ago}"
    marks = rf"\b(?:{'|'.join(data['stamp_words'])})\b"
    clock = r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b\.?)?(?!\d)"
    plain = "|".join(map(re.escape, data["weekdays"] + data["zones"]))
    noise = rf"{clock}|\b(?:{plain})\b|{marks}|[^\w\s'’]"
    weekday = rf"(?:(?:{'|'.join(data['weekdays'])})\b[\s,.]*)?"
    mark = rf"[^\w©]*(?P<mark>(?:{marks}[\s:]*)*)"
    lead = rf"{mark}{weekday}(?P<full>{_unnamed(full)})(?:[\s,|]*{clock})?"
    words = "|".join(data["stamp_words"])
    tail = rf"(?<=\S)\s+(?:{words})\s*:?\s*{weekday}(?:{_unnamed(full)}).*$"
    return _Words(
        *(months, _compile(full), _compile(yearless), _compile(noise)),
        *(_compile(marks), _compile(lead), _compile(tail)),
    )


def _full(month: str) -> str:
    year, day, end = r"(?:19|20)\d\d", r"\d{1,2}", r"(?!\d)"
    nth = r"(?:st|nd|rd|th)?"
    forms = (
        rf"(?<![\d.])(?P<y1>{year})(?P<s>[-/.])(?P<m1>\d{{1,2}})(?P=s)(?P<d1>{day}){end}",
        rf"\b(?P<d2>{day}){nth}[ .-]{{0,2}}(?:of )?(?P<m2>{month}),?[ -]{{0,2}}(?P<y2>{year}){end}",
        rf"\b(?P<m3>{month}) ?(?P<d3>{day}){nth}(?:,| -)? {{0,2}}(?P<y3>{year}){end}",
        rf"(?<![\d.])(?P<d5>{day})(?P<t>[-/.])(?P<m5>\d{{1,2}})(?P=t)(?P<y5>{year}){end}",
    )
    return "|".join(forms)


def _unnamed(pattern: str) -> str:
    pattern = re.sub(r"\(\?P=[st]\)", "[-/.]", pattern)
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
