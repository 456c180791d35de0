"""The bytes of an answer, bounded as they travel and as they unpack."""

from collections.abc import Iterable, Iterator

import httpx

from newsledger.readers.archives import decoders
from newsledger.readers.archives.decoders import Step
from newsledger.readers.files import MEGABYTE, Refused

PIECE = 64 * 1024  # bytes taken from the network at a time
MEMBERS = 1000  # gzip members in one body; more is padding or malice
DIGITS = 18  # of a length that is read
GZIP = decoders.GZIP.magic
CUT = "the answer is packed and cannot be unpacked"
AGAIN = "run the same command again later, or save the page in a browser and add the file"

_PACKED = ("gzip", "x-gzip")
_PLAIN = ("", "identity")
_UNREAD = frozenset({"text/css", "text/javascript"})
_READ = frozenset(
    {
        "application/gzip",
        "application/json",
        "application/jsonl",
        "application/ndjson",
        "application/octet-stream",  # what a server says that does not know
        "application/x-gzip",
        "application/x-ndjson",
        "application/xml",
    }
)


def media_type(response: httpx.Response) -> str | None:
    """The declared type without parameters, in lower case."""
    declared: str = response.headers.get("content-type", "")
    return declared.partition(";")[0].strip().lower() or None


def readable(media: str | None) -> bool:
    """Whether a body of this type may hold a report; one without a type may."""
    if media is None or media in _READ:
        return True
    if media.startswith("text/"):
        return media not in _UNREAD
    return media.startswith("application/") and media.endswith(("+xml", "+json"))


def content(response: httpx.Response, largest: int) -> bytes:
    """The whole body, unpacked; Refused where either form is larger than `largest` bytes."""
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:DIGITS]) > largest:
        raise _too_large(largest)
    return b"".join(bounded(pieces(response, largest), largest))


def pieces(response: httpx.Response, largest: int) -> Iterator[bytes]:
    """The body unpacked piece by piece, at most `largest` bytes of it as they travel."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    raw = bounded(response.iter_raw(PIECE), largest)
    if packing in _PACKED:
        return unpacked(raw)
    if packing in _PLAIN:
        return raw
    raise Refused("the answer is packed in a way that was not asked for", AGAIN)


def unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Gzip to pieces of at most decoders.STEP bytes. Refused where damaged or cut short.

    What follows the last member and is none itself, such as padding, is left out.
    """
    step, count, ended = decoders.GZIP.decoder(), 1, False
    for chunk in chunks:
        piece, data = b"", chunk
        while data or (piece and not ended):
            if ended and not data.startswith(GZIP[:1]):
                return
            if ended:
                step, count = _next(count), count + 1
            piece, data, ended = _piece(step, data)
            yield piece
    if not ended:
        raise Refused(f"{CUT}: it ends too early", AGAIN)


def bounded(chunks: Iterable[bytes], largest: int) -> Iterator[bytes]:
    """The same chunks; Refused once they hold more than `largest` bytes."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > largest:
            raise _too_large(largest)
        yield chunk


def _next(count: int) -> Step:
    if count == MEMBERS:
        raise Refused(CUT, AGAIN)
    return decoders.GZIP.decoder()


def _piece(step: Step, data: bytes) -> tuple[bytes, bytes, bool]:
    try:
        return step(data)
    except decoders.ERRORS:
        raise Refused(CUT, AGAIN) from None


def _too_large(largest: int) -> Refused:
    size = f"{largest / MEGABYTE:,.0f} MB" if largest >= MEGABYTE else f"{largest:,} bytes"
    return Refused(f"the answer is larger than {size}", "fetch the page of one report")
