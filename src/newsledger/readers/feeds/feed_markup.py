"""A feed's bytes to XML that is well formed and of bounded shape, and where its entries stand.

Feeds are often no XML: bare ampersands, references no DTD declares, prefixes nobody bound, an end
that is missing. They are mended here, once, so that only a strict parser reads them; and what no
report is made of (categories, enclosures, pictures) is dropped, so that no element that repeats or
grows without end reaches it. No entity that refers to anything is expanded, no address is opened.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from newsledger.readers.feeds import feed_mending
from newsledger.readers.offsets import coding

LARGEST = 32 * 1024 * 1024  # bytes of a feed
MOST = 10_000  # entries of a feed
REPEATED = 20  # elements of one name in an entry
WORD = 80  # characters of a word in a name
DEEPEST = 10  # levels of channels and entries inside another

ENTRIES = frozenset(("item", "entry"))
ROOTS = frozenset(("rss", "rdf", "feed", "channel", "entry"))
DUBLIN = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
ATOM = "http://www.w3.org/2005/Atom"
PUBLISHED = frozenset(("pubdate", "published", "issued"))

_PREFIXES = {
    "atom": ATOM,
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": DUBLIN,
    "dcterms": TERMS,
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
_SECOND = frozenset(("http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss",
                     "http://www.itunes.com/dtds/podcast-1.0.dtd"))  # fmt: skip

_BASE = ("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", ATOM,
         "http://purl.org/atom/ns#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")  # fmt: skip
_KEPT = frozenset(each.casefold() for each in (*_PREFIXES.values(), *_BASE, *_SECOND))

_NESTING = frozenset(
    ("rss", "rdf", "channel", "feed", "item", "entry", "source", "author", "group")
)
_TEXTS = frozenset(
    ("title", "description", "summary", "abstract", "content", "encoded", "body", "fullitem")
)
_NAMES = frozenset(("author", "creator", "managingeditor", "publisher", "webmaster"))
_LENGTHS = {  # characters that a field may have; a longer one is not what it claims to be
    **dict.fromkeys(("link", "guid", "id"), 2_000),
    **dict.fromkeys((*_NAMES, "name", "email", "source"), 300),
    **dict.fromkeys((*PUBLISHED, "updated", "modified", "lastbuilddate", "date", "created"), 100),
    "language": 50,
    "title": 2_000,
}
_ATTRIBUTE = 2_000

_TAG = r"""<(?P<end>/?)(?:[\w.-]{1,40}:)?(?P<name>item|entry)(?=[\s/>])"""
_TAGS = re.compile(rf"{feed_mending.SKIPPED}|{_TAG}", re.DOTALL | re.IGNORECASE)
_ATTRIBUTES = re.compile(r"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*+(?P<empty>(?<=/))?>""")
_LIMIT = re.compile(r"depth|huge|too (?:long|big)|limit", re.IGNORECASE)  # libxml2's messages
_CLOSED = re.compile(r"</(?:[\w.-]{1,40}:)?(?:rss|rdf|feed|channel|entry)\s*>", re.IGNORECASE)
_END = 1_000  # characters in which the end tag of the root stands


class Source(NamedTuple):
    """A feed as a tree that is safe to read, the codec of its bytes, the bytes of its entries."""

    tree: etree._Element
    encoding: str
    ranges: tuple[tuple[int, int], ...]
    left: int  # entries beyond MOST
    cut: bool  # whether its end is missing, or beyond what a parser takes


def read(content: bytes, charset: str | None) -> Source | str:
    """The feed in `content`, or the reason why there is none."""
    if len(content) > LARGEST:
        return f"too large for a feed: over {LARGEST // (1024 * 1024)} MB"
    found = feed_mending.decoded(content, charset)
    if found is None:
        return "the character encoding cannot be told"
    tree, limited = _parsed(feed_mending.mended(found.text))
    if tree is None or _local(tree) not in ROOTS:
        return "not a feed: no RSS, RDF, CDF or Atom element at its root"
    places = list(_places(found.text))
    left = _prune(tree)
    at = coding.places(found, (place for span in places for place in span))
    ranges = tuple((at[low], at[high]) for low, high in places)
    kept = ranges[: len(ranges) - left] if left else ranges
    cut = limited or not _CLOSED.search(found.text[-_END:])
    return Source(tree, found.codec, kept, left, cut)


def entries(tree: etree._Element) -> list[etree._Element]:
    """Entries of a pruned tree, in their order."""
    return [each for each in tree.iter(etree.Element) if _local(each) in ENTRIES]


def issue(entry: etree._Element) -> None:
    """Read `dc:date` as the date of issue where an entry states no other, and not as a revision.

    DCMI Metadata Terms: a date is typically that of the creation or availability of the resource.
    """
    dates = [each for each in entry if name(each) == (DUBLIN, "date")]
    stated = any(_local(each) in PUBLISHED for each in entry)
    for each in dates:
        if stated:
            entry.remove(each)
        else:
            each.tag = f"{{{TERMS}}}issued"


def name(element: etree._Element) -> tuple[str, str]:
    """Namespace and local name in lower case, as feeds spell them in any case."""
    space, _, local = str(element.tag).rpartition("}")
    return space[1:], local.casefold()


def _local(element: etree._Element) -> str:
    return name(element)[1]


def _parsed(text: str) -> tuple[etree._Element | None, bool]:
    """The tree, and whether the parser stopped at one of its own limits."""
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None, False
    return tree, any(_LIMIT.search(each.message) for each in parser.error_log)


def _prune(tree: etree._Element) -> int:
    """Leave what reports are made of; return how many entries are left out."""
    seen, waiting = 0, [(tree, 0)]
    _shorten(tree)
    while waiting:
        parent, depth = waiting.pop()
        for child in parent:
            _bind(child)
        own = {local for space, local in map(name, parent) if space.casefold() not in _SECOND}
        times = Counter[str]()
        for child in list(parent):
            local = _local(child)
            times[local] += local not in ROOTS
            seen += local in ENTRIES
            much = seen > MOST if local in ENTRIES else times[local] > REPEATED
            if much or depth > DEEPEST or not _wanted(child, own):
                parent.remove(child)
                continue
            _shorten(child)
            child.tail = None
            if local in _NESTING:
                waiting.append((child, depth + 1))
            else:
                _bare(child, local in _TEXTS)
    return max(seen - MOST, 0)


def _wanted(element: etree._Element, own: set[str]) -> bool:
    """Whether it can be of use; what is said of a picture yields to what is said of an entry."""
    space, local = name(element)
    if space.casefold() in _SECOND and local in own:
        return False
    known = element.prefix is None or space.casefold() in _KEPT or "userland.com/rss" in space
    fits = len(element.text or "") <= _LENGTHS.get(local, LARGEST)
    if local in _NAMES and fits:
        fits = all(len(word) <= WORD for word in (element.text or "").split())
    return known and fits and (local in _NESTING or local in _TEXTS or local in _LENGTHS)


def _bind(element: etree._Element) -> None:
    """Give an element the namespace its prefix stands for where the feed does not say."""
    prefix, mark, local = str(element.tag).partition(":")
    if mark and not prefix.startswith("{"):
        space = _PREFIXES.get(prefix.casefold())
        element.tag = f"{{{space}}}{local}" if space and local.isalnum() else "span"


def _shorten(element: etree._Element) -> None:
    for key, value in element.attrib.items():
        if len(value) > _ATTRIBUTE or (":" in key and not str(key).startswith("{")):
            del element.attrib[key]


def _bare(element: etree._Element, markup: bool) -> None:
    """Take all elements out of a field, or their attributes out of an inline text."""
    if not markup:
        for child in list(element):
            element.remove(child)
    for each in element.iterdescendants(etree.Element):
        each.attrib.clear()
        _bind(each)


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Characters of each entry, from its start tag to its end tag or to where the next begins."""
    start = None
    for match in _TAGS.finditer(text):
        if match["name"] is None:
            continue
        if start is not None:
            yield start, match.end() + 1 if match["end"] else match.start()
        start = None if match["end"] else match.start()
        attributes = None if match["end"] else _ATTRIBUTES.match(text, match.end())
        if attributes and attributes["empty"] is not None:
            yield match.start(), attributes.end()
            start = None
    if start is not None:
        yield start, len(text)
