"""Payloads of WARC records: codings undone, chunks joined, odd and large ones named."""

import gzip
import zlib

import archives_made as made
import brotli
import pytest
import zstandard
from archives_read import MEGABYTE, PAGE, RECORDS, addressed, one, pages, said, skips

from newsledger.readers import files

CODED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE[:5]) + gzip.compress(PAGE[5:]),
    "deflate": zlib.compress(PAGE),
    "Deflate": zlib.compress(PAGE)[2:-4],
    "br": brotli.compress(PAGE),
    "zstd": zstandard.ZstdCompressor().compress(PAGE),
    "gzip, br": brotli.compress(gzip.compress(PAGE)),
    "identity": PAGE,
    "": PAGE,
}


@pytest.mark.parametrize("coding", CODED)
def test_content_codings_are_undone(coding: str) -> None:
    block = made.http(CODED[coding], extra=f"Content-Encoding: {coding}\r\n")
    assert one(made.record(block)).content == PAGE


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate", "unheard-of"])
def test_a_coding_the_crawler_undid_is_left_alone(coding: str) -> None:
    block = made.http(PAGE, extra=f"Content-Encoding: {coding}\r\n")
    assert one(made.record(block)).content == PAGE


def test_a_coding_that_cannot_be_undone_is_said() -> None:
    block = made.http(bytes(range(32)) * 9, extra="Content-Encoding: compress\r\n")
    assert "encoding that cannot be undone: 1, of compress (1)" in said(made.record(block))
    block = made.http(PAGE, extra="Content-Encoding: gzip, gzip, gzip, gzip, gzip\r\n")
    assert one(made.record(block)).content == PAGE


def test_what_can_be_had_of_a_cut_page_is_taken_and_said() -> None:
    long = b"".join(b"<p>Bridge %d was shut.</p>" % n for n in range(9_000))
    cut = gzip.compress(long)[:9_000]
    content = made.record(made.http(cut, extra="Content-Encoding: gzip\r\n"))
    (found,) = pages(content).values()
    assert len(found) > 10_000
    assert long.startswith(found)
    assert "cut short" in skips(content)[0].reason
    assert (
        "cut short"
        in skips(made.record(made.http(PAGE), extra="WARC-Truncated: time\r\n"))[0].reason
    )


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (b"5\r\nThe b\r\n7;x=1\r\nridge w\r\n0\r\nTrailer: x\r\n\r\n", b"The bridge w"),
        (b"5\r\nThe b\r\n70\r\nridge", b"The bridge"),
        (b"<p>no chunk", b"<p>no chunk"),
        (b"FFFFFFFFFFFFFFFFFFFFFFFFFF\r\nx", b"FFFFFFFFFFFFFFFFFFFFFFFFFF\r\nx"),
    ],
)
def test_chunks_are_joined(payload: bytes, expected: bytes) -> None:
    block = made.http(payload, extra="Transfer-Encoding: chunked\r\n")
    assert one(made.record(block)).content == expected


def test_odd_responses() -> None:
    for block in (b"", b"no http", b"HTTP/1.1 abc\r\n\r\nx", b"HTTP/1.1 200 OK", made.http(b"")):
        assert "responses that are no pages" in (reason := said(made.record(block))) or (
            "without a payload" in reason
        )
    assert "records without text" in said(made.record(b"1.2.3.4", media="text/dns"))
    assert one(made.record(made.http(PAGE, media=""))).media_type is None
    assert "records without text" in said(made.record(made.http(b"\x89PNG\r\n", media="")))
    assert one(RECORDS[0].replace(b"2023-09-19T10", b"2023-99-19T10")).captured is None


def test_a_record_that_is_too_large_is_named() -> None:
    body = b"x" * (files.LARGEST_PAGE + MEGABYTE)
    content = made.record(made.http(body)) + RECORDS[0]
    assert pages(content) == addressed(0)
    (skip,) = skips(content)
    assert skip.path == "a.warc#https://herald.example/x"
    assert "too large" in skip.reason
    film = made.record(made.http(body, media="video/mp4"))
    assert said(film) == "records without text: 1, of video/mp4 (1)"


def test_a_payload_bomb() -> None:
    bomb = brotli.compress(b"x" * 2 * files.LARGEST_PAGE)
    record = made.record(made.http(bomb, extra="Content-Encoding: br\r\n"))
    assert said(record) == "too large for one report: over 10 MB unpacked"
    found = skips(record * 40 + RECORDS[0])
    assert len(found) < 15
    assert "pages packed too well to be pages, and not unpacked" in found[-1].reason
    assert pages(record * 40 + RECORDS[0]) == addressed(0)
