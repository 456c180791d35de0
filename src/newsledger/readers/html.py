"""HTML pages: the article by trafilatura, what the page says of itself by its markup.

Barbaresi (2021), Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and
Extraction. The page is parsed without network, entities or huge trees; nothing is fetched.
"""

import re

import trafilatura
from lxml.html import HtmlElement

from newsledger.model import Capture, Report, Skip, identified
from newsledger.readers import encoding, files, markup
from newsledger.readers.text import titled
from newsledger.zones import furniture, lines

SHORTEST = 100  # characters of an article whose sentences cannot be told by their words

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_LOOK = 8_192


def read(capture: Capture, content: bytes) -> Report | Skip:
    """The article of a page under its title, or a Skip where the page has none."""
    page = encoding.decode(content, _charset(content))
    if page is None:
        advice = "save the page as UTF-8"
        return files.skip(capture.path, "the character encoding cannot be told", advice)
    tree = _parsed(page)
    article = _article(tree) if tree is not None else None
    if tree is None or article is None:
        advice = "check that the page was captured whole, not its consent wall or an index"
        return files.skip(capture.path, "no article in this page", advice)
    return _report(capture, markup.read(tree), article)


def _charset(content: bytes) -> str | None:
    match = _CHARSET.search(content[:_LOOK]) or _DECLARED.search(content[:_LOOK])
    return match[1].decode("ascii", "ignore") if match else None


def _parsed(page: str) -> HtmlElement | None:
    try:
        tree = trafilatura.load_html(page)
    except Exception:  # noqa: BLE001  a hostile page may break the extractor in any way
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _article(tree: HtmlElement) -> str | None:
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
    except Exception:  # noqa: BLE001  a hostile page may break the extractor in any way
        return None
    text = encoding.clean(found.text or "") if found and not isinstance(found, dict) else ""
    return text if _reads(text) else None


def _reads(text: str) -> bool:
    """Whether there is a sentence; in scripts without case or spaces, enough text."""
    prose = any(lines.shape(line.text).prose for line in lines.split(text))
    return prose or (len(text) >= SHORTEST and furniture.foreign(text))


def _report(capture: Capture, found: markup.Markup, article: str) -> Report:
    return identified(
        Report(
            path=capture.path,
            url=found.url,
            outlet=found.outlet,
            title=found.title,
            language=found.language,
            published=found.published,
            published_basis="markup" if found.published else None,
            agency=found.agency,
            text=titled(found.title, article),
            source_sha256=capture.sha256,
        )
    )
