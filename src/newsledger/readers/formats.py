"""A source to its reports, by what its bytes look like; names and declarations decide what is left.

One file a format. Whatever a source holds, reading it gives reports or the reason why not.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from newsledger.model import Capture, Report, Skip
from newsledger.readers import encoding, files, text
from newsledger.readers.feeds import feed, jsonfeed, sitemap
from newsledger.readers.pages import html
from newsledger.readers.tables import table
from newsledger.readers.wires import newsml, ninjs, nitf, wire

Reader = Callable[[Capture], Iterator[Report | Skip]]
Format = Literal["ninjs", "newsml", "nitf", "jsonfeed", "feed", "sitemap"]

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HTML_NAMES = (".html", ".htm", ".xhtml")
_SNIFF = 4_096


def of(content: bytes) -> Format | None:
    """The format that bytes show themselves to be in; pages, texts and rows have no such mark."""
    if jsonfeed.looks_like(content):
        return "jsonfeed"
    if feed.looks_like(content):
        return "feed"
    return wire.looks_like(content) or ("sitemap" if sitemap.looks_like(content) else None)


def read(capture: Capture, columns: Mapping[str, str]) -> Iterator[Report | Skip]:
    """Reports of a source; what cannot be read is a Skip with its reason and what to do.

    `columns` maps a report's fields to the columns of rows. Raises ValueError where it names a
    field that a report does not have.
    """
    if capture.columns:
        return table.read(capture, columns)
    found = of(capture.content)
    return _MARKED[found](capture) if found else _unmarked(capture, columns)


def _unmarked(capture: Capture, columns: Mapping[str, str]) -> Iterator[Report | Skip]:
    content, path = capture.content, capture.path
    if _row(capture):
        return table.read(capture, columns)
    if encoding.binary(content):
        advice = "convert it to text or HTML"
        return iter((files.skip(path, "not a text: binary content", advice),))
    if _page(capture):
        return iter((html.read(capture),))
    if _XML.match(content[:_SNIFF]):
        advice = "save the articles as HTML, or as JSON Lines"
        return iter((files.skip(path, "an XML document, not a page, feed or dispatch", advice),))
    return iter((text.read(capture),))


def _row(capture: Capture) -> bool:
    typed = (capture.media_type or "").endswith("json")
    return typed or capture.path.casefold().endswith(".json")


def _page(capture: Capture) -> bool:
    declared = capture.media_type in _HTML_TYPES or capture.path.casefold().endswith(_HTML_NAMES)
    return declared or bool(_HTML.search(capture.content[:_SNIFF].replace(b"\0", b"")))


def _sitemap(capture: Capture) -> Iterator[Skip]:
    reason = "a sitemap: it lists pages and holds none"
    advice = "fetch the pages: newsledger fetch LEDGER --sitemap URL"
    yield files.skip(capture.path, reason, advice)


_MARKED: Mapping[Format, Reader] = MappingProxyType(
    {
        "ninjs": ninjs.read,
        "newsml": newsml.read,
        "nitf": nitf.read,
        "jsonfeed": jsonfeed.read,
        "feed": feed.read,
        "sitemap": _sitemap,
    }
)
