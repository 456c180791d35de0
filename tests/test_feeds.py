"""Feeds in XML and JSON: entries to reports, their facts, their bytes, and hostile ones."""

import hashlib
import json
import time

import pytest

from newsledger.model import Capture, Report, Skip
from newsledger.readers import markup_text, offsets
from newsledger.readers.feeds import feed, feed_facts, jsonfeed
from newsledger.readers.feeds.feed_entries import Feed, parsed

RSS = """<?xml version="1.0" encoding="utf-8"?>
<!-- no <item> here -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Norvania Herald</title><link>https://herald.example/</link><language>en-gb</language>
<item><media:title>A boat</media:title><title>Dam bursts &amp; floods Tarsk</title>
  <link>https://herald.example/dam</link><guid isPermaLink="false">tag:1</guid>
  <dc:creator>Jane Roe</dc:creator><dc:creator>AFP</dc:creator>
  <pubDate>Mon, 03 May 2021 23:20:00 -0500</pubDate><category>floods</category>
  <description>A dam burst.</description>
  <content:encoded><![CDATA[<p>Rescue crews searched the café &amp; school.</p>
  <p>Four are missing.</p><script>track()</script>]]></content:encoded></item>
<item><title>Only a title</title><link>https://herald.example/x</link></item>
<item><title>Roads closed</title><guid isPermaLink="false">tag:1</guid>
  <description>&lt;p&gt;Four are missing.&lt;/p&gt;</description>
  <pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>
  <source url="https://post.example/rss">Ulmen Post</source></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Ulmen Post</title>
<author><name>Redaktion</name></author>
<entry><id>urn:1</id><title type="html">Der &lt;b&gt;Damm&lt;/b&gt;</title>
<link href="https://post.example/1"/><published>2021-05-03T10:00:00+02:00</published>
<updated>2021-05-04T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der Damm brach.</p>
<p>Vier fehlen.</p></div></content>
<source><title>Tarsk Tagblatt</title><author><name>Reuters</name></author></source></entry>
<entry><id>urn:2</id><title>5 &lt; 6</title><summary xml:lang="fr">Un texte &lt; clair.</summary>
</entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Norvania Wire</title></channel>
<item rdf:about="https://w.example/1"><title>Bridge down</title><link>https://w.example/1</link>
<description>A bridge fell.</description><dc:date>2021-05-03</dc:date></item></rdf:RDF>"""

CDF = """<CHANNEL HREF="https://c.example/"><TITLE>Tarsk Channel</TITLE>
<ITEM HREF="https://c.example/1" LASTMOD="2004-04-06T23:05:43-05:00"><TITLE>Old news</TITLE>
<ABSTRACT>An abstract.</ABSTRACT></ITEM></CHANNEL>"""


def put(content: str | bytes, url: str | None = None, captured: str | None = None) -> Capture:
    held = content.encode() if isinstance(content, str) else content
    sha256 = hashlib.sha256(held).hexdigest()
    return Capture(sha256=sha256, path="a.xml", content=held, url=url, captured=captured)


def reports(capture: Capture) -> list[Report]:
    return [each for each in feed.read(capture) if isinstance(each, Report)]


def skips(capture: Capture) -> list[str]:
    return [each.reason for each in feed.read(capture) if isinstance(each, Skip)]


def rss(items: str) -> str:
    return f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>"


def test_an_entry_of_rss() -> None:
    one, _ = reports(put(RSS))
    assert one.text == (
        "Dam bursts & floods Tarsk\n\nRescue crews searched the café & school.\nFour are missing."
    )
    assert (one.title, one.outlet) == ("Dam bursts & floods Tarsk", "Norvania Herald")
    assert (one.author, one.agency, one.language) == ("Jane Roe, AFP", "AFP", "en-gb")
    assert (one.published, one.published_basis) == ("2021-05-03T23:20:00-05:00", "feed")
    assert (one.locator, one.path, one.url) == (
        "tag:1",
        "a.xml#tag:1",
        "https://herald.example/dam",
    )
    assert (one.encoding, one.layers) == ("utf-8", ("markup", "markup"))
    facts = {(each.field, each.value, each.source) for each in one.stated}
    assert ("published", "Mon, 03 May 2021 23:20:00 -0500", "rss:pubDate") in facts


def test_an_entry_taken_over_keeps_both_outlets_and_a_name_of_its_own() -> None:
    _, two = reports(put(RSS))
    assert two.outlet == "Ulmen Post"
    assert {each.value for each in two.stated if each.field == "outlet"} == {
        "Norvania Herald",
        "Ulmen Post",
    }
    assert two.locator == "tag:1 (entry 3)"


def test_the_zero_of_a_clock_is_no_date_but_is_kept_as_stated() -> None:
    _, two = reports(put(RSS))
    assert (two.published, two.published_basis) == (None, None)
    assert "Thu, 01 Jan 1970 00:00:00 GMT" in {each.value for each in two.stated}


def test_entries_without_text_are_counted() -> None:
    assert skips(put(RSS)) == ["1 of 3 entries of this feed hold no text"]


def test_blocks_stay_inside_their_entry() -> None:
    content = RSS.encode()
    one, two = reports(put(RSS))
    for report in (one, two):
        for block in report.blocks:
            assert offsets.opens(content, "utf-8", report.layers, report.text, block)
    last = [report.blocks[-1].source_start for report in (one, two)]
    assert content[last[0] :].startswith(b"Four are missing.</p><script>")
    assert content[last[1] :].startswith(b"Four are missing.&lt;/p&gt;")


def test_entries_of_atom() -> None:
    one, two = reports(put(ATOM))
    assert one.text == "Der Damm\n\nDer Damm brach.\nVier fehlen."
    assert (one.published, one.modified) == ("2021-05-03T10:00:00+02:00", "2021-05-04T08:00:00Z")
    assert (one.outlet, one.author, one.agency) == ("Tarsk Tagblatt", "Reuters", "Reuters")
    assert (one.language, two.language) == ("de", "fr")
    assert (two.text, two.author) == ("5 < 6\n\nUn texte < clair.", "Redaktion")
    assert [b.source_end > b.source_start for b in one.blocks] == [True, True, True]


def test_entries_of_rdf_and_cdf() -> None:
    (one,) = reports(put(RDF))
    assert (one.published, one.modified, one.locator) == ("2021-05-03", None, "https://w.example/1")
    (two,) = reports(put(CDF))
    assert (two.text, two.url) == ("Old news\n\nAn abstract.", "https://c.example/1")
    assert (two.published, two.modified) == (None, "2004-04-06T23:05:43-05:00")


def test_relative_links_are_resolved_where_the_address_is_known() -> None:
    page = rss("<item><link>/dam</link><description>A dam burst.</description></item>")
    assert [each.url for each in reports(put(page))] == [None]
    assert [each.url for each in reports(put(page, url="https://h.example/feeds/rss"))] == [
        "https://h.example/dam"
    ]


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("Mon, 03 May 2021 10:20:00 EST", "2021-05-03T10:20:00-05:00"),
        ("2021-05-03", "2021-05-03"),
        ("2021-05", None),
        ("2021", None),
        ("0001-01-01T00:00:00Z", None),
        ("0000-00-00 00:00:00", None),
        ("2021-02-30", None),
        ("soon", None),
    ],
)
def test_dates_as_they_are_stated(raw: str, read: str | None) -> None:
    (one,) = reports(
        put(rss(f"<item><pubDate>{raw}</pubDate><description>A.</description></item>"))
    )
    assert one.published == read
    assert raw in {each.value for each in one.stated}


def test_a_date_after_the_capture_is_not_believed() -> None:
    page = rss("<item><pubDate>2031-05-03</pubDate><description>A dam burst.</description></item>")
    (one,) = reports(put(page, captured="2021-05-03T10:00:00Z"))
    assert one.published is None
    assert not feed_facts.iso("2031-05-03", "2021-05-03T10:00:00Z")


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


@pytest.mark.parametrize(
    ("content", "expected"),
    [(RSS, True), (ATOM, True), (RDF, True), (CDF, True), ("<html/>", False), ("", False),
     ('<rdf:RDF xmlns="http://xmlns.com/foaf/0.1/"/>', False), ("rss", False),
     ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", True)],
)  # fmt: skip
def test_a_feed_is_known_by_its_root(content: str, expected: bool) -> None:
    assert feed.looks_like(content.encode()) is expected
    assert feed.looks_like(content.encode("utf-16")) is expected


def test_what_a_feed_says_of_itself() -> None:
    found = parsed(put(RSS))
    assert isinstance(found, Feed)
    assert (found.title, found.url) == ("Norvania Herald", "https://herald.example/")
    assert [each.title for each in found.entries][1] == "Only a title"


ITEMS = [
    {"id": "1", "url": "https://h.example/1", "title": "Dam \"bursts\"", "language": "en",
     "content_html": "<p>Crews searched the caf\u00e9.</p><p>Four &amp; more are missing.</p>",
     "date_published": "2021-05-03T10:20:00+02:00", "date_modified": "2021-05-04T00:00:00Z",
     "authors": [{"name": "Jane Roe"}, {"name": "AP"}], "external_url": "https://o.example/1"},
    {"id": 2, "content_text": "Plain\nlines & <b>.", "summary": "x", "date_published": "soon"},
    {"id": "3", "title": "No text"},
    {"id": "1", "content_text": "Plain\nlines & <b>."},
    "no object",
]  # fmt: skip


def json_feed(**fields: object) -> Capture:
    feed_ = {"version": "https://jsonfeed.org/version/1.1", "title": "Norvania Herald",
             "language": "en-GB", "items": ITEMS, **fields}  # fmt: skip
    return put(json.dumps(feed_))


def test_a_json_feed() -> None:
    capture = json_feed()
    found = list(jsonfeed.read(capture))
    one, two, four = (each for each in found if isinstance(each, Report))
    assert one.text == 'Dam "bursts"\n\nCrews searched the café.\nFour & more are missing.'
    assert (one.outlet, one.author, one.agency) == ("Norvania Herald", "Jane Roe, AP", "AP")
    assert (one.published, one.modified) == ("2021-05-03T10:20:00+02:00", "2021-05-04T00:00:00Z")
    assert one.layers == ("json", "markup")
    assert (two.text, two.layers, two.published) == ("Plain\nlines & <b>.", ("json",), None)
    assert (two.language, two.locator, four.locator) == ("en-GB", "2", "1 (entry 4)")
    assert four.blocks[0].source_start > two.blocks[-1].source_end
    for report in (one, two, four):
        assert len(report.blocks) == len(report.text.replace("\n\n", "\n").split("\n"))
        for block in report.blocks:
            assert offsets.opens(capture.content, "utf-8", report.layers, report.text, block)
    assert [each.reason for each in found if isinstance(each, Skip)] == [
        "2 of 5 entries of this feed hold no text"
    ]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", '{"version": 1}', '{"version": "https://jsonfeed.org/version/1"}',
     '{"version": "https://jsonfeed.org/version/1", "items": 3}', "[" * 100_000,
     '{"version": "https://jsonfeed.org/version/1", "items": [' + "[" * 100_000,
     '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1"'],
)  # fmt: skip
def test_what_is_no_json_feed_is_a_skip(content: str) -> None:
    (only,) = jsonfeed.read(put(content))
    assert isinstance(only, Skip)


def test_a_json_feed_is_known_by_its_version() -> None:
    assert jsonfeed.looks_like(b"\xef\xbb\xbf" + json_feed().content)
    assert jsonfeed.looks_like(b'{"version":"https:\\/\\/jsonfeed.org\\/version\\/1"}')
    assert not jsonfeed.looks_like(b'{"version": "1.0"}')
    assert not jsonfeed.looks_like(b"version https://jsonfeed.org/version/1")


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("a <b>b</b>c<br>d<p>e\nf</p>g", "a bc\nd\ne f\ng"),
        ("<p>x</p><script>bad()</script>tail<!-- c -->more", "x\ntailmore"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("one &amp; two\n\nthree", "one & two\nthree"),
        ("<div>" * 5_000 + "deep" + "</div>" * 5_000 + "end", "deep\nend"),
        ("a\0<b>c", "ac"),
        ("sa<!-- -- never ended >fe<!-- c -->", "sa"),
        ("sa<!-- c --><b>fe</b> <!-- -- never ended >ty", "safe ty"),
        ("<iframe src='x'><b>framed</b>", "framed"),
        ("<![CDATA[<p>twice</p>]]>", "twice"),
        ("", ""),
    ],
)
def test_a_fragment_to_its_text(fragment: str, text: str) -> None:
    assert markup_text.text(fragment) == text
