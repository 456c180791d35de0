"""Rows of a side-by-side view without what takes long to read and is not shared."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from newsledger.family.beside import Row, Side

WHOLE = 4  # sentences of one report alone that are shown without folding
SHOWN = 2  # of more than that, those before the fold


def fold(rows: Iterable[Row]) -> Iterator[Row]:
    """Leave out asides, and all but the first of many sentences that one report tells alone."""
    for side, group in groupby(rows, key=_side):
        stretch = list(group)
        yield from _folded(stretch) if side else stretch


def _side(row: Row) -> str:
    """The side a row stands on alone; empty for a row that is never folded."""
    return ("left" if row.left else "right") if row.kind in ("own", "aside") else ""


def _folded(rows: Sequence[Row]) -> Iterator[Row]:
    own = sum(row.kind == "own" for row in rows)
    left = own if own <= WHOLE else SHOWN
    hidden: list[Row] = []
    for row in rows:
        if row.kind == "aside" or not left:
            hidden.append(row)
            continue
        yield from _fold(hidden)
        yield row
        hidden, left = [], left - 1
    yield from _fold(hidden)


def _fold(hidden: Sequence[Row]) -> Iterator[Row]:
    """One row in place of those that are hidden."""
    if hidden:
        yield Row(
            kind="folded",
            left=_over([row.left for row in hidden]),
            right=_over([row.right for row in hidden]),
            sentences=sum(row.kind == "own" for row in hidden),
        )


def _over(sides: Iterable[Side | None]) -> Side | None:
    known = [side for side in sides if side]
    return Side(start=known[0].start, end=known[-1].end) if known else None
