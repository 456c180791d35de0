"""An open file to its sources, streamed: the file itself, or each record of one with many."""

from collections.abc import Callable, Iterator, Mapping
from io import BufferedReader
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO

from newsledger.model import Capture, Skip
from newsledger.readers import files, formats
from newsledger.readers.archives import packing, wacz, warc
from newsledger.readers.tables import delimited, jsonlines, parquet, rawlines

Reader = Callable[[BinaryIO, str], Iterator[Capture | Skip]]

PACKED = frozenset((".gz", ".zst", ".bz2", ".xz"))
ARCHIVES: Mapping[str, Reader] = MappingProxyType(
    {".warc": warc.captures, ".wacz": wacz.captures, ".parquet": parquet.captures}
)
TABLES: Mapping[str, Reader] = MappingProxyType(
    {
        ".jsonl": jsonlines.captures,
        ".ndjson": jsonlines.captures,
        ".csv": delimited.captures,
        ".tsv": delimited.captures,
        ".tab": delimited.captures,
    }
)
_LOOK = 64 * 1024


def captures(source: files.Source) -> Iterator[Capture | Skip]:
    """Sources of an open file, by its name, else by its first bytes. Never raises."""
    if source.fault:
        yield source.fault
        return
    try:
        yield from _captures(source.stream, source.path, _suffix(source.path))
    except files.Refused as refusal:
        yield files.skip(source.path, refusal.reason, refusal.advice)
    except OSError as error:
        reason = f"cannot be read on: {error.strerror or error}"
        yield files.skip(source.path, reason, "check the disk, or copy the file again")


def _captures(stream: BinaryIO, path: str, suffix: str) -> Iterator[Capture | Skip]:
    if suffix in ARCHIVES:
        yield from ARCHIVES[suffix](stream, path)
        return
    with rawlines.buffered(packing.opened(stream, path)) as unpacked:
        yield from _unpacked(unpacked, path, suffix)


def _unpacked(stream: BufferedReader, path: str, suffix: str) -> Iterator[Capture | Skip]:
    head = stream.peek(_LOOK)
    if suffix in TABLES:
        yield from TABLES[suffix](stream, path)
    elif head.startswith(b"WARC/"):
        yield from warc.captures(stream, path)
    elif _rows(head):
        yield from jsonlines.captures(stream, path)
    else:
        yield from _whole(path, suffix, stream.read(files.LARGEST_PAGE + 1))


def _rows(head: bytes) -> bool:
    """Whether a nameless stream begins with one JSON object a line."""
    first, _, rest = head.partition(b"\n")
    return first.startswith(b"{") and first.rstrip().endswith(b"}") and rest.startswith(b"{")


def _whole(path: str, suffix: str, content: bytes) -> Iterator[Capture | Skip]:
    if suffix == ".json" and formats.of(content) is None:
        yield from jsonlines.document(content, path)
    else:
        yield files.capture(path, content)


def _suffix(path: str) -> str:
    """The suffix that says what a file holds: `.warc` of `crawl.warc.gz`."""
    name = PurePath(path.casefold())
    return (PurePath(name.stem) if name.suffix in PACKED else name).suffix
