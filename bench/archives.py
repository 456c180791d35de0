"""WARC records a second, and the memory that a large archive takes.

Set: made here, of pages of made-up words in a fixed order; nothing is read from beside the project.
Method: one archive of 3,000 responses with HTTP header and payload, 24 KB each, gzip and zstd a
record and plain, from memory; the best of three passes in one process. Ours is readers.warc, which
undoes codings, drops what is no page and takes the SHA-256 of each payload; `framing` is ours
without that. warcio and FastWARC parse WARC and HTTP headers and read each payload, no more.
Memory: peak resident memory (VmHWM of Linux; ru_maxrss counts the parent's too) of a fresh process
that reads an archive of 1 GiB on disk, plain and gzip, every capture let go once it was looked at.
"""

import gzip
import io
import itertools
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import zstandard
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from bench.shared import Figures
from newsledger.model import Capture
from newsledger.readers.archives import frames, framing, warc

RECORDS = 3_000
PAGE = 24_000  # bytes of a payload
GIBIBYTE = 1 << 30
PASSES = 3
SEED = 20230919
_PEAK = """
import sys
from pathlib import Path
from newsledger.readers.archives import warc
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("VmHWM"))
loaded = peak()
count = 0
with open(sys.argv[1], "rb") as stream:
    for each in warc.captures(stream, sys.argv[1]):
        count += 1
print(count, loaded, peak())
"""


def pages() -> Iterator[bytes]:
    """Pages without end, the same in every run."""
    chance = random.Random(SEED)  # noqa: S311  text, no secret
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 11))) for _ in range(20_000)]
    while True:
        text = " ".join(chance.choices(words, k=PAGE // 7))
        yield f"<html><body><p>{text}</p></body></html>".encode()


def record(number: int, page: bytes) -> bytes:
    """A response record."""
    http = (
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: made\r\n"
        f"Content-Length: {len(page)}\r\n\r\n"
    ).encode() + page
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2023-09-19T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number:032}>\r\n"
        f"WARC-Target-URI: https://herald.example/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def ours(content: bytes) -> int:
    """Captures with their digest."""
    found = warc.captures(io.BytesIO(content), "made.warc")
    return sum(isinstance(each, Capture) for each in found)


def framed(content: bytes) -> int:
    """Records, headers of WARC and HTTP parsed."""
    _, parts = frames.mended(io.BytesIO(content), b"WARC/")
    count = 0
    for each in framing.records(parts):
        if isinstance(each, framing.Record) and (divided := framing.divided(each.block)):
            count += framing.fields(divided[0]) is not None
    return count


def fastwarc(content: bytes) -> int:
    """FastWARC's iterator with each payload read."""
    found = FastIterator(io.BytesIO(content), parse_http=True, auto_decode="all")
    return sum(bool(each.reader.read()) for each in found)


def warcio(content: bytes) -> int:
    """Warcio's iterator with each payload read."""
    return sum(bool(each.content_stream().read()) for each in WarcioIterator(io.BytesIO(content)))


READERS: dict[str, Callable[[bytes], int]] = {
    "newsledger: captures, SHA-256": ours,
    "newsledger: framing": framed,
    "FastWARC": fastwarc,
    "warcio": warcio,
}
UNREAD = (("warcio", "zstd"),)  # warcio 1.8 does not unpack zstd


def archives() -> dict[str, bytes]:
    """The same records in each packing."""
    records = [record(n, page) for n, page in enumerate(itertools.islice(pages(), RECORDS))]
    compressor = zstandard.ZstdCompressor()
    return {
        "gzip": b"".join(gzip.compress(each, 6) for each in records),
        "zstd": b"".join(compressor.compress(each) for each in records),
        "plain": b"".join(records),
    }


def rate(read: Callable[[bytes], int], content: bytes) -> float:
    """Records a CPU-second, the best of some passes."""
    best = float("inf")
    for _ in range(PASSES):
        start = time.process_time()
        if read(content) != RECORDS:
            raise RuntimeError("a reader missed records")
        best = min(best, time.process_time() - start)
    return RECORDS / best


def large(path: Path) -> int:
    """Write an archive of 1 GiB on disk; its number of records.

    Each has an address of its own; 2,000 payloads are repeated, of which the reader keeps nothing.
    """
    payloads = itertools.cycle(list(itertools.islice(pages(), 2_000)))
    size = count = 0
    with path.open("wb") as stream:
        while size < GIBIBYTE:
            content = record(count, next(payloads))
            size += stream.write(gzip.compress(content, 1) if path.suffix == ".gz" else content)
            count += 1
    return count


def peak(path: Path) -> tuple[int, float, float]:
    """Captures, peak MiB of a process that reads the archive, and MiB before it began."""
    command = [sys.executable, "-c", _PEAK, str(path)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(out[0]), int(out[2]) / 1024, int(out[1]) / 1024


def measure(folder: Path) -> dict[str, float]:
    """Records a CPU-second by reader and packing, and peak MiB by packing of 1 GiB."""
    figures = {
        f"{name}, {packing}": rate(read, content)
        for packing, content in archives().items()
        for name, read in READERS.items()
        if (name, packing) not in UNREAD
    }
    for name in ("large.warc", "large.warc.gz"):
        path = folder / name
        written = large(path)
        start = time.perf_counter()
        found, most, loaded = peak(path)
        figures[f"{name}, seconds"] = time.perf_counter() - start
        figures[f"{name}, captures"] = found
        figures[f"{name}, missed"] = written - found
        figures[f"{name}, peak MiB"] = most
        figures[f"{name}, MiB before"] = loaded
        path.unlink()
    return figures


def main() -> Mapping[str, Figures]:
    """Print records a second by reader and packing, and the memory of 1 GiB."""
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder))
    packings = ("gzip", "zstd", "plain")
    print("| records a CPU-second |", " | ".join(packings), "|")
    print("| --- |" + " ---: |" * len(packings))
    for name in READERS:
        rates = [figures.get(f"{name}, {packing}") for packing in packings]
        print(f"| {name} |", " | ".join(f"{r:,.0f}" if r else "-" for r in rates), "|")
    print("\n| 1 GiB on disk | captures | missed | seconds | peak MiB | of it before reading |")
    print("| --- |" + " ---: |" * 5)
    for name in ("large.warc", "large.warc.gz"):
        cells = ("captures", "missed", "seconds", "peak MiB", "MiB before")
        print(f"| {name} |", " | ".join(f"{figures[f'{name}, {c}']:,.0f}" for c in cells), "|")
    return {"archives": _pinned(figures)}


def _pinned(figures: Mapping[str, float]) -> dict[str, float]:
    """What may not fall: speed as a share of the peer's, memory as the reciprocal of its bound."""
    ours, peer = figures["newsledger: captures, SHA-256, gzip"], figures["warcio, gzip"]
    most = max(figures[f"{name}, peak MiB"] for name in ("large.warc", "large.warc.gz"))
    missed = sum(figures[f"{name}, missed"] for name in ("large.warc", "large.warc.gz"))
    return {
        "speed by warcio's": ours / peer,
        "300 MiB by peak": 300 / most,
        "whole": float(not missed),
    }


if __name__ == "__main__":
    main()
