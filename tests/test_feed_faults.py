"""Feeds in XML that are broken, cut short, wrongly encoded or hostile."""

import time

import pytest
from feeds_made import RSS, put, reports, rss, skips

from newsledger.model import Report, Skip
from newsledger.readers.feeds import feed


def test_faults_are_mended() -> None:
    page = rss(
        "<item><title>AT&T</title><dc:creator>Bob</dc:creator>"
        "<description>Roe & Co&nbsp;lost 3 < 4 \x0b&bogus; dams</description></item>"
    )
    (one,) = reports(put(page))
    assert one.text == "AT&T\n\nRoe & Co lost 3 < 4 &bogus; dams"
    assert one.author == "Bob"
    assert len(one.blocks) == 2


def test_a_feed_cut_short_gives_what_it_held() -> None:
    content = RSS.encode()
    cut = content[: content.index("é".encode()) + 1]
    found = list(feed.read(put(cut)))
    (one,) = (each for each in found if isinstance(each, Report))
    assert one.text.startswith("Dam bursts & floods Tarsk\n\nRescue crews searched the caf")
    assert any("cut short" in each.reason for each in found if isinstance(each, Skip))


@pytest.mark.parametrize(
    ("codec", "declared"),
    [("cp1252", "utf-8"), ("latin-1", "iso-8859-1"), ("utf-8", "latin-1"), ("utf-16", "utf-16"),
     ("utf-16-le", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1251", "windows-1251")],
)  # fmt: skip
def test_encodings_also_where_they_are_declared_wrongly(codec: str, declared: str) -> None:
    word = "дамба" if codec == "cp1251" else "café"
    page = RSS.replace('"utf-8"', f'"{declared}"').replace("café", word)
    one, _ = reports(put(page.encode(codec)))
    assert word in one.text
    assert len(one.blocks) == 3


def test_no_entity_is_expanded_that_refers_to_anything() -> None:
    bomb = """<!DOCTYPE r [<!ENTITY ok "fine"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>"""
    (one,) = reports(put(bomb + rss("<item><description>&ok; &c; &d;</description></item>")))
    assert one.text == "fine &c; &d;"


OK = "<item><title>ok</title><description>Dam bursts.</description></item>"


@pytest.mark.parametrize(
    "item",
    [
        "<item><title>" + "a b " * 250_000 + "</title><description>x</description></item>",
        "<item><author>" + "a" * 1_000_000 + "</author><description>x</description></item>",
        "<item>" + f"<author>{'a' * 299}</author>" * 3_000 + "<description>x</description></item>",
        "<item>" + "<category>a</category>" * 30_000 + "<description>x</description></item>",
        "<item><pubDate>" + "1 " * 300_000 + "</pubDate><description>x</description></item>",
        "<item><description><![CDATA[" + "<" * 200_000 + "]]>x</description></item>",
        "<item><description><![CDATA[" + "<!--" * 100_000 + "]]>x</description></item>",
        "<item><description><![CDATA[" + "<div>" * 10_000 + "]]>x</description></item>",
        "<item><description>" + "&" * 200_000 + "x</description></item>",
    ],
    ids=range(9),
)
def test_hostile_entries_are_bounded_and_the_rest_is_read(item: str) -> None:
    start = time.process_time()
    assert reports(put(rss(item + OK)))[-1].text == "ok\n\nDam bursts."
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "content",
    [b"", b"<", b"<rss", b"\xff\xfe", b"<!DOCTYPE rss [", b"\0" * 1_000, bytes(range(256)) * 40,
     b"<html><body>x</body></html>",
     b"<feed><title type='<![CDATA[b'>&#xD800;</title></feed>",
     b"<feed><entry xmlns='s#}'><issued>1</issued></entry></feed>",
     b"<rss>" + b"<item>" * 20_000,
     b"<rss/>"],
)  # fmt: skip
def test_what_is_no_feed_is_a_skip(content: bytes) -> None:
    found = list(feed.read(put(content)))
    assert found
    assert all(isinstance(each, Skip) for each in found)


def test_what_lies_too_deep_is_said_to_be_missing() -> None:
    page = rss(OK + "<item><description>" + "<div>" * 5_000 + "x" + "</div>" * 5_000)
    page += "</description></item></channel></rss>"
    assert any("cut short" in each for each in skips(put(page)))
    assert not any("cut short" in each for each in skips(put(rss(OK))))


def test_entries_beyond_the_limit_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsledger.readers.feeds.feed_markup.MOST", 2)
    found = list(feed.read(put(rss(OK * 5))))
    assert sum(isinstance(each, Report) and len(each.blocks) == 2 for each in found) == 2
    assert any("3 entries" in each.reason for each in found if isinstance(each, Skip))
