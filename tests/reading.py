"""Reading a text for a test: the whole of it one body zone, parsed by the installed pipeline."""

import functools
import hashlib

from newsledger import language
from newsledger.model import Report, Zone, identified


@functools.cache
def pipeline() -> language.Pipeline:
    """Load the pipeline once for all tests."""
    return language.load()


def report_of(text: str, path: str = "report.txt") -> Report:
    """A report with this text and nothing else known."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return identified(Report(path=path, text=text, source_sha256=digest))


def reading(text: str) -> tuple[Report, tuple[Zone, ...], language.Parsed]:
    """A report, one body zone over all of it, and its parse."""
    report = report_of(text)
    zones = (identified(Zone(report=report.id, start=0, end=len(text), kind="body")),)
    cache: dict[str, bytes] = {}
    spans = language.paragraphs(text, zones)
    language.parse([text[a:b] for a, b in spans], pipeline(), cache)
    return report, zones, language.read(text, spans, pipeline().name, cache)
