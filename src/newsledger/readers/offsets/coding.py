"""Bytes to characters and back: which bytes a character of a decoded source was read from."""

import codecs
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from newsledger.readers.encoding import MARKS

STEP = 256  # bytes between two states of a decoder that are kept

_UNMARKED = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_RESERVED = {0: " ", 1: " "}  # the layers put marks of their own there


class Decoded(NamedTuple):
    """Characters of `content` from the byte `first` on, and the codec that reads any part of it."""

    text: str
    codec: str
    content: bytes
    first: int


def codec(content: bytes, encoding: str) -> str | None:
    """Name of the codec without byte order mark, or None where there is no such encoding."""
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return None
    marked = (plain for mark, plain in MARKS if content.startswith(mark))
    own = (plain for plain in marked if plain.startswith(name.removesuffix("-sig")))
    return next(own, _UNMARKED.get(name, name))


def text(content: bytes, name: str) -> str:
    """Characters of `content`; what cannot be read is U+FFFD, or nothing where that fails too."""
    try:
        shown = content.decode(name, "replace")
    except (LookupError, ValueError):
        return ""
    return shown.translate(_RESERVED) if "\0" in shown or "\1" in shown else shown


def decoded(content: bytes, encoding: str, within: tuple[int, int] | None) -> Decoded | None:
    """Decode `content`, or its bytes `within`, without a byte order mark."""
    name = codec(content, encoding)
    if name is None:
        return None
    size = next((len(m) for m, plain in MARKS if plain == name and content.startswith(m)), 0)
    first, last = within or (0, len(content))
    first = max(first, size)
    part = content[first : max(first, last)]
    return Decoded(text(part, name), name, part, first)


def places(found: Decoded, wanted: Iterable[int]) -> dict[int, int]:
    """Byte at which each of the `wanted` characters begins."""
    order = sorted(set(wanted))
    if not order:
        return {}
    if len(found.text) == len(found.content):
        return {each: found.first + each for each in order}
    sizes = _encoded(found, order)
    if sizes is None:
        sizes = _counted(found, order)
    return {each: found.first + size for each, size in zip(order, sizes, strict=True)}


def _encoded(found: Decoded, order: list[int]) -> list[int] | None:
    """Bytes before each character, by writing the text again; None where that gives other bytes."""
    sizes, size, last = [], 0, 0
    try:
        for each in [*order, len(found.text)]:
            written = found.text[last:each].encode(found.codec)
            if not found.content.startswith(written, size):
                return None
            size += len(written)
            last = each
            sizes.append(size)
    except (UnicodeError, LookupError):
        return None
    return sizes[:-1] if size == len(found.content) else None


def _counted(found: Decoded, order: list[int]) -> list[int]:
    """Bytes before each character, by reading again: bytes that broke, or a codec with states."""
    decoder = codecs.getincrementaldecoder(found.codec)("replace")
    counts, states, count = array("Q"), [], 0
    for start in range(0, len(found.content), STEP):
        counts.append(count)
        states.append(decoder.getstate())
        count += len(decoder.decode(found.content[start : start + STEP]))
    return [_byte(found, decoder, counts, states, each) for each in order]


def _byte(
    found: Decoded,
    decoder: codecs.IncrementalDecoder,
    counts: "array[int]",
    states: list[tuple[bytes, int]],
    character: int,
) -> int:
    step = max(bisect_left(counts, character) - 1, 0)
    decoder.setstate(states[step])
    count, place = counts[step], step * STEP
    while count < character and place < len(found.content):
        count += len(decoder.decode(found.content[place : place + 1]))
        place += 1
    return place
