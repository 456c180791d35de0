"""Reports of one address: versions of one page, in the order they were captured."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from newsledger.model import Report


class Version(NamedTuple):
    """The page a report is a version of: its first report, and which it is of them, from 0."""

    first: str
    number: int


def find(reports: Iterable[Report]) -> Mapping[str, Version]:
    """The version each report is, by report id; those alone at their address are left out.

    Versions go by when they were captured, else when the page says it was changed or published.
    """
    pages: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        address = _address(report.url)
        if address:
            pages[address].append(report)
    found: dict[str, Version] = {}
    for page in pages.values():
        ordered = sorted(page, key=lambda report: (_moment(report), report.id))
        for number, report in enumerate(ordered if len(page) > 1 else ()):
            found[report.id] = Version(ordered[0].id, number)
    return found


def _address(url: str | None) -> str | None:
    """An address without scheme, `www.` and fragment; none where it names a site, not a page."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return host + path if host and path else None


def _moment(report: Report) -> datetime:
    for value in (report.captured, report.modified, report.published):
        try:
            moment = datetime.fromisoformat(value or "")
        except ValueError:
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime.min.replace(tzinfo=UTC)
