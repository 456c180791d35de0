"""Fuzz the readers: `python tests/fuzz.py [--seconds N] [--seed S]`.

Well-formed sources of every format, and the faults found before, are mutated and read under every
plausible name. A fault is an exception, a run of more than LIMIT seconds of processor time, a block
that does not open on its characters, an id that two reports of one source share, a report that
cannot be written, or a Skip without a one-line reason. Each is reduced and kept in tests/faults.
"""

import argparse
import gzip
import hashlib
import io
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

import msgspec
import sources_made
import zstandard

from newsledger import readers
from newsledger.model import Capture, Report, Skip
from newsledger.readers import offsets
from newsledger.readers.files import Source

FAULTS = Path(__file__).parent / "faults"
LIMIT = 10.0  # seconds of processor time for one input
LARGEST = 300_000  # bytes of an input
REDUCING = 20.0  # seconds spent on reducing one fault
WELL_FORMED = 0.2  # share of inputs that are hostile by their words only
OWN_NAME = 0.7  # share of inputs that are read under the name of their format
SUFFIXES = (
    ".txt", ".html", ".xml", ".rss", ".json", ".jsonl", ".csv", ".tsv", ".parquet", ".warc",
    ".warc.gz", ".warc.zst", ".wacz", ".gz", ".zst", "",
)  # fmt: skip
ARTICLE = sources_made.Article(
    "Dam bursts above “Tarsk” & Ulmen",
    tuple(
        f"{n}: a dam above Tarsk burst on Monday, and “four” people & a dog were < missing, they "
        "said 漢字 \U0001f600 a\u0301 in the town of Ulmen and in all of Norvania."
        for n in range(3)
    ),
)
PIECES = (
    b"\0", b"\0" * 40, b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xe2\x80\xae", b"\xe2\x81\xa6",
    b"\xed\xa0\x80", b"\\ud800", b"\\u0000", b"&#xd800;", b"&#0;", b"&#x10ffff;", b"&#99999999;",
    b"&", b"&amp;lt;", b"<", b">", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<!DOCTYPE a [", b"<?",
    b'<!ENTITY a "&a;">', b"<script>", b"</p>", b"<p>", b"<table><tr><td>", b"<svg>", b"<template>",
    b"<plaintext>", b"<textarea>", b"<base href='//x'>", b'"', b"\\", b"{", b"[", b"}", b"]", b",",
    b'""', b"\r", b"\n", b"\r\n\r\n", b"\x85", b"\xe2\x80\xa8", b"\x1f\x8b", b"\x28\xb5\x2f\xfd",
    b"PK\x03\x04", b"PAR1", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"-1", b"1e999",
    b"NaN", b"null", b"9" * 400, b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:59-14:00", b"\x1b[31m",
    b"Content-Encoding: br\r\n", b"xml:lang='", b"encoding='utf-16'", b"charset=utf-7", b"\x00\x01",
    b'"@context":"https://schema.org"', b'"datePublished":"2023-13-45"',
    b"<script type='application/ld+json'>", b"<meta property='article:published_time' content='",
    b"<time datetime='", b"\xcc\x81" * 50, b"\xf0\x9f\x98\x80", b"\xf3\xa0\x80\x81",
)  # fmt: skip

Mutation = Callable[[Random, bytearray, list[bytes]], None]
Read = Iterator[Capture | Report | Skip]


def _flip(random: Random, content: bytearray, _: list[bytes]) -> None:
    for _n in range(random.choice((1, 1, 4, 30))):
        content[random.randrange(len(content))] = random.randrange(256)


def _cut(random: Random, content: bytearray, _: list[bytes]) -> None:
    start = random.randrange(len(content))
    del content[start : start + random.choice((1, 5, 60, 2_000, LARGEST))]


def _splice(random: Random, content: bytearray, seeds: list[bytes]) -> None:
    other = random.choice(seeds)
    start = random.randrange(len(other) + 1)
    place = random.randrange(len(content) + 1)
    content[place:place] = other[start : start + random.choice((20, 300, 5_000))]


def _double(random: Random, content: bytearray, _: list[bytes]) -> None:
    start = random.randrange(len(content))
    part = content[start : start + random.choice((1, 10, 100, 1_000))]
    content[start:start] = part * min(random.choice((1, 3, 50, 5_000)), LARGEST // len(part))


def _insert(random: Random, content: bytearray, _: list[bytes]) -> None:
    for _n in range(random.choice((1, 1, 3, 10))):
        place = random.randrange(len(content) + 1)
        piece = random.choice(PIECES) * random.choice((1, 1, 1, 1, 20, 5_000))
        content[place:place] = piece[: LARGEST // 2]


def _wrap(random: Random, content: bytearray, _: list[bytes]) -> None:
    wrappers: tuple[Callable[[bytes], bytes], ...] = (
        gzip.compress,
        zstandard.ZstdCompressor().compress,
        lambda each: b"<![CDATA[" + each + b"]]>",
        lambda each: b"<html><body><article>" + each + b"</article></body></html>",
        lambda each: b"<div>" * 3_000 + each,
        lambda each: b"[" * 3_000 + each,
        lambda each: msgspec.json.encode({"text": each.decode("latin-1")}),
        lambda each: each.decode("utf-8", "replace").encode("utf-16"),
    )
    content[:] = random.choice(wrappers)(bytes(content))[:LARGEST]


MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _splice, _double, _insert, _insert, _wrap)


def mutated(random: Random, content: bytes, seeds: list[bytes]) -> bytes:
    """The content, altered one to five times."""
    made = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        made = made or bytearray(b"\n")
        random.choice(MUTATIONS)(random, made, seeds)
    return bytes(made[:LARGEST])


def odd(random: Random) -> dict[str, bytes]:
    """An article of hostile words, well written in every format."""
    words = [each.decode("utf-8", "replace") for each in PIECES if b"\n" not in each]
    lines = (
        f"{n}: {' '.join(random.choice((*words, 'Tarsk said on Monday that')) for _ in range(40))}"
        for n in range(random.choice((1, 3)))
    )
    return sources_made.written(
        sources_made.Article(" ".join(random.choices(words, k=4)), tuple(lines)), random
    )


def everything(name: str, content: bytes) -> Read:
    """Every capture of an input, each with its reports."""
    for found in readers.captures(Source(path=name, stream=io.BytesIO(content))):
        yield found
        if isinstance(found, Capture):
            yield from readers.read(found, {})


def fault(name: str, content: bytes) -> str | None:
    """What is wrong with how an input is read, in a form that is the same for the same fault."""
    start = time.process_time()
    try:
        wrong = next(_wrong(everything(name, content)), None)
    except Exception as error:  # noqa: BLE001  whatever it is, it is a fault
        frame = traceback.extract_tb(error.__traceback__)[-1]
        wrong = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.name}"
    return "slow" if time.process_time() - start > LIMIT else wrong


def _wrong(found: Read) -> Iterator[str]:
    held, ids = b"", set[str]()
    for each in found:
        if isinstance(each, Capture):
            held, ids = each.content, set()
            if hashlib.sha256(held).hexdigest() != each.sha256:
                yield "digest of a capture"
        elif isinstance(each, Skip):
            lines = each.path and each.reason and each.advice
            if not lines or not (each.reason + each.advice).isprintable() or not each.id:
                yield "a Skip that is no line"
        else:
            yield from _report(each, held, ids)
        if not isinstance(each, Capture):
            msgspec.json.encode(each)


def _report(report: Report, held: bytes, ids: set[str]) -> Iterator[str]:
    if report.id in ids:
        yield "an id of two reports"
    ids.add(report.id)
    if hashlib.sha256(held).hexdigest() != report.source_sha256:
        yield "digest of a report"
    if not report.text.strip():
        yield "a report without text"
    for block in report.blocks:
        if not offsets.opens(held, report.encoding or "", report.layers, report.text, block):
            yield "a block that does not open"
    if any(one.end > other.start for one, other in pairwise(report.blocks)):
        yield "blocks that overlap"


def reduced(name: str, content: bytes, wrong: str) -> bytes:
    """The content without what the fault does not need."""
    until = time.monotonic() + REDUCING
    size = len(content) // 2
    while size and time.monotonic() < until:
        place = 0
        while place < len(content) and time.monotonic() < until:
            less = content[:place] + content[place + size :]
            if fault(name, less) == wrong:
                content = less
            else:
                place += size
        size //= 2
    return content


def seeds() -> dict[str, bytes]:
    """Every format once, and the faults that were found."""
    made = sources_made.written(ARTICLE, Random(0))  # noqa: S311
    kept = {
        each.name: each.read_bytes() for each in sorted(FAULTS.iterdir()) if each.suffix != ".md"
    }
    return {name: content for name, content in (made | kept).items() if content}


def main() -> None:
    """Fuzz for a while, print what is found, and exit with 1 where there is a fault."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=FAULTS, help="folder for what is found")
    given = parser.parse_args()
    found = fuzz(given.seconds, Random(given.seed), given.keep)  # noqa: S311
    sys.exit(1 if found else 0)


def _input(
    random: Random, pool: dict[str, bytes], names: list[str], contents: list[bytes]
) -> tuple[str, bytes]:
    if random.random() < WELL_FORMED:
        return random.choice(list(odd(random).items()))
    seed = random.choice(names)
    own = "".join(Path(seed).suffixes)
    name = f"a{own if random.random() < OWN_NAME else random.choice(SUFFIXES)}"
    return name, mutated(random, pool[seed], contents)


def fuzz(seconds: float, random: Random, keep: Path) -> set[str]:
    """Mutate and read until the time is over; the faults that were found."""
    pool = seeds()
    names, contents = list(pool), list(pool.values())
    found, runs, until = set[str](), 0, time.monotonic() + seconds
    while time.monotonic() < until:
        name, content = _input(random, pool, names, contents)
        wrong = fault(name, content)
        runs += 1
        if wrong and wrong not in found:
            found.add(wrong)
            _keep(keep, name, wrong, reduced(name, content, wrong))
    sys.stdout.write(f"{runs:,} inputs, {len(found)} faults\n")
    return found


def _keep(keep: Path, name: str, wrong: str, content: bytes) -> None:
    label = "-".join(re.findall(r"\w+", wrong.replace(".py", "")))
    suffixes = "".join(Path(name).suffixes)
    path = keep / f"{label}-{hashlib.sha256(content).hexdigest()[:8]}{suffixes}"
    path.write_bytes(content)
    sys.stdout.write(f"{wrong}: {path} ({len(content):,} bytes)\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
