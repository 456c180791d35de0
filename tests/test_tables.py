"""A row of a table to a report: its columns, moments, agencies and text."""

from typing import Any

import pytest
from tables_read import TEXT, captured, lines, opened, read, report, rows

from newsledger import vocabulary
from newsledger.model import Skip
from newsledger.readers import moments
from newsledger.readers.credits import agency
from newsledger.readers.tables import columns, table


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


def test_names_of_fields_are_those_of_the_vocabulary() -> None:
    assert set(vocabulary.load("columns")["columns"]) == set(columns.FIELDS)
