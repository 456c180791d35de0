"""Dates: every time expression of a report, wherever it stands in it.

Reading a report alone gives values to full dates, years and durations only. Weekdays, dates without
a year and words such as "yesterday" wait for `chronology`, which knows when the report was
published.
"""

from collections.abc import Iterator, Sequence

from newsledger.annotators.dates import timevalues, timex
from newsledger.annotators.dates.timevalues import resolve
from newsledger.annotators.dates.timex import Timex
from newsledger.model import Date, Report, Zone, identified

__all__ = ["annotate", "resolve"]
READ = frozenset({"headline", "body", "caption", "dateline"})


def annotate(report: Report, zones: Sequence[Zone]) -> tuple[Date, ...]:
    """Time expressions of the whole text, left to right; furniture too, but for durations there."""
    ordered = sorted(zones, key=lambda zone: (zone.start, zone.end))
    return tuple(
        _date(report, found)
        for found, zone in _placed(timex.find(report.text), ordered)
        if found.hangs != "duration" or zone is None or zone.kind in READ
    )


def _placed(found: Iterator[Timex], zones: Sequence[Zone]) -> Iterator[tuple[Timex, Zone | None]]:
    """Each expression with the zone it begins in."""
    index = 0
    for each in found:
        while index < len(zones) and zones[index].end <= each.start:
            index += 1
        inside = index < len(zones) and zones[index].start <= each.start
        yield each, zones[index] if inside else None


def _date(report: Report, found: Timex) -> Date:
    value = timevalues.absolute(found)
    dated = value is not None and found.hangs == "absolute"
    return identified(
        Date(
            report=report.id,
            start=found.start,
            end=found.end,
            text=report.text[found.start : found.end],
            value=value,
            anchor="absolute" if dated else None,
        )
    )
