"""WACZ archives: the WARC files in a zip, read as streams; bombs and altered files are named."""

import io
import zipfile

import archives_made as made
import pytest

from newsledger.model import Capture, Skip
from newsledger.readers.archives import wacz

RECORDS = [made.good(n) for n in range(5)]
PAGE = b"<p>The bridge was shut.</p>"
MEGABYTE = 1024 * 1024


def every(content: bytes) -> list[Capture | Skip]:
    return list(wacz.captures(io.BytesIO(content), "a.wacz"))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_web_archive_in_a_zip(method: int) -> None:
    first, second = made.by_record(RECORDS[:2], "gzip"), made.by_record(RECORDS[2:], "plain")
    content = made.wacz({"archive/1.warc.gz": first, "archive/2.warc": second}, method=method)
    found = every(content)
    assert [c.path for c in found] == [f"a.wacz#{url}" for url in made.PAGES]
    assert [c.content for c in found if isinstance(c, Capture)] == list(made.PAGES.values())


def test_a_revisit_of_another_file_of_the_same_archive() -> None:
    first = made.record(made.http(PAGE), extra="WARC-Payload-Digest: sha1:ABC\r\n")
    second = made.revisit("sha1:ABC", "https://herald.example/y")
    page, again = every(made.wacz({"archive/1.warc": second, "archive/2.warc": first}))
    assert isinstance(page, Capture)
    assert isinstance(again, Skip)
    assert "since a capture in this archive" in again.reason


def test_another_digest_is_said_and_the_file_read() -> None:
    content = made.wacz({"archive/1.warc": RECORDS[0]}, digests={"archive/1.warc": "0" * 64})
    skip, page = every(content)
    assert isinstance(skip, Skip)
    assert skip.path == "a.wacz#archive/1.warc"
    assert "digest" in skip.reason
    assert isinstance(page, Capture)


def test_damage_inside_a_zip() -> None:
    content = bytearray(made.wacz({"archive/1.warc": b"".join(RECORDS)}))
    at = content.index(b"Bridge 3")
    content[at : at + 6] = b"Ferry!"
    found = every(bytes(content))
    assert sum(isinstance(c, Capture) for c in found) == 5
    assert "damaged: Bad CRC" in next(s.reason for s in found if isinstance(s, Skip))


def test_zip_bombs() -> None:
    flat = made.wacz({"archive/1.warc": bytes(70 * MEGABYTE)}, method=zipfile.ZIP_DEFLATED)
    (skip,) = every(flat)
    assert isinstance(skip, Skip)
    assert "a zip bomb" in skip.reason
    twice = made.wacz({"archive/1.warc.gz": bytes(2 * MEGABYTE)}, method=zipfile.ZIP_DEFLATED)
    (skip,) = every(twice)
    assert isinstance(skip, Skip)
    assert "a zip bomb" in skip.reason


def test_zips_that_are_no_web_archives() -> None:
    nested = made.wacz({"a/one.wacz": made.wacz({})})
    other = made.wacz({"archive/1.warc": RECORDS[0]}, method=zipfile.ZIP_BZIP2)
    directory = bytearray(made.wacz({"archive/1.warc": RECORDS[0]}))
    end = directory.rindex(b"PK\x05\x06")
    directory[end + 12 : end + 16] = (80 * MEGABYTE).to_bytes(4, "little")
    for content, reason in (
        (nested, "an archive of archives"),
        (made.wacz({"page.html": PAGE}), "no WARC file"),
        (other, "a method that web archives do not use"),
        (bytes(directory), "not a sound zip archive"),
        (b"PK\x03\x04 no zip", "not a sound zip archive"),
        (b"", "not a sound zip archive"),
    ):
        (skip,) = every(content)
        assert isinstance(skip, Skip)
        assert reason in skip.reason
