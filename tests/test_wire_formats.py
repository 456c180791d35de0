"""Formats of news agencies: ninjs, NewsML-G2 and NITF, sound and hostile."""

import hashlib
import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.model import Capture, Report, Skip
from newsledger.readers import offsets
from newsledger.readers.wires import newsml, ninjs, nitf, wire, xml_items

READERS = {"ninjs": ninjs.read, "newsml": newsml.read, "nitf": nitf.read}
FIRST = "A dam above Tarsk burst on Monday & four people were missing."
SECOND = "The water rose by two metres, officials in Ulmen said."

NITF = """<nitf><head><title>Norvania-Dam</title>
<docdata management-status="usable"><doc-id id-string="n7" regsrc="AP"/>
<date.issue norm="20210503T102000Z"/><doc.copyright holder="Norvania Wire" year="2021"/></docdata>
<pubdata name="Norvania Herald" date.publication="20210504"/></head>
<body><body.head>
<hedline><hl1>Dam bursts above <em>Tarsk</em></hl1><hl2>Four missing</hl2></hedline>
<byline>By Jane Roe <byttl>in Ulmen</byttl></byline><distributor>The Associated Press</distributor>
<dateline><location>ULMEN</location>, May 3</dateline>
<abstract><p>A dam burst.</p></abstract></body.head>
<body.content><p>A dam above Tarsk burst on Monday &amp; four people
 were missing.</p><media media-type="image"><media-reference source="a.jpg">x</media-reference>
<media-caption>The dam, in April.</media-caption></media>
<table><tr><td>Tarsk</td><td>4</td></tr></table>
<p>The water rose by two metres, <person>officials</person> in Ulmen said.</p></body.content>
<body.end><tagline>Li Bo contributed.</tagline></body.end></body></nitf>"""
META = """<itemMeta><itemClass qcode="ninat:text"/>
<provider qcode="nprov:AFP"><name>AFP Norvania</name></provider>
<versionCreated>2021-05-03T12:00:00Z</versionCreated>
<firstCreated>2021-05-03T10:20:00Z</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><contentCreated>2021-05-03T10:00:00Z</contentCreated><by>Jane Roe</by>
<language tag="en-GB"/><headline>Dam bursts</headline><dateline>ULMEN, May 3 (AFP)</dateline>
<slugline>NORVANIA-DAM</slugline></contentMeta>"""
BODY = f"<p>{FIRST.replace('&', '&amp;')}</p><p>{SECOND}</p>"
XHTML = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{BODY}</body></html>'


def item(content: str, meta: str = META, guid: str = "tag:norvania.example,2021:7") -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="2" '
        f'xml:lang="en"><rightsInfo><copyrightHolder literal="Norvania Wire"/></rightsInfo>'
        f"{meta}<contentSet>{content}</contentSet></newsItem>"
    )


def message(*items: str) -> str:
    return (
        '<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">'
        f"<header><sent>2021-05-03</sent></header><itemSet>{''.join(items)}</itemSet></newsMessage>"
    )


def read(content: bytes | str | dict[str, Any]) -> list[Report | Skip]:
    content = json.dumps(content) if isinstance(content, dict) else content
    content = content.encode() if isinstance(content, str) else content
    look = wire.looks_like(content)
    assert look, content[:200]
    digest = hashlib.sha256(content).hexdigest()
    capture = Capture(sha256=digest, path="a", content=content)
    found = list(READERS[look](capture))
    for each in found:
        if isinstance(each, Report):
            assert each.source_sha256 == digest
            for block in each.blocks:
                assert offsets.opens(content, each.encoding or "", each.layers, each.text, block)
    return found


def report(content: bytes | str | dict[str, Any]) -> Report:
    (one,) = read(content)
    assert isinstance(one, Report), one
    return one


def refused(content: bytes | str | dict[str, Any]) -> Skip:
    (one,) = read(content)
    assert isinstance(one, Skip), one
    return one


def inline(content: str) -> str:
    return f'<inlineXML contenttype="x">{content}</inlineXML>'


# --- NITF


def test_nitf() -> None:
    one = report(NITF)
    assert one.text.split("\n") == [
        "Dam bursts above Tarsk", "", "Four missing", "By Jane Roe in Ulmen", "ULMEN, May 3",
        "A dam burst.", FIRST, "The dam, in April.", "Tarsk 4", SECOND, "Li Bo contributed.",
    ]  # fmt: skip
    assert (one.title, one.author) == ("Dam bursts above Tarsk", "Jane Roe in Ulmen")
    assert (one.outlet, one.agency) == ("Norvania Herald", "AP")
    assert (one.published, one.published_basis) == ("2021-05-03T10:20:00+00:00", "feed")
    assert (one.layers, one.locator, len(one.blocks)) == (("markup",), "", 10)
    stated = {(fact.field, fact.value, fact.source) for fact in one.stated}
    assert ("published", "2021-05-04", "nitf pubdata date.publication") in stated
    assert ("title", "Norvania-Dam", "nitf title") in stated


def test_a_withdrawn_document() -> None:
    assert "withdrawn" in refused(NITF.replace('"usable"', '"canceled"')).reason
    assert "withheld" in refused(NITF.replace('"usable"', '"embargoed"')).reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "cp1252"])
def test_encodings(encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8", "cp1252": "windows-1252"}.get(encoding, encoding)
    text = NITF.replace("officials", "Ülmen")
    one = report(f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(encoding))
    assert "Ülmen" in one.text
    assert len(one.blocks) == 10


def test_an_encoding_that_lies() -> None:
    text = NITF.replace("officials", "“Ülmen café”, the naïve mayor’s house,")
    one = report(f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode("cp1252"))
    assert "“Ülmen café”" in one.text
    assert len(one.blocks) == 10


def test_references_that_only_a_dtd_resolves() -> None:
    doctype = '<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">'
    one = report(doctype + NITF.replace("four people", "four&mdash;people&unknown;"))
    assert "four—people\nwere" not in one.text
    assert "four—people were missing" in one.text


# --- NewsML-G2


def test_a_news_item_with_xhtml() -> None:
    one = report(item(inline(XHTML)))
    assert one.text == f"Dam bursts\n\nULMEN, May 3 (AFP)\n{FIRST}\n{SECOND}"
    assert (one.title, one.author, one.language) == ("Dam bursts", "Jane Roe", "en-GB")
    assert (one.outlet, one.agency) == ("AFP Norvania", "AFP")
    assert (one.published, one.modified) == ("2021-05-03T10:20:00Z", "2021-05-03T12:00:00Z")
    assert (one.path, one.locator, one.url) == ("a", "", None)
    assert len(one.blocks) == 4
    sources = {fact.source for fact in one.stated}
    assert {"newsml itemMeta/firstCreated", "newsml contentMeta/contentCreated"} <= sources


def test_a_news_item_with_nitf() -> None:
    one = report(
        item(inline(NITF.replace("<nitf>", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">')))
    )
    assert one.title == "Dam bursts above Tarsk"
    assert one.text.endswith(f"{SECOND}\nLi Bo contributed.")


@pytest.mark.parametrize(
    ("content", "layers"),
    [
        (f"{FIRST.replace('&', '&amp;')}\n\n  {SECOND}", ("markup",)),
        (f"<![CDATA[{BODY}]]>", ("markup", "markup")),
        (BODY.replace("&", "&amp;").replace("<", "&lt;"), ("markup", "markup")),
    ],
)
def test_a_news_item_with_inline_data(content: str, layers: tuple[str, ...]) -> None:
    one = report(item(f'<inlineData contenttype="text/html">{content}</inlineData>'))
    assert [line.strip() for line in one.text.split("\n") if line][2:] == [FIRST, SECOND]
    assert one.layers == layers
    assert len(one.blocks) == 4


def test_what_has_no_text_given_inline() -> None:
    packed = '<inlineData contenttype="text/plain" encoding="base64">QQ==</inlineData>'
    for content in ("", '<remoteContent href="http://x.example/a"/>', packed, inline("<sports/>")):
        assert refused(item(content)).reason == "no text in this item"


def test_a_withdrawn_item() -> None:
    gone = META.replace("stat:usable", "stat:canceled")
    assert refused(item(inline(XHTML), gone)).reason == "withdrawn by its provider"
    far = META.replace(
        'qcode="stat:usable"', 'uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"'
    )
    assert refused(item(inline(XHTML), far)).reason == "withheld by its provider"


def test_a_message_has_a_report_an_item() -> None:
    other = item(inline(XHTML.replace("four", "five")), guid="n8")
    found = read(message(item(inline(XHTML), guid="n7"), '<packageItem guid="p"/>', other))
    assert [each.path for each in found] == ["a#n7", "a#p", "a#n8"]
    first, package, second = found
    assert isinstance(first, Report)
    assert isinstance(package, Skip)
    assert isinstance(second, Report)
    assert (first.locator, second.locator) == ("n7", "n8")
    assert "five people" in second.text
    assert min(block.source_start for block in second.blocks) > max(
        b.source_end for b in first.blocks
    )
    assert first.id != second.id


# --- ninjs


def ninjs_item(version: int) -> dict[str, Any]:
    facts = {
        "uri": "http://norvania.example/7", "language": "en", "pubstatus": "usable", "version": "2",
        "firstcreated": "2021-05-03T10:20:00Z", "versioncreated": "2021-05-03T12:00:00Z",
        "copyrightholder": "Norvania Wire", "infosources": [{"name": "AFP"}],
    }  # fmt: skip
    if version == 1:
        facts["infosource"] = facts.pop("infosources")
        return facts | {
            "byline": "By Jane Roe",
            "headline": "Dam bursts",
            "body_text": "x",
            "body_xhtml": BODY,
        }
    bodies = [{"contenttype": "text/plain", "value": "x"}, {"role": "html", "value": BODY}]
    made = facts | {
        "by": "Jane Roe",
        "headlines": [{"value": "x"}, {"role": "main", "value": "Dam bursts"}],
    }
    names = {
        "pubstatus": "pubStatus",
        "firstcreated": "firstCreated",
        "versioncreated": "versionCreated",
    }
    names |= {"infosources": "infoSources", "copyrightholder": "copyrightHolder"}
    made["bodies"] = bodies
    return {names.get(k, k) if version == 3 else k: v for k, v in made.items()}


@pytest.mark.parametrize("version", [1, 2, 3])
def test_ninjs(version: int) -> None:
    one = report(ninjs_item(version))
    assert one.text == f"Dam bursts\n\n{FIRST}\n{SECOND}"
    assert (one.title, one.author, one.language) == ("Dam bursts", "Jane Roe", "en")
    assert (one.outlet, one.agency) == ("Norvania Wire", "AFP")
    assert (one.published, one.modified) == ("2021-05-03T10:20:00Z", "2021-05-03T12:00:00Z")
    assert (one.url, one.layers) == ("http://norvania.example/7", ("json", "markup"))
    assert len(one.blocks) == 3


def test_a_plain_body_and_one_in_nitf() -> None:
    plain = {"uri": "n7", "body_text": f"{FIRST}\r\n\r\n{SECOND}"}
    assert report(plain).layers == ("json",)
    assert len(report(plain).blocks) == 2
    packed = {"uri": "n7", "bodies": [{"contentType": "text/vnd.IPTC.NITF", "value": NITF}]}
    assert report(packed).text.endswith("Li Bo contributed.")
    assert report(packed).layers == ("json", "markup")


def test_associations_are_listed_not_read() -> None:
    held = {"main": {"uri": "p1", "type": "picture", "body_text": "A caption."}}
    one, listed = read(ninjs_item(1) | {"associations": held})
    assert isinstance(one, Report)
    assert isinstance(listed, Skip)
    assert (listed.path, "1 (picture)" in listed.reason) == ("a#associations", True)


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"pubstatus": "canceled"}, "withdrawn by its provider"),
        ({"pubstatus": "withheld"}, "withheld by its provider"),
        ({"body_xhtml": "", "body_text": ""}, "no text in this item"),
        ({"body_xhtml": 5}, "not a ninjs item: $.body_xhtml fails type"),
        ({"headline": ["x" * 100_000]}, "not a ninjs item: $.headline fails type"),
        ({"bodies": [{"value": 5}]}, "not a ninjs item: $.bodies[0].value fails type"),
    ],
)
def test_ninjs_that_is_not_taken(members: dict[str, Any], reason: str) -> None:
    assert refused(ninjs_item(1) | members).reason == reason


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
