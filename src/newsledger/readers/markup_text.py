"""A fragment of HTML to its text, a paragraph a line.

The fragment is the article already (an entry of a feed, say), so nothing is judged or left out but
what a browser would not show. Line breaks follow CSS 2.1, section 9.2: block boxes and `br` break a
line, inline boxes do not, cells of a table row are parted by a space.
"""

import html
import re
from collections.abc import Iterator

from lxml import etree

_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd",
     "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
     "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "menu",
     "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul")
)  # fmt: skip
_KEEPING = frozenset(("pre", "textarea"))
_CELLS = frozenset(("td", "th", "option"))
_UNSEEN = frozenset(("head", "applet", "script", "style", "template", "title"))
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNENDED = re.compile(r"<!--[^>]*>?")
# Elements whose content a parser leaves as raw text, tags included: here it is text like any other.
_RAW = re.compile(r"</?(?:iframe|noembed|noframes|noscript|plaintext|xmp)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def text(fragment: str) -> str:
    """Visible text of an HTML fragment: no tags, character references resolved, no empty lines."""
    fragment = _RAW.sub("", _uncommented(fragment.replace("\0", "")))
    if "<" not in fragment:
        return plain(html.unescape(fragment))
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        tree = etree.fromstring(fragment.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return _stripped(fragment)
    if tree is None or _too_deep(parser):
        return _stripped(fragment)
    return plain("".join(_pieces(tree)))


def _uncommented(fragment: str) -> str:
    """Without comments and the marks of sections; a comment without its end ends at its tag's."""
    if "<!" not in fragment:
        return fragment
    last = fragment.rfind("-->") + 3 if "-->" in fragment else 0
    fragment = _COMMENT.sub("", fragment[:last]) + _UNENDED.sub("", fragment[last:])
    return fragment.replace("<![CDATA[", "").replace("]]>", "")


def plain(value: str) -> str:
    """Lines of a plain text, white space squeezed, no empty lines."""
    lines = (" ".join(line.split()) for line in value.splitlines())
    return "\n".join(line for line in lines if line)


def squeezed(value: str) -> str:
    """Words of a value on one line."""
    return " ".join(value.split())


def _pieces(tree: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(tree, events=("start", "end"))
    kept = 0  # elements open that keep the line breaks of the source
    for event, element in walk:
        tag, start = str(element.tag), event == "start"
        kept += (tag in _KEEPING) * (1 if start else -1)
        if start and tag in _UNSEEN:
            walk.skip_subtree()
            continue
        yield _break(tag)
        after = (element.text if start else element.tail) or ""
        yield after if kept else _spaced(after)


def _spaced(value: str) -> str:
    """White space of inline text as single spaces, also at its ends, as a browser shows it."""
    words = " ".join(value.split())
    before = " " if value[:1].isspace() else ""
    return before + words + (" " if words and value[-1:].isspace() else "")


def _break(tag: str) -> str:
    if tag in _BLOCKS:
        return "\n"
    return " " if tag in _CELLS else ""


def _too_deep(parser: etree.HTMLParser) -> bool:
    return any("depth" in each.message for each in parser.error_log)


def _stripped(fragment: str) -> str:
    # A tree of hundreds of levels is refused by the parser; its words are not.
    return plain(html.unescape(_TAG.sub("\n", fragment)))
