"""What a report tells that stands in none of given passages: sentences, and asides between them."""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from newsledger.family.tree import OWN, trimmed
from newsledger.model import Span, Zone

# A full stop after one to three letters with a capital, or before a number, may abbreviate.
CAPITALS = r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])"
ENDS = re.compile(CAPITALS + r"(?:[!?…]|\.(?! \d))[\"”’')\]]{0,3}\s|\n")


class Lone(NamedTuple):
    """A sentence of the report's own, or an aside: a stretch that is no part of what it tells."""

    start: int
    end: int
    kind: Literal["own", "aside"]


def alone(text: str, shared: Sequence[Span], zones: Iterable[Zone]) -> Iterator[Lone]:
    """What stands outside of the `shared` spans, which are in order and do not overlap."""
    for zone in sorted(zones, key=lambda z: z.start):
        own = zone.kind in OWN
        for start, end in _gaps(zone, shared):
            for first, last in _sentences(text, start, end) if own else ((start, end),):
                if any(map(str.isalnum, text[first:last])):
                    yield Lone(*trimmed(text, first, last), "own" if own else "aside")


def _gaps(zone: Zone, shared: Sequence[Span]) -> Iterator[tuple[int, int]]:
    at = zone.start
    first = bisect.bisect(shared, zone.start, key=lambda s: s.end)
    last = bisect.bisect_left(shared, zone.end, key=lambda s: s.start)
    for span in shared[first:last]:
        yield at, span.start
        at = span.end
    yield at, zone.end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in ENDS.finditer(text, start, max(start, end)):
        yield start, found.end()
        start = found.end()
    yield start, end
