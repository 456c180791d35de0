"""A capture to its reports, by the file's name and by what its bytes look like."""

import io
import re
import zlib
from collections.abc import Iterator
from gzip import BadGzipFile, GzipFile

from newsledger.model import Capture, Report, Skip
from newsledger.readers import encoding, files, html, table, text

_GZIP = b"\x1f\x8b"
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_XML = re.compile(rb"\s*<(?:\?xml|rss|feed)\b", re.IGNORECASE)
_HTML_NAMES = (".html", ".htm", ".xhtml")
_SNIFF = 4_096


def read(capture: Capture) -> Iterator[Report | Skip]:
    """Reports of a capture; what cannot be read is a Skip with its reason and what to do."""
    name = capture.path.casefold()
    content: bytes | Skip = capture.content
    if name.endswith(".gz") or capture.content.startswith(_GZIP):
        content = _unpacked(capture)
        name = name.removesuffix(".gz")
    if isinstance(content, Skip):
        yield content
    elif name.endswith(files.TABLES):
        yield from table.read(capture, content)
    elif encoding.binary(content):
        yield files.skip(capture.path, "not a text: binary content", "convert it to text or HTML")
    elif name.endswith(_HTML_NAMES) or _HTML.search(content[:_SNIFF].replace(b"\0", b"")):
        yield html.read(capture, content)
    else:
        yield _plain(capture, content, name)


def _plain(capture: Capture, content: bytes, name: str) -> Report | Skip:
    if name.endswith(".json"):
        advice = "write one JSON object a line and name the file .jsonl"
        return files.skip(capture.path, "a JSON document, not JSON Lines", advice)
    if _XML.match(content[:_SNIFF]):
        advice = "save the articles as HTML, or as JSON Lines"
        return files.skip(capture.path, "an XML document, not a page", advice)
    return text.read(capture, content)


def _unpacked(capture: Capture) -> bytes | Skip:
    limit = files.largest(capture.path)
    try:
        with GzipFile(fileobj=io.BytesIO(capture.content)) as packed:
            content = packed.read(limit + 1)
    except (BadGzipFile, EOFError, zlib.error, OSError):
        return files.skip(capture.path, "damaged gzip file", "pack the file again")
    if len(content) > limit:
        return files.skip(capture.path, *files.too_large(len(content), limit))
    return content
