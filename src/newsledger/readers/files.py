"""Files and folders to bytes: what is taken, and why the rest is not."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsledger.model import Capture, Skip, identified

MEGABYTE = 1024 * 1024
LARGEST_PAGE = 10 * MEGABYTE
LARGEST_TABLE = 1024 * MEGABYTE
TABLES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def find(paths: Iterable[str | Path]) -> Iterator[Path | Skip]:
    """Files of `paths`: folders are read recursively in sorted order, hidden files left out.

    A path that does not exist, or a folder without files, is a Skip.
    """
    for each in map(Path, paths):
        if each.is_dir():
            yield from _inside(each)
        elif each.exists():
            yield each
        else:
            yield skip(each, "no such file or directory", "check the spelling of the path")


def capture(path: str | Path) -> Capture | Skip:
    """Read a file's bytes, at most LARGEST_PAGE (LARGEST_TABLE for JSON Lines)."""
    path = Path(path)
    limit = largest(path)
    try:
        if not path.is_file():
            return skip(path, "not a regular file", "give a file or a directory")
        size = path.stat().st_size
        content = path.read_bytes() if size <= limit else b""
    except OSError as error:
        return skip(path, f"cannot be read: {error.strerror}", "check the file and its permissions")
    if size > limit or len(content) > limit:
        return skip(path, *too_large(size, limit))
    if not content:
        return skip(path, "the file is empty", "capture the page again")
    return Capture(sha256=hashlib.sha256(content).hexdigest(), path=str(path), content=content)


def largest(path: str | Path) -> int:
    """Bytes that a file of this name may hold, packed and unpacked."""
    return LARGEST_TABLE if str(path).casefold().endswith(TABLES) else LARGEST_PAGE


def too_large(size: int, limit: int) -> tuple[str, str]:
    """Reason and advice for a file over its limit."""
    held = f"{size / MEGABYTE:,.0f} MB" if size > limit + MEGABYTE else "more"
    return (
        f"too large for one report: {held}, the limit is {limit // MEGABYTE:,} MB",
        "give one article a file, or many articles as JSON Lines",
    )


def skip(path: str | Path, reason: str, advice: str) -> Skip:
    """A Skip with its id."""
    return identified(Skip(path=str(path), reason=reason, advice=advice))


def _inside(folder: Path) -> Iterator[Path | Skip]:
    empty = True
    for parent, folders, files in os.walk(folder, onerror=None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            empty = False
            yield Path(parent, name)
    if empty:
        yield skip(folder, "no files in this directory", "give a directory that holds reports")
