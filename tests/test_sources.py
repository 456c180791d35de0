"""A report's digest and byte ranges open on the same characters, whatever it was read from."""

import hashlib
import io
import sqlite3
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import msgspec
import pytest
import sources_made
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sources_made import Article

from newsledger import intake, readers
from newsledger.model import Capture, Report
from newsledger.readers import offsets
from newsledger.readers.files import Source
from newsledger.store import open_store
from newsledger.verify import faults

OTHER = "A dam held."  # the second report of each table
LETTERS = (
    "abzAZ09.,;:!?'\"()/\\-=é“”‘’«»—ßŁğЖяΩאبあ漢字한\u0301\u00a0\u00ad\u200b\u202e\U0001f600&<>"
)
ODD = ("&amp;", "&#65;", "&lt;b&gt;", "&nbsp;", "\\u0041", "\\n", '""', "]]>", "<tarsk>", "5 < 6",
       "AT&T", "<!--", "-->", "%20", "\U0001f1fa\U0001f1e6", "e\u0301", "\ufb01")  # fmt: skip
# Trafilatura resolves references twice, so that what looks like one once a page is parsed is lost
# from its text. Nothing else may be.
REFERENCES = ("&amp;", "&#65;", "&lt;b&gt;", "&nbsp;")

WORDS = st.one_of(st.text(LETTERS, min_size=1, max_size=9), st.sampled_from(ODD))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Paragraphs of prose with odd words in them, each with a number of its own."""
    odd = draw(st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=2, max_size=4))
    lines = (
        f"Paragraph {n} says that a dam above {' '.join(words)} burst on Monday, and that the "
        f"water rose by {n} metres in the town of Tarsk, officials said."
        for n, words in enumerate(odd)
    )
    return Article(f"Dam bursts above {' '.join(odd[0][:2])}", tuple(map(plain, lines)))


def plain(text: str) -> str:
    """Text that no format alters: in normal form, words one space apart."""
    return unicodedata.normalize("NFC", " ".join(text.split(" ")))


def printed(text: str) -> str:
    return "".join(
        each
        for each in unicodedata.normalize("NFC", text)
        if each.isprintable() and not each.isspace()
    )


def sources(name: str, content: bytes) -> Iterator[tuple[Capture, Report]]:
    """Reports of the article and what each was read from; every other outcome is an error."""
    for capture in readers.captures(Source(path=name, stream=io.BytesIO(content))):
        assert isinstance(capture, Capture), (name, capture)
        for report in readers.read(capture, {}):
            assert isinstance(report, Report), (name, report)
            if OTHER not in report.text:
                yield capture, report


def checked(capture: Capture, report: Report) -> str:
    """The printed characters of a report's blocks, once each was opened."""
    digest = hashlib.sha256(capture.content).hexdigest()
    assert digest == capture.sha256 == report.source_sha256
    for block in report.blocks:
        assert offsets.opens(
            capture.content, report.encoding or "", report.layers, report.text, block
        ), (report.path, report.text[block.start : block.end])
    assert all(one.end <= other.start for one, other in pairwise(report.blocks)), report.path
    return "".join(printed(report.text[each.start : each.end]) for each in report.blocks)


def resolved_twice(name: str) -> bool:
    """Whether what is read is a page, or an archive of pages."""
    return any(each in name for each in (".html", ".warc", ".wacz"))


def random(seed: int) -> Random:
    return Random(seed)  # noqa: S311


NAMES = sorted(sources_made.written(Article("T", ("a",)), random(0)))
UNPACKED = [each for each in NAMES if not each.endswith((".gz", ".zst"))]


# Not shrunk: each example is read in every format.
@settings(max_examples=6, deadline=None, derandomize=True, phases=[Phase.generate])
@given(articles(), st.integers(0, 99))
def test_every_printed_character_of_every_format_opens(article: Article, seed: int) -> None:
    unlike = Article(article.title, tuple(map(without_references, article.paragraphs)))
    made = sources_made.written(article, random(seed))
    others = sources_made.written(unlike, random(seed))
    for name in NAMES[seed % 3 :: 3] + UNPACKED:
        twice = resolved_twice(name)
        wanted = unlike if twice else article
        found = list(sources(name, (others if twice else made)[name]))
        assert len(found) == (5 if "crawl" in name else 1), name
        for capture, report in found:
            held = checked(capture, report)
            for paragraph in wanted.paragraphs:
                assert printed(paragraph) in held, (report.path, paragraph)


def without_references(text: str) -> str:
    for each in REFERENCES:
        text = text.replace(each, "")
    return text


PLAIN = Article(
    "Dam bursts above Tarsk & Ulmen",
    tuple(
        f"{n}. A dam above the town of Tarsk burst on Monday, and “four” people were missing in "
        f"the café, 5 < 6, officials of Norvania said {n} times."
        for n in range(3)
    ),
)
STORED = ("utf-16.txt", "utf-8.html", "cp1252.html", "cdata.rss.gz", "xhtml.atom", "rows.csv.zst",
          "escapes.jsonl", "html-feed.json", "rows.parquet", "nitf.xml", "body_html-ninjs.json",
          "plain.newsml", "crawl.warc.gz", "crawl.wacz")  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of every kind, each with words of its own, so that no two are the same report."""
    folder = tmp_path_factory.mktemp("stored")
    for n, name in enumerate(STORED):
        lines = tuple(f"{each} {name}." for each in PLAIN.paragraphs)
        made = sources_made.written(Article(PLAIN.title, lines), random(n))
        (folder / name).write_bytes(made[name])
    return folder


@pytest.fixture
def ledger(folder: Path, tmp_path: Path) -> Path:
    """A ledger of all files, in which everything opens."""
    path = tmp_path / "a.ledger"
    taken = intake.take(open_store(path, create=True), [folder])
    assert [len(each.reports) for each in taken] == [_reports(each.path) for each in taken]
    assert list(faults(open_store(path))) == []
    return path


def _reports(path: str) -> int:
    table = path.endswith((".csv.zst", ".jsonl", ".parquet"))
    return 5 if "crawl" in path else 2 if table else 1


def test_every_stored_source_opens_again(ledger: Path) -> None:
    store = open_store(ledger)
    held = {each.sha256: each.content for each in store.sources()}
    assert {each.source_sha256 for each in store.reports()} == set(held)
    assert all(report.blocks for report in store.reports())
    assert [hashlib.sha256(content).hexdigest() for content in held.values()] == list(held)


def test_one_byte_of_a_stored_source_that_changes_is_found(ledger: Path) -> None:
    (first, second) = _altered(ledger, b"missing", b"misSing")
    assert "its bytes do not match digest" in first
    assert "of its source do not read characters" in second


def test_one_byte_that_no_report_shows_is_found_as_well(ledger: Path) -> None:
    (fault,) = _altered(ledger, b"not shown", b"not_shown")
    assert "its bytes do not match digest" in fault


def test_a_block_that_is_shifted_is_found(ledger: Path) -> None:
    store = open_store(ledger)
    report = next(each for each in store.reports() if each.path.endswith("utf-8.html"))
    block = report.blocks[1]
    for moved in (
        replace(block, source_start=block.source_start + 1),
        replace(block, source_end=block.source_end - 1),
        replace(block, start=block.start + 1),
        replace(block, source_start=block.source_end, source_end=block.source_start),
        replace(block, source_end=10**9),
    ):
        body = msgspec.json.encode(replace(report, text="", blocks=(moved,))).decode()
        with sqlite3.connect(ledger) as database:
            database.execute("UPDATE report SET body = ? WHERE id = ?", (body, report.id))
        (fault,) = faults(open_store(ledger))
        assert fault.startswith(report.id), moved


def _altered(ledger: Path, old: bytes, new: bytes) -> list[str]:
    """Faults of the ledger once the bytes of one page are altered in one place."""
    with sqlite3.connect(ledger) as database:
        rows = database.execute("SELECT sha256, content FROM source WHERE path LIKE '%utf-8.html'")
        ((digest, packed),) = rows.fetchall()
        content = zlib.decompress(packed)
        assert old in content
        changed = zlib.compress(content.replace(old, new, 1))
        database.execute("UPDATE source SET content = ? WHERE sha256 = ?", (changed, digest))
    return list(faults(open_store(ledger)))
