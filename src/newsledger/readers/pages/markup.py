"""What a page's markup says of the page: title, address, outlet, author, dates, agency, language.

Open Graph protocol (ogp.me), schema.org Article in JSON-LD, microdata and RDFa, Dublin Core and
common meta names; what a page was taken from by `isBasedOn` and the source tags of news search.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsledger.model import Basis, PublicationFact
from newsledger.readers.credits import agency as known_agency
from newsledger.readers.pages import linked_data, page_candidates, page_dates
from newsledger.readers.pages.linked_data import Json, Properties, short
from newsledger.zones import furniture

MOST = 2_000  # meta elements of a page that are looked at

_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " · ")
_AUTHORS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author",
    "sailthru.author", "citation_author", "cxenseparse:author",
)  # fmt: skip
_ORIGINS = ("original-source", "syndication-source")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What a page says of itself; None where it does not.

    `published` is the day decided on, with its time where the page states one, and
    `published_basis` what that rests on: "markup", "url", "text" for a day printed at the headline,
    "banner" for one that may be of anything. `stated` holds every candidate with its source, for
    the day of publication the strongest first.
    """

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    published_basis: Basis | None = None
    modified: str | None = None
    agency: str | None = None
    language: str | None = None
    based_on: str | None = None
    stated: tuple[PublicationFact, ...] = ()


def read(tree: HtmlElement, url: str | None = None, captured: str | None = None) -> Markup:
    """Collect what the head, the structured data and the dates of a page say.

    `url` is where the page was fetched, `captured` when (ISO 8601), where that is known.
    """
    pairs = tuple(_pairs(tree))
    meta: dict[str, str] = {}
    for name, value in pairs:
        meta.setdefault(name, value)
    data = linked_data.objects(tree)
    properties = linked_data.properties(tree)
    outlet = meta.get("og:site_name") or _first(linked_data.names(data, "publisher"))
    outlet = outlet or meta.get("application-name")
    title = _title(tree, meta, data, outlet)
    address = _address(tree, meta)
    language = _language(tree, meta)
    dates = page_dates.decided(
        tree,
        page_candidates.Head(pairs, data, properties),
        title=title,
        url=address or url,
        language=language,
        captured=captured,
    )
    stated = tuple(_stated(meta, data, properties))
    return Markup(
        title=title,
        url=address or url,
        outlet=outlet,
        author=_value(stated, "byline"),
        published=dates.published.value if dates.published else None,
        published_basis=dates.published.basis if dates.published else None,
        modified=dates.modified.value if dates.modified else None,
        agency=_value(stated, "agency"),
        language=language,
        based_on=_value(stated, "based_on"),
        stated=(*dates.stated, *stated),
    )


def _pairs(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Names of meta elements, lower case, with their values, in document order."""
    for count, element in enumerate(tree.iter("meta")):
        if count >= MOST:
            return
        value = short(element.get("content") or element.get("datetime"))
        keys = ("property", "name", "itemprop", "http-equiv")
        for key in dict.fromkeys(filter(None, map(element.get, keys))):
            if value:
                yield key.casefold().strip(), value


def _stated(
    meta: Mapping[str, str], data: Sequence[Json], properties: Properties
) -> Iterator[PublicationFact]:
    """Candidates other than days: authors, agencies, outlets, origins, the title."""
    people = list(_authors(meta, data, properties))
    for name, source in people:
        yield _fact("byline", name, source)
    keys = ("author", "creator", "sourceOrganization", "provider", "copyrightHolder")
    named = [(n, f"json-ld {key}") for key in keys for n in linked_data.names(data, key)]
    for name, source in [*named, *people]:
        agency = known_agency(name)
        if agency:
            yield _fact("agency", agency, source)
    for key in _OUTLETS:
        if key in meta:
            yield _fact("outlet", meta[key], f"meta {key}")
    for name in linked_data.names(data, "publisher"):
        yield _fact("outlet", name, "json-ld publisher")
    for origin in linked_data.addresses(data, "isBasedOn"):
        yield _fact("based_on", origin, "json-ld isBasedOn")
    for key in _ORIGINS:
        if meta.get(key, "").startswith(("http://", "https://")):
            yield _fact("based_on", meta[key], f"meta {key}")


def _authors(
    meta: Mapping[str, str], data: Sequence[Json], properties: Properties
) -> Iterator[tuple[str, str]]:
    for name in linked_data.names(data, "author"):
        yield name, "json-ld author"
    for key in _AUTHORS:
        if key in meta:
            yield meta[key], f"meta {key}"
    for name, element in properties:
        text = _text(element) if name == "author" else None
        if text:
            yield text, "itemprop author"


def _fact(field: str, value: str, source: str) -> PublicationFact:
    return PublicationFact(field=field, value=value, basis="markup", source=source)  # type: ignore[arg-type]


def _value(stated: Sequence[PublicationFact], field: str) -> str | None:
    """The first value of a field; an author's address or account is no name."""
    values = (fact.value for fact in stated if fact.field == field)
    named = (v for v in values if field != "byline" or not v.startswith(("http", "@", "/")))
    return next(named, None)


def _first(values: Iterator[str]) -> str | None:
    return next(values, None)


def _title(
    tree: HtmlElement, meta: Mapping[str, str], data: Sequence[Json], outlet: str | None
) -> str | None:
    heads = [_text(each) for each in tree.iter("h1")]
    only = heads[0] if len(heads) == 1 else None
    page = next((_text(each) for each in tree.iter("title")), None)
    title = meta.get("og:title") or _first(linked_data.texts(data, "headline")) or only or page
    return _without(title, outlet) if title else None


def _without(title: str, outlet: str | None) -> str:
    """A page title without the outlet's name at its end."""
    for mark in _SEPARATORS:
        head, found, tail = title.rpartition(mark)
        if found and outlet and furniture.normal(tail) == furniture.normal(outlet):
            return head.strip()
    return title


def _text(element: HtmlElement) -> str | None:
    return short(" ".join(str(element.text_content()).split()))


def _address(tree: HtmlElement, meta: Mapping[str, str]) -> str | None:
    links = (
        each for each in tree.iter("link") if (each.get("rel") or "").casefold() == "canonical"
    )
    canonical = next((short(each.get("href")) for each in links), None)
    url = canonical or meta.get("og:url")
    return url if url and url.startswith(("http://", "https://")) else meta.get("og:url")


def _language(tree: HtmlElement, meta: Mapping[str, str]) -> str | None:
    """The language the page declares; that of its Open Graph locale where it gives the region."""
    own = short(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    own = own or meta.get("content-language") or meta.get("dc.language")
    locale = meta.get("og:locale", "").replace("_", "-")
    narrower = own is None or locale.casefold().startswith(f"{own.casefold()}-")
    return locale if locale and narrower else own
