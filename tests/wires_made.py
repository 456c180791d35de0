"""Items of news agencies in ninjs, NewsML-G2 and NITF, and the reports read from them."""

import hashlib
import json
from typing import Any

from newsledger.model import Capture, Report, Skip
from newsledger.readers import offsets
from newsledger.readers.wires import newsml, ninjs, nitf, wire

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
