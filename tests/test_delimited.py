"""Delimited files to captures: delimiters, encodings, bad rows and long cells."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_read import captured, opened, read, report, rows

from newsledger.model import Report, Skip
from newsledger.readers import encoding, files
from newsledger.readers.tables import delimited, jsonlines, rawlines


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
