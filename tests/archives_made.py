"""Small WARC and WACZ archives, written by FastWARC or by hand."""

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

import zstandard
from fastwarc.stream_io import GzipWriter, WarcWriter
from fastwarc.warc import WarcRecord, WarcRecordType

DATE = "2023-09-19T10:00:00Z"
PAGES = {
    f"https://herald.example/{n}": f"<html><p>Bridge {n} over the Ulm was shut.</p></html>".encode()
    for n in range(5)
}


def http(
    body: bytes, status: str = "200 OK", media: str = "text/html; charset=UTF-8", extra: str = ""
) -> bytes:
    """An HTTP response as it came over the wire."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{extra}Content-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def record(
    block: bytes,
    url: str = "https://herald.example/x",
    kind: str = "response",
    media: str = "application/http; msgtype=response",
    *,
    length: int | None = None,
    extra: str = "",
) -> bytes:
    """A record by hand, with a length that need not be its own."""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(block):032}>\r\n"
        f"WARC-Date: {DATE}\r\nWARC-Target-URI: {url}\r\n{extra}Content-Type: {media}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def revisit(digest: str, url: str, media: str = "text/html") -> bytes:
    """The record of a page that was found unchanged."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n".encode()
    return record(head, url, "revisit", extra=f"WARC-Payload-Digest: {digest}\r\n")


def good(number: int) -> bytes:
    """The record of a page."""
    url = f"https://herald.example/{number}"
    return record(http(PAGES[url]), url)


def written(packed: bool = True) -> bytes:
    """An archive of all pages as FastWARC writes it, with what else a crawler keeps."""
    out = io.BytesIO()
    stream = GzipWriter(out) if packed else out
    _write(stream, WarcRecordType.warcinfo, "", b"software: made\r\n")
    for url, page in PAGES.items():
        _write(stream, WarcRecordType.request, url, b"GET / HTTP/1.1\r\n\r\n")
        _write(stream, WarcRecordType.response, url, http(page))
        _write(stream, WarcRecordType.metadata, url, b"fetchTimeMs: 9\r\n")
    if isinstance(stream, GzipWriter):
        stream.finish()
    return out.getvalue()


def _write(stream: BinaryIO | WarcWriter, kind: WarcRecordType, url: str, block: bytes) -> None:
    made = WarcRecord()
    made.init_headers(kind)
    made.headers["WARC-Target-URI"] = url
    made.is_http = kind in (WarcRecordType.request, WarcRecordType.response)
    made.set_bytes_content(block)
    made.write(stream, checksum_data=True)


def by_record(records: Iterable[bytes], packing: str) -> bytes:
    """Records packed one by one, or not at all."""
    compressor = zstandard.ZstdCompressor()
    forms: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "zstd": compressor.compress,
        "plain": bytes,
    }
    pack = forms[packing]
    return b"".join(pack(each) for each in records)


def with_dictionary(records: Iterable[bytes], dictionary: bytes, packed: bool) -> bytes:
    """A .warc.zst whose frames rest on the dictionary it begins with."""
    kept = zstandard.ZstdCompressionDict(dictionary, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    compressor = zstandard.ZstdCompressor(dict_data=kept)
    first = zstandard.ZstdCompressor().compress(dictionary) if packed else dictionary
    head = b"\x5d\x2a\x4d\x18" + len(first).to_bytes(4, "little") + first
    return head + b"".join(compressor.compress(each) for each in records)


def wacz(
    members: Mapping[str, bytes],
    digests: Mapping[str, str] | None = None,
    method: int = zipfile.ZIP_STORED,
) -> bytes:
    """A WACZ of `members`, with their SHA-256 or those given."""
    stated = digests or {name: hashlib.sha256(each).hexdigest() for name, each in members.items()}
    resources = [{"path": name, "hash": f"sha256:{digest}"} for name, digest in stated.items()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, each in members.items():
            archive.writestr(name, each)
        archive.writestr("datapackage.json", json.dumps({"resources": resources}))
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
    return out.getvalue()
