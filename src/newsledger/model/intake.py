"""What is taken in: bytes, reports, and what was refused."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from newsledger.model.kinds import Basis, Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as they were found, kept once by digest: a file, or one record of a file with many."""

    sha256: str
    path: str  # of the file; FILE#NAME for one record of an archive or table
    content: bytes
    media_type: str | None = None  # IANA name as declared, without parameters
    charset: str | None = None  # as declared
    language: str | None = None  # as its server declares, for the whole of it
    url: str | None = None
    captured: str | None = None  # when the bytes were fetched, ISO 8601
    columns: tuple[str, ...] = ()  # names of the cells, where the bytes are a delimited row


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Characters `start` to `end` of a report's text, and the bytes of its source they came from.

    The bytes, decoded and with their markup or escapes resolved, hold the same characters but
    for white space.
    """

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationFact:
    """A candidate for what a report says of itself, and what it rests on.

    `source` names the field of the markup, feed or record it was read from; `start` and `end` are
    the characters of the text where it stands there.
    """

    field: Literal[
        "published", "modified", "agency", "outlet", "title", "byline", "based_on", "language"
    ]
    value: str
    basis: Basis
    start: int | None = None
    end: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """In words, where a day the page gives and the text disagree; where the day stands in it."""

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text as one outlet carried it. `text` is never altered once read."""

    identity: ClassVar = ("source_sha256", "locator")
    id: str = ""
    path: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    published: str | None = None
    published_basis: Basis | None = None
    modified: str | None = None
    captured: str | None = None
    agency: str | None = None
    version_of: str | None = None  # the first report of the same address, where this is a later one
    dispatch: str | None = None
    story: str | None = None
    text: str
    source_sha256: str
    locator: str = ""  # place inside the source, such as an entry of a feed; empty: all of it
    media_type: str | None = None
    encoding: str | None = None  # of the source's bytes, as read
    layers: tuple[Layer, ...] = ()  # what is resolved, in order, to get from the source to the text
    blocks: tuple[Block, ...] = ()
    stated: tuple[PublicationFact, ...] = ()  # candidates for the above: as read, beside the text
    conflicts: tuple[Doubt, ...] = ()  # days its page and its text disagree on
    pipeline: str | None = None  # language pipeline that read it, with its version


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What is remembered of an address: the validators of RFC 9110 and the bytes they stand for.

    `url` is the address that gave the bytes, after redirects, and the key to remember it by.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    sha256: str
    fetched: str  # when it was last asked, ISO 8601


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """An input that was not taken: what, why, and what to do about it."""

    identity: ClassVar = ("path", "reason")
    id: str = ""
    path: str
    reason: str
    advice: str
