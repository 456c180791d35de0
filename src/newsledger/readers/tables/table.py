"""A row of a table to its report, whatever the table is written in.

Rows come from JSON Lines and JSON documents, delimited files and Parquet. A column holds a field
of the report because the user maps it, or because tables commonly name it so (vocabulary).
"""

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from newsledger import vocabulary
from newsledger.model import Capture, PublicationFact, Report, Skip, identified
from newsledger.model.kinds import Layer
from newsledger.readers import encoding, files, markup_text, moments, offsets
from newsledger.readers.credits import agency
from newsledger.readers.tables import columns, delimited, jsonlines
from newsledger.readers.tables.columns import Cell, Row
from newsledger.readers.text import titled

LONGEST = 500  # characters of a value that is no text; a longer one is not what it claims to be

_Fact = Literal["title", "outlet", "byline", "agency", "language", "published", "modified"]
_FACTS: tuple[tuple[_Fact, str], ...] = (
    ("title", "title"), ("outlet", "outlet"), ("byline", "author"), ("agency", "agency"),
    ("language", "language"),
)  # fmt: skip
_DATES: tuple[Literal["published", "modified"], ...] = ("published", "modified")
_TAGS = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|li|ul|h[1-6]|blockquote|article|section|td|figure)\s*>"
    r"|<(?:p|br|hr|img)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?:)?//\S+|\S+\.\S+/\S*", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_NOTHING = frozenset(("null", "none", "nan", "nat", "n/a", "\\n", "undefined"))


class _Text(NamedTuple):
    value: str
    layers: tuple[Layer, ...]


def read(capture: Capture, mapping: Mapping[str, str]) -> Iterator[Report | Skip]:
    """The report of a row. `mapping` leads from a field of columns.FIELDS to the user's column.

    Raises ValueError where it names a field that a report does not have.
    """
    columns.check(mapping)
    return iter((_read(capture, mapping),))


def _read(capture: Capture, mapping: Mapping[str, str]) -> Report | Skip:
    row = delimited.row(capture) if capture.columns else jsonlines.row(capture)
    if isinstance(row, Skip):
        return row
    absent = columns.missing(capture.columns, mapping) if capture.columns else None
    if absent:
        named = ", ".join(filter(None, capture.columns))[:LONGEST]
        return files.skip(capture.path, f"no column {absent!r} in this table", f"it has: {named}")
    text = _text(capture, row, mapping)
    if text is None:
        return files.skip(capture.path, "no text in this record", _advice(row, mapping))
    return _report(capture, row, mapping, text)


def _advice(row: Row, mapping: Mapping[str, str]) -> str:
    named = ", ".join(map(str, row))[:LONGEST]
    if "text" in mapping:
        return f"text is mapped to {mapping['text']!r}; the columns are: {named}"
    return f"map text to the column with the article's text; the columns are: {named}"


def _text(capture: Capture, row: Row, mapping: Mapping[str, str]) -> _Text | None:
    layer: Layer = "cells" if capture.columns else "json"
    for cell in columns.cells(row, "text", mapping):
        value = encoding.clean(_joined(cell.value, "\n"))
        layers: tuple[Layer, ...] = (layer,)
        if _TAGS.search(value):
            value, layers = markup_text.text(value), (layer, "markup")
        if value.strip("\ufeff\0 \t\r\n"):
            return _Text(value, layers)
    return None


def _report(capture: Capture, row: Row, mapping: Mapping[str, str], text: _Text) -> Report:
    title = _first(_strings(row, "title", mapping))
    if title and "markup" in text.layers:
        title = " ".join(markup_text.text(title).split()) or None
    published = _first(_dates(row, "published", mapping))
    whole = titled(title, text.value)
    name = capture.charset or "utf-8"
    return identified(
        Report(
            path=_path(capture, row, mapping),
            url=_url(row, mapping) or capture.url,
            outlet=_first(_outlets(row, mapping)),
            title=title,
            author=_first(_strings(row, "author", mapping)),
            language=_first(_strings(row, "language", mapping)),
            published=published,
            published_basis="feed" if published else None,
            modified=_first(_dates(row, "modified", mapping)),
            captured=_first(_dates(row, "captured", mapping)) or capture.captured,
            agency=_agency(row, mapping),
            text=whole,
            source_sha256=capture.sha256,
            media_type=capture.media_type,
            encoding=name,
            layers=text.layers,
            blocks=offsets.blocks(capture.content, name, text.layers, whole),
            stated=tuple(_stated(row, mapping)),
        )
    )


def _path(capture: Capture, row: Row, mapping: Mapping[str, str]) -> str:
    """The capture's path, under the row's own name where the user maps one."""
    name = _first(_strings(row, "id", mapping)) if "id" in mapping else None
    file, mark, _ = capture.path.rpartition("#")
    return f"{file}#{name}" if name and mark else capture.path


def _strings(row: Row, field: str, mapping: Mapping[str, str]) -> Iterator[Cell]:
    """Cells of a field that hold a short string, on one line."""
    for column, value in columns.cells(row, field, mapping):
        words = encoding.clean(" ".join(_joined(value, ", ")[: 4 * LONGEST].split()))
        if 0 < len(words) <= LONGEST and words.casefold() not in _NOTHING:
            yield Cell(column, words)


def _joined(value: object, between: str) -> str:
    """A string, the name of an object, or those of a list; a number is none but in a short cell."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return between.join(filter(None, (_joined(each, "") for each in value)))
    if isinstance(value, dict):
        return _joined(value.get("name"), "")
    number = isinstance(value, int | float) and not isinstance(value, bool) and between == ", "
    return str(value) if number else ""


def _first(cells: Iterator[Cell]) -> str | None:
    return next((str(cell.value) for cell in cells), None)


def _outlets(row: Row, mapping: Mapping[str, str]) -> Iterator[Cell]:
    """Names of an outlet; some tables hold the report's address where others name its source."""
    return (each for each in _strings(row, "outlet", mapping) if not _address(each))


def _url(row: Row, mapping: Mapping[str, str]) -> str | None:
    named = _first(_strings(row, "url", mapping))
    return named or _first(filter(_address, _strings(row, "outlet", mapping)))


def _address(cell: Cell) -> bool:
    return _ADDRESS.fullmatch(str(cell.value)) is not None


def _dates(row: Row, field: str, mapping: Mapping[str, str]) -> Iterator[Cell]:
    """Cells of a field that hold a date, as ISO 8601."""
    for column, value in columns.cells(row, field, mapping):
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            date = moments.iso(value, epoch=_epoch(column))
            if date:
                yield Cell(column, date)


def _epoch(column: str) -> bool:
    """Whether a column's name says that its numbers count from 1970."""
    words = _WORDS.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column[:LONGEST]).casefold())
    return not _epoch_words().isdisjoint(words)


@functools.cache
def _epoch_words() -> frozenset[str]:
    return frozenset(vocabulary.load("columns")["dates"]["epoch"])


def _agency(row: Row, mapping: Mapping[str, str]) -> str | None:
    """A known agency that the row credits: as such, as its author, or as its outlet."""
    fields = ("agency", "author", "outlet")
    named = (cell for field in fields for cell in _strings(row, field, mapping))
    return next(filter(None, (agency(str(cell.value)) for cell in named)), None)


def _stated(row: Row, mapping: Mapping[str, str]) -> Iterator[PublicationFact]:
    """All that the row says of its report; a date that cannot be read stands as it is written."""
    for fact, field in _FACTS:
        for cell in _strings(row, field, mapping):
            yield _fact(fact, cell)
    for each in _DATES:
        for cell in _strings(row, each, mapping):
            read = next(_dates(row, each, {each: cell.column}), cell)
            if any(char.isdigit() for char in str(cell.value)):
                yield _fact(each, read)


def _fact(field: _Fact, cell: Cell) -> PublicationFact:
    source = f"column {cell.column}"
    return PublicationFact(field=field, value=str(cell.value), basis="feed", source=source)
