"""Feeds in XML: entries to reports, their facts and their bytes."""

import pytest
from feeds_made import ATOM, CDF, RDF, RSS, put, reports, rss, skips

from newsledger.readers import markup_text, offsets
from newsledger.readers.feeds import feed, feed_facts
from newsledger.readers.feeds.feed_entries import Feed, parsed


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
