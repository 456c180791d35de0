"""When a report was published, as far as it is known."""

from datetime import UTC, date, datetime
from typing import Protocol


class Dated(Protocol):
    """Something published on a day, or on one that is not known."""

    @property
    def day(self) -> str | None:
        """ISO 8601 day, or None."""


def read(written: str | None) -> date | None:
    """Read an ISO 8601 date or the date of a date-time; None for anything else."""
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def apart(one: str | None, other: str | None) -> int | None:
    """Days between two dates, None where either is not known."""
    first, second = read(one), read(other)
    return abs((first - second).days) if first and second else None


def earlier(one: str | None, other: str | None) -> int:
    """Negative where the first is earlier, positive where it is later, 0 where not known.

    Two date-times are compared to the second (one without offset is taken as UTC), else days.
    """
    first, second = _moment(one), _moment(other)
    if first and second:
        return (first > second) - (first < second)
    days = read(one), read(other)
    return (days[0] > days[1]) - (days[0] < days[1]) if days[0] and days[1] else 0


def _moment(written: str | None) -> datetime | None:
    """Read an ISO 8601 date-time; None for a date alone and for anything else."""
    if not written or len(written) <= len("2000-01-01"):
        return None
    try:
        moment = datetime.fromisoformat(written)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
