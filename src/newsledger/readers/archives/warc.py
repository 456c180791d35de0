"""WARC archives to captures: the pages in them, and one line for each kind of what is no page.

Responses with HTTP status 200, resource and conversion records of a textual media type are pages;
their bytes are the payload with its transfer and content codings undone. A revisit record holds no
page: it says that an earlier capture was found unchanged. Format: ISO 28500:2017 (WARC 1.1) and
1.0; gzip a record or whole, zstd with or without a dictionary, or plain.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from typing import BinaryIO, NamedTuple

from newsledger.model import Capture, Skip
from newsledger.readers import encoding, files, languages
from newsledger.readers.archives import frames, framing, packing
from newsledger.readers.archives.frames import Fault
from newsledger.readers.archives.framing import Fields, Record
from newsledger.readers.archives.tally import Tally, keys

FAULTS = 100  # damaged places that are said one by one
ALLOWANCE = 64 * files.MEGABYTE  # bytes that payloads may unpack to whatever the archive's size
RATIO = 20  # times the archive's size that all payloads may unpack to: pages pack 3 to 10 times
LONGEST_URL = 4_096  # characters

_TEXTUAL = frozenset(
    f"{kind}/{name}"
    for kind in ("text", "application")
    for name in ("html", "xhtml+xml", "plain", "xml", "json", "x-json", "rss")
)
_UNTOLD = frozenset(("", "application/octet-stream", "application/unknown", "binary/octet-stream"))
_PAGES = ("http:", "https:", "ftp:", "file:")  # addresses; urn: and others are the crawler's own
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"(?:\r?\n)?[ \t]{0,9}([0-9A-Fa-f]{1,15})[ \t]{0,9}(?:;[^\r\n]{0,999})?\r?\n")
_MENDING = "fetch or copy the archive again; what is whole in it was read"


class _Page(NamedTuple):
    """What a record says of its payload, still packed."""

    url: str
    media_type: str
    charset: str | None
    codings: list[str]
    payload: bytes
    language: str | None = None


def captures(stream: BinaryIO, path: str) -> Iterator[Capture | Skip]:
    """Pages of an archive as they come, damage where it stands, and last what is no page."""
    tally = Tally()
    yield from read(stream, path, tally)
    yield from tally.skips(path)


def read(
    stream: BinaryIO, path: str, tally: Tally, place: str | None = None
) -> Iterator[Capture | Skip]:
    """Pages of one file, `place`, of an archive whose counts are kept in `tally`; never raises."""
    packed, parts = frames.mended(stream, b"WARC/")
    empty = True
    for item in framing.records(parts):
        empty = False
        found: Capture | Skip | None
        if isinstance(item, Fault):
            found = _fault(item, place or path, packed, tally)
        else:
            found = _capture(item, path, tally)
        if found:
            yield found
    if empty:
        advice = "fetch or copy the archive again"
        yield files.skip(place or path, "no records in this archive", advice)


def _fault(fault: Fault, place: str, packed: bool, tally: Tally) -> Skip | None:
    tally.faults += 1
    where = " of the unpacked archive" if packed and fault.unpacked else ""
    if tally.faults <= FAULTS:
        return files.skip(place, fault.reason + where, _MENDING)
    tally.count("damage", place)
    return None


def _capture(record: Record, path: str, tally: Tally) -> Capture | Skip | None:
    url = _url(record)
    kind = record.headers.get("warc-type").lower()
    page = None
    if kind in ("request", "metadata", "warcinfo"):
        return None
    if kind == "continuation" or record.headers.get("warc-segment-number"):
        tally.count("split", url)
    elif kind == "response":
        page = _response(record, url, tally)
    elif kind in ("resource", "conversion"):
        page = _resource(record, url, tally)
    elif kind == "revisit":
        _revisit(record, url, tally)
    else:
        tally.count("unknown", url, kind[:40] or "none")
    return _taken(record, page, path, tally) if page else None


def _response(record: Record, url: str, tally: Tally) -> _Page | None:
    declared = _media_type(record.headers.get("content-type"))
    if declared != "application/http" and not record.block.startswith(b"HTTP/"):
        tally.count("media", url, declared)
        return None
    parts = framing.divided(record.block)
    headers = framing.fields(parts[0]) if parts else None
    if not parts or headers is None or headers.status != HTTPStatus.OK:
        status = headers.status if headers else None
        tally.count("status", url, str(status or "missing"))
        return None
    media_type = _media_type(headers.get("content-type") or _identified(record))
    if not _may_be_text(media_type):
        tally.count("media", url, media_type)
        return None
    tally.remember(_keys(record, url))
    payload = parts[1]
    if "chunked" in _listed(headers.get("transfer-encoding")):
        payload = unchunked(payload)
    codings = [c for c in _listed(headers.get("content-encoding")) if c != "identity"]
    language = languages.declared(headers.get("content-language"))
    return _Page(url, media_type, _charset(headers), codings, payload, language)


def _resource(record: Record, url: str, tally: Tally) -> _Page | None:
    media_type = _media_type(record.headers.get("content-type") or _identified(record))
    if not url.casefold().startswith(_PAGES):
        tally.count("own", url, url.partition(":")[0][:40])
        return None
    if not _may_be_text(media_type):
        tally.count("media", url, media_type)
        return None
    tally.remember(_keys(record, url))
    return _Page(url, media_type, _charset(record.headers), [], record.block)


def _revisit(record: Record, url: str, tally: Tally) -> None:
    """Count a capture that was found unchanged, unless its headers say that it is no page."""
    parts = framing.divided(record.block)
    headers = framing.fields(parts[0]) if parts else None
    media_type = _media_type(headers.get("content-type")) if headers else ""
    if not _may_be_text(media_type):
        tally.count("media", url, media_type)
        return
    address = _address(record.headers.get("warc-refers-to-target-uri")) or url
    tally.refer(_keys(record, address), url)


def _taken(record: Record, page: _Page, path: str, tally: Tally) -> Capture | Skip | None:
    name = f"{path}#{page.url}"
    if record.large or len(page.payload) > files.LARGEST_PAGE:
        return files.skip(name, *files.too_large(files.LARGEST_PAGE))
    try:
        content = _content(record, page, tally)
    except packing.TooLarge as error:
        tally.decoded += files.LARGEST_PAGE
        return files.skip(name, f"{error.reason} unpacked", error.advice)
    if content is None:
        return None
    if not page.media_type and encoding.binary(content):
        tally.count("media", page.url, "")
        return None
    if not content:
        tally.count("empty", page.url)
        return None
    tally.pages += 1
    return Capture(
        sha256=hashlib.sha256(content).hexdigest(),
        path=name,
        content=content,
        media_type=page.media_type or None,
        charset=page.charset,
        language=page.language,
        url=page.url,
        captured=captured(record.headers.get("warc-date")),
    )


def _content(record: Record, page: _Page, tally: Tally) -> bytes | None:
    """The payload with its codings undone, or None where that cannot be; raises TooLarge.

    Crawlers often undo a coding and keep its header: what does not open is taken as it is.
    """
    whole = not record.headers.get("warc-truncated")
    content: bytes | None = page.payload
    if page.codings and page.payload:
        if tally.decoded > ALLOWANCE + RATIO * record.offset:
            tally.count("bomb", page.url)
            return None
        content, sound = _undone(page)
        tally.decoded += len(content or b"")
        whole = whole and sound
    if content is None:
        tally.count("coding", page.url, " in ".join(reversed(page.codings))[:80])
    elif record.mended or not whole:
        tally.count("length" if record.mended else "cut", page.url)
    return content


def _undone(page: _Page) -> tuple[bytes | None, bool]:
    try:
        return packing.decoded(page.payload, page.codings, files.LARGEST_PAGE)
    except packing.Damaged:
        return (None if encoding.binary(page.payload) else page.payload), True


def unchunked(payload: bytes) -> bytes:
    """Undo the chunked transfer coding (RFC 9112, section 7.1), as far as it goes.

    A payload that does not begin with a chunk was undone by the crawler and is given as it is.
    """
    content, at = bytearray(), 0
    chunk = first = _CHUNK.match(payload)
    while chunk and (size := int(chunk[1], 16)):
        content += payload[chunk.end() : chunk.end() + size]
        at = chunk.end() + size
        chunk = _CHUNK.match(payload, at)
    return bytes(content) if first else payload


def captured(date: str) -> str | None:
    """A WARC-Date as it stands (W3C profile of ISO 8601, in UTC), or None where it is no date."""
    try:
        datetime.fromisoformat(date)
    except ValueError:
        return None
    return date


def _keys(record: Record, address: str) -> frozenset[bytes]:
    digest = record.headers.get("warc-payload-digest")
    return keys(digest.lower(), address)


def _url(record: Record) -> str:
    named = _address(record.headers.get("warc-target-uri"))
    return named or f"record at byte {record.offset}"


def _address(stated: str) -> str:
    """An address as WARC gives it; version 1.0 put it in angle brackets."""
    address = stated.removeprefix("<").removesuffix(">")
    return encoding.clean("".join(address.split()))[:LONGEST_URL]


def _identified(record: Record) -> str:
    return record.headers.get("warc-identified-payload-type")


def _media_type(declared: str) -> str:
    return declared.partition(";")[0].strip().lower()


def _charset(headers: Fields) -> str | None:
    found = _CHARSET.search(headers.get("content-type")[:999])
    return found[1].lower() if found else None


def _listed(value: str) -> list[str]:
    return [each for part in value.split(",") if (each := part.strip().lower())]


def _may_be_text(media_type: str) -> bool:
    """Whether a media type is one of pages, feeds or data; a missing one may be."""
    structured = media_type.endswith(("+xml", "+json")) and not media_type.startswith("image/")
    return media_type in _TEXTUAL or media_type in _UNTOLD or structured
