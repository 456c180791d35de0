"""XML of news agencies: parsed without entities, network or huge trees, and its text by lines."""

import codecs
import html
import re
from collections.abc import Iterator

from lxml import etree

from newsledger.readers import encoding

_BLOCKS = frozenset(
    # NITF 3.6
    ("abstract", "bibliography", "block", "body.content", "body.end", "body.head", "bq", "byline",
     "copyrite", "credit", "dateline", "dd", "distributor", "dl", "dt", "fn", "hedline", "hl1",
     "hl2", "hr", "media", "media-caption", "media-producer", "note", "pre", "tagline", "tr",
    # XHTML 1.0
     "address", "article", "aside", "blockquote", "body", "br", "caption", "div", "figcaption",
     "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol",
     "p", "section", "table", "tbody", "tfoot", "thead", "ul")
)  # fmt: skip
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(("head", "media-metadata", "media-reference", "script", "style"))
_SPACE = re.compile(r"\s+")


def parsed(content: bytes) -> tuple[etree._Element, str] | str:
    """The root of a document and Python's name of its encoding, or why it cannot be parsed.

    Where the declared encoding is wrong the encoding is told from the bytes.
    """
    try:
        root = etree.fromstring(content, _parser())
    except (etree.LxmlError, ValueError, LookupError) as error:
        return _again(content) or f"not well-formed XML: {' '.join(str(error).split())[:100]}"
    return root, _codec(content, root)


def text(element: etree._Element) -> str:
    """Text of an element, a paragraph a line; references that only a DTD resolves are left out."""
    pieces: list[str] = []
    _collect(element, pieces, kept=False)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def plain(element: etree._Element) -> str:
    """Text of an element with its line ends as they are."""
    pieces: list[str] = []
    _collect(element, pieces, kept=True)
    return "".join(pieces).strip()


def name(element: etree._Element) -> str:
    """Name of an element without its namespace; empty for a comment and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def every(element: etree._Element | None, path: str) -> Iterator[etree._Element]:
    """Elements at a path of names, whatever their namespaces."""
    steps = "/".join(f"{{*}}{step}" for step in path.split("/"))
    return iter(()) if element is None else element.iterfind(steps)


def first(element: etree._Element | None, path: str) -> etree._Element | None:
    """The first element at a path of names, whatever their namespaces."""
    return next(every(element, path), None)


def _parser(name: str | None = None) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=name,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _again(content: bytes) -> tuple[etree._Element, str] | None:
    name = encoding.codec(content)
    try:
        return (etree.fromstring(content, _parser(name)), name) if name else None
    except (etree.LxmlError, ValueError, LookupError):
        return None


def _codec(content: bytes, root: etree._Element) -> str:
    if encoding.mark(content):
        return encoding.codec(content[:4]) or "utf-8"
    try:
        return codecs.lookup(root.getroottree().docinfo.encoding or "utf-8").name
    except LookupError:
        return "utf-8"


def _collect(element: etree._Element, pieces: list[str], *, kept: bool) -> None:
    """Add the text of an element; the parser bounds how deep elements stand."""
    tag = name(element)
    if tag in _UNSEEN:
        return
    kept = kept or tag == "pre"
    breaks = "\n" if tag in _BLOCKS else " " if tag in _CELLS else ""
    pieces += (breaks, _piece(element.text, kept))
    for child in element:
        if child.tag is etree.Entity:
            pieces.append(_known(child.text or ""))
        elif isinstance(child.tag, str):
            _collect(child, pieces, kept=kept)
        pieces.append(_piece(child.tail, kept))
    pieces.append(breaks)


def _piece(value: str | None, kept: bool) -> str:
    return (value or "") if kept else _SPACE.sub(" ", value or "")


def _known(reference: str) -> str:
    """The character of a reference that HTML names, which NITF's DTD names too; else nothing."""
    character = html.unescape(reference)
    return "" if character == reference else character
