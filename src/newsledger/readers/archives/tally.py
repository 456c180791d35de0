"""What an archive holds beside pages: counted by kind, and said in one line each."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from newsledger.model import Skip
from newsledger.readers import files

SEEN = 500_000  # captures remembered, to tell what a revisit record refers to: about 40 MB
DETAILS = 64  # different details of a kind that are counted apart
MENTION = 80  # characters of a detail
SHOWN = 8  # of them that are said

Kind = Literal[
    "status", "media", "own", "again", "elsewhere", "split", "cut", "length", "empty", "coding",
    "bomb", "unknown", "damage",
]  # fmt: skip

# What is said of a kind: its number of records, its details or first address, and the advice.
_NOTHING = "nothing to do, unless one of them should be a page"
_WORDS: dict[Kind, tuple[str, str]] = {
    "status": ("responses that are no pages: {n}, of HTTP status {details}", _NOTHING),
    "media": ("records without text: {n}, of {details}", _NOTHING),
    "own": ("records of the crawler's own: {n}, at {details}", _NOTHING),
    "again": (
        "pages found unchanged since a capture in this archive (revisit): {n}",
        "nothing to do: such a page is read once",
    ),
    "elsewhere": (
        "pages found unchanged since a capture that is not in this archive (revisit): {n}, "
        "the first {first}",
        "add the archive that holds the earlier captures",
    ),
    "split": (
        "parts of records that go over several files (segmented): {n}, the first {first}",
        "join the parts with the tool that wrote them",
    ),
    "cut": (
        "pages that the crawler cut short, read as far as they go: {n}, the first {first}",
        "capture them again without a limit",
    ),
    "length": (
        "records of a wrong length, read up to the next: {n}, the first {first}",
        "mend the archive, or write it again",
    ),
    "empty": ("records without a payload: {n}, the first {first}", "capture them again"),
    "coding": (
        "pages in an encoding that cannot be undone: {n}, of {details}, the first {first}",
        "capture them again",
    ),
    "bomb": (
        "pages packed too well to be pages, and not unpacked: {n}, the first {first}",
        "look at the archive: it seems made to exhaust its reader",
    ),
    "unknown": ("records of a type that is not read: {n}, of {details}", _NOTHING),
    "damage": ("damaged places beside those named: {n}", "mend the archive, or write it again"),
}


@dataclass(slots=True)
class Tally:
    """Counts of one archive, however many files it has, and the captures it was seen to hold."""

    counts: dict[Kind, Counter[str]] = field(default_factory=dict)
    first: dict[Kind, str] = field(default_factory=dict)
    pages: int = 0
    faults: int = 0
    decoded: int = 0  # bytes that payloads were unpacked to
    seen: set[bytes] = field(default_factory=set)
    revisits: list[tuple[frozenset[bytes], str]] = field(default_factory=list)

    def count(self, kind: Kind, url: str, detail: str = "") -> None:
        """Count a record of a kind."""
        counter = self.counts.setdefault(kind, Counter())
        detail = detail[:MENTION] or "not stated"
        counter[detail if detail in counter or len(counter) < DETAILS else "others"] += 1
        self.first.setdefault(kind, url)

    def remember(self, keys: frozenset[bytes]) -> None:
        """Keep what a later capture may refer to this one by."""
        if len(self.seen) < SEEN:
            self.seen |= keys

    def refer(self, keys: frozenset[bytes], url: str) -> None:
        """Count a capture that refers to another, which may still come."""
        if keys & self.seen:
            self.count("again", url)
        elif len(self.revisits) < SEEN:
            self.revisits.append((keys, url))
        else:
            self.count("elsewhere", url)

    def skips(self, path: str) -> Iterator[Skip]:
        """One line for each kind that was counted."""
        for keys, url in self.revisits:
            self.count("again" if keys & self.seen else "elsewhere", url)
        self.revisits.clear()
        for kind, (reason, advice) in _WORDS.items():
            if kind in self.counts:
                yield files.skip(path, self._said(kind, reason), advice)

    def _said(self, kind: Kind, reason: str) -> str:
        counter = self.counts[kind]
        most = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
        details = ", ".join(f"{detail} ({number:,})" for detail, number in most[:SHOWN])
        more = f", and {len(most) - SHOWN} more" if len(most) > SHOWN else ""
        number = f"{counter.total():,}"
        return reason.format(n=number, details=details + more, first=self.first[kind])


def keys(*names: str) -> frozenset[bytes]:
    """Short digests of what a capture is known by: the digest of its payload, its address."""
    return frozenset(
        hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()
        for name in names
        if name
    )
