"""A page's tree made ready for extraction: what stands beside the article goes, its parts meet.

Names of containers and words that lead to other pages are in the vocabulary (markup).
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import islice

from lxml.html import HtmlElement

from newsledger import vocabulary
from newsledger.zones import furniture

SHARE = 0.3  # of a page's paragraphs; what holds more is no furniture, whatever its name
KEPT = 0.5  # of a page's paragraphs that have to be left, else nothing was furniture
LINKED = 0.9  # share of a paragraph's characters in links, from which it only leads elsewhere
LISTED = 0.85  # the same of a list
LED = 0.5  # the same of a paragraph that begins by words that lead elsewhere
LINK = 200  # characters; a longer paragraph in a link is prose
LEAD = 300  # characters; a longer paragraph is prose, whatever it begins with
PARAGRAPH = 80  # characters of a paragraph that is prose
NAME = 500  # characters of an element's classes that are looked at

_BOXES = ("div", "section", "aside", "ul", "ol", "p", "nav", "header", "footer", "article", "span",
          "form", "figure")  # fmt: skip
_LINES = ("p", "li", "h2", "h3", "h4", "h5", "h6", "div")
_INNER = frozenset(("p", "div", "ul", "ol", "table"))
_HEADINGS = frozenset(("og:title", "twitter:title"))


def headings(tree: HtmlElement, title: str | None) -> frozenset[str]:
    """The names a page gives to itself, as words alone."""
    names = [_text(each) for tag in ("h1", "title") for each in islice(tree.iter(tag), 10)]
    for meta in islice(tree.iter("meta"), 1_000):
        key = (meta.get("property") or meta.get("name") or "").casefold()
        names.append((meta.get("content") or "") if key in _HEADINGS else "")
    return frozenset(map(furniture.normal, (*names, title or ""))) - {""}


def larger(tree: HtmlElement, limit: int) -> bool:
    """Whether a tree has more than `limit` elements."""
    return next(islice(tree.iter(), limit, None), None) is not None


def linked(tree: HtmlElement) -> float:
    """Share of a page's characters that stand in links."""
    body = next(tree.iter("body"), tree)
    return sum(len(_text(each)) for each in body.iter("a")) / max(len(_text(body)), 1)


def pruned(page: HtmlElement) -> HtmlElement:
    """A copy without what stands beside the article; the page itself if that were most of it."""
    tree, total = deepcopy(page), _paragraphs(page)
    _containers(tree, total)
    _join(tree)
    _drop([each for each in tree.iter(*_LINES) if _leads(each)])
    _drop([each for each in tree.iter("p") if _links(each, LINKED, LINK)])
    _drop([each for each in tree.iter("ul", "ol") if _listed(each)])
    return tree if _paragraphs(tree) >= KEPT * total else page


def _containers(tree: HtmlElement, total: int) -> None:
    held = _held(tree)
    named = [each for each in tree.iter(*_BOXES) if _names().search(_name(each))]
    _drop([each for each in named if held[each] < SHARE * max(total, 1)])
    _drop([each for each in tree.iter("textarea") if 2 * len(_text(each)) < max(total, 1)])


def _held(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of paragraphs inside each element."""
    held: dict[HtmlElement, int] = defaultdict(int)
    for paragraph in tree.iter("p"):
        size = len(_text(paragraph))
        for each in (paragraph, *paragraph.iterancestors()):
            held[each] += size
    return held


def _join(tree: HtmlElement) -> None:
    """Put the parts of a body that adverts cut in pieces into its first part."""
    parts: dict[tuple[HtmlElement | None, object, str], list[HtmlElement]] = defaultdict(list)
    for each in tree.iter("div", "section"):
        if each.get("class") and sum(map(_prose, each)) > 1:
            host = next(iter(each.iterancestors("article", "main", "body")), None)
            parts[host, each.tag, each.get("class", "")].append(each)
    for first, *others in parts.values():
        for other in others:
            if not any(up is first for up in other.iterancestors()):
                first.extend(list(other))


def _prose(element: HtmlElement) -> bool:
    return element.tag == "p" and len(_text(element)) >= PARAGRAPH


def _leads(element: HtmlElement) -> bool:
    if element.tag == "div" and any(child.tag in _INNER for child in element):
        return False
    text = "".join(islice(element.itertext(), LEAD)).strip()
    if not 0 < len(text) < LEAD or not _lead().match(text):
        return False
    return _links(element, LED, LEAD)


def _links(element: HtmlElement, share: float, longest: int) -> bool:
    size = len(_text(element))
    linked = sum(len(_text(each)) for each in element.iter("a"))
    return 0 < size <= longest and linked >= share * size


def _listed(element: HtmlElement) -> bool:
    items = sum(child.tag == "li" for child in element)
    size = len(_text(element))
    linked = sum(len(_text(each)) for each in element.iter("a"))
    return items > 1 and size > 0 and linked >= LISTED * size


def _paragraphs(tree: HtmlElement) -> int:
    return sum(len(_text(each)) for each in tree.iter("p"))


def _drop(elements: Iterable[HtmlElement]) -> None:
    for each in elements:
        if each.getparent() is not None:
            each.drop_tree()


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext()).strip()


def _name(element: HtmlElement) -> str:
    return f"{element.get('class', '')[:NAME]} {element.get('id', '')[:NAME]}"


@functools.cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{_either('container')})(?:$|[\s_-])", re.IGNORECASE)


@functools.cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_either('lead')})\b", re.IGNORECASE)


def _either(kind: str) -> str:
    return "|".join(_patterns(kind))


def _patterns(kind: str) -> Iterator[str]:
    return (f"(?:{each['pattern']})" for each in vocabulary.load("markup")[kind])
