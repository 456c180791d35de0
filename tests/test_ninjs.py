"""News items in ninjs."""

from typing import Any

import pytest
from wires_made import FIRST, NITF, SECOND, ninjs_item, read, refused, report

from newsledger.model import Report, Skip


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
