"""Files, folders and globs to open inputs: what is taken, and why the rest is not."""

import glob
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from newsledger.model import Capture, Skip, identified
from newsledger.readers import encoding

MEGABYTE = 1024 * 1024
LARGEST_PAGE = 10 * MEGABYTE  # bytes of one report, unpacked
STDIN = "-"


class Refused(Exception):
    """An input that is not taken (further): the reason, and what to do about it."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An open input: its path, its stream, and why it could not be opened, if so."""

    path: str
    stream: BinaryIO
    fault: Skip | None = None

    def position(self) -> int:
        """Bytes of the file that were read, 0 where that cannot be told."""
        try:
            return self.stream.tell()
        except (OSError, ValueError):
            return 0


def find(paths: Iterable[str | Path]) -> Iterator[Path | Skip]:
    """Files of `paths`: folders are read recursively in sorted order, hidden files left out.

    A name with `*`, `?` or `[` that is no file is a glob; `-` is standard input. A path that does
    not exist, a glob without a match and a folder without files are each a Skip.
    """
    for each in map(Path, paths):
        if each.is_dir():
            yield from _inside(each)
        elif each.exists() or str(each) == STDIN:
            yield each
        elif glob.has_magic(str(each)):
            yield from _matching(each)
        else:
            yield skip(each, "no such file or directory", "check the spelling of the path")


def size(item: Path | Skip) -> int:
    """Bytes of a file on disk, 0 where that cannot be told."""
    try:
        return item.stat().st_size if isinstance(item, Path) else 0
    except OSError:
        return 0


@contextmanager
def opened(item: Path | Skip) -> Iterator[Source]:
    """Open a file for reading; what cannot be opened is an empty source that says why."""
    if isinstance(item, Skip):
        yield Source(path=item.path, stream=BytesIO(), fault=item)
    elif str(item) == STDIN:
        yield Source(path="stdin", stream=sys.stdin.buffer)
    elif not item.is_file():
        fault = skip(item, "not a regular file", "give a file or a directory")
        yield Source(path=str(item), stream=BytesIO(), fault=fault)
    else:
        yield from _opened(item)


def _opened(path: Path) -> Iterator[Source]:
    try:
        stream = path.open("rb")
    except OSError as error:
        advice = "check the file and its permissions"
        fault = skip(path, f"cannot be read: {error.strerror}", advice)
        yield Source(path=str(path), stream=BytesIO(), fault=fault)
        return
    with stream:
        yield Source(path=str(path), stream=stream)


def capture(path: str, content: bytes) -> Capture | Skip:
    """The bytes of one report, or why they are none."""
    if len(content) > LARGEST_PAGE:
        return skip(path, *too_large(LARGEST_PAGE))
    if not content:
        return skip(path, "the file is empty", "capture the page again")
    return Capture(sha256=hashlib.sha256(content).hexdigest(), path=path, content=content)


def too_large(limit: int) -> tuple[str, str]:
    """Reason and advice for something of more than `limit` bytes."""
    return (
        f"too large for one report: over {limit // MEGABYTE:,} MB",
        "give one article a file, or many articles as JSON Lines",
    )


def skip(path: str | Path, reason: str, advice: str) -> Skip:
    """A Skip with its id; its reason and advice are a line each, whatever they quote."""
    where = encoding.clean(str(path))
    return identified(Skip(path=where, reason=_line(reason), advice=_line(advice)))


def _line(words: str) -> str:
    return "".join(each if each.isprintable() else " " for each in words)


def _matching(pattern: Path) -> Iterator[Path | Skip]:
    found = sorted(glob.glob(str(pattern), recursive=True))  # noqa: PTH207  absolute patterns too
    if not found:
        yield skip(pattern, "no file matches", "check the pattern; quote it for newsledger")
    yield from find(found)


def _inside(folder: Path) -> Iterator[Path | Skip]:
    empty = True
    for parent, folders, names in os.walk(folder, onerror=None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            empty = False
            yield Path(parent, name)
    if empty:
        yield skip(folder, "no files in this directory", "give a directory that holds reports")
