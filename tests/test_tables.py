"""Tables: JSON Lines, JSON documents, delimited files and Parquet to captures and reports."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger import vocabulary
from newsledger.model import Capture, Report, Skip
from newsledger.readers import encoding, files, moments, offsets
from newsledger.readers.credits import agency
from newsledger.readers.tables import columns, delimited, jsonlines, parquet, rawlines, table

TEXT = "A dam above Tarsk burst on Monday.\nFour people were missing, officials in Ulmen said."
MEGABYTE = 1024 * 1024


def lines(*content: bytes | str | dict[str, Any]) -> list[Capture | Skip]:
    made = [json.dumps(each) if isinstance(each, dict) else each for each in content]
    joined = b"\n".join(each.encode() if isinstance(each, str) else each for each in made)
    return list(jsonlines.captures(io.BytesIO(joined), "a.jsonl"))


def rows(content: bytes | str, path: str = "a.csv") -> list[Capture | Skip]:
    stream = io.BytesIO(content.encode() if isinstance(content, str) else content)
    return list(delimited.captures(stream, path))


def captured(found: list[Capture | Skip]) -> list[Capture]:
    return [each for each in found if isinstance(each, Capture)]


def read(capture: Capture | Skip, **mapping: str) -> Report | Skip:
    assert isinstance(capture, Capture), capture
    (one,) = table.read(capture, mapping)
    return one


def report(capture: Capture | Skip, **mapping: str) -> Report:
    one = read(capture, **mapping)
    assert isinstance(one, Report), one
    assert isinstance(capture, Capture)
    assert one.source_sha256 == capture.sha256
    for block in one.blocks:
        assert offsets.opens(capture.content, one.encoding or "", one.layers, one.text, block)
    return one


def opened(capture: Capture, one: Report) -> list[bytes]:
    return [capture.content[each.source_start : each.source_end] for each in one.blocks]


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


# --- a row to a report


@pytest.mark.parametrize(
    "example", vocabulary.load("columns")["example"], ids=lambda e: str(e["row"])
)
def test_columns_are_known_by_their_names(example: dict[str, Any]) -> None:
    one = report(*lines(example["row"]))
    expected = {key: value for key, value in example.items() if key != "row"}
    assert {key: getattr(one, key) for key in expected} == expected


def test_the_text_stands_under_its_title_once() -> None:
    one = report(*lines({"title": "Dam bursts", "content": TEXT}))
    other = report(*lines({"title": "Dam bursts", "content": f"Dam bursts\n\n{TEXT}"}))
    assert one.text == other.text == f"Dam bursts\n\n{TEXT}"


def test_a_mapping_is_followed() -> None:
    row = {
        "text": "Not this.",
        "article": {"body": TEXT},
        "no": 7,
        "desk": "AFP",
        "on": "3 May 2021",
    }
    mapping: dict[str, Any] = {
        "text": "article.body",
        "id": "no",
        "agency": "desk",
        "published": "on",
    }
    one = report(*lines(row), **mapping)
    assert (one.text, one.path, one.agency) == (TEXT, "a.jsonl#7", "AFP")
    assert (one.published, one.published_basis) == ("2021-05-03", "feed")
    assert ("published", "column on") in {(fact.field, fact.source) for fact in one.stated}


def test_an_unknown_field_is_an_error() -> None:
    (capture,) = captured(lines({"text": TEXT}))
    with pytest.raises(ValueError, match="unknown field headlines; the fields are text, title"):
        table.read(capture, {"headlines": "title"})


def test_a_column_that_is_not_there_is_said() -> None:
    (capture,) = rows(f'id,story\n1,"{TEXT}"\n')
    one = read(capture, text="body")
    assert isinstance(one, Skip)
    assert (one.reason, one.advice) == ("no column 'body' in this table", "it has: id, story")


@pytest.mark.parametrize("row", [{"title": "No text"}, {"text": 5}, {"text": " "}, {"text": "\0"}])
def test_a_row_without_a_text(row: dict[str, Any]) -> None:
    one = read(*lines({"id": "q"} | row))
    assert isinstance(one, Skip)
    assert (one.path, one.reason) == ("a.jsonl#q", "no text in this record")


def test_html_in_a_text_column_becomes_paragraphs() -> None:
    (capture,) = captured(
        lines('{"title":"T &amp; T","text":"<p>A &amp; b.</p><p>C <b>d</b>.</p>"}')
    )
    one = report(capture)
    assert one.text == "T & T\n\nA & b.\nC d."
    assert one.layers == ("json", "markup")
    assert opened(capture, one) == [b"T &amp; T", b"A &amp; b.", b"C <b>d</b>."]


def test_signs_that_are_no_tags_stay() -> None:
    assert report(*lines({"text": "If a < b and c > d, p is <0.05."})).layers == ("json",)


def test_every_dated_column_is_kept() -> None:
    row = {"text": TEXT, "published": "03/04/2021", "date": "2021-04-03", "updated": 20210404}
    one = report(*lines(row))
    assert (one.published, one.modified) == ("2021-04-03", "2021-04-04")
    dates = [(f.value, f.source) for f in one.stated if f.field in {"published", "modified"}]
    assert dates == [
        ("03/04/2021", "column published"), ("2021-04-03", "column date"),
        ("2021-04-04", "column updated"),
    ]  # fmt: skip


def test_numbers_are_dates_only_where_the_column_says_so() -> None:
    assert report(*lines({"text": TEXT, "date": 1620037200})).published is None
    one = report(*lines({"text": TEXT, "created_utc": 1620037200.0}))
    assert one.published == "2021-05-03T10:20:00+00:00"


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2021-05-03T10:20:00+02:00", "2021-05-03T10:20:00+02:00"),
        ("2021-05-03 10:20:00 UTC", "2021-05-03T10:20:00+00:00"),
        ("20210503T102000Z", "2021-05-03T10:20:00+00:00"),
        ("20210503102000", "2021-05-03T10:20:00"),
        ("Mon, 03 May 2021 10:20:00 +0200", "2021-05-03T10:20:00+02:00"),
        ("May 3, 2021", "2021-05-03"),
        ("2021-05-03T99:00", "2021-05-03"),
        ("03/04/2021", None),
        ("soon", None),
        ("2021-13-40", None),
        ("9" * 5000, None),
        (float("nan"), None),
    ],
)
def test_moments(stated: str | float, iso: str | None) -> None:
    assert moments.iso(stated) == iso


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        ("Associated Press", "AP"),
        ("By Jane Roe, AFP", "AFP"),
        ("REUTERS/Li Bo", "Reuters"),
        ("Reuters Street Press", None),
        ("Jane Roe", None),
        ("tt and friends", None),
        ("x" * 10_000_000, None),
        (None, None),
    ],
)
def test_agencies(credit: str | None, name: str | None) -> None:
    assert agency(credit) == name


def test_only_a_known_agency_is_one() -> None:
    one = report(*lines({"text": TEXT, "agency": "Norvania Wire", "author": "Reuters"}))
    assert one.agency == "Reuters"
    assert ("agency", "Norvania Wire") in {(fact.field, fact.value) for fact in one.stated}


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


# --- delimited files


def test_a_row_keeps_its_bytes() -> None:
    first, second = captured(rows('id,title,text\r\n7,"Dam, bursts","A ""b"".\nC d."\r\n8,x,y z\n'))
    assert first.content == b'7,"Dam, bursts","A ""b"".\nC d."\r\n'
    assert first.columns == ("id", "title", "text")
    assert (first.path, second.path, first.media_type) == ("a.csv#7", "a.csv#8", "text/csv")
    one = report(first)
    assert one.text == 'Dam, bursts\n\nA "b".\nC d.'
    assert one.layers == ("cells",)
    assert opened(first, one) == [b"Dam, bursts", b'A ""b"".', b"C d."]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_told(delimiter: str, name: str) -> None:
    text = "The mayor’s café, the “Ülmen”; it was closed | for good. " * 5
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerows(
        [
            ("id", "title", "text"),
            (1, "A; b, c", text),
            (2, "D", "Ė.\nF" if name != "cp1252" else "E.\nF"),
        ]
    )
    found = captured(rows(written.getvalue().encode(name)))
    assert report(found[0]).text == f"A; b, c\n\n{text}"
    assert {each.media_type for each in found} == {
        name for name, sign in delimited.DELIMITERS.items() if sign == delimiter
    }
    assert len(found) == 2


def test_bad_rows_are_named_and_the_rest_goes_on() -> None:
    found = rows('id,text\n1,A b.\n2\n\n3,"never closed\n4,C d.\n5,E f.\n6,g,h\n')
    assert [each.path for each in found] == [
        "a.csv#1", "a.csv:3", "a.csv:5", "a.csv#4", "a.csv#5", "a.csv:8",
    ]  # fmt: skip
    assert "not closed" in str(found[2])


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b"\n\n", b"," * 10_000 + b"\n1"])
def test_no_table(content: bytes) -> None:
    (one,) = rows(content)
    assert isinstance(one, Skip)


def test_null_bytes_and_repeated_names() -> None:
    (capture,) = captured(rows(b"id,text,text,\n1,A\0b.,second,x\n"))
    assert capture.columns == ("id", "text", "", "")
    assert report(capture).text == "A\0b."


def test_an_encoding_that_lies() -> None:
    good = "id,text\n" + "".join(f"{n},{'Ülmen is calm. ' * 20}\n" for n in range(1_000))
    bad = f"{good}x,The café “Ülmen” was closed, the mayor’s office said.\n".replace(
        " closed,", " closed"
    )
    found = rows(good.encode() + bad.splitlines()[-1].encode("cp1252") + b"\n9,C d.\n")
    assert found[-1].path == "a.csv#9"
    odd = found[-2]
    assert isinstance(odd, Skip) or "café “Ülmen”" in report(odd).text


def test_a_cell_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_LINES", 50)
    cell = b"x" * (files.LARGEST_PAGE + 1)
    found = rows(b"id,text\n1," + cell + b'\n2,"' + b"y y\n" * 100 + b"\n3,C d.\n")
    assert "too large" in str(found[0])
    assert "not closed" in str(found[1])
    assert found[-1].path == "a.csv#3"


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=60)), min_size=1, max_size=8))
@settings(max_examples=25, deadline=None)
def test_any_cells_come_back(cells: list[tuple[str, str]]) -> None:
    cells = [(a.replace("\r", ""), b.replace("\r", "") + ".") for a, b in cells]
    cells = [pair for pair in cells if all(part.isprintable() or "\n" in part for part in pair)]
    written = io.StringIO(newline="")
    csv.writer(written).writerows([("name of it", "the text"), *cells])
    found = captured(rows(written.getvalue().encode()))
    assert [tuple(delimited.row(each).values()) for each in found] == cells  # type: ignore[union-attr]
    for each in found:
        report(each, text="the text")


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_no_bytes_break_a_reader(content: bytes) -> None:
    found = [
        *jsonlines.captures(io.BytesIO(content), "a"),
        *jsonlines.document(content, "a"),
        *rows(content),
        *rows(b"text,id\n" + content),
    ]
    for each in captured(found):
        assert isinstance(read(each), Report | Skip)


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_lines_are_cut_at_line_feeds_only(name: str) -> None:
    text = "ab\nĊਊc\u2028d\n\n" + "x" * 100 + "\nend"
    view: Any = io.BytesIO(text.encode(name))
    found = list(rawlines.lines(view, name, 40))
    assert [line.cut for line in found] == [False, False, False, True, False]
    whole = [line.content.decode(name) for line in found if not line.cut]
    assert whole == ["ab\n", "Ċਊc\u2028d\n", "\n", "end"]


@pytest.mark.parametrize("declared", ["zip", "hex", "rot13", "idna", "punycode", "nonesuch", "\0"])
def test_what_is_no_charset(declared: str) -> None:
    assert encoding.codec(b"\xff\xfe\xfd" * 3, declared) != declared


# --- Parquet


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


def test_names_of_fields_are_those_of_the_vocabulary() -> None:
    assert set(vocabulary.load("columns")["columns"]) == set(columns.FIELDS)
