"""Comma, tab, semicolon and bar separated rows: one capture a row, its bytes as they stand.

RFC 4180 and the dialects Python's csv module reads; quoted cells may hold line ends. The delimiter
is the one that parts the first rows into equally many cells, the encoding is told from the first
bytes, and the first row names the columns.
"""

import csv
import hashlib
import inspect
import re
from collections import deque
from collections.abc import Callable, Generator, Iterator
from io import BufferedReader, StringIO
from itertools import islice
from typing import BinaryIO, NamedTuple

from newsledger.model import Capture, Skip
from newsledger.readers import encoding, files
from newsledger.readers.tables import columns, rawlines

DELIMITERS = {
    "text/csv": ",",
    "text/tab-separated-values": "\t",
    "text/x-semicolon-separated-values": ";",
    "text/x-bar-separated-values": "|",
}
_LONE = re.compile(r"\r(?!\n|$)")

# A cell may be as long as a report. The limit is one for the process, and 128 KB by default.
csv.field_size_limit(max(csv.field_size_limit(), files.LARGEST_PAGE))

MOST_COLUMNS = 2_000
MOST_LINES = 50_000  # lines of a cell; a quote that is open for longer was never closed
FEWEST_LINES = 20  # to which that is halved for each such quote, since its lines are read again
TRIED = 50  # rows of the beginning that are parted to tell the delimiter


class Dialect(NamedTuple):
    """How a table is written: Python's name of its encoding, and the media type of its rows."""

    encoding: str
    media_type: str


class _Row(NamedTuple):
    lines: list[rawlines.Line]
    cells: list[str]
    fault: str = ""  # why the cells cannot be told


def dialect(sample: bytes, path: str = "") -> Dialect | None:
    """How a table that begins with `sample` is written, None where its encoding is in doubt."""
    name = encoding.codec(sample)
    if name is None:
        return None
    text = sample[encoding.mark(sample) :].decode(name, "ignore")
    if path.casefold().endswith((".tsv", ".tab")):
        return Dialect(name, "text/tab-separated-values")
    return Dialect(name, max(DELIMITERS, key=lambda each: _fit(text, DELIMITERS[each])))


def captures(stream: BinaryIO, path: str) -> Iterator[Capture | Skip]:
    """A capture a row under the first, at FILE#ID or FILE#NUMBER; a bad row is a Skip at FILE:LINE.

    Memory holds one row, of files.LARGEST_PAGE bytes at most. Raises what reading the stream
    raises.
    """
    with rawlines.buffered(stream) as view:
        sample = view.peek(rawlines.SAMPLE)
        written = dialect(sample, path)
        if written is None:
            yield files.skip(path, "the character encoding cannot be told", "save it as UTF-8")
            return
        view.read(encoding.mark(sample))
        yield from _captures(_rows(view, written), path, written)


def row(capture: Capture) -> columns.Row | Skip:
    """Cells of a captured row by the names of its columns, or why they cannot be told."""
    delimiter = DELIMITERS.get(capture.media_type or "", ",")
    text = capture.content.decode(capture.charset or "utf-8", "replace")
    try:
        cells = next(csv.reader(_lines(text), delimiter=delimiter), [])
    except csv.Error as error:
        return files.skip(capture.path, *_unreadable(error))
    if len(cells) != len(capture.columns):
        return files.skip(capture.path, *_uneven(len(cells), len(capture.columns)))
    return _named(capture.columns, cells)


def _captures(rows: Iterator[_Row], path: str, written: Dialect) -> Iterator[Capture | Skip]:
    first = next(rows, None)
    header = _header(first.cells[: MOST_COLUMNS + 1]) if first else ()
    if not first or first.fault or not any(header) or len(header) > MOST_COLUMNS:
        yield files.skip(path, "no names of columns in the first row", "write them in a first row")
        return
    number = 0
    for number, each in enumerate(rows, 1):
        yield _capture(each, number, path, written, header)
    if not number:
        yield files.skip(path, "no rows under the names of the columns", "export the table again")


def _capture(
    row: _Row, number: int, path: str, written: Dialect, header: tuple[str, ...]
) -> Capture | Skip:
    place = f"{path}:{row.lines[0].number}"
    if row.fault:
        return files.skip(place, row.fault, "mend or remove this row")
    if len(row.cells) != len(header):
        return files.skip(place, *_uneven(len(row.cells), len(header)))
    content = b"".join(line.content for line in row.lines)
    name = _charset(content, written.encoding)
    if name is None:
        return files.skip(place, f"not written in {written.encoding}", "save the table as UTF-8")
    return Capture(
        sha256=hashlib.sha256(content).hexdigest(),
        path=f"{path}#{columns.name(_named(header, row.cells)) or number}",
        content=content,
        media_type=written.media_type,
        charset=name,
        columns=header,
    )


def _rows(view: BufferedReader, written: Dialect) -> Iterator[_Row]:
    """Rows of a table, empty lines left out.

    Where a quote is not closed within MOST_LINES and files.LARGEST_PAGE, its line alone is a bad
    row, and the lines after it are read again.
    """
    waiting: deque[rawlines.Line] = deque()
    most = MOST_LINES
    more = rawlines.lines(view, written.encoding, files.LARGEST_PAGE)
    while first := _next(waiting, more):
        taken = [first]
        feed = _feed(taken, lambda: _next(waiting, more), written.encoding, most)
        row = _parsed(taken, feed, DELIMITERS[written.media_type])
        if row.fault:
            most = max(most // 2, FEWEST_LINES) if len(taken) > 1 else most
            waiting.extendleft(reversed(taken[1:]))
            yield row._replace(lines=taken[:1])
        elif any(row.cells):
            yield row


def _next(waiting: deque[rawlines.Line], more: Iterator[rawlines.Line]) -> rawlines.Line | None:
    return waiting.popleft() if waiting else next(more, None)


def _feed(
    taken: list[rawlines.Line],
    following: Callable[[], rawlines.Line | None],
    name: str,
    most: int,
) -> Generator[str, None, None]:
    """The first of `taken` as text, then further lines, which are taken, up to `most` lines."""
    size = len(taken[0].content)
    yield _text(taken[0].content, name)
    while size <= files.LARGEST_PAGE and len(taken) < most and (line := following()):
        taken.append(line)
        size += len(line.content)
        yield _text(line.content, name)


def _parsed(taken: list[rawlines.Line], feed: Generator[str, None, None], delimiter: str) -> _Row:
    if taken[0].cut:
        return _Row(taken, [], files.too_large(files.LARGEST_PAGE)[0])
    try:
        cells = next(csv.reader(feed, delimiter=delimiter))
    except csv.Error as error:
        return _Row(taken, [], _unreadable(error)[0])
    # The csv module asks for another line only inside quotes.
    ended = inspect.getgeneratorstate(feed) == inspect.GEN_CLOSED
    return _Row(taken, cells, "a quote that is not closed" if ended else "")


def _text(content: bytes, name: str) -> str:
    # A carriage return alone would be refused by the csv module; it is white space.
    return _LONE.sub(" ", content.decode(name, "replace"))


def _lines(text: str) -> Iterator[str]:
    return StringIO(_LONE.sub(" ", text), newline="\n")


def _charset(content: bytes, name: str) -> str | None:
    """The encoding of a row: that of the table, or another where the row is in another."""
    try:
        content.decode(name)
    except UnicodeError:
        return encoding.codec(content)
    return name


def _header(cells: list[str]) -> tuple[str, ...]:
    """Names of columns; empty where a name is repeated."""
    names = [" ".join(cell.replace("\0", "").split()) for cell in cells]
    return tuple(name if name not in names[:n] else "" for n, name in enumerate(names))


def _named(header: tuple[str, ...], cells: list[str]) -> columns.Row:
    return {name: cell for name, cell in zip(header, cells, strict=True) if name}


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    """Share of the first rows that have as many cells as the first, and how many, if several."""
    rows = islice(csv.reader(_lines(text), delimiter=delimiter), TRIED)
    try:
        counts = [len(row) for row in rows if row]
    except csv.Error:
        return 0.0, 0
    if not counts or counts[0] == 1:
        return 0.0, 0
    return counts.count(counts[0]) / len(counts), counts[0]


def _uneven(cells: int, header: int) -> tuple[str, str]:
    return f"{cells} cells where the first row names {header}", "mend the quotes of this row"


def _unreadable(error: csv.Error) -> tuple[str, str]:
    return f"not a row of a table: {str(error)[:100]}", "mend or remove this row"
