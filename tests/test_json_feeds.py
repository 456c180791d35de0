"""JSON Feed: items to reports, and what is no feed."""

import json

import pytest
from feeds_made import put

from newsledger.model import Capture, Report, Skip
from newsledger.readers import offsets
from newsledger.readers.feeds import jsonfeed

ITEMS = [
    {"id": "1", "url": "https://h.example/1", "title": "Dam \"bursts\"", "language": "en",
     "content_html": "<p>Crews searched the caf\u00e9.</p><p>Four &amp; more are missing.</p>",
     "date_published": "2021-05-03T10:20:00+02:00", "date_modified": "2021-05-04T00:00:00Z",
     "authors": [{"name": "Jane Roe"}, {"name": "AP"}], "external_url": "https://o.example/1"},
    {"id": 2, "content_text": "Plain\nlines & <b>.", "summary": "x", "date_published": "soon"},
    {"id": "3", "title": "No text"},
    {"id": "1", "content_text": "Plain\nlines & <b>."},
    "no object",
]  # fmt: skip


def json_feed(**fields: object) -> Capture:
    feed_ = {"version": "https://jsonfeed.org/version/1.1", "title": "Norvania Herald",
             "language": "en-GB", "items": ITEMS, **fields}  # fmt: skip
    return put(json.dumps(feed_))


def test_a_json_feed() -> None:
    capture = json_feed()
    found = list(jsonfeed.read(capture))
    one, two, four = (each for each in found if isinstance(each, Report))
    assert one.text == 'Dam "bursts"\n\nCrews searched the café.\nFour & more are missing.'
    assert (one.outlet, one.author, one.agency) == ("Norvania Herald", "Jane Roe, AP", "AP")
    assert (one.published, one.modified) == ("2021-05-03T10:20:00+02:00", "2021-05-04T00:00:00Z")
    assert one.layers == ("json", "markup")
    assert (two.text, two.layers, two.published) == ("Plain\nlines & <b>.", ("json",), None)
    assert (two.language, two.locator, four.locator) == ("en-GB", "2", "1 (entry 4)")
    assert four.blocks[0].source_start > two.blocks[-1].source_end
    for report in (one, two, four):
        assert len(report.blocks) == len(report.text.replace("\n\n", "\n").split("\n"))
        for block in report.blocks:
            assert offsets.opens(capture.content, "utf-8", report.layers, report.text, block)
    assert [each.reason for each in found if isinstance(each, Skip)] == [
        "2 of 5 entries of this feed hold no text"
    ]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", '{"version": 1}', '{"version": "https://jsonfeed.org/version/1"}',
     '{"version": "https://jsonfeed.org/version/1", "items": 3}', "[" * 100_000,
     '{"version": "https://jsonfeed.org/version/1", "items": [' + "[" * 100_000,
     '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1"'],
)  # fmt: skip
def test_what_is_no_json_feed_is_a_skip(content: str) -> None:
    (only,) = jsonfeed.read(put(content))
    assert isinstance(only, Skip)


def test_a_json_feed_is_known_by_its_version() -> None:
    assert jsonfeed.looks_like(b"\xef\xbb\xbf" + json_feed().content)
    assert jsonfeed.looks_like(b'{"version":"https:\\/\\/jsonfeed.org\\/version\\/1"}')
    assert not jsonfeed.looks_like(b'{"version": "1.0"}')
    assert not jsonfeed.looks_like(b"version https://jsonfeed.org/version/1")
