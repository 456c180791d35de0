"""WACZ archives to captures: the WARC files in a zip, read as streams, nothing put on disk.

Format: WACZ 1.1.1 (Webrecorder): `archive/` holds the WARC files, `datapackage.json` names the
SHA-256 of each file. A file whose digest is another is said, and read all the same.
"""

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO, cast

import msgspec

from newsledger.model import Capture, Skip
from newsledger.readers import files
from newsledger.readers.archives import frames, warc
from newsledger.readers.archives.tally import Tally

DIRECTORY = 4 * files.MEGABYTE  # bytes of a zip's directory, of about 40,000 files
DESCRIPTION = 10 * files.MEGABYTE  # bytes of datapackage.json
PACKED_TWICE = 8  # times a packed file may be packed again: there is nothing left to gain
_ARCHIVES = (".warc", ".warc.gz", ".warc.zst")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError,
           struct.error, OverflowError, MemoryError, zlib.error)  # fmt: skip
_AGAIN = "fetch or copy the archive again"


class _Archive(io.RawIOBase):
    """A file of which no more than DIRECTORY bytes are read at once, as zipfile reads that."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def seekable(self) -> bool:
        """Report that it can be moved in."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move in the file."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Where in the file the next byte is read."""
        return self._stream.tell()

    def read(self, size: int | None = -1) -> bytes:
        """Read `size` bytes, or what is left; raises ValueError past DIRECTORY bytes."""
        most = DIRECTORY + 1 if size is None or size < 0 else size
        if most > DIRECTORY + 1:
            raise ValueError("its directory is too large")
        return self._stream.read(most)


def captures(stream: BinaryIO, path: str) -> Iterator[Capture | Skip]:
    """Pages of every WARC file in the archive, damage where it stands, and what is no page."""
    try:
        size = stream.seek(0, io.SEEK_END)
        archive = zipfile.ZipFile(cast("BinaryIO", _Archive(stream)))
    except _ERRORS as error:
        yield files.skip(path, f"not a sound zip archive: {error}", _AGAIN)
        return
    with archive:
        yield from _archived(archive, path, size)


def _archived(archive: zipfile.ZipFile, path: str, size: int) -> Iterator[Capture | Skip]:
    members = [m for m in archive.infolist() if m.filename.casefold().endswith(_ARCHIVES)]
    if not members:
        yield _without(archive, path)
        return
    if sum(m.file_size for m in members) > max(frames.STRETCH, frames.RATIO * size):
        advice = "do not open it: it is made to fill the disk"
        reason = f"a zip bomb: it unpacks to over {frames.RATIO} times its size"
        yield files.skip(path, reason, advice)
        return
    tally = Tally()
    digests = _digests(archive)
    for member in members:
        yield from _member(archive, member, path, digests, tally)
    yield from tally.skips(path)


def _without(archive: zipfile.ZipFile, path: str) -> Skip:
    if any(m.filename.casefold().endswith(".wacz") for m in archive.infolist()):
        return files.skip(path, "an archive of archives (WACZ)", "unpack it, and give the folder")
    return files.skip(path, "no WARC file in this zip archive", "unpack it, and give the folder")


def _member(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    path: str,
    digests: Mapping[str, str],
    tally: Tally,
) -> Iterator[Capture | Skip]:
    place = f"{path}#{member.filename}"
    reason = _refused(member)
    if reason:
        yield files.skip(place, reason, "unpack the archive, and give the folder")
        return
    altered = _altered(archive, member, digests.get(member.filename))
    if altered:
        advice = "it is read all the same; fetch the archive again to be sure"
        yield files.skip(place, altered, advice)
        del member.CRC  # or zipfile withholds the last bytes
    try:
        with archive.open(member) as stream:
            yield from warc.read(cast("BinaryIO", stream), path, tally, place)
    except _ERRORS as error:
        yield files.skip(place, f"cannot be read: {error}", _AGAIN)


def _refused(member: zipfile.ZipInfo) -> str | None:
    """Why a file of the archive is not read, by what the archive says of it."""
    twice = not member.filename.casefold().endswith(".warc")
    if member.flag_bits & 1:
        return "it is encrypted"
    if member.compress_type not in _METHODS:
        return "it is packed with a method that web archives do not use"
    if twice and member.file_size > max(PACKED_TWICE * member.compress_size, files.MEGABYTE):
        return f"a zip bomb: it was packed already, and unpacks to over {PACKED_TWICE} times"
    return None


def _altered(archive: zipfile.ZipFile, member: zipfile.ZipInfo, stated: str | None) -> str | None:
    """What shows that a file is not as it was put into the archive."""
    try:
        with archive.open(member) as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    except _ERRORS as error:
        return f"damaged: {error}"
    if stated and digest != stated:
        return "its digest is not the one in datapackage.json"
    return None


def _digests(archive: zipfile.ZipFile) -> dict[str, str]:
    """SHA-256 by name of each file, as datapackage.json states them."""
    try:
        with archive.open("datapackage.json") as stream:
            described = msgspec.json.decode(stream.read(DESCRIPTION))
        return {
            each["path"]: each["hash"].removeprefix("sha256:").strip().lower()
            for each in described["resources"]
            if each["hash"].startswith("sha256:")
        }
    except (KeyError, TypeError, AttributeError, RecursionError, *_ERRORS):
        return {}
