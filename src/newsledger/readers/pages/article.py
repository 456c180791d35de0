"""The article of a page: its text, a paragraph a line, without headline and page furniture.

Two voices are heard. The first is trafilatura (Barbaresi 2021, Trafilatura: A Web Scraping Library
and Command-Line Tool for Text Discovery and Extraction); the second, resiliparse (Bevendorff et al.
2018, Elastic ChatNoir), is far faster and errs to the side of more. It speaks where it has at least
twice as much prose, which is where the first one took a part for the whole.
"""

import html
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement
from resiliparse.extract.html2text import extract_plain_text

from newsledger.readers import encoding
from newsledger.readers.pages import article_lines, article_tree

LIST = 100  # words of a list that is an article, a page of teams or of names
LEADS = 0.5  # share of a page's characters in links, from which it is an index
LARGER = 2.0  # times the prose of the first voice, from which the second is believed


def read(tree: HtmlElement, title: str | None = None) -> str | None:
    """Text of the article, or None where the page has neither a sentence of one nor a list.

    `title` is left out of its first lines, as are the page's own headings. `tree` is kept.
    """
    headings = article_tree.headings(tree, title)
    page = article_tree.pruned(tree)
    text = encoding.clean(_chosen(page))
    text = article_lines.trimmed(article_lines.headless(text, headings))
    return text if article_lines.reads(text) or _lists(text, page) else None


def _lists(text: str, page: HtmlElement) -> bool:
    """Whether a text without sentences is a list of facts, and no index that leads elsewhere."""
    return len(text.split()) >= LIST and article_tree.linked(page) < LEADS


def _chosen(tree: HtmlElement) -> str:
    fast = article_lines.squeezed(_fast(tree))
    first = _first(tree)
    wider = article_lines.prose(fast) >= LARGER * max(article_lines.prose(first), 1)
    return fast if wider or not first else first


def _first(tree: HtmlElement) -> str:
    import trafilatura  # slow, and only pages need it
    from trafilatura.utils import line_processing, trim

    try:
        found = trafilatura.bare_extraction(_literal(tree), include_comments=False)
    except Exception:  # noqa: BLE001  a hostile page may break the extractor in any way
        return ""
    finally:
        line_processing.cache_clear()  # these keep thousands of lines, each of any length
        trim.cache_clear()
    return found.text or "" if found and not isinstance(found, dict) else ""


def _literal(tree: HtmlElement) -> HtmlElement:
    """A copy where its text shows references ("&amp;"), escaped: trafilatura resolves them."""
    if not any(_shows(text) for text in tree.itertext()):
        return tree
    copy = deepcopy(tree)
    for each in copy.iter(etree.Element):
        each.text, each.tail = _escaped(each.text), _escaped(each.tail)
    return copy


def _shows(text: str) -> bool:
    return "&" in text and html.unescape(text) != text


def _escaped(text: str | None) -> str | None:
    return text.replace("&", "&amp;") if text and _shows(text) else text


def _fast(tree: HtmlElement) -> str:
    try:
        page = etree.tostring(tree, encoding="unicode", method="html")
        return extract_plain_text(
            page, main_content=True, alt_texts=False, links=False, form_fields=False,
            noscript=False, comments=False, list_bullets=False,
        )  # fmt: skip
    except Exception:  # noqa: BLE001  a hostile page may break the extractor in any way
        return ""
