"""A stream to its lines as bytes, each bounded."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from typing import Any, BinaryIO, NamedTuple, cast

SAMPLE = 256 * 1024  # bytes looked at to tell an encoding
CHUNK = 64 * 1024  # bytes read at once of a line that is too long


class Line(NamedTuple):
    """A line with its end, its number from 1, and whether it was longer than allowed."""

    number: int
    content: bytes
    cut: bool


@contextmanager
def buffered(stream: BinaryIO) -> Iterator[BufferedReader]:
    """A view of `stream` whose first bytes can be looked at; the stream itself stays open."""
    view = BufferedReader(cast(Any, stream), SAMPLE)  # typeshed names no protocol for it
    try:
        yield view
    finally:
        view.detach()


def lines(stream: BufferedReader, name: str, limit: int) -> Iterator[Line]:
    """Lines of a stream in the encoding `name`, ended by a line feed.

    A line of more than `limit` bytes is read past, and only its beginning is kept.
    """
    number, unit = 0, _unit(name)
    while content := _line(stream, unit, limit):
        number += 1
        cut = len(content) > limit
        _pass(stream, unit, content)
        yield Line(number, bytes(content), cut)


def _pass(stream: BufferedReader, unit: bytes, content: bytearray) -> None:
    while content and not _ended(content, unit):
        content = _line(stream, unit, CHUNK)


def _line(stream: BufferedReader, unit: bytes, limit: int) -> bytearray:
    """One line, or its beginning of more than `limit` bytes."""
    content = bytearray()
    while len(content) <= limit and not _ended(content, unit):
        part = stream.readline(limit + len(unit) - len(content))
        if not part:
            break
        content += part
        content += stream.read(-len(content) % len(unit))
    return content


def _ended(content: bytearray, unit: bytes) -> bool:
    return len(content) % len(unit) == 0 and content.endswith(unit)


def _unit(name: str) -> bytes:
    """A line feed as bytes; one byte in every encoding that holds ASCII."""
    return "\n".encode(name) if name.startswith(("utf-16-", "utf-32-")) else b"\n"
