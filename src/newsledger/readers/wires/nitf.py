"""News Industry Text Format, 3.x: a document, or the body of an item in another format.

IPTC, NITF 3.6 (iptc.org/std/NITF). What stands in `body.head` is meant for display, so the
sub-headline, byline, dateline and abstract are kept in the text; what `head` holds are facts
about it.
"""

from collections.abc import Iterator

from lxml import etree

from newsledger.model import Capture, Report, Skip
from newsledger.readers import files
from newsledger.readers.wires import wire, xml_items
from newsledger.readers.wires.wire import Facts
from newsledger.readers.wires.xml_items import every, first

_ABOVE = ("hedline/hl2", "byline", "dateline", "abstract")  # of body.head


def read(capture: Capture) -> Iterator[Report | Skip]:
    """The report of a document, or a Skip where it is damaged, withdrawn or has no text."""
    found = xml_items.parsed(capture.content)
    if isinstance(found, str):
        yield files.skip(capture.path, found, "ask for the item again")
        return
    root, encoding = found
    docdata = first(root, "head/docdata")
    status = docdata.get("management-status") if docdata is not None else None
    yield wire.withdrawn(capture.path, status) or wire.report(capture, encoding, item(root))


def item(root: etree._Element) -> wire.Item:
    """What a document states, and its text."""
    head, above = first(root, "head"), first(root, "body/body.head")
    return wire.Item(
        text=text(root),
        layers=("markup",),
        headlines=headlines(root) + texts(head, "title"),
        bylines=bylines(root),
        created=(
            *attributes(head, "docdata/date.issue", "norm"),
            *attributes(head, "docdata/date.release", "norm"),
            *attributes(head, "pubdata", "date.publication"),
            *attributes(above, "dateline/story.date", "norm"),
        ),
        changed=attributes(head, "revision-history", "norm"),
        providers=(
            *attributes(head, "pubdata", "name"),
            *attributes(head, "docdata/doc.copyright", "holder"),
        ),
        credits=(*texts(above, "distributor"), *attributes(head, "docdata/doc-id", "regsrc")),
        languages=_languages(root),
    )


def text(root: etree._Element) -> str:
    """The displayed text under its headline; an abstract that only repeats the body is left out."""
    body = "\n".join(xml_items.text(each) for each in every(root, "body/body.content"))
    above = [
        xml_items.text(each) for path in _ABOVE for each in every(root, f"body/body.head/{path}")
    ]
    below = [xml_items.text(each) for each in every(root, "body/body.end/tagline")]
    return "\n".join(filter(None, (*(each for each in above if each not in body), body, *below)))


def headlines(root: etree._Element) -> Facts:
    """Headlines over the text."""
    return texts(first(root, "body/body.head"), "hedline/hl1")


def bylines(root: etree._Element) -> Facts:
    """Bylines over the text."""
    return texts(first(root, "body/body.head"), "byline")


def texts(parent: etree._Element | None, path: str) -> Facts:
    """Text of the elements at a path, each on one line."""
    found = ((path, xml_items.text(each)) for each in every(parent, path))
    return tuple((f"nitf {where}", " ".join(value.split())) for where, value in found if value)


def attributes(parent: etree._Element | None, path: str, name: str) -> Facts:
    """An attribute of the elements at a path."""
    values = (each.get(name) for each in every(parent, path))
    return tuple((f"nitf {path} {name}", value) for value in values if value)


def _languages(root: etree._Element) -> Facts:
    spoken = root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("lang")
    body = first(root, "body")
    inside = body.get("lang") if body is not None else None
    return tuple(("nitf lang", value) for value in (inside, spoken) if value)
