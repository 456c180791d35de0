"""Sitemaps: the addresses a site lists, and what it says of each.

Sitemaps XML protocol 0.9 (https://www.sitemaps.org/protocol.html): `urlset`, `sitemapindex` and
plain text, at most 50,000 addresses a file; Google's news extension for titles and dates. Nothing
is fetched here.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from newsledger.readers import encoding
from newsledger.readers.feeds import feed_facts

MOST = 50_000  # addresses of a sitemap, by the protocol
LARGEST = 50 * 1024 * 1024  # bytes of a sitemap, by the protocol
LONGEST = 2_048  # characters of an address, by the protocol
LOOK = 64 * 1024  # bytes in which a root element, or an address, is looked for

_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:urlset|sitemapindex)(?=[\s>/])")
_HEAD = re.compile(rb"(?:\s|\xef\xbb\xbf)+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*>", re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_OWN = frozenset(("loc", "lastmod"))
_NEWS = frozenset(("publication_date", "title", "name"))
_SPACE = "google.com/schemas/sitemap-news/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address that a sitemap lists; `index` where it is that of another sitemap."""

    url: str
    modified: str | None = None
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    index: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """The addresses of a sitemap, and how many more it lists that are beyond the protocol."""

    addresses: tuple[Address, ...]
    left: int = 0


def addresses(content: bytes) -> tuple[Address, ...]:
    """The addresses in `content`, in its order; none where it is no sitemap."""
    return read(content).addresses


def read(content: bytes) -> Sitemap:
    """The first MOST addresses of the web, and the number of those after; a broken end is left."""
    listed = _marked(content[:LARGEST]) if _xml(content) else _plain(content[:LARGEST])
    taken = tuple(islice(listed, MOST))
    return Sitemap(addresses=taken, left=sum(1 for _ in listed))


def looks_like(content: bytes) -> bool:
    """Whether the first bytes are those of a sitemap: its root, or nothing but addresses."""
    if _xml(content):
        return True
    lines = content[:LOOK].decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    whole = lines[:-1] if len(content) > LOOK else lines
    filled = [line.strip() for line in whole if line.strip()]
    return bool(filled) and all(_ADDRESS.fullmatch(line) for line in filled)


def _xml(content: bytes) -> bool:
    start = content[:LOOK].replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    while match := _HEAD.match(start):
        start = start[match.end() :]
    return bool(_ROOT.match(start))


def _marked(content: bytes) -> Iterator[Address]:
    walk = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), recover=True, resolve_entities=False,
        no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    found: dict[str, str] = {}
    try:
        for event, element in walk:
            space, _, local = str(element.tag).rpartition("}")
            if event == "end" and _stated(element, space, local):
                found.setdefault(local, (element.text or "")[: LONGEST + 1])
            elif event == "end" and local in {"url", "sitemap"}:
                yield from _address(found, local == "sitemap")
                found = {}
            if event == "end" and local not in {"news", "publication"}:
                _clear(element)
    except (etree.LxmlError, ValueError):
        return


def _stated(element: etree._Element, space: str, local: str) -> bool:
    """Whether it is a field of the address, and not one of a picture or a film beside it."""
    parent = element.getparent()
    inside = "" if parent is None else str(parent.tag).rpartition("}")[2]
    return (local in _OWN and inside in {"url", "sitemap"}) or (local in _NEWS and _SPACE in space)


def _clear(element: etree._Element) -> None:
    """Forget an element and what stood before it, so that memory does not grow."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _address(found: dict[str, str], index: bool) -> Iterator[Address]:
    url = _url(found.get("loc"))
    if url:
        yield Address(
            url=url,
            modified=feed_facts.iso(found.get("lastmod")),
            published=feed_facts.iso(found.get("publication_date")),
            title=feed_facts.line(found.get("title")),
            outlet=feed_facts.line(found.get("name")),
            index=index,
        )


def _plain(content: bytes) -> Iterator[Address]:
    for line in io.BytesIO(content):
        url = _url(line[: LONGEST * 4].decode("utf-8", "replace").strip("\ufeff \t\r\n"))
        if url:
            yield Address(url=url)


def _url(value: str | None) -> str | None:
    words = encoding.clean(value).strip() if value else ""
    return words if len(words) <= LONGEST and _ADDRESS.fullmatch(words) else None
