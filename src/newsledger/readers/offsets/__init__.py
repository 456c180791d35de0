"""Where the characters of a report stand in the bytes of its source.

A text is aligned, line by line, with what its source holds once tags, references and escapes are
resolved. Both are compared by their printed characters in Unicode normal form C, since a reader
may alter the rest. What cannot be found has no block, and every block is opened before it is
given, so a block never claims bytes that do not hold its characters.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from newsledger.model import Block
from newsledger.model.kinds import Layer
from newsledger.readers.offsets import align, coding, layers, stream
from newsledger.readers.offsets.stream import GAP, Stream

__all__ = ["blocks", "opens"]


class _Span(NamedTuple):
    """Characters `start` to `end` of a text, and `low` to `high` of its decoded source."""

    start: int
    end: int
    low: int
    high: int


def blocks(
    content: bytes,
    encoding: str,
    layers: tuple[Layer, ...],
    text: str,
    within: tuple[int, int] | None = None,
) -> tuple[Block, ...]:
    """Blocks of `text` in its order, one a line, or one a part of a line that stands together.

    `layers` are resolved in order over `content`, or over its bytes `within`, which have to begin
    outside of a tag, an escape and a quoted cell. A line that is not found has no block; nor has
    any line where the encoding is not known. Blocks do not overlap in the text.
    """
    found = coding.decoded(content, encoding, within)
    if found is None:
        return ()
    spans = _spans(found.text, layers, text)
    places = coding.places(found, chain.from_iterable((each.low, each.high) for each in spans))
    made = (
        Block(start=start, end=end, source_start=places[low], source_end=places[high])
        for start, end, low, high in spans
    )
    return tuple(each for each in made if _opens(content, found.codec, layers, text, each))


def opens(
    content: bytes, encoding: str, layers: tuple[Layer, ...], text: str, block: Block
) -> bool:
    """Whether the block's bytes, decoded and resolved by themselves, hold the block's characters.

    White space and what is not printed (Unicode categories C and Z) are left aside, and characters
    are the same where they are canonically equivalent (Unicode Standard Annex 15). Bytes from
    within a CDATA section may be read as such: their outer markup is not resolved.
    """
    codec = coding.codec(content, encoding)
    inside = 0 <= block.start < block.end <= len(text)
    held = 0 <= block.source_start < block.source_end <= len(content)
    return codec is not None and inside and held and _opens(content, codec, layers, text, block)


def _opens(content: bytes, codec: str, kinds: tuple[Layer, ...], text: str, block: Block) -> bool:
    held = coding.text(content[block.source_start : block.source_end], codec)
    shown = stream.printed(text[block.start : block.end])
    views = (layers.resolved(held, each, inside=True) for each in _readings(kinds))
    return any(stream.printed(view.text) == shown for view in views)


def _readings(kinds: tuple[Layer, ...]) -> Iterator[tuple[Layer, ...]]:
    """Layers of a piece: of one from within a CDATA section, markup keeps every character."""
    yield kinds
    if "markup" in kinds:
        outer = kinds.index("markup")
        yield kinds[:outer] + kinds[outer + 1 :]


def _spans(source: str, kinds: tuple[Layer, ...], text: str) -> list[_Span]:
    shown = stream.whole(text)
    if not shown.text.strip(GAP):
        return []
    held = stream.flattened(layers.resolved(source, kinds, inside=False))
    return [_span(shown, held, match) for match in align.matches(held.text, shown.text)]


def _span(shown: Stream, held: Stream, match: align.Match) -> _Span:
    return _Span(
        stream.source(shown, match.start)[0],
        stream.source(shown, match.end - 1)[1],
        stream.source(held, match.low)[0],
        stream.source(held, match.high - 1)[1],
    )
