"""Structured data of a page: JSON-LD objects and microdata or RDFa properties.

JSON-LD 1.1 (W3C 2020) and HTML microdata as pages use them with schema.org: contexts are not
resolved, lists and graphs are walked, and only what stands at the top is the page's.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from newsledger.readers import encoding

LONGEST = 500  # characters of a value; longer ones are not what they claim to be
DEEPEST = 8  # levels of JSON-LD that are looked into
MOST = 500  # objects of a page; a page of more is no article
ANCESTORS = 40  # elements above one that are looked at

# Types of schema.org that stand for a report, and those that stand for the page it is on.
ARTICLES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting",
     "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle",
     "AskPublicNewsArticle", "SocialMediaPosting", "TechArticle", "ScholarlyArticle", "Report",
     "DiscussionForumPosting", "CreativeWork", "MedicalScholarlyArticle")
)  # fmt: skip
PAGES = frozenset(("WebPage", "ItemPage", "MedicalWebPage", "AboutPage"))

Json = Mapping[str, object]
Properties = Sequence[tuple[str, HtmlElement]]

_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$")
_PROPERTIES = XPath("//*[@itemprop or @property][not(self::meta)]")


def objects(tree: HtmlElement) -> list[Json]:
    """Objects of the page's JSON-LD: articles first, then pages, in document order."""
    found: list[Json] = []
    for element in tree.iter("script"):
        if (element.get("type") or "").casefold().startswith("application/ld+json"):
            found.extend(islice(_objects(_decoded(element.text or ""), DEEPEST), MOST))
    return sorted(found[:MOST], key=_kind)


def article(data: Json) -> bool:
    """Whether an object is the report or its page."""
    return _kind(data) < 2  # noqa: PLR2004


def report(data: Json) -> bool:
    """Whether an object is the report itself."""
    return _kind(data) == 0


def texts(data: Iterable[Json], key: str) -> Iterator[str]:
    """Values of a key in the objects of the report and its page."""
    for each in data:
        value = each.get(key) if article(each) else None
        for one in value if isinstance(value, list) else [value]:
            short_ = short(one) if isinstance(one, str) else None
            if short_:
                yield short_


def names(data: Iterable[Json], key: str) -> Iterator[str]:
    """Names of the people, organisations or works a key holds; references are followed."""
    known = list(data)
    held = {str(each["@id"]): each for each in known if "@id" in each and "name" in each}
    for each in known:
        if article(each):
            yield from _names(each.get(key), held)


def addresses(data: Iterable[Json], key: str) -> Iterator[str]:
    """Addresses a key of the report holds, as a text or as an object's `@id` or `url`."""
    for each in data:
        value = each.get(key) if report(each) else None
        for one in value if isinstance(value, list) else [value]:
            inner = (one.get("@id") or one.get("url")) if isinstance(one, dict) else one
            url = short(inner) if isinstance(inner, str) else None
            if url and url.startswith(("http://", "https://")):
                yield url


def properties(tree: HtmlElement) -> list[tuple[str, HtmlElement]]:
    """Microdata and RDFa properties of the report, by lower-case name without a prefix."""
    return [
        (one.rpartition(":")[2].casefold(), element)
        for element in islice(cast(list[HtmlElement], _PROPERTIES(tree)), MOST)
        for name in (element.get("itemprop"), element.get("property"))
        if name and _of_report(element)
        for one in name.split()
    ]


def short(value: str | None) -> str | None:
    """A value without white space at its ends, None where it is empty or too long."""
    value = encoding.clean(value).strip() if value and len(value) <= 2 * LONGEST else None
    return value if value and len(value) <= LONGEST else None


def _of_report(element: HtmlElement) -> bool:
    """Whether the item a property belongs to is the report, or is none at all."""
    for above in islice(element.iterancestors(), ANCESTORS):
        if above.get("itemscope") is not None:
            kind = (above.get("itemtype") or "").rstrip("/").rpartition("/")[2]
            return not kind or kind in ARTICLES or kind in PAGES
    return True


def _decoded(source: str) -> object:
    source = _WRAPPED.sub("", source)
    # The standard decoder, since pages leave bare line ends in their strings.
    for each in (source, html.unescape(source)):
        try:
            return json.loads(each, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: object, depth: int) -> Iterator[Json]:
    if isinstance(value, dict) and depth:
        yield value
        yield from _objects(value.get("@graph"), depth - 1)
        yield from _objects(value.get("mainEntity"), depth - 1)
        yield from _objects(value.get("mainEntityOfPage"), depth - 1)
    elif isinstance(value, list) and depth:
        for each in value:
            yield from _objects(each, depth - 1)


def _kind(data: Json) -> int:
    kinds = data.get("@type")
    names = {each for each in _listed(kinds) if isinstance(each, str)}
    names = {each.rpartition("/")[2].rpartition(":")[2] for each in names}
    return 0 if names & ARTICLES else 1 if names & PAGES else 2


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value]


def _names(value: object, held: Mapping[str, Json]) -> Iterator[str]:
    for each in _listed(value):
        one = each
        if isinstance(one, dict):
            one = one.get("name") or held.get(str(one.get("@id")), {}).get("name")
        for name in _listed(one):
            found = short(name) if isinstance(name, str) else None
            if found:
                yield found
