"""Blocks of a text that are checked: each opens, in order and apart."""

from itertools import pairwise

from newsledger.model import Block
from newsledger.model.kinds import Layer
from newsledger.readers.offsets import blocks, opens
from newsledger.readers.offsets.stream import printed

HEAD = "Dam bursts above Tarsk"
BODY = (
    "A dam above the town of Tarsk burst on Monday, and four people were missing, officials said."
)
MORE = "The café owner “lost everything” & left for Ulmen, he said — 5 < 6 metres of water came."
TEXT = f"{HEAD}\n\n{BODY}\n{MORE}"


def sources(content: bytes, found: tuple[Block, ...]) -> list[bytes]:
    return [content[each.source_start : each.source_end] for each in found]


def checked(
    content: bytes, encoding: str, layers: tuple[Layer, ...], text: str
) -> tuple[Block, ...]:
    """Blocks, each of which opens, in order and apart."""
    found = blocks(content, encoding, layers, text)
    assert all(opens(content, encoding, layers, text, each) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    return found


def covered(found: tuple[Block, ...], text: str) -> str:
    return "".join(printed(text[each.start : each.end]) for each in found)


def whole(content: bytes, encoding: str, layers: tuple[Layer, ...], text: str) -> None:
    lines = "".join(map(printed, text.split("\n")))
    assert covered(checked(content, encoding, layers, text), text) == lines
