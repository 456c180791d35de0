"""RSS 0.9x, 1.0 and 2.0, RDF, CDF and Atom: each entry that holds a text is a report.

Read by feedparser, without network. What a feed gives of an article is taken as it is given: no
article is looked for inside, no address is opened. The longest text that an entry gives is its
text; where a feed gives a summary only, the summary is.
"""

import re
from collections.abc import Iterator

from newsledger.model import Capture, Report, Skip, identified
from newsledger.model.kinds import Layer
from newsledger.readers import files
from newsledger.readers.feeds import feed_facts, feed_markup
from newsledger.readers.feeds.feed_entries import Entry, Feed, parsed
from newsledger.readers.text import titled

FETCH = "fetch the pages that its entries link to: newsledger fetch"
LOOK = 64 * 1024  # bytes in which a root element is looked for

_PROLOGUE = re.compile(
    rb"(?:\s|\xef\xbb\xbf)+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(
    rb"<(?:[\w.-]{1,40}:)?(?P<root>rss|rdf|feed|channel|entry)(?=[\s>/])", re.IGNORECASE
)
_RDF = re.compile(rb"purl\.org/rss/|netscape\.com/rdf/simple/")
_LAYERS: tuple[tuple[Layer, ...], ...] = (("markup", "markup"), ("markup",))


def read(capture: Capture) -> Iterator[Report | Skip]:
    """Reports of the entries that hold a text; one Skip for all that do not, one for a limit."""
    found = parsed(capture)
    if isinstance(found, Skip):
        yield found
        return
    with_text = [each for each in found.entries if any(part.text for part in each.contents)]
    for each in with_text:
        yield _report(capture, found, each)
    yield from missing(capture.path, len(found.entries), len(with_text), found.left)
    if found.cut:
        reason = "the feed is cut short or broken: its last entry may be incomplete"
        yield files.skip(capture.path, reason, "fetch the feed again")


def looks_like(content: bytes) -> bool:
    """Whether the root element is that of a feed; no more than its first bytes are looked at."""
    start = content[:LOOK].replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    while match := _PROLOGUE.match(start):
        start = start[match.end() :]
    root = _ROOT.match(start)
    return bool(root and (root["root"].lower() != b"rdf" or _RDF.search(start)))


def missing(path: str, entries: int, with_text: int, left: int = 0) -> Iterator[Skip]:
    """What of a feed gave no report."""
    if not entries:
        yield files.skip(path, "no entries in this feed", "fetch the feed again")
    elif entries > with_text:
        reason = f"{entries - with_text} of {entries} entries of this feed hold no text"
        yield files.skip(path, reason, FETCH)
    if left:
        reason = f"{left} entries beyond the first {feed_markup.MOST} are left out"
        yield files.skip(path, reason, "split the feed")


def _report(capture: Capture, feed: Feed, entry: Entry) -> Report:
    body = max(entry.contents, key=lambda each: len(each.text))
    text = titled(entry.title, body.text)
    layers, blocks = feed_facts.aligned(capture, feed.encoding, _LAYERS, text, entry.within)
    return identified(
        Report(
            path=f"{capture.path}#{entry.name}",
            url=feed_facts.address(entry.url),
            outlet=entry.outlet or feed.title,
            title=entry.title,
            author=entry.author,
            language=entry.language,
            published=entry.published,
            published_basis="feed" if entry.published else None,
            modified=entry.modified,
            captured=capture.captured,
            agency=entry.agency,
            text=text,
            source_sha256=capture.sha256,
            locator=entry.name,
            media_type=capture.media_type or "application/xml",
            encoding=feed.encoding,
            layers=layers,
            blocks=blocks,
            stated=entry.stated,
        )
    )
