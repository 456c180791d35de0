"""Formats of news agencies: how they are told apart, and hostile ones."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wires_made import NITF, READERS, XHTML, inline, item, message, ninjs_item, read, refused

from newsledger.model import Capture, Report, Skip
from newsledger.readers.wires import wire, xml_items

# --- telling them apart


@pytest.mark.parametrize(
    ("content", "look"),
    [
        (NITF, "nitf"),
        (
            f'<?xml version="1.0"?><!-- <x> --><!DOCTYPE nitf SYSTEM "" [<!ENTITY a "">]>\n{NITF}',
            "nitf",
        ),
        (item(""), "newsml"),
        (message(), "newsml"),
        (item("").replace("<newsItem xmlns", "<nar:newsItem xmlns:nar"), "newsml"),
        ('{"uri": "x", "versionCreated": "2021"}', "ninjs"),
        ('{"text": "\\"uri\\" \\"bodies\\":", "url": "x"}', None),
        ('{"item": {"uri": "x", "bodies": []}}', None),
        ('{"uri": "x", "text": "A row."}', None),
        ("<newsItem><x/></newsItem>", None),
        ("<rss/>", None),
        ("<html><body><nitf/></body></html>", None),
        ("<!--" * 5_000, None),
        ("{" * 100_000, None),
        ('{"uri": "x", "bodies": ' + "[" * 100_000, None),
        ("", None),
    ],
)
def test_looks(content: str, look: str | None) -> None:
    assert wire.looks_like(content.encode()) == look


# --- hostile


def test_entities_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    doctype = (
        f'<!DOCTYPE nitf [<!ENTITY b0 "bomb"><!ENTITY f SYSTEM "file:///etc/passwd">{levels}]>'
    )
    text = NITF.replace("four people", "four &b11;&f; people")
    started = time.process_time()
    found = read(doctype + text)
    assert time.process_time() - started < 1
    assert all("bomb" not in str(each) and "root:" not in str(each) for each in found)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("content", [NITF, item(inline(XHTML)), message(item(inline(XHTML)))])
def test_what_is_cut_short(content: str, share: float) -> None:
    assert "not well-formed" in refused(content[: int(len(content) * share)]).reason


def test_depth_is_bounded() -> None:
    deep = "<em>" * 50_000 + "x" + "</em>" * 50_000
    assert isinstance(refused(NITF.replace("four people", deep)), Skip)


def test_a_text_of_megabytes() -> None:
    started = time.process_time()
    long = "four people died " * 150_000
    (one,) = read(NITF.replace("four people", long))
    (other,) = read({"uri": "x", "body_text": long})
    (third,) = read(item(f"<inlineData>{long}</inlineData>"))
    assert isinstance(one, Report | Skip)
    assert isinstance(other, Report)
    assert isinstance(third, Report | Skip)
    assert time.process_time() - started < 20


@given(st.binary(max_size=80), st.integers(0, 1_500))
@settings(max_examples=60, deadline=None)
def test_no_bytes_break_a_reader(noise: bytes, place: int) -> None:
    for text in (NITF, message(item(inline(XHTML))), json.dumps(ninjs_item(2))):
        content = text.encode()[:place] + noise + text.encode()[place:]
        capture = Capture(sha256="0", path="a", content=content)
        wire.looks_like(content)
        for reader in READERS.values():
            assert all(isinstance(each, Report | Skip) for each in reader(capture))


def test_text_keeps_the_lines_of_pre() -> None:
    root, _ = parsed("<p>a\n b<pre>c\n  d</pre>e<br/>f</p>")
    assert xml_items.text(root) == "a b\nc\nd\ne\nf"


def parsed(content: str) -> tuple[Any, str]:
    found = xml_items.parsed(content.encode())
    assert not isinstance(found, str), found
    return found
