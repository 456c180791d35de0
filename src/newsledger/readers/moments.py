"""Dates as tables, feeds and wire formats state them, to ISO 8601.

ISO 8601 extended and basic, RFC 5322 (dates of mail, RSS and HTTP), POSIX time where it is known
to be that, and absolute days in words.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from newsledger.zones import stamps

LONGEST = 100  # characters of a date
EARLIEST, LATEST = 315_532_800, 4_102_444_800  # 1980 and 2100 in seconds of POSIX time
THOUSAND = 1_000

_EXTENDED = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d.*)?", re.ASCII)
_DIGITAL = re.compile(r"(?:19|20)\d{6}|(?:19|20)\d{12}|\d{4}-?\d\d-?\d\d[T ]\S.*", re.ASCII)
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{2,4}\s+\d\d?:\d\d", re.ASCII)
_COUNT = re.compile(r"\d{9,13}(?:\.\d{1,9})?", re.ASCII)
_ZONE = re.compile(r"\s*(?:UTC|GMT|(?<=\d)z)$")
_OFFSET = re.compile(r"\s+(?=[+-]\d\d)")
_COMPACT = 14  # digits of a day and a time without a mark between them


def iso(value: str | float, *, epoch: bool = False) -> str | None:
    """ISO 8601 date or date-time that `value` states, else None; zone and precision are kept.

    Numbers are POSIX time, in seconds or milliseconds, only where `epoch` says so; a number of
    eight digits (20210503) is a day.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if len(text) > LONGEST:
        return None
    if epoch and _COUNT.fullmatch(text):
        return _since(float(text))
    return _stated(text) or _mail(text) or _worded(text)


def _since(seconds: float) -> str | None:
    seconds = seconds / THOUSAND if seconds > LATEST else seconds
    if not EARLIEST <= seconds <= LATEST:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _stated(text: str) -> str | None:
    """ISO 8601 as it stands where it is extended, brought to that where it is not."""
    if not _DIGITAL.fullmatch(text) and not _EXTENDED.fullmatch(text):
        return None
    if len(text) == _COMPACT and text.isdigit():
        text = f"{text[:8]}T{text[8:]}"
    try:
        moment = datetime.fromisoformat(_OFFSET.sub("", _ZONE.sub("+00:00", text)))
    except ValueError:
        return None
    if _EXTENDED.fullmatch(text):
        return text
    return moment.date().isoformat() if len(text) == len("20210503") else moment.isoformat()


def _mail(text: str) -> str | None:
    if not _MAIL.match(text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, OverflowError):
        return None


def _worded(text: str) -> str | None:
    return next((each.value for each in stamps.find(text)), None)
