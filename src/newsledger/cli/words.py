"""Words for the terminal: text from outside on one line, facts of a report, findings."""

from collections.abc import Mapping
from types import MappingProxyType

from newsledger import marks
from newsledger.family.shared import Finding
from newsledger.model import Excerpt, Report
from newsledger.view import file_name

LONGEST = 100  # characters of an excerpt that are shown
LOST: Mapping[str, str] = MappingProxyType({"source": "attribution", "hedge": "hedge"})
DRIFT: Mapping[str, str] = MappingProxyType(
    {"comparator": "comparator drift", "number": "number changed"}
)


def plain(text: str) -> str:
    """Text from outside on one line, without control characters, of the same length."""
    spaced = "".join(" " if c.isspace() else c for c in text)
    return marks.printable(spaced)


def name(report: Report) -> str:
    """What readers know a report by."""
    return plain(file_name(report))


def facts(report: Report, besides: str | None = None) -> str:
    """Outlet, agency (if not the one told `besides`) and day of a report, where known."""
    agency = report.agency if report.agency not in (report.outlet, besides) else None
    known = (report.outlet, agency, (report.published or "")[:10])
    return " · ".join(plain(each) for each in known if each)


def told(finding: Finding, left: str, right: str, *, ordered: bool = True) -> str:
    """A finding in words; `left` and `right` name its two reports, `ordered` the earlier first."""
    if finding.left and finding.right:
        became = "became" if ordered else "against"
        one, other = _quoted(finding.left, left), _quoted(finding.right, right)
        return f"{DRIFT.get(finding.kind, finding.kind)}: {one} {became} {other}"
    missing = right if finding.left else left
    quoted = _quoted(finding.left, left) if finding.left else ""
    quoted = quoted or (_quoted(finding.right, right) if finding.right else "")
    what = LOST.get(finding.kind, finding.kind)
    if ordered:
        return f"{what} {'lost' if finding.left else 'added'}: {quoted} is not in {missing}"
    return f"{what}: {quoted} is not in {missing}"


def _quoted(words: Excerpt, where: str) -> str:
    shown = plain(words.text)
    cut = shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + "…"
    return f"“{cut}” ({where} {words.start}-{words.end})"
