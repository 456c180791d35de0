"""Parquet to captures: rows, damage, and memory that stays bounded."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from tables_read import MEGABYTE, TEXT, captured, report

from newsledger.model import Capture, Skip
from newsledger.readers import files
from newsledger.readers.tables import parquet


def stored(folder: Path, **cells: Any) -> Path:
    path = folder / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.table(cells), path, row_group_size=2)
    return path


def groups(path: Path) -> Iterator[Capture | Skip]:
    return parquet.captures(path, "a.parquet")


def test_a_row_is_json_with_sorted_keys(tmp_path: Path) -> None:
    moment = datetime(2021, 5, 3, 10, 20, tzinfo=UTC)
    path = stored(
        tmp_path, title=["Dam bursts", None, "C"], text=[TEXT, "<p>A b.</p>", None],
        date=[moment] * 3, picture=[b"\x89PNG"] * 3, vector=[[0.5, 1.5]] * 3, id=["x", "y", "z"],
        tags=[["a"], [], None], body=[b"A b.", None, b"\xff"],
    )  # fmt: skip
    first, second, third = captured(list(groups(path)))
    assert list(json.loads(first.content)) == ["body", "date", "id", "tags", "text", "title"]
    assert (first.path, first.media_type) == ("a.parquet#x", "application/json")
    one = report(first)
    assert (one.text, one.published) == (f"Dam bursts\n\n{TEXT}", "2021-05-03T10:20:00+00:00")
    assert len(one.blocks) == 3
    assert report(second).text == "A b."
    assert report(third).text == "C\n\n\ufffd"


def test_a_stream_that_can_seek_is_read(tmp_path: Path) -> None:
    with stored(tmp_path, text=["A b.", "C d."]).open("rb") as stream:
        assert [each.path for each in parquet.captures(stream, "x")] == ["x#1", "x#2"]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\xff" * 100 + b"PAR1", b"x" * 5000])
def test_a_damaged_index(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(content)
    (one,) = groups(tmp_path / "a.parquet")
    assert isinstance(one, Skip)
    assert "Parquet" in one.reason


def test_a_damaged_page_loses_its_rows_alone(tmp_path: Path) -> None:
    path = stored(tmp_path, text=[f"Row {n} says so. " * 50 for n in range(8)])
    content = bytearray(path.read_bytes())
    place = pyarrow.parquet.ParquetFile(path).metadata.row_group(1).column(0).dictionary_page_offset
    content[place : place + 12] = b"\xff" * 12
    path.write_bytes(content)
    found = list(groups(path))
    assert [each.path for each in found] == [
        "a.parquet#1", "a.parquet#2", "a.parquet:3", *(f"a.parquet#{n}" for n in range(5, 9)),
    ]  # fmt: skip


def test_parquet_is_read_a_few_rows_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    size, each = 50 * MEGABYTE, 10_000
    texts = pyarrow.array([f"{n} " + "x" * each for n in range(size // each)])
    pyarrow.parquet.write_table(pyarrow.table({"text": texts}), path, use_dictionary=False)
    del texts
    before, peak, count = pyarrow.total_allocated_bytes(), 0, 0
    for _ in groups(path):
        count += 1
        peak = max(peak, pyarrow.total_allocated_bytes() - before)
    assert count == size // each
    assert peak < 16 * MEGABYTE


def test_one_long_string_in_every_row_is_bounded(tmp_path: Path) -> None:
    word = "x" * (files.LARGEST_PAGE + 1)
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"text": [word] * 8}), path)
    found = list(groups(path))
    assert len(found) == 8
    assert all("too large" in str(one) for one in found)
