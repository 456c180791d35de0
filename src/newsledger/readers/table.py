"""JSON Lines: one report a line, under the field names in common use."""

from collections.abc import Iterator, Mapping

import msgspec

from newsledger.model import Capture, Report, Skip, identified
from newsledger.readers import encoding, files
from newsledger.readers.text import titled
from newsledger.zones import stamps

_TEXT = ("text", "content", "body", "maintext", "article")
_TITLE = ("title", "headline")
_PUBLISHED = ("published", "date", "dct", "published_at", "date_publish", "publication_date")
_OUTLET = ("outlet", "source", "publisher", "site", "source_domain")

Row = Mapping[str, object]


def read(capture: Capture, content: bytes) -> Iterator[Report | Skip]:
    """Reports of the lines of `content`; a bad line is a Skip at FILE:LINE and the rest goes on."""
    for number, line in enumerate(_lines(content), 1):
        if line.strip():
            yield _report(capture, number, line)


def _lines(content: bytes) -> Iterator[bytes]:
    start = 3 if content.startswith(b"\xef\xbb\xbf") else 0
    while start < len(content):
        end = content.find(b"\n", start)
        stop = len(content) if end < 0 else end
        yield content[start:stop]
        start = stop + 1


def _report(capture: Capture, number: int, line: bytes) -> Report | Skip:
    path = f"{capture.path}:{number}"
    if len(line) > files.LARGEST_PAGE:
        return files.skip(path, *files.too_large(len(line), files.LARGEST_PAGE))
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return files.skip(path, f"not valid JSON: {error}", "mend or remove this line")
    if not isinstance(row, dict):
        return files.skip(path, "not a JSON object", "write one object a line")
    text = _string(row, *_TEXT)
    if not text:
        advice = f"name the field with the article's text one of: {', '.join(_TEXT)}"
        return files.skip(path, "no text in this record", advice)
    return _record(capture, number, row, text)


def _record(capture: Capture, number: int, row: Row, text: str) -> Report:
    title = _string(row, *_TITLE)
    published = stamps.day(_string(row, *_PUBLISHED))
    name = _string(row, "id") or str(number)
    return identified(
        Report(
            path=f"{capture.path}#{name}",
            url=_string(row, "url", "link"),
            outlet=_string(row, *_OUTLET),
            title=title,
            language=_string(row, "language", "lang"),
            published=published,
            published_basis="feed" if published else None,
            agency=_string(row, "agency"),
            text=titled(title, text),
            source_sha256=capture.sha256,
            locator=f"line {number}",
        )
    )


def _string(row: Row, *names: str) -> str | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return encoding.clean(value) if name in _TEXT else encoding.clean(value).strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return None
