"""What bytes are packed with, and how each is undone a bounded step at a time.

Formats: gzip (RFC 1952), zlib and raw deflate (RFC 1950, 1951), Brotli (RFC 7932), Zstandard
(RFC 8878), bzip2 and xz.
"""

import bz2
import lzma
import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple, cast

import brotli
import zstandard
from isal import isal_zlib

STEP = 64 * 1024  # bytes a step gives at most; one of zstd may give 16 MiB
WINDOW = 1 << 27  # bytes a frame may ask to be kept while it is unpacked: zstd's own default
MEMORY = 1 << 27  # bytes an xz stream may ask for: twice what the highest preset takes
SLICE = 512  # bytes of a zstd frame a step looks at: a block of 4 bytes may hold 128 KiB

ERRORS: tuple[type[Exception], ...] = (
    cast("type[Exception]", isal_zlib.error),
    EOFError,
    OSError,
    ValueError,
    lzma.LZMAError,
    zstandard.ZstdError,
    brotli.error,
)

# Packed bytes in; out: some of what they hold, the packed bytes left over, whether the frame ended.
Step = Callable[[bytes], tuple[bytes, bytes, bool]]


class Form(NamedTuple):
    """A packing: its name, the bytes each of its frames begins with, and a new frame's decoder."""

    name: str
    magic: bytes
    decoder: Callable[[], Step]


def form(head: bytes) -> Form | None:
    """The packing of a file that begins with `head`, if it is one that is undone here."""
    if _SKIPPABLE.match(head):
        return ZSTD
    return next((each for each in FILES if head.startswith(each.magic)), None)


def zstd(dictionary: bytes = b"") -> Form:
    """Zstandard whose frames rest on a dictionary."""
    kept = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    decompressor = zstandard.ZstdDecompressor(dict_data=kept, max_window_size=WINDOW)
    return Form("zstd", b"\x28\xb5\x2f\xfd", partial(_zstd, decompressor))


def _zlib(bits: int) -> Step:
    decoder = isal_zlib.decompressobj(bits)

    def step(packed: bytes) -> tuple[bytes, bytes, bool]:
        out = decoder.decompress(packed, STEP)
        return out, decoder.unused_data or decoder.unconsumed_tail, decoder.eof

    return step


def _deflate() -> Step:
    """What HTTP calls deflate: zlib, or raw deflate, which some servers send in its place."""
    chosen: list[Step] = []

    def step(packed: bytes) -> tuple[bytes, bytes, bool]:
        if not chosen and not packed:
            return b"", b"", False
        if not chosen:
            wrapped = _ZLIB.match(packed) and int.from_bytes(packed[:2], "big") % 31 == 0
            chosen.append(_zlib(isal_zlib.MAX_WBITS if wrapped else -isal_zlib.MAX_WBITS))
        return chosen[0](packed)

    return step


def _brotli() -> Step:
    decoder = brotli.Decompressor()

    def step(packed: bytes) -> tuple[bytes, bytes, bool]:
        ready = decoder.can_accept_more_data()
        out = decoder.process(packed if ready else b"", output_buffer_limit=STEP)
        return out, b"" if ready else packed, decoder.is_finished()

    return step


def _zstd(decompressor: zstandard.ZstdDecompressor) -> Step:
    decoder = decompressor.decompressobj()

    def step(packed: bytes) -> tuple[bytes, bytes, bool]:
        out = bytearray()
        at = 0
        while at < len(packed) and len(out) < STEP and not decoder.eof:
            out += decoder.decompress(packed[at : at + SLICE])
            at = min(at + SLICE, len(packed))
        return bytes(out), decoder.unused_data + packed[at:], decoder.eof

    return step


def _stdlib(make: Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor]) -> Step:
    decoder = make()

    def step(packed: bytes) -> tuple[bytes, bytes, bool]:
        out = decoder.decompress(packed, STEP)
        return out, decoder.unused_data if decoder.eof else b"", decoder.eof

    return step


_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")  # a zstd frame without data
_ZLIB = re.compile(rb"[\x08\x18\x28\x38\x48\x58\x68\x78]")  # method deflate, in zlib's header
GZIP = Form("gzip", b"\x1f\x8b\x08", partial(_zlib, 16 + isal_zlib.MAX_WBITS))
ZSTD = zstd()
BZIP2 = Form("bzip2", b"BZh", partial(_stdlib, bz2.BZ2Decompressor))
XZ = Form("xz", b"\xfd7zXZ\0", partial(_stdlib, partial(lzma.LZMADecompressor, memlimit=MEMORY)))
FILES = (GZIP, ZSTD, BZIP2, XZ)
CODINGS = {
    "gzip": GZIP,
    "x-gzip": GZIP,
    "deflate": Form("deflate", b"", _deflate),
    "br": Form("brotli", b"", _brotli),
    "zstd": ZSTD,
}
