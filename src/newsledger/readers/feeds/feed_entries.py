"""What feedparser reads of a feed and of its entries, as plain records.

Every date, name and text that a feed gives stands here as it is stated; which of them a report is
made of is decided elsewhere. Nothing is fetched.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from newsledger.model import Capture, PublicationFact, Skip
from newsledger.readers import encoding, files, markup_text
from newsledger.readers.credits import agency as known_agency
from newsledger.readers.feeds import feed_facts, feed_markup

LONGEST_NAME = 2_000  # characters of a locator

_DATES: Mapping[str, str] = {
    **dict.fromkeys((*feed_markup.PUBLISHED, "date", "created"), "published"),
    **dict.fromkeys(("updated", "modified", "lastmod"), "modified"),
}
_MARKUP = ("text/html", "application/xhtml+xml")

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A text that a feed gives of an entry: `text` is what `value` shows, a paragraph a line."""

    name: str  # "content" or "summary"
    value: str
    markup: bool
    language: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one entry; None where it does not."""

    name: str  # its stated id, else its address, else its number: unique in the feed
    id: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    outlet: str | None = None  # of the feed that it was taken over from
    published: str | None = None
    modified: str | None = None
    agency: str | None = None
    contents: tuple[Content, ...] = ()
    stated: tuple[PublicationFact, ...] = ()
    within: tuple[int, int] | None = None  # bytes of its element


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself, and its entries."""

    encoding: str
    title: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    entries: tuple[Entry, ...] = ()
    left: int = 0  # entries beyond the limit
    cut: bool = False  # whether its end is missing, or beyond what a parser takes


def parsed(capture: Capture) -> Feed | Skip:
    """All that is kept of a feed, with the entries that hold no text as well."""
    try:
        found = _parsed(capture)
    except Exception:  # noqa: BLE001  a hostile feed may break either parser in any way
        found = "the feed cannot be read"
    if isinstance(found, str):
        return files.skip(capture.path, found, "save the feed again, as UTF-8")
    return found


def _parsed(capture: Capture) -> Feed | str:
    source = feed_markup.read(capture.content, capture.charset)
    if isinstance(source, str):
        return source
    elements = feed_markup.entries(source.tree)
    stated = [_dates(each) for each in elements]
    for each in elements:
        feed_markup.issue(each)
    return _feed(capture, source, _feedparser(source.tree, capture.url), stated)


def _feedparser(tree: etree._Element, url: str | None) -> Values:
    """A stream is handed over: feedparser opens a string, as a file or an address.

    Its sanitiser is left out. It alters text (`&name;` loses its semicolon) and takes time that
    grows with the square of a hostile fragment; no markup outlives the reading of a text anyway.
    """
    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    xml = io.BytesIO(etree.tostring(tree, encoding="utf-8"))
    import feedparser  # slow, and most runs read no feed

    found: Values = feedparser.parse(
        xml, response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    return found


def _feed(
    capture: Capture, source: feed_markup.Source, found: Values, stated: list[list[PublicationFact]]
) -> Feed:
    values, rows = _values(found.get("feed")), _rows(found.get("entries"))
    whole = len(rows) == len(stated)
    spans = source.ranges if len(source.ranges) == len(rows) else (None,) * len(rows)
    atom = str(found.get("version")).startswith("atom")
    feed = Feed(
        encoding=source.encoding,
        title=_title(values),
        url=feed_facts.line(values.get("link"), feed_facts.ADDRESS),
        language=feed_facts.tag(values.get("language") or capture.language),
        author=_author(values),
        published=_moment(values, "published", capture),
        modified=_moment(values, "updated", capture),
        left=source.left,
        cut=source.cut,
    )
    common = _Common(capture=capture, feed=feed, values=values, atom=atom)
    read = [
        _entry(common, row, stated[number] if whole else [], within)
        for number, (row, within) in enumerate(zip(rows, spans, strict=True))
    ]
    return replace(feed, entries=tuple(_named(read)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    """What the entries of a feed share."""

    capture: Capture
    feed: Feed
    values: Values
    atom: bool


def _entry(
    common: _Common, row: Values, dates: list[PublicationFact], within: tuple[int, int] | None
) -> Entry:
    source = _values(row.get("source"))
    contents = tuple(_contents(row))
    outlet = _title(source) or feed_facts.line(source.get("title"))
    # RFC 4287, section 4.2.1: an entry without an author has its source's, else its feed's.
    heirs = (row, source, common.values) if common.atom else (row,)
    author = next((name for each in heirs if (name := _author(each))), None)
    agency = _agency(row, author, outlet, common.values)
    return Entry(
        name="",
        id=feed_facts.line(row.get("id"), LONGEST_NAME),
        url=_address(row),
        title=_title(row),
        author=author,
        language=_language(row, contents) or common.feed.language,
        outlet=outlet,
        published=_moment(row, "published", common.capture),
        modified=_moment(row, "updated", common.capture),
        agency=agency,
        contents=contents,
        stated=(*dates, *_stated(common, row, source, outlet, agency)),
        within=within,
    )


def _stated(
    common: _Common, row: Values, source: Values, outlet: str | None, agency: str | None
) -> Iterator[PublicationFact]:
    kind = "atom" if common.atom else "rss"
    author = row.get("author") or (source.get("author") if common.atom else None)
    yield from feed_facts.fact("title", _title(row), f"{kind}:title")
    yield from feed_facts.fact("outlet", common.feed.title, f"{kind}:title of the feed")
    yield from feed_facts.fact("outlet", outlet, f"{kind}:source")
    yield from feed_facts.fact("byline", author, f"{kind}:author")
    yield from feed_facts.fact("agency", agency, f"{kind}:author, source or publisher")
    yield from feed_facts.fact("based_on", row.get("dc_source"), "dc:source")
    yield from feed_facts.fact("language", row.get("language"), "dc:language")
    yield from feed_facts.fact("language", common.feed.language, "language of the feed")


def _dates(entry: etree._Element) -> list[PublicationFact]:
    """Every date that an entry states, as it is written, whatever it is worth."""
    found = []
    for child in entry:
        space, local = feed_markup.name(child)
        prefix = {feed_markup.DUBLIN: "dc", feed_markup.TERMS: "dcterms", feed_markup.ATOM: "atom"}
        label = f"{prefix.get(space, 'rss')}:{str(child.tag).rpartition('}')[2]}"
        if local in _DATES:
            found += feed_facts.fact(_DATES[local], child.text, label)
    written = (value for key, value in entry.attrib.items() if str(key).casefold() == "lastmod")
    return found + [
        one for value in written for one in feed_facts.fact("modified", value, "cdf:LASTMOD")
    ]


def _contents(row: Values) -> Iterator[Content]:
    for each in _rows(row.get("content")):
        yield from _content("content", each.get("value"), each)
    detail = _values(row.get("summary_detail"))
    first = _rows(row.get("content"))[:1]
    yield from _content(
        "summary", row.get("summary"), detail or _values(first[0] if first else None)
    )


def _content(name: str, value: object, detail: Values) -> Iterator[Content]:
    if isinstance(value, str):
        value = encoding.clean(value)
        markup = str(detail.get("type") or "text/html") in _MARKUP
        text = markup_text.text(value) if markup else markup_text.plain(value)
        language = feed_facts.tag(detail.get("language"))
        yield Content(name=name, value=value, markup=markup, language=language, text=text)


def _title(values: Values) -> str | None:
    value = values.get("title")
    if not isinstance(value, str):
        return None
    markup = str(_values(values.get("title_detail")).get("type")) in _MARKUP
    return feed_facts.line(markup_text.text(value) if markup else value)


def _author(values: Values) -> str | None:
    """Names of the authors; an address where a feed gives nothing else."""
    names = [feed_facts.line(each.get("name")) for each in _rows(values.get("authors"))]
    named = list(dict.fromkeys(name for name in names if name))
    return ", ".join(named) or feed_facts.line(values.get("author"))


def _address(row: Values) -> str | None:
    """The page of an entry: a link to an alternate, else whatever link there is."""
    links = (each for each in _rows(row.get("links")) if each.get("rel") == "alternate")
    pages = (each.get("href") for each in links if each.get("type") in {*_MARKUP, None})
    found = next((each for each in pages if each), row.get("link"))
    return feed_facts.line(found, feed_facts.ADDRESS)


def _agency(row: Values, author: str | None, outlet: str | None, feed: Values) -> str | None:
    """A known agency named as author, source or publisher of an entry, or publisher of the feed."""
    named = (author, outlet, row.get("publisher"), row.get("dc_source"), feed.get("publisher"))
    found = (known_agency(each) for each in named if isinstance(each, str))
    return next((each for each in found if each), None)


def _language(row: Values, contents: Iterable[Content]) -> str | None:
    title = _values(row.get("title_detail")).get("language")
    stated = feed_facts.tag(row.get("language"))
    inside = (each.language for each in contents)
    return stated or next((each for each in inside if each), None) or feed_facts.tag(title)


def _moment(values: Values, key: str, capture: Capture) -> str | None:
    # Asked for by `in` first: feedparser reads `published` where `updated` is missing.
    if key not in values:
        return None
    return feed_facts.moment(values[key], values.get(f"{key}_parsed"), capture.captured)


def _named(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries under names that are unique, since feeds repeat their ids."""
    taken: set[str] = set()
    for number, each in enumerate(entries, 1):
        yield replace(each, name=unique(each.id or each.url, number, taken))


def unique(stated: str | None, number: int, taken: set[str]) -> str:
    """A name for an entry that none of the `taken` is; it is added to them."""
    name = stated or f"entry {number}"
    name = f"{name} (entry {number})" if name in taken else name
    taken.add(name)
    return name


def _values(value: object) -> Values:
    return value if isinstance(value, Mapping) else {}


def _rows(value: object) -> list[Values]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
