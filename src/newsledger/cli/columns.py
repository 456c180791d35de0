"""Two reports in two columns, each printed line behind the place of its first character."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice, pairwise, repeat, zip_longest
from types import MappingProxyType
from typing import Literal, NamedTuple

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from newsledger.cli.words import facts, name, plain, told
from newsledger.family.beside import Beside, PartKind, Row, Side
from newsledger.family.folding import fold
from newsledger.model import Report
from newsledger.phrasing import count

SIGNS: Mapping[str, str] = MappingProxyType({"identical": "=", "edited": "~"})
MOVED = "x"  # at the first line of a passage that the two reports order differently
SideName = Literal["left", "right"]
# Without colour a change stands between marks, as in `git diff --word-diff`.
MARKS: Mapping[tuple[str, PartKind], tuple[str, str, str]] = MappingProxyType(
    {
        ("left", "cut"): ("[-", "-]", "red strike"),
        ("left", "replaced"): ("[-", "-]", "yellow strike"),
        ("left", "moved"): ("{~", "~}", "cyan"),
        ("right", "added"): ("{+", "+}", "green"),
        ("right", "replaced"): ("{+", "+}", "yellow"),
        ("right", "moved"): ("{~", "~}", "cyan"),
    }
)
TALL = 100  # lines of one passage that are shown without --full
AROUND = 4  # cells that marks may take around a word
WORD = re.compile(r"\S+")


class Piece(NamedTuple):
    """A word or a part of one, with the place of its first character."""

    start: int
    text: str
    kind: PartKind


class Layout(NamedTuple):
    """Cells of a number and of the text of a side, lines of a row, and whether to use colour."""

    number: int
    text: int
    colour: bool
    lines: int | None


Line = tuple[int | None, Text]  # place of the first character, and what is printed


def print_beside(
    console: Console, pair: Beside, reports: Mapping[str, Report], *, full: bool
) -> None:
    """Print two reports side by side; unless `full`, long stretches of one alone are folded."""
    left, right = reports[pair.left], reports[pair.right]
    digits = max(4, len(str(max(len(left.text), len(right.text)))))
    colour = console.color_system is not None and not console.no_color
    room = max(12, (console.width - 2 * digits - 5) // 2)
    layout = Layout(digits, room, colour, None if full else TALL)
    for line in _head(pair, left, right, layout):
        console.print(line, soft_wrap=True)
    last = ""
    for row in pair.rows if full else fold(pair.rows):
        if last != _block(row) or row.kind in SIGNS:
            console.print()
        last = _block(row)
        for line in _lines(row, layout):
            console.print(line, soft_wrap=True)
        for finding in row.findings:
            said = told(finding, "left", "right", ordered=pair.ordered)
            console.print(Text(f"! {said}", style="yellow"))


def _block(row: Row) -> str:
    return "passage" if row.kind in SIGNS else "alone"


def _head(pair: Beside, left: Report, right: Report, layout: Layout) -> Iterator[Text]:
    """The two reports at the head of their columns."""
    yield Text()
    sides = [[name(each), facts(each)] for each in (left, right)]
    wrapped = [[t for each in side for t in _cut(each, layout.text)] for side in sides]
    for one, other in zip_longest(*wrapped, fillvalue=""):
        yield _joined((None, Text(one, "bold")), (None, Text(other, "bold")), "", layout)
    if not pair.ordered:
        yield Text("which of the two is earlier is not known", "dim")
    if not any(row.kind in SIGNS for row in pair.rows):
        rest = "; --full shows both texts whole" if layout.lines else ""
        yield Text(f"they share no passage{rest}", "dim")


def _cut(text: str, width: int) -> list[str]:
    return [
        line.plain for _, line in _wrapped(_pieces(0, text, "same"), "left", width, colour=False)
    ]


def _lines(row: Row, layout: Layout) -> Iterator[Text]:
    """The printed lines of a row."""
    sign = SIGNS.get(row.kind, "")
    left, right = _side(row.left, "left", row, layout), _side(row.right, "right", row, layout)
    nothing: Line = (None, Text())
    for number, (one, other) in enumerate(zip_longest(left, right, fillvalue=nothing)):
        yield _joined(one, other, MOVED if row.moved and not number else sign, layout)


def _joined(left: Line, right: Line, sign: str, layout: Layout) -> Text:
    made = Text()
    for (place, text), after in ((left, f" {sign or ' '} "), (right, "")):
        number = "" if place is None else str(place)
        made.append(f"{number:>{layout.number}} ", "dim")
        made.append_text(text)
        made.append(" " * (layout.text - text.cell_len) + after if after else "")
    made.rstrip()
    return made


def _side(side: Side | None, which: SideName, row: Row, layout: Layout) -> list[Line]:
    if side is None or (row.kind == "elsewhere" and which == "left"):
        return []
    if not side.parts:
        said = (Text(line, "dim italic") for line in _cut(_instead(row, side), layout.text))
        return list(zip(chain([side.start], repeat(None)), said, strict=False))
    pieces = (p for part in side.parts for p in _pieces(part.start, part.text, part.kind))
    made = _wrapped(pieces, which, layout.text, colour=layout.colour)
    lines = list(islice(made, layout.lines))
    if rest := next(made, None):
        lines.append((rest[0], Text(f"… to {side.end}: --full", "dim italic")))
    if row.kind in ("own", "aside"):
        for _, text in lines:
            text.stylize("dim")
    return lines


def _instead(row: Row, side: Side) -> str:
    """What is said in place of characters that are not shown."""
    if row.kind == "elsewhere" and row.left:
        return f"to {side.end}: beside {row.left.start}-{row.left.end}"
    if row.sentences:
        return f"… {count(row.sentences, 'sentence')} not shared"
    return f"… to {side.end}: no part of the report"


def _pieces(start: int, text: str, kind: PartKind) -> Iterator[Piece]:
    """Words of a part of a side."""
    for found in WORD.finditer(plain(text)):
        yield Piece(start + found.start(), found[0], kind)


def _wrapped(
    pieces: Iterable[Piece], which: SideName, width: int, *, colour: bool
) -> Iterator[Line]:
    """Break pieces into lines of at most `width` cells."""
    line: list[Piece] = []
    for word in _words(pieces, width - AROUND):
        if line and _drawn([*line, *word], which, colour=colour).cell_len > width:
            yield line[0].start, _drawn(line, which, colour=colour)
            line = []
        line += word
    if line:
        yield line[0].start, _drawn(line, which, colour=colour)


def _words(pieces: Iterable[Piece], most: int) -> Iterator[list[Piece]]:
    """Pieces that no white space parts, together; alone and cut where they are too wide."""
    word: list[Piece] = []
    for piece in (short for each in pieces for short in _chopped(each, most)):
        wide = sum(cell_len(each.text) + AROUND for each in (*word, piece)) > most
        if word and (wide or not _glued(word[-1], piece)):
            yield word
            word = []
        word.append(piece)
    if word:
        yield word


def _chopped(piece: Piece, most: int) -> Iterator[Piece]:
    """A piece in parts of at most so many cells, and of not many more characters."""
    at = piece.start
    for first in range(0, len(piece.text), most * 2):
        for text in chop_cells(piece.text[first : first + most * 2], most):
            yield Piece(at, text, piece.kind)
            at += len(text)


def _glued(one: Piece, other: Piece) -> bool:
    return one.start + len(one.text) == other.start


def _drawn(pieces: Sequence[Piece], which: SideName, *, colour: bool) -> Text:
    """A line: changes in colour, or between marks."""
    made = Text()
    last: Piece | None = None
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        run = list(group)
        if last and not _glued(last, run[0]):
            made.append(" ")
        opening, closing, style = MARKS.get((which, kind), ("", "", ""))
        text = _spaced(run)
        made.append(text if colour else f"{opening}{text}{closing}", style if colour else "")
        last = run[-1]
    return made


def _spaced(run: Sequence[Piece]) -> str:
    gaps = ("" if _glued(a, b) else " " for a, b in pairwise(run))
    return run[0].text + "".join(gap + each.text for gap, each in zip(gaps, run[1:], strict=True))
