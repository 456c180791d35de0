"""JSON Lines and JSON documents to captures, a row each."""

import io
import json
import tracemalloc
from typing import Any

import pytest
from tables_read import MEGABYTE, TEXT, captured, lines, read, report

from newsledger.model import Capture, Report, Skip
from newsledger.readers import files
from newsledger.readers.tables import delimited, jsonlines

# --- JSON Lines


def test_a_line_is_its_own_capture() -> None:
    first, second = captured(lines({"id": "x1", "text": TEXT}, '  {"text":"B b."}  '))
    assert (first.path, second.path) == ("a.jsonl#x1", "a.jsonl#2")
    assert second.content == b'  {"text":"B b."}  '
    assert (first.media_type, first.charset) == ("application/json", "utf-8")
    one = report(first)
    assert (one.path, one.locator, one.text) == ("a.jsonl#x1", "", TEXT)
    assert one.layers == ("json",)
    assert len(one.blocks) == 2


def test_a_bad_line_is_named_and_the_rest_goes_on() -> None:
    found = lines('{"text": "cut', "[1]", "", b'"\xff"', "[" * 100_000, {"text": TEXT})
    assert [each.path for each in found] == [*(f"a.jsonl:{n}" for n in (1, 2, 4, 5)), "a.jsonl#6"]
    assert all(isinstance(each, Skip) and len(each.reason) < 200 for each in found[:4])


def test_a_lone_surrogate_is_replaced() -> None:
    (one,) = lines('{"text": "A \\ud800 b.", "title": "\\udfff T"}')
    assert report(one).text == "\ufffd T\n\nA \ufffd b."


@pytest.mark.parametrize("row", ['{"text": "A\tb.", "n": NaN}', '{"text": "A\tb.", "n": Infinity}'])
def test_what_writers_often_break_is_read(row: str) -> None:
    (one,) = lines(row)
    assert report(one).text == "A\tb."


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_json_lines_in_other_encodings(name: str) -> None:
    row = json.dumps({"text": "Ülmen is Ċalm.\nSo is Tarsk."}, ensure_ascii=False)
    found = list(jsonlines.captures(io.BytesIO(f"{row}\n{row}\n".encode(name)), "a.jsonl"))
    assert [report(each).text for each in found] == ["Ülmen is Ċalm.\nSo is Tarsk."] * 2


def test_a_line_that_is_too_long_is_not_held() -> None:
    stream = io.BytesIO(b'{"text": "' + b"x" * (3 * files.LARGEST_PAGE) + b'"}\n{"text": "B b."}')
    tracemalloc.start()
    found = list(jsonlines.captures(stream, "a.jsonl"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [each.path for each in found] == ["a.jsonl:1", "a.jsonl#2"]
    assert "too large" in str(found[0])
    assert peak < 2.5 * files.LARGEST_PAGE


class Endless(io.RawIOBase):
    """Rows that are made as they are read."""

    def __init__(self, row: bytes, size: int) -> None:
        self.row, self.left = row, size // len(row)
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self.rest and self.left:
            self.rest, self.left = self.row, self.left - 1
        size = min(len(buffer), len(self.rest))
        buffer[:size], self.rest = self.rest[:size], self.rest[size:]
        return size


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_memory_is_flat(name: str) -> None:
    text = "The water rose in Tarsk. " * 400
    row = (
        json.dumps({"text": text}).encode() + b"\n" if name == "a.jsonl" else f"1,{text}\n".encode()
    )
    size = (50 if name == "a.jsonl" else 20) * MEGABYTE  # the csv module is slow when traced
    stream: Any = Endless(row, size)
    reader = jsonlines.captures if name == "a.jsonl" else delimited.captures
    tracemalloc.start()
    found = sum(isinstance(each, Capture) for each in reader(stream, name))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found >= size // len(row) - 1
    assert peak < 5 * MEGABYTE


# --- JSON documents


@pytest.mark.parametrize(
    ("content", "paths"),
    [
        ('{"text": "A b."}', ["a.json"]),
        (
            '\ufeff[{"text": "A ] b.", "id": "é"}, 3, {"text": "C d."}]',
            ["a.json#é", "a.json#2", "a.json#3"],
        ),
        ('{"x": {"articles": [1]}, "articles" : [{"text": "A [ b."}]}', ["a.json#1"]),
        ("[]", ["a.json"]),
        ("3", ["a.json"]),
        ('[{"text": "cut', ["a.json"]),
        ("[" * 100_000, ["a.json"]),
    ],
)
def test_documents(content: str, paths: list[str]) -> None:
    found = list(jsonlines.document(content.encode(), "a.json"))
    assert [each.path for each in found] == paths
    assert all(each.content in content.encode() for each in captured(found))
    assert all(isinstance(read(each), Report) for each in captured(found))
