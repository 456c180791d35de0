"""Files, pages and tables to reports; what cannot be read says why and what to do."""

import gzip
import json
import os
from pathlib import Path

import pytest

from newsledger.model import Capture, Report, Skip
from newsledger.readers import capture, find, read

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
    captured = capture(path)
    return [captured] if isinstance(captured, Skip) else list(read(captured))


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
    assert "50 MB" in reason
    assert "10 MB" in reason


def test_a_gzip_bomb(tmp_path: Path) -> None:
    packed = gzip.compress(bytes(20 * 1024 * 1024))
    assert "too large" in refused(put(tmp_path, "a.txt.gz", packed)).reason
    assert refused(put(tmp_path, "b.jsonl.gz", packed[:50])).reason == "damaged gzip file"


def test_what_is_no_file(tmp_path: Path) -> None:
    found = capture(tmp_path)
    assert isinstance(found, Skip)
    assert found.reason == "not a regular file"


def test_a_capture_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    found = capture(put(tmp_path, "a.txt", "abc"))
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


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {"id": "x1", "title": "Dam bursts", "content": TEXT, "dct": "2021-05-03",
         "url": "http://herald.example/1", "source": "Norvania Herald", "language": "en"},
        {"text": f"Dam bursts\n\n{TEXT}", "title": "Dam bursts", "date": "3 May 2021"},
        {"body": TEXT, "published": "soon", "agency": "AFP"},
    ]  # fmt: skip
    path = put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)) + "\n\n")
    first, second, third = (each for each in every(path) if isinstance(each, Report))
    assert first.text == f"Dam bursts\n\n{TEXT}"
    assert (first.path, first.locator) == (f"{path}#x1", "line 1")
    assert (first.published, first.published_basis) == ("2021-05-03", "feed")
    assert (first.outlet, first.url) == ("Norvania Herald", "http://herald.example/1")
    assert second.text == f"Dam bursts\n\n{TEXT}"
    assert (second.published, second.path) == ("2021-05-03", f"{path}#2")
    assert (third.text, third.published, third.agency) == (TEXT, None, "AFP")
    assert len({first.id, second.id, third.id}) == 3


def test_packed_json_lines(tmp_path: Path) -> None:
    row = json.dumps({"text": TEXT, "id": 7})
    plain = report(put(tmp_path, "a.jsonl", row))
    packed = report(put(tmp_path, "a.jsonl.gz", gzip.compress(row.encode())))
    assert packed.text == plain.text
    assert packed.path.endswith("#7")


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = ['{"text": "cut', "[1]", '{"title": "no text"}', '{"text": "A \\ud800 b."}', '"\xff"']
    lines.append(json.dumps({"text": TEXT}))
    path = tmp_path / "a.jsonl"
    path.write_bytes("\n".join(lines).encode("latin-1"))
    found = every(path)
    assert [each.path for each in found[:5]] == [f"{path}:{n}" for n in range(1, 6)]
    assert [each.text for each in found if isinstance(each, Report)] == [TEXT]
    assert isinstance(found[0], Skip)
    assert found[0].path == f"{path}:1"
    assert "JSON" in found[0].reason


@pytest.mark.parametrize("name", ["a.json", "a.xml"])
def test_other_documents_are_refused_with_advice(tmp_path: Path, name: str) -> None:
    content = '<?xml version="1.0"?><rss/>' if name.endswith("xml") else '{"text": "x"}'
    assert "not" in refused(put(tmp_path, name, content)).reason
