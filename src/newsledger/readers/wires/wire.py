"""What the formats of news agencies share: telling them apart, and an item to its report."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from newsledger.model import Capture, PublicationFact, Report, Skip, identified
from newsledger.model.kinds import Layer
from newsledger.readers import encoding, files, moments, offsets
from newsledger.readers.credits import agency
from newsledger.readers.tables import jsonlines
from newsledger.readers.text import titled

Format = Literal["ninjs", "newsml", "nitf"]
Fact = Literal["title", "byline", "outlet", "agency", "language", "published", "modified"]
Facts = tuple[tuple[str, str], ...]  # names of a format's fields, and their values
LOOK = 8_192  # bytes of an XML document in which its first element begins
LONGEST = 500  # characters of a value that is no text

_BY = re.compile(r"^(?:by|von|par|por|av|door)\s+(?=\w)", re.IGNORECASE)
_NAMES = (
    rb'"(?:versioncreated|pubstatus|body_text|body_x?html|bodies|headlines|contentcreated)"\s*:'
)
_NINJS = re.compile(_NAMES, re.IGNORECASE)
_PROLOG = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>|\s+", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(\w{1,20})([^<>]*)", re.ASCII)
_NAR = "http://iptc.org/std/nar/2006-10-01/"
_ITEMS = frozenset(("newsItem", "newsMessage", "packageItem"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A news item as a format states it. Each fact is a value and the name of its field."""

    text: str
    layers: tuple[Layer, ...]
    locator: str = ""
    within: tuple[int, int] | None = None  # bytes of the capture that hold the item
    url: str | None = None
    headlines: Facts = ()
    bylines: Facts = ()
    created: Facts = ()  # likeliest date of publication first
    changed: Facts = ()
    providers: Facts = ()  # who publishes it, likeliest first
    credits: Facts = ()  # who may have written it, likeliest first
    languages: Facts = ()


def looks_like(content: bytes) -> Format | None:
    """Which agency format bytes are in: ninjs (JSON), NewsML-G2 or NITF (XML), by their look."""
    head = content[:LOOK].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"<"):
        return _document(head.decode("latin-1"))
    if head.startswith(b"{") and b'"uri"' in content and _NINJS.search(content):
        return "ninjs" if _ninjs(content) else None
    return None


def report(capture: Capture, name: str, item: Item) -> Report | Skip:
    """The report of an item whose bytes are in the encoding `name`."""
    text = encoding.clean(item.text)
    if not text.strip("\ufeff\0 \t\r\n"):
        return files.skip(_path(capture, item), "no text in this item", "leave it out")
    title = _first(item.headlines)
    whole = titled(title, text)
    published = _date(item.created)
    modified = _date(item.changed)
    return identified(
        Report(
            path=_path(capture, item),
            url=item.url or capture.url,
            outlet=_first(item.providers),
            title=title,
            author=_BY.sub("", _first(item.bylines) or "", count=1) or None,
            language=_first(item.languages),
            published=published or modified,
            published_basis="feed" if published or modified else None,
            modified=modified if published and modified != published else None,
            captured=capture.captured,
            agency=_agency((*item.credits, *item.providers, *item.bylines)),
            text=whole,
            source_sha256=capture.sha256,
            locator=item.locator,
            media_type=capture.media_type,
            encoding=name,
            layers=item.layers,
            blocks=offsets.blocks(capture.content, name, item.layers, whole, item.within),
            stated=tuple(dict.fromkeys(_stated(item))),
        )
    )


def withdrawn(path: str, status: str | None) -> Skip | None:
    """A Skip for an item whose publishing status (IPTC NewsCodes, pubstatusg2) is not usable."""
    code = re.split(r"[:/#]", (status or "").strip().casefold())[-1]
    if code in {"canceled", "cancelled", "killed"}:
        return files.skip(path, "withdrawn by its provider", "withdraw earlier versions of it too")
    if code in {"withheld", "embargoed"}:
        return files.skip(path, "withheld by its provider", "add it when it is released")
    return None


def _document(text: str) -> Format | None:
    place = 0
    while match := _PROLOG.match(text, place):
        place = match.end()
    root = _ROOT.match(text, place)
    if root and root[1] == "nitf":
        return "nitf"
    return "newsml" if root and root[1] in _ITEMS and _NAR in root[2] else None


def _ninjs(content: bytes) -> bool:
    try:
        value = jsonlines.decoded(content)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or not isinstance(value.get("uri"), str):
        return False
    return any(_NINJS.fullmatch(f'"{key}":'.encode("utf-8", "replace")) for key in value)


def _path(capture: Capture, item: Item) -> str:
    return f"{capture.path}#{item.locator}" if item.locator else capture.path


def _first(facts: Iterable[tuple[str, str]]) -> str | None:
    return next((value for _, value in _short(facts)), None)


def _short(facts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Facts whose value is a line of a likely length, white space squeezed."""
    for name, value in facts:
        words = encoding.clean(" ".join(value[: 4 * LONGEST].split()))
        if 0 < len(words) <= LONGEST:
            yield name, words


def _date(facts: Iterable[tuple[str, str]]) -> str | None:
    return next(filter(None, (moments.iso(value) for _, value in facts)), None)


def _agency(facts: Iterable[tuple[str, str]]) -> str | None:
    return next(filter(None, (agency(value) for _, value in _short(facts))), None)


def _stated(item: Item) -> Iterator[PublicationFact]:
    for field, facts in _facts(item):
        for name, value in _short(facts):
            yield PublicationFact(field=field, value=value, basis="feed", source=name)
    for field, facts in _dates(item):
        for name, value in _short(facts):
            stated = moments.iso(value) or value
            yield PublicationFact(field=field, value=stated, basis="feed", source=name)


def _facts(item: Item) -> Iterator[tuple[Fact, Facts]]:
    yield "title", item.headlines
    yield "byline", item.bylines
    yield "outlet", item.providers
    yield "agency", item.credits
    yield "language", item.languages


def _dates(item: Item) -> Iterator[tuple[Fact, Facts]]:
    yield "published", item.created
    yield "modified", item.changed
