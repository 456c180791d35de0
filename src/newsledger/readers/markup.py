"""What a page's markup says of the page: title, address, outlet, date, agency, language.

Open Graph protocol (ogp.me), schema.org Article in JSON-LD, Dublin Core and common meta names.
"""

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsledger import vocabulary
from newsledger.readers import encoding
from newsledger.zones import furniture, stamps

LONGEST = 500  # characters of a value; longer ones are not what they claim to be
DEEPEST = 8  # levels of JSON-LD that are looked into

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dcterms.issued", "sailthru.date", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "article.published", "originalpublicationdate",
)  # fmt: skip
_ARTICLES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting",
     "AnalysisNewsArticle", "BackgroundNewsArticle", "WebPage", "Report")
)  # fmt: skip
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " · ")

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What a page says of itself; None where it does not."""

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    agency: str | None = None
    language: str | None = None


def read(tree: HtmlElement) -> Markup:
    """Collect what the head and the structured data of a page say."""
    meta = _meta(tree)
    data = list(_linked_data(tree))
    outlet = meta.get("og:site_name") or _name(data, "publisher") or meta.get("application-name")
    return Markup(
        title=_title(tree, meta, data, outlet),
        url=_address(tree, meta),
        outlet=outlet,
        published=_published(tree, meta, data),
        agency=_agency(meta, data),
        language=_short(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        value = _short(element.get("content"))
        for key in (element.get("property"), element.get("name"), element.get("itemprop")):
            if key and value:
                found.setdefault(key.casefold(), value)
    return found


def _linked_data(tree: HtmlElement) -> Iterator[Json]:
    """Objects of the page's JSON-LD, articles first, whatever list or graph they stand in."""
    found: list[Json] = []
    for element in tree.iter("script"):
        if (element.get("type") or "").casefold().startswith("application/ld+json"):
            found.extend(_objects(_decoded(element.text or ""), DEEPEST))
    yield from sorted(found, key=lambda each: not _article(each))


def _decoded(source: str) -> object:
    # The standard decoder, since pages leave bare line ends in their strings.
    try:
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object, depth: int) -> Iterator[Json]:
    if isinstance(value, dict) and depth:
        yield value
        yield from _objects(value.get("@graph"), depth - 1)
        yield from _objects(value.get("mainEntity"), depth - 1)
    elif isinstance(value, list) and depth:
        for each in value:
            yield from _objects(each, depth - 1)


def _article(data: Json) -> bool:
    kinds = data.get("@type")
    return any(kind in _ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _first(data: list[Json], key: str) -> str | None:
    values = (each.get(key) for each in data if _article(each))
    return next((_short(value) for value in values if isinstance(value, str) and value), None)


def _names(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        short = _short(name) if isinstance(name, str) else None
        if short:
            yield short


def _name(data: list[Json], key: str) -> str | None:
    return next((name for each in data if _article(each) for name in _names(each.get(key))), None)


def _title(
    tree: HtmlElement, meta: Mapping[str, str], data: list[Json], outlet: str | None
) -> str | None:
    heads = [_text(each) for each in tree.iter("h1")]
    only = heads[0] if len(heads) == 1 else None
    page = next((_text(each) for each in tree.iter("title")), None)
    title = meta.get("og:title") or _first(data, "headline") or only or page
    return _without(title, outlet) if title else None


def _without(title: str, outlet: str | None) -> str:
    """A page title without the outlet's name at its end."""
    for mark in _SEPARATORS:
        head, found, tail = title.rpartition(mark)
        if found and outlet and furniture.normal(tail) == furniture.normal(outlet):
            return head.strip()
    return title


def _text(element: HtmlElement) -> str | None:
    return _short(" ".join(str(element.text_content()).split()))


def _address(tree: HtmlElement, meta: Mapping[str, str]) -> str | None:
    links = (
        each for each in tree.iter("link") if (each.get("rel") or "").casefold() == "canonical"
    )
    canonical = next((_short(each.get("href")) for each in links), None)
    url = canonical or meta.get("og:url")
    return url if url and url.startswith(("http://", "https://")) else meta.get("og:url")


def _published(tree: HtmlElement, meta: Mapping[str, str], data: list[Json]) -> str | None:
    first = meta.get("article:published_time") or _first(data, "datePublished")
    named = next((meta[name] for name in _PUBLISHED if name in meta), None)
    return stamps.day(first) or stamps.day(named) or stamps.day(_time(tree))


def _time(tree: HtmlElement) -> str | None:
    """The first <time> that is marked as the publication date, else the first in an article."""
    times = [each for each in tree.iter("time") if each.get("datetime")]
    marked = [
        each for each in times if each.get("itemprop") == "datePublished" or each.get("pubdate")
    ]
    inside = [each for each in times if any(up.tag == "article" for up in each.iterancestors())]
    return next((_short(each.get("datetime")) for each in [*marked, *inside]), None)


def _agency(meta: Mapping[str, str], data: list[Json]) -> str | None:
    """A known agency named as author or source of the article."""
    keys = ("author", "creator", "sourceOrganization", "provider")
    named = [n for each in data if _article(each) for key in keys for n in _names(each.get(key))]
    named += [meta[key] for key in ("author", "article:author", "dc.creator", "byl") if key in meta]
    known = _agencies()
    return next((known[furniture.normal(n)] for n in named if furniture.normal(n) in known), None)


@functools.cache
def _agencies() -> dict[str, str]:
    return {
        furniture.normal(alias): agency["name"]
        for agency in vocabulary.load("agencies")["agency"]
        for alias in (agency["name"], *agency["aliases"])
    }


def _short(value: str | None) -> str | None:
    value = encoding.clean(value).strip() if value else None
    return value if value and len(value) <= LONGEST else None
