"""JSON Lines and JSON documents of rows: one capture an object, its bytes as they stand.

JSON Lines (jsonlines.org, NDJSON): an object a line. A document is one object, an array of
objects, or an object one of whose members is such an array. RFC 8259 is relaxed where writers
often break it: bare control characters, NaN, and lone surrogates, which are replaced by U+FFFD.
"""

import functools
import hashlib
import json
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import msgspec

from newsledger import vocabulary
from newsledger.model import Capture, Skip
from newsledger.readers import encoding, files
from newsledger.readers.tables import columns, rawlines

MEDIA_TYPE = "application/json"

_UTF8 = "utf-8"
_MEND = "mend or remove this line"
_OBJECTS = "write one object a line"
_COLON = re.compile(r"\s*:\s*")
_SPACE = re.compile(r"[\s,]*")
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


class _Element(NamedTuple):
    content: str
    value: object


def captures(stream: BinaryIO, path: str) -> Iterator[Capture | Skip]:
    """A capture a line, at FILE#ID or FILE#NUMBER; a bad line is a Skip at FILE:NUMBER.

    Memory holds one line, of files.LARGEST_PAGE bytes at most. A byte order mark is left out.
    Raises what reading the stream raises.
    """
    with rawlines.buffered(stream) as view:
        head = view.peek(rawlines.SAMPLE)[:4]
        view.read(encoding.mark(head))
        name = (encoding.codec(head) if encoding.mark(head) else None) or _UTF8
        for line in rawlines.lines(view, name, files.LARGEST_PAGE):
            if line.content.strip(b" \t\r\n\0"):
                yield _line(line, path, name)


def document(content: bytes, path: str) -> Iterator[Capture | Skip]:
    """Captures of the rows of a JSON document, at FILE#ID or FILE#NUMBER; FILE for a lone object.

    A document that is no object and no array is a Skip.
    """
    if len(content) > files.LARGEST_PAGE:
        yield files.skip(path, *files.too_large(files.LARGEST_PAGE))
        return
    name = encoding.codec(content[: rawlines.SAMPLE]) or _UTF8
    text = content[encoding.mark(content) :].decode(name, "replace")
    try:
        found = list(_elements(text))
    except (ValueError, RecursionError) as error:
        yield files.skip(path, f"not valid JSON: {_short(error)}", "mend the document")
        return
    if not found:
        yield files.skip(path, "no rows in this JSON document", "write one JSON object a line")
    for number, each in enumerate(found, 1):
        yield _element(each, number, path, content if each.content is text else None)


def row(capture: Capture) -> columns.Row | Skip:
    """The object of a capture, or why there is none."""
    try:
        value = decoded(capture.content, capture.charset)
    except (ValueError, RecursionError) as error:
        return files.skip(capture.path, f"not valid JSON: {_short(error)}", _MEND)
    if not isinstance(value, dict):
        return files.skip(capture.path, "not a JSON object", _OBJECTS)
    return value


def decoded(content: bytes, charset: str | None = None) -> object:
    """The value of JSON. Raises ValueError or RecursionError where it is none."""
    if charset in _WIDE:
        content = content.decode(charset).lstrip("\ufeff").encode("utf-8", "surrogatepass")
    try:
        value: object = msgspec.json.decode(content)
    except msgspec.DecodeError:
        value = json.loads(content, strict=False)
    return value


def _line(line: rawlines.Line, path: str, name: str) -> Capture | Skip:
    place = f"{path}:{line.number}"
    if line.cut:
        return files.skip(place, *files.too_large(files.LARGEST_PAGE))
    content = line.content.rstrip(b"\r\n") if name == _UTF8 else line.content
    try:
        value = decoded(content, name)
    except (ValueError, RecursionError) as error:
        return files.skip(place, f"not valid JSON: {_short(error)}", _MEND)
    if not isinstance(value, dict):
        return files.skip(place, "not a JSON object", _OBJECTS)
    return _capture(content, f"{path}#{columns.name(value) or line.number}", name)


def _element(each: _Element, number: int, path: str, whole: bytes | None) -> Capture | Skip:
    if not isinstance(each.value, dict):
        return files.skip(f"{path}#{number}", "not a JSON object", "write an array of objects")
    if whole is not None:
        return _capture(whole, path, encoding.codec(whole) or _UTF8)
    content = each.content.encode("utf-8", "replace")
    return _capture(content, f"{path}#{columns.name(each.value) or number}", _UTF8)


def _capture(content: bytes, path: str, name: str) -> Capture:
    digest = hashlib.sha256(content).hexdigest()
    return Capture(sha256=digest, path=path, content=content, media_type=MEDIA_TYPE, charset=name)


def _elements(text: str) -> Iterator[_Element]:
    """The document itself where it is an object without rows, else each of its rows."""
    value = json.loads(text, strict=False)
    if isinstance(value, dict):
        held = next((key for key in _holders() if _rows(value.get(key))), None)
        if held is None:
            yield _Element(text, value)
            return
        yield from _array(text, _opening(text, held))
    elif isinstance(value, list):
        yield from _array(text, text.index("["))


def _array(text: str, start: int) -> Iterator[_Element]:
    """The elements of the array that opens at `start`, as they stand in `text`."""
    decoder = json.JSONDecoder(strict=False)
    place = _after(_SPACE, text, start + 1)
    while text[place] != "]":
        value, end = decoder.raw_decode(text, place)
        yield _Element(text[place:end], value)
        place = _after(_SPACE, text, end)


def _opening(text: str, held: str) -> int:
    """Where the array that is the member `held` of the document opens."""
    decoder = json.JSONDecoder(strict=False)
    place = text.index("{") + 1
    while True:
        key, place = decoder.raw_decode(text, _after(_SPACE, text, place))
        place = _after(_COLON, text, place)
        if key == held and text[place] == "[":
            return place
        place = decoder.raw_decode(text, place)[1]


def _after(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place


def _rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


@functools.cache
def _holders() -> tuple[str, ...]:
    return tuple(vocabulary.load("columns")["documents"]["rows"])


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
