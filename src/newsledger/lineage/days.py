"""The day a report was published, as far as it is known."""

from datetime import date
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
