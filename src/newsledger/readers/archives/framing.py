"""WARC records in a stream of bytes (ISO 28500:2017), damaged archives included.

Records are found by their stated length and by where the next one begins. A record whose length is
wrong ends at the next; what is no record is passed over; what is cut short is named. Header fields
are parsed by FastWARC, whose own iterator takes a cut or overlong record for whole and ends at the
first bytes that are no record.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from fastwarc.warc import HeaderMap

from newsledger.readers import files
from newsledger.readers.archives.frames import Fault

HEADER = 64 * 1024  # bytes the header fields of a record may take
LARGEST = files.LARGEST_PAGE + HEADER  # bytes of a record that is read; of others only the start
CHUNK = 1024 * 1024  # bytes passed over at once
_AFTER = 4 * 1024  # bytes looked at behind a record, to see that it ends there
_TAIL = 32  # bytes the first line of a record may take
_DIGITS = 15  # of a stated length

_START = re.compile(rb"WARC/\d{1,2}\.\d{1,3}[ \t]{0,9}\r?\n")
_NEWLINES = re.compile(rb"[\r\n]+")
_BLANK = re.compile(rb"\n\r?\n")
_BARE = re.compile(rb"(?<!\r)\n")


class Fields(NamedTuple):
    """Header fields by their name in lower case; of a repeated field, the first."""

    status: int | None  # of HTTP
    values: dict[str, str]

    def get(self, name: str) -> str:
        """The value of a field, empty where it is missing."""
        return self.values.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record: its header fields, its block, and where it begins, unpacked."""

    headers: Fields
    block: bytes
    offset: int
    large: bool = False  # over LARGEST: `block` is only its start
    mended: bool = False  # the stated length was wrong: `block` ends where the next record begins


@dataclass(slots=True)
class _Tape:
    """Unpacked bytes at hand, which begin at `offset`, up to the next fault."""

    parts: Iterator[bytes | Fault]
    held: bytearray = field(default_factory=bytearray)
    offset: int = 0
    fault: Fault | None = None
    ended: bool = False

    @property
    def closed(self) -> bool:
        """Whether nothing follows what is held, or not without a gap."""
        return self.ended or self.fault is not None

    def fill(self, size: int) -> None:
        """Hold `size` bytes, if there are as many."""
        while len(self.held) < size and not self.closed:
            part = next(self.parts, None)
            if part is None:
                self.ended = True
            elif isinstance(part, Fault):
                self.fault = part
            else:
                self.held += part

    def drop(self, size: int) -> None:
        """Go on behind the next `size` bytes."""
        del self.held[:size]
        self.offset += size

    def copy(self, start: int, end: int) -> bytes:
        """The bytes `start` to `end` of what is held."""
        with memoryview(self.held) as view:
            return bytes(view[start:end])


def records(parts: Iterator[bytes | Fault]) -> Iterator[Record | Fault]:
    """Records of an archive in their order, and what is damaged between them."""
    tape = _Tape(parts)
    while True:
        _pass_newlines(tape)
        if tape.held:
            yield _record(tape)
        elif tape.fault:
            yield tape.fault
            tape.fault = None
        else:
            return


def fields(head: bytes) -> Fields | None:
    """The first line of a header, of WARC or HTTP, and its fields, or None where it is none.

    A bare line feed ends a line too (RFC 9112, section 2.2).
    """
    headers = HeaderMap()
    if head.count(b"\n") != head.count(b"\r\n"):
        head = _BARE.sub(b"\r\n", head)
    try:
        headers.parse(io.BytesIO(head))
    except OSError:
        return None
    values = {name.lower(): value.strip() for name, value in reversed(headers.to_tuples())}
    return Fields(headers.status_code, values)


def divided(block: bytes) -> tuple[bytes, bytes] | None:
    """Header and the rest of a block, or None without an empty line in its first 64 KiB."""
    blank = _BLANK.search(block, 0, HEADER)
    return (block[: blank.end()], block[blank.end() :]) if blank else None


def _pass_newlines(tape: _Tape) -> None:
    tape.fill(1)
    while newlines := _NEWLINES.match(tape.held):
        tape.drop(newlines.end())
        tape.fill(1)


def _record(tape: _Tape) -> Record | Fault:
    tape.fill(HEADER)
    if not _START.match(tape.held):
        begun = len(tape.held) < _TAIL and tape.held[:5] == b"WARC/"[: len(tape.held)]
        return _cut(tape) if begun else _astray(tape)
    blank = _BLANK.search(tape.held, 0, HEADER)
    if not blank:
        last = tape.held.rfind(b"\nWARC/", 0, HEADER)  # no earlier one has an end
        return _cut(tape) if len(tape.held) < HEADER else _astray(tape, max(last, 0))
    begin = blank.end()
    headers = fields(tape.copy(0, begin))
    length = _length(headers)
    if headers is None or length is None:
        return _astray(tape)
    if length > LARGEST:
        return _large(tape, headers, begin, length)
    return _whole(tape, headers, begin, length)


def _length(headers: Fields | None) -> int | None:
    stated = headers.get("content-length") if headers else ""
    digits = stated.isascii() and stated.isdigit() and len(stated) <= _DIGITS
    return int(stated) if digits else None


def _whole(tape: _Tape, headers: Fields, begin: int, length: int) -> Record | Fault:
    end = begin + length
    tape.fill(end + _AFTER)
    if not _ends(tape, end):
        return _mended(tape, headers, begin, end)
    block, offset = tape.copy(begin, end), tape.offset
    tape.drop(end)
    return Record(headers=headers, block=block, offset=offset)


def _ends(tape: _Tape, end: int) -> bool:
    """Whether a record ends at `end`: another follows, or nothing."""
    if end > len(tape.held):
        return False
    newlines = _NEWLINES.match(tape.held, end)
    after = newlines.end() if newlines else end
    return after == len(tape.held) or _START.match(tape.held, after) is not None


def _mended(tape: _Tape, headers: Fields, begin: int, end: int) -> Record | Fault:
    """A record whose stated length is not where it ends, or behind which lies something else."""
    tape.fill(begin + LARGEST)
    following = _next(tape, begin - 1)
    if following is None and end > len(tape.held):
        return _cut(tape)
    stated = tape.held[end : end + 4] == b"\r\n\r\n"  # and what follows is no record
    if following is not None and (following < end or not stated):
        stop, true_end = following, following
    else:
        stop, true_end = (end, end) if stated or not tape.closed else (len(tape.held),) * 2
    block, offset = tape.copy(begin, stop), tape.offset
    tape.drop(true_end)
    block = block if stop == end else block.removesuffix(b"\r\n\r\n")
    return Record(headers=headers, block=block, offset=offset, mended=stop != end)


def _large(tape: _Tape, headers: Fields, begin: int, length: int) -> Record | Fault:
    """Pass over a record too large to be read, up to where another begins."""
    tape.fill(begin + HEADER)
    block, offset = tape.copy(begin, begin + HEADER), tape.offset
    tape.drop(begin)
    left = length
    while left > 0:
        tape.fill(CHUNK)
        following = _next(tape, 0)
        if following is not None and following < left:
            tape.drop(following)
            return Record(headers=headers, block=block, offset=offset, large=True, mended=True)
        if tape.closed and len(tape.held) < left:
            return _cut(tape, offset)
        step = min(left, len(tape.held) - _TAIL) if left > len(tape.held) else left
        tape.drop(step)
        left -= step
    return Record(headers=headers, block=block, offset=offset, large=True)


def _next(tape: _Tape, at: int, mark: bytes = b"\nWARC/") -> int | None:
    """Where the next record begins, from `at` on: the first line of one, at a line's start."""
    while (at := tape.held.find(mark, at)) >= 0:
        start = at + len(mark) - len(b"WARC/")
        if _START.match(tape.held, start):
            return start
        at += 1
    return None


def _cut(tape: _Tape, offset: int | None = None) -> Fault:
    """Leave a record that has no end, for the reason there is."""
    begin = tape.offset if offset is None else offset
    tape.drop(len(tape.held))
    fault, tape.fault = tape.fault, None
    return fault or Fault(f"cut short: no end of the record at byte {begin:,}", unpacked=True)


def _astray(tape: _Tape, size: int = 0) -> Fault:
    """Pass over what is no record, its first `size` bytes unseen, to one wherever it stands."""
    begin = tape.offset
    tape.drop(size)
    at = 1
    while (following := _next(tape, at, b"WARC/")) is None and not tape.closed:
        tape.drop(max(len(tape.held) - _TAIL, 0))
        tape.fill(CHUNK)
        at = 0
    tape.drop(len(tape.held) if following is None else following)
    size = tape.offset - begin
    return Fault(f"{size:,} bytes that are no record at byte {begin:,}", unpacked=True)
