"""Which column of a row holds which field of a report: as the user maps them, else by name."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from newsledger import vocabulary
from newsledger.readers import encoding

FIELDS = (
    "text", "title", "url", "outlet", "author", "published", "modified", "language", "agency",
    "id", "captured",
)  # fmt: skip
LONGEST = 200  # characters of a column's name that is compared

_BETWEEN = re.compile(r"[\s_-]+")

Row = Mapping[str, object]


class Cell(NamedTuple):
    """A value of a row and the name of the column it stands in."""

    column: str
    value: object


def check(mapping: Mapping[str, str]) -> None:
    """Raise ValueError where a mapping names a field that a report does not have."""
    unknown = sorted(set(mapping) - set(FIELDS))
    if unknown:
        fields = f"unknown field {', '.join(unknown)}; the fields are {', '.join(FIELDS)}"
        raise ValueError(fields)


def missing(names: Iterable[str], mapping: Mapping[str, str]) -> str | None:
    """The first mapped column that is not among `names`, else None."""
    names = set(names)
    wanted = (column for _, column in sorted(mapping.items()))
    return next((each for each in wanted if each not in names and "." not in each), None)


def cells(row: Row, field: str, mapping: Mapping[str, str]) -> Iterator[Cell]:
    """Cells of a row that may hold a field, likeliest first; empty ones are left out.

    A field that is mapped is read from its column alone.
    """
    if field in mapping:
        found: Iterable[Cell] = [Cell(mapping[field], _at(row, mapping[field]))]
    else:
        names = _named(row)
        found = (_known(row, names, each) for each in synonyms()[field])
    yield from (cell for cell in found if cell.value not in (None, "", [], {}))


@functools.cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Known names of each field's column, likeliest first, folded."""
    known = vocabulary.load("columns")["columns"]
    return {field: tuple(dict.fromkeys(map(folded, known[field]))) for field in FIELDS}


def folded(name: str) -> str:
    """A column's name for comparison: without case, spaces, hyphens and underscores."""
    return _BETWEEN.sub("", name[:LONGEST].casefold())


def name(row: Row) -> str | None:
    """A row's own name, on one line: what tells it from others in its table."""
    for cell in cells(row, "id", {}):
        if isinstance(cell.value, str | int) and not isinstance(cell.value, bool):
            words = " ".join(str(cell.value)[: 2 * LONGEST].split())
            return encoding.clean(words) if 0 < len(words) <= LONGEST else None
    return None


def _named(row: Row) -> dict[str, str]:
    names: dict[str, str] = {}
    for name in row:
        names.setdefault(folded(name), name)
    return names


def _known(row: Row, names: Mapping[str, str], known: str) -> Cell:
    head, _, member = known.partition(".")
    name = names.get(head)
    value = row[name] if name is not None else None
    if not member:
        return Cell(name or known, value)
    return Cell(f"{name}.{member}", value.get(member) if isinstance(value, dict) else None)


def _at(row: Row, column: str) -> object:
    """The value of a column, or of a member of it where the name has dots and no column fits."""
    if column in row:
        return row[column]
    value: object = row
    for part in column.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
