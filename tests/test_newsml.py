"""News items in XML: NITF and NewsML-G2."""

import pytest
from wires_made import (
    BODY,
    FIRST,
    META,
    NITF,
    SECOND,
    XHTML,
    inline,
    item,
    message,
    read,
    refused,
    report,
)

from newsledger.model import Report, Skip

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
