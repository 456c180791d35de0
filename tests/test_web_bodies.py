"""Bodies of pages: packed, endless, cut short or no text, and servers that never finish."""

import gzip
import itertools
import time
from dataclasses import replace

import pytest
from fetching import (
    HTML,
    OPEN,
    PAGE,
    Waits,
    captured,
    one,
    page_server,  # noqa: F401
    refused,
)
from loopback import Answer, Server, serve

from newsledger.readers.archives import decoders
from newsledger.readers.web import body as web_body
from newsledger.readers.web import fetch

# Bodies


def test_a_packed_page_is_unpacked(server: Server) -> None:
    packed = gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]) + b"\0\0"
    headers = {**HTML, "Content-Encoding": "gzip"}
    server.answers["/page"] = Answer(headers=headers, body=packed)
    assert captured(one(server)).content == PAGE


@pytest.mark.parametrize(
    ("packing", "content", "reason"),
    [
        ("gzip", gzip.compress(PAGE)[:-9], "ends too early"),
        ("gzip", PAGE, "cannot be unpacked"),
        ("gzip", b"", "ends too early"),
        ("br", PAGE, "not asked for"),
        ("gzip, gzip", PAGE, "not asked for"),
        ("gzip", gzip.compress(b"") * 2000, "cannot be unpacked"),
    ],
    ids=["cut", "not packed", "empty", "brotli", "packed twice", "many members"],
)
def test_a_page_that_cannot_be_unpacked(
    server: Server, packing: str, content: bytes, reason: str
) -> None:
    headers = {**HTML, "Content-Encoding": packing}
    server.answers["/page"] = Answer(headers=headers, body=content)
    assert reason in refused(one(server)).reason


def test_a_gzip_bomb_is_stopped_at_the_limit(server: Server) -> None:
    bomb = gzip.compress(bytes(30_000_000), 1)
    headers = {**HTML, "Content-Encoding": "gzip"}
    server.answers["/page"] = Answer(headers=headers, body=bomb)
    assert "larger than 10 MB" in refused(one(server)).reason


def test_bombs_unpack_piece_by_piece() -> None:
    sizes = [len(piece) for piece in web_body.unpacked([gzip.compress(bytes(5_000_000))])]
    assert sum(sizes) == 5_000_000
    assert max(sizes) <= decoders.STEP


@pytest.mark.parametrize("size", [1, 7, 4096, 10**6])
def test_members_unpack_however_they_travel(size: int) -> None:
    sound = [b"A dam burst above Tarsk.", bytes(300_000), b""]
    packed = b"".join(map(gzip.compress, sound)) + b"\0\0"
    chunks = (packed[at : at + size] for at in range(0, len(packed), size))
    assert b"".join(web_body.unpacked(chunks)) == b"".join(sound)


def test_an_endless_body_is_stopped_at_the_limit(server: Server) -> None:
    server.answers["/page"] = Answer(headers=HTML, pieces=itertools.repeat(bytes(65536)))
    assert "larger than 10 MB" in refused(one(server)).reason


def test_an_endless_body_that_unpacks_to_nothing_is_stopped_too(server: Server) -> None:
    nothing = b"\0\0\0\xff\xff" * 100_000  # empty stored blocks, RFC 1951
    pieces = itertools.chain([gzip.compress(b"")[:10]], itertools.repeat(nothing))
    server.answers["/page"] = Answer(headers={**HTML, "Content-Encoding": "gzip"}, pieces=pieces)
    assert "larger than 10 MB" in refused(one(server)).reason


@pytest.mark.parametrize("length", [11_000_000, 10**17])
def test_a_length_over_the_limit_is_refused_unread(server: Server, length: int) -> None:
    answer = Answer(headers=HTML, length=length, pieces=itertools.repeat(b"a"), pause=0.01)
    server.answers["/page"] = answer
    assert "larger than 10 MB" in refused(one(server)).reason


def test_a_body_cut_short_is_refused(server: Server) -> None:
    server.answers["/page"] = Answer(headers=HTML, body=PAGE, length=len(PAGE) + 10)
    assert "the connection to 127.0.0.1 failed" in refused(one(server)).reason


@pytest.mark.parametrize("media", ["image/png", "application/pdf", "VIDEO/mp4", "text/css"])
def test_what_is_no_text_is_refused_unread(server: Server, media: str) -> None:
    answer = Answer(headers={"Content-Type": media}, pieces=itertools.repeat(b"a"), pause=0.01)
    server.answers["/page"] = answer
    assert f"not a page to read: {media.lower()}" in refused(one(server)).reason


@pytest.mark.parametrize(
    "media", ["", "text/plain", "application/rss+xml;charset=utf-8", "application/ld+json"]
)
def test_what_may_be_a_report_is_taken(server: Server, media: str) -> None:
    server.answers["/page"] = Answer(headers={"Content-Type": media}, body=PAGE)
    assert captured(one(server)).content == PAGE


def test_an_empty_page_is_refused(server: Server) -> None:
    server.answers["/page"] = Answer(headers=HTML)
    assert "empty" in refused(one(server)).reason


# Servers that never finish, or are no web servers


@pytest.mark.parametrize(
    "answer",
    [
        Answer(headers=HTML, pieces=itertools.repeat(b"a"), pause=0.02),
        Answer(headers=HTML, pieces=itertools.repeat(b"1\r\na\r\n"), pause=0.02),
        Answer(raw=itertools.chain([b"HTTP/1.1 200 X\r\nA: "], itertools.repeat(b"a")), pause=0.02),
        Answer(raw=itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n"), pause=0.02),
        Answer(raw=[b""], pause=0.5),
    ],
    ids=["trickle", "chunks", "headers", "interim answers", "silence"],
)
def test_a_server_that_never_finishes_is_left_at_the_deadline(
    server: Server, answer: Answer
) -> None:
    server.answers["/page"] = answer
    begun = time.monotonic()
    skip = refused(one(server, settings=replace(OPEN, timeout=0.3)))
    assert "did not answer in time: 0.3 s in all" in skip.reason
    assert time.monotonic() - begun < 1.5


def test_a_silent_server_is_left_before_the_deadline(server: Server) -> None:
    server.answers["/page"] = Answer(raw=[b""], pause=0.3)
    begun = time.monotonic()
    refused(one(server, settings=replace(OPEN, timeout=60.0, silence=0.1)))
    assert time.monotonic() - begun < 1.5


@pytest.mark.parametrize(
    "raw",
    [b"SSH-2.0-tarsk\r\n", b"", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 X\r\n" + b"a" * 200_000],
    ids=["other protocol", "nothing", "no status", "endless header"],
)
def test_what_is_no_web_server_is_refused(server: Server, raw: bytes) -> None:
    server.answers["/page"] = Answer(raw=[raw])
    assert "the connection to 127.0.0.1 failed" in refused(one(server)).reason


def test_nobody_listens() -> None:
    with serve() as gone:
        url = gone.url
    (fetched,) = fetch([url], {}, OPEN, clock=Waits().clock())
    assert "the connection to 127.0.0.1 failed" in refused(fetched).reason
