"""Packed bytes as they unpack, frame by frame; damage and bombs are named, and passed over."""

import io
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from newsledger.readers import files
from newsledger.readers.archives import decoders
from newsledger.readers.archives.decoders import Form

CHUNK = 64 * 1024  # bytes read at once
STRETCH = 64 * files.MEGABYTE  # unpacked bytes after which the ratio is looked at
RATIO = 200  # times its size from which a stretch is a bomb: text packs 3 to 30 times
BOMBS = 16  # bombs after which the rest of an archive is left alone
TRIES = 1_000  # places looked at for an undamaged frame before the rest is given up
PROBE = 512  # bytes such a place is tried on
_HEAD = 8
_DICTIONARY = b"\x5d\x2a\x4d\x18"  # frame at the start of a .warc.zst that holds its dictionary
_LARGEST_DICTIONARY = 16 * files.MEGABYTE


class Fault(NamedTuple):
    """Why a packed stream cannot be read on, or not between two places."""

    reason: str
    bomb: bool = False
    unpacked: bool = False  # the byte it names is one of the unpacked stream


@dataclass(slots=True)
class _Source:
    """Packed bytes at hand, which begin at byte `offset`, and the stream the next come from."""

    stream: BinaryIO
    held: bytes = b""
    offset: int = 0
    error: str = ""
    tries: int = 0
    unpacked: int = 0  # since the last look at the ratio, which was at byte `looked`
    looked: int = 0

    def more(self) -> bool:
        """Read on; False at the end of the stream, or where it fails."""
        try:
            read = b"" if self.error else self.stream.read(CHUNK)
        except Exception as error:  # noqa: BLE001  streams come from outside: zip members, pipes
            self.error = str(error) or type(error).__name__
            return False
        self.held += read
        return bool(read)

    def keep(self, rest: bytes) -> None:
        """Go on to `rest`, the end of what is held."""
        self.offset += len(self.held) - len(rest)
        self.held = rest

    def swells(self, size: int) -> bool:
        """Whether the bytes unpacked of late, `size` new ones among them, were packed too well."""
        self.unpacked += size
        if self.unpacked < STRETCH:
            return False
        bomb = (self.offset - self.looked) * RATIO < self.unpacked
        self.unpacked, self.looked = 0, self.offset
        return bomb


def mended(stream: BinaryIO, head: bytes) -> tuple[bool, Iterator[bytes | Fault]]:
    """Whether an archive is packed, and its bytes; past damage it goes on at the next whole frame.

    `head` is what the contents of such a frame begin with.
    """
    try:
        start = start_of(stream)
    except Exception as error:  # noqa: BLE001  streams come from outside
        return False, iter([Fault(f"cannot be read: {error}")])
    form = decoders.form(start)
    if form is None:
        return False, _plain(stream, start)
    return True, unpacked(stream, start, form, head)


def start_of(stream: BinaryIO) -> bytes:
    """Take the bytes that tell how a stream is packed."""
    head = b""
    while len(head) < _HEAD and (read := stream.read(_HEAD - len(head))):
        head += read
    return head


def _plain(stream: BinaryIO, head: bytes) -> Iterator[bytes | Fault]:
    source = _Source(stream, held=head)
    while source.held or source.more():
        yield source.held
        source.keep(b"")
    yield from _failure(source)


def unpacked(
    stream: BinaryIO, start: bytes, form: Form, head: bytes | None = None
) -> Iterator[bytes | Fault]:
    """What a packed stream holds; after a fault the rest, if `head` tells a sound frame."""
    source = _Source(stream, held=start)
    bombs = 0
    if start.startswith(_DICTIONARY):
        form = _with_dictionary(source) or form
    while _at_frame(source):
        begin = source.offset
        fault = yield from _frame(source, form)
        if fault:
            yield fault
            bombs += fault.bomb
            if head is None or bombs >= BOMBS or not _resumed(source, form, begin, head):
                break
    if head is not None and (source.held or source.more()):
        yield Fault(f"left unread from byte {source.offset:,} on: too much of it is damaged")
    yield from _failure(source)


def _failure(source: _Source) -> Iterator[Fault]:
    if source.error:
        yield Fault(f"cannot be read from byte {source.offset:,} on: {source.error}")


def _at_frame(source: _Source) -> bool:
    """Whether anything but padding is left."""
    source.keep(source.held.lstrip(b"\0"))
    while not source.held and source.more():
        source.keep(source.held.lstrip(b"\0"))
    return bool(source.held)


def _frame(source: _Source, form: Form) -> Generator[bytes, None, Fault | None]:
    begin, step, ended = source.offset, form.decoder(), False
    try:
        while not ended:
            out, rest, ended = step(source.held)
            source.keep(rest)
            if out:
                yield out
            if source.swells(len(out)):
                return Fault(_bomb(form.name, begin), bomb=True)
            if not (out or ended or source.held or source.more()):
                return Fault(_cut(form.name, begin, source.offset))
    except decoders.ERRORS:
        return Fault(f"damaged {form.name} data at byte {begin:,}")
    return None


def _bomb(what: str, begin: int) -> str:
    return f"a {what} bomb at byte {begin:,}: it unpacks to over {RATIO} times its size"


def _cut(what: str, begin: int, end: int) -> str:
    return f"cut short at byte {end:,}: no end of the {what} data from byte {begin:,} on"


def _resumed(source: _Source, form: Form, begin: int, head: bytes) -> bool:
    """Go on to the next frame that is sound; False where there is none."""
    at = 1 if source.offset == begin else 0
    while source.tries < TRIES:
        at = source.held.find(form.magic, at)
        if at < 0:
            source.keep(source.held[1 - len(form.magic) :])
            at = 0
            if not source.more():
                source.keep(b"")
                return False
        elif len(source.held) - at >= PROBE or not source.more():
            if _sound_at(source, form, at, head):
                source.keep(source.held[at:])
                return True
            at += 1
    return False


def _sound_at(source: _Source, form: Form, at: int, head: bytes) -> bool:
    source.tries += 1
    try:
        out, _, _ = form.decoder()(source.held[at : at + PROBE])
    except decoders.ERRORS:
        return False
    return out[: len(head)] == head[: len(out)]


def _with_dictionary(source: _Source) -> Form | None:
    """Zstandard with the dictionary the archive begins with, itself packed or not.

    Source: Zstandard compression of WARC files 1.0 (IIPC WARC specifications).
    """
    size = int.from_bytes(source.held[4:8], "little")
    while len(source.held) < _HEAD + size <= _LARGEST_DICTIONARY and source.more():
        pass
    dictionary = source.held[_HEAD : _HEAD + size]
    try:
        if dictionary.startswith(decoders.ZSTD.magic):
            dictionary = _all(dictionary)
        return decoders.zstd(dictionary)
    except decoders.ERRORS:
        return None


def _all(packed: bytes) -> bytes:
    out = bytearray()
    for part in unpacked(io.BytesIO(packed), b"", decoders.ZSTD):
        if isinstance(part, Fault) or len(out) > _LARGEST_DICTIONARY:
            break
        out += part
    return bytes(out)
