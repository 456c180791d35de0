"""Packed files and payloads as streams of bounded size; damage and bombs are named."""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from newsledger.readers import files
from newsledger.readers.archives import decoders, frames
from newsledger.readers.archives.decoders import Form
from newsledger.readers.archives.frames import CHUNK, Fault
from newsledger.readers.files import Refused

CODINGS = 4  # encodings a payload may be wrapped in
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class Damaged(Refused):
    """Packed bytes are cut short or altered."""


class TooLarge(Refused):
    """Packed bytes hold more than they may."""


def opened(source: str | Path | BinaryIO, name: str = "", limit: int | None = None) -> BinaryIO:
    """Open a file or stream, unpacked where its first bytes say it is gzip, zstd, bzip2 or xz.

    Reading raises Damaged where the file is, and TooLarge past `limit` bytes or where they were
    packed too well to be reports. Raises Refused at once for a zip archive, named by `name`.
    """
    owned = open(source, "rb") if isinstance(source, str | Path) else None  # noqa: PTH123, SIM115
    stream = owned or cast("BinaryIO", source)
    head = frames.start_of(stream)
    if head.startswith(_ZIP):
        if owned:
            owned.close()
        what = f"a zip archive: {name}" if name else "a zip archive"
        raise Refused(what, "unpack it, and give the folder; a web archive is named .wacz")
    form = decoders.form(head)
    if form:
        return _buffered(_sound(frames.unpacked(stream, head, form), limit), owned)
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return stream
    return _buffered(chain([head], iter(lambda: stream.read(CHUNK), b"")), owned)


def decoded(content: bytes, codings: Sequence[str], limit: int) -> tuple[bytes, bool]:
    """Undo HTTP content codings (RFC 9110, section 8.4): the bytes, and whether they are whole.

    What can be had of damaged content is given. Raises TooLarge past `limit` bytes, Damaged where
    nothing can be had or a coding is not known.
    """
    if len(codings) > CODINGS:
        raise Damaged(f"packed {len(codings)} times over", "fetch the page again")
    whole = True
    for coding in reversed(codings):
        if coding not in decoders.CODINGS:
            raise Damaged(f"an unknown encoding ({coding})", "fetch the page again")
        content, sound = _undone(content, decoders.CODINGS[coding], limit)
        whole = whole and sound
    return content, whole


def _undone(content: bytes, form: Form, limit: int) -> tuple[bytes, bool]:
    out = bytearray()
    for part in frames.unpacked(io.BytesIO(content), b"", form):
        if isinstance(part, Fault) and not out:
            raise Damaged(part.reason, "fetch the page again")
        if isinstance(part, Fault):
            return bytes(out), False
        out += part
        if len(out) > limit:
            raise TooLarge(*files.too_large(limit))
    return bytes(out), True


def _sound(parts: Iterable[bytes | Fault], limit: int | None) -> Iterator[bytes]:
    total = 0
    for part in parts:
        if isinstance(part, Fault) and part.bomb:
            raise TooLarge(part.reason, "do not open it: it is made to fill the disk")
        if isinstance(part, Fault):
            raise Damaged(part.reason, "fetch or pack the file again")
        total += len(part)
        if limit is not None and total > limit:
            raise TooLarge(*files.too_large(limit))
        yield part


class _Stream(io.RawIOBase):
    """Chunks of bytes as a stream, for io.BufferedReader, which asks for a raw one."""

    def __init__(self, parts: Iterator[bytes], owned: BinaryIO | None) -> None:
        self._parts = parts
        self._owned = owned
        self._held = memoryview(b"")

    def readable(self) -> bool:
        """Report that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Give the next bytes; raises what unpacking them raises."""
        while not self._held and (part := next(self._parts, None)) is not None:
            self._held = memoryview(part)
        size = min(len(buffer), len(self._held))
        buffer[:size], self._held = self._held[:size], self._held[size:]
        return size

    def close(self) -> None:
        """Close the file it was opened from, if it was opened here."""
        if self._owned:
            self._owned.close()
        super().close()


def _buffered(parts: Iterator[bytes], owned: BinaryIO | None) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(_Stream(parts, owned), CHUNK))
