"""Parquet files: one capture a row, its cells as JSON with sorted keys. Read by pyarrow.

A file is seekable and has its index at its end (Apache Parquet format, file metadata). It is read
row group by row group and a few pages at a time. Columns of bytes, such as pictures, or of
fractions, such as vectors, are not read.
"""

import hashlib
import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from newsledger.model import Capture, Skip
from newsledger.readers import files
from newsledger.readers.tables import columns

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.parquet import ParquetFile

MEDIA_TYPE = "application/json"
ROWS = 32  # of a batch; few, since a page may name one long string in every row
BUFFER = 64 * 1024  # bytes of a column read at once
LARGEST_INDEX = 64 * files.MEGABYTE  # bytes of a string in the file's metadata
MOST_ENTRIES = 1_000_000  # of a list in the file's metadata

_ADVICE = "write the table again, or export it as JSON Lines"
_encoder = msgspec.json.Encoder(order="deterministic")


def captures(source: Path | BinaryIO, path: str) -> Iterator[Capture | Skip]:
    """A capture a row, at FILE#ID or FILE#NUMBER; what cannot be read is a Skip at FILE:ROW.

    `source` is a path or a seekable stream.
    """
    try:
        file = _opened(source)
    except ImportError:
        yield files.skip(path, "Parquet needs the library pyarrow", "pip install pyarrow")
        return
    except Exception as error:  # noqa: BLE001  a damaged index may break the library in any way
        yield files.skip(path, f"not a readable Parquet file: {_short(error)}", _ADVICE)
        return
    with file:
        yield from _groups(file, path)


def _opened(source: Path | BinaryIO) -> "ParquetFile":
    import pyarrow.parquet

    return pyarrow.parquet.ParquetFile(
        source,
        buffer_size=BUFFER,
        pre_buffer=False,
        thrift_string_size_limit=LARGEST_INDEX,
        thrift_container_size_limit=MOST_ENTRIES,
    )


def _groups(file: "ParquetFile", path: str) -> Iterator[Capture | Skip]:
    names = [each.name for each in file.schema_arrow if _readable(each)]
    first = 1
    for group in range(file.metadata.num_row_groups):
        number = first
        try:
            for batch in file.iter_batches(ROWS, row_groups=[group], columns=names):
                yield from _captures(batch, number, path)
                number += batch.num_rows
        except Exception as error:  # noqa: BLE001  a damaged page may break the library in any way
            reason = f"rows that cannot be read: {_short(error)}"
            yield files.skip(f"{path}:{number}", reason, _ADVICE)
        first += file.metadata.row_group(group).num_rows


def _readable(field: "pyarrow.Field") -> bool:
    """Whether a column may hold what a report needs; text is bytes in files of some writers."""
    from pyarrow import types

    kind = field.type
    while types.is_dictionary(kind) or types.is_list(kind) or types.is_large_list(kind):
        kind = kind.value_type
    if types.is_binary(kind) or types.is_large_binary(kind):
        return any(columns.folded(field.name) in known for known in columns.synonyms().values())
    vector = kind != field.type and types.is_floating(kind)
    return not (vector or types.is_fixed_size_binary(kind) or types.is_fixed_size_list(kind))


def _captures(batch: "pyarrow.RecordBatch", first: int, path: str) -> Iterator[Capture | Skip]:
    for number in range(batch.num_rows):
        try:
            yield _capture(_row(batch, number), first + number, path)
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            reason = f"a row that is not read: {_short(error)}"
            yield files.skip(f"{path}:{first + number}", reason, _ADVICE)


def _row(batch: "pyarrow.RecordBatch", number: int) -> dict[str, object]:
    names = enumerate(batch.schema.names)
    return {name: _plain(_value(batch.column(n)[number])) for n, name in names}


def _value(scalar: "pyarrow.Scalar") -> object:
    import pyarrow

    if pyarrow.types.is_timestamp(scalar.type):
        # In microseconds, which Python's own type can hold.
        scalar = scalar.cast(pyarrow.timestamp("us", scalar.type.tz), safe=False)
    text = pyarrow.types.is_string(scalar.type) and scalar.is_valid
    if text and scalar.as_buffer().size > files.LARGEST_PAGE:
        raise ValueError(files.too_large(files.LARGEST_PAGE)[0])
    value: object = scalar.as_py()
    return value


def _capture(row: dict[str, object], number: int, path: str) -> Capture | Skip:
    content = _encoder.encode(row)
    if len(content) > files.LARGEST_PAGE:
        return files.skip(f"{path}:{number}", *files.too_large(files.LARGEST_PAGE))
    return Capture(
        sha256=hashlib.sha256(content).hexdigest(),
        path=f"{path}#{columns.name(row) or number}",
        content=content,
        media_type=MEDIA_TYPE,
        charset="utf-8",
    )


def _plain(value: object) -> object:
    """A value in the types of JSON: dates as ISO 8601, other things as Python writes them."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if value is None or isinstance(value, str | bool | int | float):
        return None if isinstance(value, float) and not math.isfinite(value) else value
    return str(value.total_seconds() if isinstance(value, timedelta) else value)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
