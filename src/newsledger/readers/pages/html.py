"""HTML pages: the article under its headline, and what the page says of itself by its markup.

The page is parsed without network or entities; nothing is fetched. Its parser stops where elements
are nested deeper than any page needs (256 levels), and tags of more than LONGEST characters lose
their attributes, so that time stays bounded whatever the page holds.
"""

import re

from lxml.html import HtmlElement

from newsledger.model import Capture, Report, Skip, identified
from newsledger.model.kinds import Layer
from newsledger.readers import encoding, files, offsets
from newsledger.readers.pages import article, article_lines, article_tree, markup
from newsledger.readers.text import titled

LONGEST = 64 * 1024  # characters of a tag
MOST = 50_000  # elements of a page
LARGEST = 1_000_000  # characters of an article

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_TAG = re.compile(rf"<([A-Za-z][\w-]{{0,30}})[^<>]{{{LONGEST},}}")
_LOOK = 8_192
_SPLIT = "give one article a file"
_NONE = (
    "no article in this page",
    "check that the page was captured whole, not its consent wall or an index",
)
_LAYERS: tuple[Layer, ...] = ("markup",)


def read(capture: Capture) -> Report | Skip:
    """The article of a page under its title, or a Skip where the page has none."""
    page = encoding.decoded(capture.content, capture.charset or _charset(capture.content))
    if page is None:
        advice = "save the page as UTF-8"
        return files.skip(capture.path, "the character encoding cannot be told", advice)
    tree = _parsed(page.text)
    if tree is None:
        return files.skip(capture.path, *_NONE)
    if article_tree.larger(tree, MOST):
        return files.skip(capture.path, f"a page of more than {MOST:,} elements", _SPLIT)
    found = markup.read(tree, capture.url, capture.captured)
    text = _article(capture.path, tree, found.title)
    if isinstance(text, Skip):
        return text
    return _report(capture, page.encoding, found, text)


def _article(path: str, tree: HtmlElement, title: str | None) -> str | Skip:
    text = article.read(tree, title)
    if text is None:
        return files.skip(path, *_NONE)
    if len(text) > LARGEST:
        return files.skip(path, f"an article of more than {LARGEST:,} characters", _SPLIT)
    if article_lines.wall(text):
        advice = "capture the page after its consent or challenge was answered"
        return files.skip(path, "a consent or challenge page, not an article", advice)
    return text


def _charset(content: bytes) -> str | None:
    match = _CHARSET.search(content[:_LOOK]) or _DECLARED.search(content[:_LOOK])
    return match[1].decode("ascii", "ignore") if match else None


def _parsed(page: str) -> HtmlElement | None:
    import trafilatura  # slow, and only pages need it

    try:
        tree = trafilatura.load_html(_TAG.sub(r"<\1", page))
    except Exception:  # noqa: BLE001  a hostile page may break the parser in any way
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _report(capture: Capture, codec: str, found: markup.Markup, article: str) -> Report:
    text = titled(found.title, article)
    return identified(
        Report(
            path=capture.path,
            url=found.url,
            outlet=found.outlet,
            title=found.title,
            author=found.author,
            language=found.language or capture.language,
            published=found.published,
            published_basis=found.published_basis,
            modified=found.modified,
            captured=capture.captured,
            agency=found.agency,
            text=text,
            source_sha256=capture.sha256,
            media_type="text/html",
            encoding=codec,
            layers=_LAYERS,
            blocks=offsets.blocks(capture.content, codec, _LAYERS, text),
            stated=found.stated,
        )
    )
