"""JSON Feed 1.0 and 1.1: each item that holds a text is a report.

Reece and Simmons (2017, 2020), JSON Feed Version 1 and 1.1, https://www.jsonfeed.org/version/1.1/.
An item's bytes are those of its object in the file; no address in it is opened.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from newsledger.model import Capture, PublicationFact, Report, Skip, identified
from newsledger.model.kinds import Layer
from newsledger.readers import encoding, files, markup_text
from newsledger.readers.credits import agency as known_agency
from newsledger.readers.feeds import feed_facts, feed_markup
from newsledger.readers.feeds.feed import missing
from newsledger.readers.feeds.feed_entries import LONGEST_NAME, unique
from newsledger.readers.text import titled

VERSION = "https://jsonfeed.org/version/"
LOOK = 64 * 1024  # bytes in which the version is looked for

_MARK = b"\xef\xbb\xbf"
_SNIFF = re.compile(
    rb'"version"\s{0,9}:\s{0,9}"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org(?:\\?/)version'
)
_HTML: tuple[tuple[Layer, ...], ...] = (("json", "markup"),)
_PLAIN: tuple[tuple[Layer, ...], ...] = (("json",),)
_NAMES = ("title", "home_page_url", "feed_url", "language", "author", "authors")

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """An item of a feed, its number, and the bytes where it stands."""

    values: Values
    number: int
    within: tuple[int, int]


def looks_like(content: bytes) -> bool:
    """Whether the first bytes are those of a JSON Feed."""
    start = content[:LOOK].removeprefix(_MARK)
    return start.lstrip()[:1] == b"{" and bool(_SNIFF.search(start))


def read(capture: Capture) -> Iterator[Report | Skip]:
    """Reports of the items that hold a text; a Skip for the rest, and for a feed that is none."""
    found = _decoded(capture)
    if isinstance(found, Skip):
        yield found
        return
    feed, parts = found
    with_text, taken = 0, set[str]()
    for item in _items(capture.content, parts[: feed_markup.MOST]):
        report = _report(capture, feed, item, taken)
        with_text += report is not None
        if report:
            yield report
    left = max(len(parts) - feed_markup.MOST, 0)
    yield from missing(capture.path, len(parts) - left, with_text, left)


def _decoded(capture: Capture) -> tuple[Values, list[msgspec.Raw]] | Skip:
    """The feed without its items, and each item as its bytes."""
    content = capture.content.removeprefix(_MARK)
    try:
        found = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
        items = msgspec.json.decode(found.get("items", b"[]"), type=list[msgspec.Raw])
        feed = {key: msgspec.json.decode(found[key]) for key in _NAMES if key in found}
        version = msgspec.json.decode(found.get("version", b"null"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return files.skip(capture.path, f"not valid JSON: {error}", "fetch the feed again")
    if not isinstance(version, str) or VERSION not in f"{version}/".replace("://www.", "://"):
        return files.skip(capture.path, "a JSON document, not a JSON Feed", "check its version")
    return feed, items


def _items(content: bytes, parts: list[msgspec.Raw]) -> Iterator[_Item]:
    place = 0
    for number, part in enumerate(parts, 1):
        raw = bytes(part)
        start = content.find(raw, place)
        place = start + len(raw)
        try:
            values = msgspec.json.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
        if isinstance(values, dict):
            yield _Item(values=values, number=number, within=(start, place))


def _report(capture: Capture, feed: Values, item: _Item, taken: set[str]) -> Report | None:
    values = item.values
    layers, body = _body(values)
    identity = values.get("id")
    stated = str(identity) if isinstance(identity, int) else feed_facts.line(identity, LONGEST_NAME)
    url = feed_facts.address(values.get("url"))
    name = unique(stated or url, item.number, taken)
    if not body:
        return None
    title = feed_facts.line(values.get("title"))
    published = feed_facts.iso(values.get("date_published"), capture.captured)
    author = _authors(values) or _authors(feed)
    text = titled(title, body)
    found, blocks = feed_facts.aligned(capture, "utf-8", layers, text, item.within)
    return identified(
        Report(
            path=f"{capture.path}#{name}",
            url=url,
            outlet=feed_facts.line(feed.get("title")),
            title=title,
            author=author,
            language=feed_facts.tag(values.get("language")) or feed_facts.tag(feed.get("language")),
            published=published,
            published_basis="feed" if published else None,
            modified=feed_facts.iso(values.get("date_modified"), capture.captured),
            captured=capture.captured,
            agency=known_agency(author),
            text=text,
            source_sha256=capture.sha256,
            locator=name,
            media_type=capture.media_type or "application/feed+json",
            encoding="utf-8",
            layers=found,
            blocks=blocks,
            stated=tuple(_stated(values, feed, author)),
        )
    )


def _body(values: Values) -> tuple[tuple[tuple[Layer, ...], ...], str]:
    """The longest text of an item: its article, else its summary."""
    html = values.get("content_html")
    marked = markup_text.text(encoding.clean(html)) if isinstance(html, str) else ""
    plain = (values.get("content_text"), values.get("summary"))
    words = [markup_text.plain(encoding.clean(each)) for each in plain if isinstance(each, str)]
    longest = max(words, key=len, default="")
    return (_HTML, marked) if len(marked) >= len(longest) else (_PLAIN, longest)


def _authors(values: Values) -> str | None:
    """Names of the authors, in the list of version 1.1 or the object of version 1."""
    listed = values.get("authors") or [values.get("author")]
    rows = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    names = [feed_facts.line(each.get("name")) for each in rows]
    return feed_facts.line(", ".join(dict.fromkeys(name for name in names if name)))


def _stated(values: Values, feed: Values, author: str | None) -> Iterator[PublicationFact]:
    yield from feed_facts.fact(
        "published", values.get("date_published"), "json feed date_published"
    )
    yield from feed_facts.fact("modified", values.get("date_modified"), "json feed date_modified")
    yield from feed_facts.fact("title", values.get("title"), "json feed title")
    yield from feed_facts.fact("outlet", feed.get("title"), "json feed title of the feed")
    yield from feed_facts.fact("byline", author, "json feed authors")
    yield from feed_facts.fact("agency", known_agency(author), "json feed authors")
    yield from feed_facts.fact("based_on", values.get("external_url"), "json feed external_url")
    yield from feed_facts.fact("language", values.get("language"), "json feed language")
    yield from feed_facts.fact("language", feed.get("language"), "json feed language of the feed")
