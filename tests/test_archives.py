"""WARC archives: every page once, whatever is wrong between them, and nothing silent."""

import gzip
import io
import tracemalloc
from itertools import accumulate
from typing import BinaryIO, cast

import archives_made as made
import pytest
from archives_read import MEGABYTE, PAGE, RECORDS, addressed, one, pages, said, skips
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.model import Capture, Skip
from newsledger.readers import files
from newsledger.readers.archives import warc

PACKINGS = ("plain", "gzip", "zstd")
TRAILER = 16  # bytes at the end of a packed record that hold none of its page


def test_every_page_of_a_crawl_is_read_and_its_requests_are_passed_over() -> None:
    for content in (made.written(), made.written(packed=False)):
        assert pages(content) == made.PAGES
        assert skips(content) == []


def test_a_capture_says_where_it_is_from() -> None:
    found = one(RECORDS[1])
    assert found.path == "a.warc#https://herald.example/1"
    assert found.url == "https://herald.example/1"
    assert (found.media_type, found.charset) == ("text/html", "utf-8")
    assert found.captured == "2023-09-19T10:00:00Z"
    assert len(found.sha256) == 64


@pytest.mark.parametrize("packing", PACKINGS)
def test_records_packed_one_by_one_or_together(packing: str) -> None:
    assert pages(made.by_record(RECORDS, packing)) == made.PAGES
    assert pages(made.by_record([b"".join(RECORDS)], packing)) == made.PAGES


@pytest.mark.parametrize("packed", [True, False])
def test_zstd_with_a_dictionary(packed: bool) -> None:
    dictionary = bytes(range(256)) * 500 + b"".join(RECORDS[:2])
    content = made.with_dictionary(RECORDS, dictionary, packed)
    assert pages(content) == made.PAGES
    assert "no end" in said(content[:40])


@pytest.mark.parametrize("packing", PACKINGS)
def test_an_archive_cut_short_anywhere_gives_all_before_and_says_so(packing: str) -> None:
    content = made.by_record(RECORDS, packing)
    ends = list(accumulate(len(made.by_record([each], packing)) for each in RECORDS))
    for cut in range(1, len(content), 7):
        found = list(warc.captures(io.BytesIO(content[:cut]), "a.warc"))
        urls = [c.url for c in found if isinstance(c, Capture)]
        assert urls == list(made.PAGES)[: len(urls)]
        whole = sum(end <= cut for end in ends)
        almost = sum(end - TRAILER <= cut for end in ends)
        assert whole <= len(urls) <= almost
        between = cut in ends or (packing == "plain" and any(e - 4 <= cut <= e for e in ends))
        assert sum(isinstance(c, Skip) for c in found) == (0 if between else 1), cut


def test_where_it_is_cut_is_said_in_bytes() -> None:
    content = made.by_record(RECORDS[:2], "plain")
    assert skips(content[:-30])[0].reason == (
        f"cut short: no end of the record at byte {len(RECORDS[0]):,}"
    )
    packed = made.by_record(RECORDS[:2], "gzip")
    (cut,) = skips(packed[:-30])
    assert f"cut short at byte {len(packed) - 30:,}" in cut.reason


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("length", [10, 5_000, 10**12])
def test_a_wrong_length_costs_no_page(packing: str, length: int) -> None:
    url = "https://herald.example/1"
    lie = made.record(made.http(made.PAGES[url]), url, length=length)
    content = made.by_record([RECORDS[0], lie, *RECORDS[2:]], packing)
    expected = made.PAGES if length < files.LARGEST_PAGE else addressed(0, 2, 3, 4)
    assert pages(content) == expected
    assert len(skips(content)) == 1


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize(
    "rubbish",
    [
        b"\0" * 900 + b"x",
        b"rubbish\r\n\r\nmore\n" * 9,
        b"WARC/1.1\r\nWARC-Type: response\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: -4\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: " + b"9" * 40 + b"\r\n\r\n",
        b"WARC/1.1\r\nX: " + b"x" * 90_000 + b"\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    ],
)
def test_rubbish_between_records_is_named_and_passed_over(packing: str, rubbish: bytes) -> None:
    content = made.by_record([*RECORDS[:2], rubbish, *RECORDS[2:]], packing)
    assert pages(content) == made.PAGES
    assert "no record" in skips(content)[0].reason


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_a_damaged_frame_costs_its_own_pages_only(packing: str) -> None:
    packed = [made.by_record([each], packing) for each in RECORDS]
    packed[1] = packed[1][:60] + b"XXXXXXXXXXXXXXXX" + packed[1][76:]
    packed[3] = b"no frame at all"
    content = b"".join(packed)
    assert pages(content) == addressed(0, 2, 4)
    reasons = [skip.reason for skip in skips(content)]
    assert [f"damaged {packing} data" in reason for reason in reasons] == [True, True]


def test_padding_and_newlines_are_no_damage() -> None:
    content = gzip.compress(RECORDS[0] + b"\r\n" * 9) + gzip.compress(RECORDS[1]) + b"\0" * 512
    assert pages(content) == addressed(0, 1)
    assert skips(content) == []


@pytest.mark.parametrize(
    "altered",
    [
        RECORDS[1].replace(b"\r\n", b"\n"),
        RECORDS[1].replace(b"WARC-Type", b"warc-type").replace(b"\r\nContent-L", b"\r\ncontent-l"),
        RECORDS[1].replace(b"https://herald.example/1", b"<https://herald.example/1>"),
        RECORDS[1].replace(b"WARC-Target-URI: https:", b"WARC-Target-URI:\r\n https:"),
        RECORDS[1].replace(b"WARC/1.1", b"WARC/0.18"),
        RECORDS[1].removesuffix(b"\r\n"),
    ],
)
def test_headers_as_other_crawlers_write_them(altered: bytes) -> None:
    found = pages(RECORDS[0] + altered + RECORDS[2])
    assert list(found) == list(made.PAGES)[:3]


def test_what_is_no_page_is_one_line_a_kind() -> None:
    content = b"".join(
        made.record(made.http(b"x", status, media), f"https://herald.example/{number}/{media}")
        for number in range(300)
        for status, media in (
            ("404 Not Found", "text/html"),
            ("301 Moved", "text/html"),
            ("200 OK", f"image/{number % 3}"),
            ("200 OK", "text/css"),
        )
    )
    status, media = skips(content)
    assert status.reason == "responses that are no pages: 600, of HTTP status 301 (300), 404 (300)"
    assert media.reason.startswith("records without text: 600, of text/css (300), image/0 (100)")
    assert pages(content) == {}


def test_kinds_without_number_stay_few() -> None:
    content = b"".join(
        made.record(made.http(b"x", media=f"a/{'b' * 300}{n}"), f"https://herald.example/{n}")
        for n in range(500)
    )
    assert len(said(content)) < 1_500


def test_resources_and_conversions_are_pages_but_not_the_crawlers_own() -> None:
    content = (
        made.record(b"Bridge shut.", kind="conversion", media="text/plain")
        + made.record(PAGE, "https://herald.example/r", "resource", "text/html; charset='cp1251'")
        + made.record(b"{}", "urn:pageinfo:https://herald.example/r", "resource", "text/plain")
        + made.record(b"\x89PNG", "https://herald.example/i", "resource", "image/png")
        + made.record(b"x", "https://herald.example/c", "continuation", extra="WARC-Segment-N: 2")
    )
    found = [c for c in warc.captures(io.BytesIO(content), "a") if isinstance(c, Capture)]
    assert [(c.content, c.media_type, c.charset) for c in found] == [
        (b"Bridge shut.", "text/plain", None),
        (PAGE, "text/html", "cp1251"),
    ]
    assert [s.reason.split(":")[0] for s in skips(content)] == [
        "records without text",
        "records of the crawler's own",
        "parts of records that go over several files (segmented)",
    ]


def test_a_revisit_refers_to_a_page_of_this_archive_or_another() -> None:
    first = made.record(made.http(PAGE), extra="WARC-Payload-Digest: sha1:ABC\r\n")
    unchanged = made.revisit("sha1:abc", "https://herald.example/y")
    picture = made.revisit("sha1:DEF", "https://herald.example/p.png", "image/png")
    elsewhere = made.revisit("sha1:GHI", "https://herald.example/z")
    for content in (
        unchanged + first + elsewhere + picture,
        first + picture + elsewhere + unchanged,
    ):
        assert pages(content) == {"https://herald.example/x": PAGE}
        media, again, other = skips(content)
        assert "image/png (1)" in media.reason
        assert "in this archive (revisit): 1" in again.reason
        assert (
            "not in this archive (revisit): 1, the first https://herald.example/z" in other.reason
        )


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
@pytest.mark.parametrize("start", [b"", RECORDS[0][:300], made.record(b"", length=10**11)[:-4]])
def test_an_archive_bomb_is_named_and_the_next_record_read(packing: str, start: bytes) -> None:
    bomb = made.by_record([start + bytes(80 * MEGABYTE)], packing)
    content = made.by_record(RECORDS[:2], packing) + bomb + made.by_record(RECORDS[2:], packing)
    assert pages(content) == made.PAGES
    assert any(f"a {packing} bomb" in skip.reason for skip in skips(content))


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n", b"<html>no archive</html>", b"\x1f\x8b\x08"])
def test_what_is_no_archive_is_said(content: bytes) -> None:
    assert said(content)


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_altered_bytes_never_raise(data: st.DataObject) -> None:
    packing = data.draw(st.sampled_from(PACKINGS))
    content = bytearray(made.by_record(RECORDS, packing))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    found = list(warc.captures(io.BytesIO(bytes(content)), "a.warc"))
    assert found
    assert found == list(warc.captures(io.BytesIO(bytes(content)), "a.warc"))


def test_a_stream_that_fails_is_said() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() >= len(RECORDS[0]):
                raise OSError("the disk went away")
            return super().read(min(size or 0, 50))

    found = list(warc.captures(Failing(b"".join(RECORDS)), "a.warc"))
    assert isinstance(found[0], Capture)
    assert "the disk went away" in next(s.reason for s in found if isinstance(s, Skip))


def test_memory_stays_flat() -> None:
    record = made.record(made.http(b"<p>The bridge was shut.</p>" * 40_000))

    class Endless(io.RawIOBase):
        left = 60

        def read(self, _size: int = -1) -> bytes:
            self.left -= 1
            return record if self.left >= 0 else b""

    tracemalloc.start()
    stream = cast("BinaryIO", Endless())
    count = len([each.url for each in warc.captures(stream, "a.warc") if isinstance(each, Capture)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 60
    assert peak < 12 * len(record)
