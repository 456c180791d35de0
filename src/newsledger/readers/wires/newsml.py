"""NewsML-G2: a news item, or the news items of a news message.

IPTC, NewsML-G2 2.x (iptc.org/std/NewsML-G2). The text is that of the first alternative in the
content set that is given inline, as NITF, XHTML or plain text. Nothing that an item refers to is
fetched.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from newsledger.model import Capture, Report, Skip
from newsledger.model.kinds import Layer
from newsledger.readers import files, markup_text
from newsledger.readers.wires import nitf, wire, xml_items
from newsledger.readers.wires.wire import Facts
from newsledger.readers.wires.xml_items import every

_ITEM = re.compile(rb"<(?:[\w.-]{1,40}:)?newsItem[\s>]|</(?:[\w.-]{1,40}:)?newsItem\s*>")
_TAGS = re.compile(r"<(?:p|br|div|span|html|body|section|article)\b[^<>]{0,300}>", re.IGNORECASE)
_XHTML = frozenset(("html", "body", "div", "section", "article", "p"))
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Content(NamedTuple):
    text: str = ""
    layers: tuple[Layer, ...] = ("markup",)
    headlines: Facts = ()
    bylines: Facts = ()


def read(capture: Capture) -> Iterator[Report | Skip]:
    """Reports of the news items; what is damaged, withdrawn or no text is a Skip."""
    found = xml_items.parsed(capture.content)
    if isinstance(found, str):
        yield files.skip(capture.path, found, "ask for the item again")
        return
    root, encoding = found
    if xml_items.name(root) != "newsMessage":
        yield _read(capture, encoding, root)
        return
    for each, within in _ranged(capture.content, list(every(root, "itemSet/*"))):
        yield _read(capture, encoding, each, within, _guid(each))


def _read(
    capture: Capture,
    encoding: str,
    element: etree._Element,
    within: tuple[int, int] | None = None,
    locator: str = "",
) -> Report | Skip:
    path = f"{capture.path}#{locator}" if locator else capture.path
    if xml_items.name(element) != "newsItem":
        reason = f"a {xml_items.name(element)[:40]}, which holds no text of its own"
        return files.skip(path, reason, "add the news items it refers to")
    status = next((code for _, code in _codes(element, "itemMeta/pubStatus")), None)
    gone = wire.withdrawn(path, status)
    return gone or wire.report(capture, encoding, _item(element, within, locator))


def _item(element: etree._Element, within: tuple[int, int] | None, locator: str) -> wire.Item:
    content = next(filter(lambda each: each.text, _contents(element)), _Content())
    guid = element.get("guid") or ""
    return wire.Item(
        text=_dated(element, content.text),
        layers=content.layers,
        locator=locator,
        within=within,
        url=guid if guid.startswith(("http://", "https://")) else None,
        headlines=content.headlines + _texts(element, "contentMeta/headline"),
        bylines=(
            *_texts(element, "contentMeta/by"),
            *content.bylines,
            *_names(element, "contentMeta/creator"),
        ),
        created=(
            *_texts(element, "itemMeta/firstCreated"),
            *_texts(element, "contentMeta/contentCreated"),
        ),
        changed=(
            *_texts(element, "contentMeta/contentModified"),
            *_texts(element, "itemMeta/versionCreated"),
        ),
        providers=(
            *_names(element, "itemMeta/provider"),
            *_names(element, "rightsInfo/copyrightHolder"),
        ),
        credits=_credits(element),
        languages=_languages(element),
    )


def _contents(element: etree._Element) -> Iterator[_Content]:
    """The alternatives of the content set that are given inline, XML first."""
    for each in every(element, "contentSet/inlineXML/*"):
        if xml_items.name(each) == "nitf":
            yield _Content(nitf.text(each), ("markup",), nitf.headlines(each), nitf.bylines(each))
        elif xml_items.name(each) in _XHTML:
            yield _Content(xml_items.text(each))
    for each in every(element, "contentSet/inlineData"):
        kind = each.get("contenttype") or "text/plain"
        if kind.casefold().startswith("text/") and not each.get("encoding"):
            yield _data(xml_items.plain(each))


def _data(text: str) -> _Content:
    if _TAGS.search(text):
        return _Content(markup_text.text(text), ("markup", "markup"))
    return _Content(text)


def _dated(element: etree._Element, text: str) -> str:
    """The text under the item's dateline, unless that is in the text already."""
    line = next((value for _, value in _texts(element, "contentMeta/dateline")), "")
    return f"{line}\n{text}" if text and line and line not in text else text


def _credits(element: etree._Element) -> Facts:
    """Who is named as the source of the content: by a credit line, a name or a code."""
    return (
        *_texts(element, "contentMeta/creditline"),
        *_names(element, "contentMeta/infoSource"),
        *_codes(element, "contentMeta/infoSource"),
        *_codes(element, "itemMeta/provider"),
        *_names(element, "contentMeta/contributor"),
    )


def _languages(element: etree._Element) -> Facts:
    tags = ((each, each.get("tag")) for each in every(element, "contentMeta/language"))
    spoken = tuple(("newsml contentMeta/language", tag) for _, tag in tags if tag)
    own = element.get(_LANG)
    return (*spoken, ("newsml xml:lang", own)) if own else spoken


def _texts(element: etree._Element, path: str) -> Facts:
    found = (" ".join(xml_items.text(each).split()) for each in every(element, path))
    return tuple((f"newsml {path}", value) for value in found if value)


def _names(element: etree._Element, path: str) -> Facts:
    """Names of a party: its name elements, else its literal."""
    named = [_texts(each, "name") for each in every(element, path)]
    literal = [each.get("literal") for each in every(element, path)]
    values = [value for facts in named for _, value in facts] or [v for v in literal if v]
    return tuple((f"newsml {path}", value) for value in values)


def _codes(element: etree._Element, path: str) -> Facts:
    """Codes of a controlled vocabulary without their scheme: "REUTERS" of "nprov:REUTERS"."""
    codes = ((each.get("qcode") or each.get("uri") or "") for each in every(element, path))
    short = (re.split(r"[:/]", code.rstrip("/"))[-1] for code in codes)
    return tuple((f"newsml {path}", code) for code in short if code)


def _guid(element: etree._Element) -> str:
    return " ".join((element.get("guid") or "").split())[: wire.LONGEST]


def _ranged(
    content: bytes, elements: list[etree._Element]
) -> Iterator[tuple[etree._Element, tuple[int, int] | None]]:
    """Each element with the bytes of the news item it is, where they can be told."""
    tags = list(_ITEM.finditer(content))
    items = sum(xml_items.name(each) == "newsItem" for each in elements)
    told = len(tags) == 2 * items and all(
        tag[0].startswith(b"</") == bool(n % 2) for n, tag in enumerate(tags)
    )
    ranges = iter([(a.start(), b.end()) for a, b in zip(tags[::2], tags[1::2], strict=False)])
    for each in elements:
        news = xml_items.name(each) == "newsItem"
        yield each, next(ranges, None) if news and told else None
