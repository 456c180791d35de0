"""Files, pages and tables to reports; what cannot be read says why and what to do."""

import gzip
import json
import os
from pathlib import Path

import pytest

from newsledger.model import Capture, Report, Skip
from newsledger.readers import captures, find, opened, read

TEXT = (
    "A dam above the town of Tarsk burst on Monday, and four people were missing, officials said.\n"
    "\nThe water rose by two metres within an hour, and boats were sent from the capital, Ulmen.\n"
)
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Dam bursts | Norvania Herald</title>
<meta property="og:title" content="Dam bursts above Tarsk">
<meta property="og:site_name" content="Norvania Herald">
<meta property="article:published_time" content="2021-05-03T10:20:00+02:00">
<link rel="canonical" href="https://herald.example/dam">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
"author": {"name": "Reuters"}, "datePublished": "2021-05-03"}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Dam bursts above Tarsk</h1>
<p>A dam above the town of Tarsk burst on Monday, and four people were missing, officials said.</p>
<p>The water rose by two metres within an hour, and boats were sent from the capital, Ulmen.</p>
<p>Rescue workers searched the lower town through the night, the mayor told reporters there.</p>
</article></body></html>"""


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def every(path: Path) -> list[Report | Skip]:
    return [one for each in taken(path) for one in outcome(each)]


def outcome(item: Capture | Skip) -> list[Report | Skip]:
    return [item] if isinstance(item, Skip) else list(read(item, {}))


def taken(path: Path) -> list[Capture | Skip]:
    with opened(path) as source:
        return list(captures(source))


def report(path: Path) -> Report:
    (one,) = every(path)
    assert isinstance(one, Report), one
    return one


def refused(path: Path) -> Skip:
    (one,) = every(path)
    assert isinstance(one, Skip), one
    assert one.id.startswith("skip_")
    assert one.advice
    return one


def test_find_goes_through_folders_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        put(tmp_path, name, TEXT)
    found = [str(p.relative_to(tmp_path)) for p in find([tmp_path]) if isinstance(p, Path)]
    assert sorted(found) == ["a.txt", "b/1.txt", "b/2.txt"]
    assert found == [str(p.relative_to(tmp_path)) for p in find([tmp_path]) if isinstance(p, Path)]


def test_find_names_what_is_not_there(tmp_path: Path) -> None:
    missing, empty = find([tmp_path / "none.txt", tmp_path])
    assert isinstance(missing, Skip)
    assert missing.reason == "no such file or directory"
    assert isinstance(empty, Skip)
    assert empty.reason == "no files in this directory"


def test_a_text_is_the_file_as_it_is(tmp_path: Path) -> None:
    text = "Dam bursts\r\n\r\nFour people are missing.\r\n"
    one = report(put(tmp_path, "a.txt", text))
    assert one.text == text
    assert one.id.startswith("report_")
    assert (one.published, one.published_basis, one.locator) == (None, None, "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_left_out(tmp_path: Path, encoding: str) -> None:
    assert report(put(tmp_path, "a.txt", TEXT.encode(encoding))).text == TEXT


def test_a_text_of_undeclared_encoding_is_guessed(tmp_path: Path) -> None:
    text = TEXT * 5 + "The café owner “lost everything”, he said.\n"
    assert report(put(tmp_path, "a.txt", text.encode("cp1252"))).text == text


def test_null_and_bidi_characters_do_no_harm(tmp_path: Path) -> None:
    text = f"\u202e{TEXT}\0\u2066"
    assert report(put(tmp_path, "a.txt", text)).text == text


def test_an_empty_file(tmp_path: Path) -> None:
    assert refused(put(tmp_path, "a.txt", b"")).reason == "the file is empty"
    assert refused(put(tmp_path, "b.txt", b" \n\n")).reason == "no words in this file"


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", bytes(range(256)) * 40])
def test_a_binary_file(tmp_path: Path, content: bytes) -> None:
    assert refused(put(tmp_path, "a.txt", content)).reason == "not a text: binary content"


def test_an_encoding_nobody_can_tell(tmp_path: Path) -> None:
    content = bytes(128 + (7 * i * i + 3 * i) % 128 for i in range(400))
    assert "encoding" in refused(put(tmp_path, "a.txt", content)).reason


def test_a_page_of_50_megabytes(tmp_path: Path) -> None:
    path = put(tmp_path, "a.html", PAGE)
    os.truncate(path, 50 * 1024 * 1024)
    reason = refused(path).reason
    assert "too large" in reason
    assert "10 MB" in reason


def test_a_gzip_bomb(tmp_path: Path) -> None:
    packed = gzip.compress(bytes(20 * 1024 * 1024))
    assert "too large" in refused(put(tmp_path, "a.txt.gz", packed)).reason
    assert refused(put(tmp_path, "b.jsonl.gz", packed[:50])).reason.startswith("cut short")


def test_what_is_no_file(tmp_path: Path) -> None:
    (found,) = taken(tmp_path)
    assert isinstance(found, Skip)
    assert found.reason == "not a regular file"


def test_a_capture_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    (found,) = taken(put(tmp_path, "a.txt", "abc"))
    assert isinstance(found, Capture)
    assert found.sha256.startswith("ba7816bf")


def test_a_page(tmp_path: Path) -> None:
    one = report(put(tmp_path, "a.html", PAGE))
    assert one.text.startswith("Dam bursts above Tarsk\n")
    assert one.text.count("Dam bursts above Tarsk") == 1
    assert "Rescue workers" in one.text
    assert "Home" not in one.text
    assert (one.title, one.url) == ("Dam bursts above Tarsk", "https://herald.example/dam")
    assert (one.outlet, one.agency, one.language) == ("Norvania Herald", "Reuters", "en-GB")
    assert (one.published, one.published_basis) == ("2021-05-03T10:20:00+02:00", "markup")


def test_a_page_is_known_without_its_name(tmp_path: Path) -> None:
    assert report(put(tmp_path, "page", PAGE)).outlet == "Norvania Herald"


def test_a_truncated_page_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    one = report(put(tmp_path, "a.html", PAGE[: PAGE.index("the mayor told")]))
    assert "Rescue workers searched" in one.text


def test_a_page_that_declares_a_wrong_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="utf-8">').replace("workers", "“workers” né")
    one = report(put(tmp_path, "a.html", page.encode("cp1252")))
    assert "“workers” né" in one.text


def test_a_page_without_an_article(tmp_path: Path) -> None:
    page = '<html><body><nav><a href="/">Home</a><a href="/w">World</a></nav></body></html>'
    assert refused(put(tmp_path, "a.html", page)).reason == "no article in this page"
    assert refused(put(tmp_path, "b.html", "<html>")).reason == "no article in this page"


def test_a_page_in_another_script_is_an_article(tmp_path: Path) -> None:
    paragraph = (
        "<p>大坝在星期一决堤，四人失踪，官员说。水位在一小时内上升了两米，船只从首都派出。</p>"
    )
    page = (
        f"<html lang='zh'><body><article><h1>大坝决堤</h1>{paragraph * 4}</article></body></html>"
    )
    assert report(put(tmp_path, "a.html", page)).language == "zh"


def test_entities_of_a_page_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "xxxx"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    page = PAGE.replace("<!DOCTYPE html>", bomb).replace("Rescue", "&a; &b; Rescue")
    text = report(put(tmp_path, "a.html", page)).text
    assert "root:" not in text
    assert "xxxx" not in text


def test_a_deep_page_does_no_harm(tmp_path: Path) -> None:
    (one,) = every(put(tmp_path, "a.html", "<html><body>" + "<div>" * 50_000 + TEXT))
    assert isinstance(one, Report | Skip)


def test_a_packed_table_is_read(tmp_path: Path) -> None:
    row = json.dumps({"text": TEXT, "id": 7})
    plain = report(put(tmp_path, "a.jsonl", row))
    packed = report(put(tmp_path, "b.jsonl.gz", gzip.compress(row.encode())))
    assert (packed.text, packed.source_sha256) == (plain.text, plain.source_sha256)
    assert packed.path.endswith("#7")


NINJS = {"uri": "urn:x:1", "headline": "Dam bursts", "body_text": TEXT, "versioncreated": "2031"}
FEED = (
    f"<rss version='2.0'><channel><item><title>Dam</title><description>{TEXT}</description></item>"
    "</channel></rss>"
)
NITF = f"<nitf><body><body.content><p>{TEXT}</p></body.content></body></nitf>"
JSON_FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "Herald",
             "items": [{"id": "1", "content_text": TEXT}]}  # fmt: skip


@pytest.mark.parametrize("name", ["a", "a.txt", "a.json", "a.xml"])
@pytest.mark.parametrize("document", [FEED, NITF, json.dumps(NINJS), json.dumps(JSON_FEED)])
def test_a_document_is_known_by_its_look(tmp_path: Path, name: str, document: str) -> None:
    one = report(put(tmp_path, name, document))
    assert "The water rose by two metres" in one.text
    assert one.blocks


def test_rows_of_a_json_document(tmp_path: Path) -> None:
    assert report(put(tmp_path, "a.json", json.dumps([{"text": TEXT}]))).text == TEXT


def test_rows_without_a_name_that_says_so(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"text": f"{n} {TEXT}"}) for n in range(3))
    assert len(every(put(tmp_path, "rows", rows))) == 3


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('<?xml version="1.0"?><a/>', "not a page"),
        ("<urlset><url><loc>https://a.example/x</loc></url></urlset>", "sitemap"),
    ],
)
def test_other_documents_are_refused_with_advice(tmp_path: Path, content: str, word: str) -> None:
    assert word in refused(put(tmp_path, "a.xml", content)).reason
