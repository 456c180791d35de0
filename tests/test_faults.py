"""Hostile inputs and the faults that were found: bounded, named, and the next report is read."""

import gzip
import io
import json
import re
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import archives_made
import msgspec
import pytest

from newsledger import intake
from newsledger.model import Capture, Report, Skip
from newsledger.readers import captures, find, opened, read
from newsledger.readers.files import Source
from newsledger.store import Store, open_store
from newsledger.verify import faults

FAULTS = Path(__file__).parent / "faults"
KEPT = sorted(each for each in FAULTS.iterdir() if each.name != "README.md")
SMALL = 20_000  # bytes of a file that is kept
LIMIT = 60.0  # seconds for one input, of which each takes less than two
DEEP = 100_000  # elements within each other
LONG = 10_000_000  # characters of a line

GOOD = "The bridge over the Ulm was opened again on Friday, the mayor of Ulmen said.\n"
GO_ON = ("deep.jsonl", "line.csv", "line.jsonl", "header.warc")
SAID = "A dam above Tarsk burst on Monday, and four people were missing, officials said."


def _zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for n in range(5):
            archive.writestr(f"archive/{n}.warc", bytes(20_000_000))
    return out.getvalue()


def _gzip_bomb() -> bytes:
    return gzip.compress(bytes(20_000_000), 1) * 6


def _nested(start: str, inside: str, end: str = "") -> str:
    return start * DEEP + inside + end * DEEP


# What is too large to be kept as a file.
GENERATED: Mapping[str, Callable[[], bytes | str]] = MappingProxyType(
    {
        "gzip-bomb.txt.gz": _gzip_bomb,
        "gzip-bomb.jsonl.gz": _gzip_bomb,
        "zip-bomb.wacz": _zip_bomb,
        "deep.html": lambda: f"<html><body>{_nested('<div>', f'<p>{SAID}</p>', '</div>')}</body>",
        "endless.html": lambda: f"<html><body>{_nested('<b><p>', SAID)}",
        "deep.rss": lambda: (
            f"<rss><channel><item><title>{SAID}</title><description>"
            f"{_nested('<a>', SAID, '</a>')}</description></item></channel></rss>"
        ),
        "deep-escaped.rss": lambda: (
            f"<rss><channel><item><title>T</title><description>"
            f"{_nested('&lt;a&gt;', SAID)}</description></item></channel></rss>"
        ),
        "deep.xml": lambda: f"<nitf><body>{_nested('<block>', SAID, '</block>')}</body></nitf>",
        "deep.newsml": lambda: (
            '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a"><contentSet><inlineXML>'
            f"{_nested('<p>', SAID, '</p>')}</inlineXML></contentSet></newsItem>"
        ),
        "deep.json": lambda: _nested("[", "1", "]"),
        "deep.jsonl": lambda: f'{{"text": {_nested("[", "1", "]")}}}\n{{"text": "{SAID}"}}\n',
        "deep-feed.json": lambda: (
            '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_text": '
            f'"{SAID}", "x": {_nested("[", "1", "]")}}}]}}'
        ),
        "deep-ninjs.json": lambda: (
            f'{{"uri": "tag:7", "body_text": "{SAID}", "associations": '
            + _nested('{"a":', "1", "}")
            + "}"
        ),
        "line.txt": lambda: f"{SAID} " + "x" * LONG,
        "line-of-words.txt": lambda: "dam " * (LONG // 5),
        "line.html": lambda: f"<html><body><article><p>{SAID} {'x' * LONG}</p></article></body>",
        "line.rss": lambda: f"<rss><channel><item><title>{'x' * LONG}</title></item></channel>",
        "line.csv": lambda: "title,text\nDam," + "x" * LONG + f'\nTwo,"{SAID}"\n',
        "quotes.csv": lambda: "title,text\n" + 'a","\n' * 12_000 + f'Two,"{SAID}"\n',
        "columns.csv": lambda: "text," * 150_000,
        "line.jsonl": lambda: json.dumps({"text": "x" * LONG}) + f'\n{{"text": "{SAID}"}}\n',
        "attribute.html": lambda: f"<html><body title='{'x' * LONG}'><p>{SAID}</p></body></html>",
        "header.warc": lambda: (
            b"WARC/1.0\r\nX: "
            + b"x" * LONG
            + archives_made.record(SAID.encode(), kind="resource", media="text/plain")
        ),
        "brackets.html": lambda: f"<html><body><p>{SAID}{'<' * 500_000}</p></body></html>",
        "references.html": lambda: f"<html><body><article><p>{SAID}{'&amp;' * 200_000}</article>",
        "entries.rss": lambda: f"<rss><channel>{'<item><title>T</title></item>' * 10_100}",
    }
)


@pytest.fixture
def store() -> Store:
    return open_store("sqlite://", create=True)  # in memory


def taken(store: Store, folder: Path, name: str, content: bytes) -> intake.Taken:
    """What an input gave, once it is seen that nothing else came to harm by it."""
    (folder / name).write_bytes(content)
    (folder / "zz-good.txt").write_text(GOOD)
    start = time.monotonic()
    outcome, good = intake.take(store, [folder / name, folder / "zz-good.txt"])
    assert time.monotonic() - start < LIMIT
    assert len(good.reports) == 1
    assert GOOD in {each.text for each in store.reports()}
    assert list(faults(store)) == []
    assert outcome.reports or outcome.skips
    assert all(map(told, outcome.skips))
    return outcome


def told(skip: Skip) -> bool:
    """Whether a Skip says in a line each what is wrong and what to do."""
    lines = (skip.path, skip.reason, skip.advice)
    return all(len(each.splitlines()) == 1 and each.isprintable() for each in lines)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_a_fault_that_was_found(store: Store, tmp_path: Path, path: Path) -> None:
    taken(store, tmp_path, path.name, path.read_bytes())


@pytest.mark.parametrize("name", GENERATED)
def test_an_input_that_is_made_to_exhaust(store: Store, tmp_path: Path, name: str) -> None:
    content = GENERATED[name]()
    outcome = taken(
        store, tmp_path, name, content.encode() if isinstance(content, str) else content
    )
    if "bomb" in name:
        assert outcome.reports == ()
        assert any("bomb" in each.reason or "large" in each.reason for each in outcome.skips)
    if name in GO_ON:
        assert any(SAID in each.text for each in store.reports())


def test_no_entity_opens_a_file_or_grows(store: Store, tmp_path: Path) -> None:
    for path in KEPT:
        if re.search("entity|laughs|dtd|xinclude", path.name):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    intake.take(store, sorted(tmp_path.iterdir()))
    for report in store.reports():
        assert "root:" not in report.text
        assert len(report.text) < SMALL
        assert report.text.count("lol") < 20


def test_every_name_of_a_fault_is_read_without_harm() -> None:
    """The bytes decide, or the name does, and neither does harm under the other."""
    for path in KEPT:
        content = path.read_bytes()
        for suffix in (".txt", ".html", ".jsonl", ".csv", ".warc", ".wacz"):
            source = Source(path=f"a{suffix}", stream=io.BytesIO(content))
            for each in captures(source):
                outcome = list(read(each, {})) if isinstance(each, Capture) else [each]
                assert outcome
                assert all(told(one) for one in outcome if isinstance(one, Skip)), path
                msgspec.json.encode([one for one in outcome if isinstance(one, Report)])


def test_every_fault_is_small_and_explained() -> None:
    readme = (FAULTS / "README.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([^`]+)` \|", readme, re.MULTILINE)
    assert sorted(explained) == [each.name for each in KEPT]
    assert all(each.stat().st_size < SMALL for each in KEPT)


def test_a_folder_of_faults_is_read_to_its_end(store: Store, tmp_path: Path) -> None:
    (tmp_path / "zz-good.txt").write_text(GOOD)
    found = list(find([FAULTS, tmp_path / "zz-good.txt"]))
    assert len(found) == len(KEPT) + 2
    intake.take(store, [each for each in found if isinstance(each, Path)])
    assert GOOD in {each.text for each in store.reports()}
    with opened(FAULTS / "README.md") as source:
        assert source.fault is None
