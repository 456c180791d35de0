"""The frozen records of a ledger and their content ids; imports nothing of ours.

Field names and their order are those of the export contract, so encoding a record exports it.
Offsets count Unicode code points, half open, into the `text` of the report they name. Dates are
EDTF (ISO 8601-2:2019, levels 0 and 1). `None` means not known; a field is never guessed.

An id is the SHA-256 of the fields a class lists in `identity` (where the record stands and what it
is), never of a score, a time or a model's name: the same input yields the same id in every run.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, TypeVar

import msgspec

ZoneKind = Literal[
    "headline", "body", "caption", "credit", "byline", "dateline", "date_banner", "navigation",
    "promotion", "advert", "other",
]  # fmt: skip
Mode = Literal["direct", "indirect", "mixed"]
Polarity = Literal["asserted", "denied", "hedged"]
Comparator = Literal[
    "exact", "about", "more_than", "at_least", "less_than", "at_most", "nearly", "between", "vague",
]  # fmt: skip
CountKind = Literal["total", "increment", "stock"]
Status = Literal["happened", "ongoing", "planned", "offered", "denied", "hypothetical"]
Anchor = Literal["published", "dateline", "text", "earlier", "absolute"]
Basis = Literal["markup", "feed", "url", "dateline", "banner", "text", "user"]
Ground = Literal["text", "said", "published"]  # what an as-of date rests on
Precision = Literal["exact", "town", "district", "region", "country"]
EntityKind = Literal["person", "organisation", "state", "polity", "group", "place"]
MemberRelation = Literal["first", "copy", "revision", "rewrite", "excerpt"]
EntryStatus = Literal["single_origin", "corroborated", "contested", "superseded", "withdrawn"]
RelationKind = Literal[
    "corroborates", "repeats", "supersedes", "contradicts", "differs_scope", "answers",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start` to `end` of a report's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Characters of a report with the text they hold, as written."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The words that name who speaks, and the entity they stand for."""

    text: str
    start: int
    end: int
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text as one outlet carried it. `text` is never altered once read."""

    identity: ClassVar = ("source_sha256", "locator")
    id: str = ""
    path: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    published_basis: Basis | None = None
    agency: str | None = None
    dispatch: str | None = None
    story: str | None = None
    text: str
    source_sha256: str
    locator: str = ""  # place inside the source, such as a line of a feed; empty: the whole file
    pipeline: str | None = None  # language pipeline that read it, with its version


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A stretch of a report's text and what it is; the zones of a report cover its text."""

    identity: ClassVar = ("report", "start", "end", "kind")
    id: str = ""
    report: str
    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of body or headline. `paragraph` numbers the block it stands in, from 0."""

    identity: ClassVar = ("report", "start", "end")
    id: str = ""
    report: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words a report attributes to a speaker."""

    identity: ClassVar = ("report", "content", "speaker", "cue")
    id: str = ""
    report: str
    mode: Mode
    speaker: Speaker | None = None
    role: str | None = None
    cue: Excerpt | None = None
    content: tuple[Span, ...]
    channel: tuple[str, ...] = ()
    said_on: str | None = None
    polarity: Polarity = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of something, with its bounds; `low` or `high` is None where the number is open."""

    identity: ClassVar = ("report", "start", "end")
    id: str = ""
    report: str
    start: int
    end: int
    text: str
    low: float | None = None
    high: float | None = None
    comparator: Comparator
    unit: str | None = None
    item: str | None = None
    measure: str | None = None
    kind: CountKind | None = None
    place: str | None = None
    as_of: str | None = None
    as_of_basis: Ground | None = None
    statement: str | None = None
    speaker: str | None = None
    polarity: Polarity = "asserted"
    withdrawn: bool = False  # the report takes the number back ("an earlier version said ...")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something a report says happened, is planned, was offered, denied or supposed."""

    identity: ClassVar = ("report", "trigger", "event_type")
    id: str = ""
    report: str
    trigger: Excerpt
    event_type: str
    mode: str | None = None
    actor: str | None = None
    target: str | None = None
    place: str | None = None
    date: str | None = None
    status: Status = "happened"
    statement: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A time expression. `value` is EDTF, or an ISO 8601 duration, or None where unresolved."""

    identity: ClassVar = ("report", "start", "end")
    id: str = ""
    report: str
    start: int
    end: int
    text: str
    value: str | None = None
    anchor: Anchor | None = None
    anchor_date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A mention of a place, with coordinates only as precise as the place itself."""

    identity: ClassVar = ("report", "start", "end")
    id: str = ""
    report: str
    start: int
    end: int
    text: str
    entity: str | None = None
    name: str | None = None
    gazetteer_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office held: `title` as written, `of` what, and where the text says so."""

    title: str
    of: str | None
    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a report that name an entity; `name` is the canonical name they lead to."""

    identity: ClassVar = ("report", "start", "end")
    id: str = ""
    report: str
    start: int
    end: int
    text: str
    kind: EntityKind
    name: str
    role: str | None = None
    of: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Who or what is named, across reports."""

    identity: ClassVar = ("name", "kind")
    id: str = ""
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A report's place in a dispatch; `of` is the report it was made from."""

    report: str
    relation: MemberRelation
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """Reports that rest on one text. An independent report is a dispatch of one."""

    identity: ClassVar = ("first",)
    id: str = ""
    agency: str | None = None
    published: str | None = None
    members: tuple[Member, ...]

    @property
    def first(self) -> str:
        """The report the dispatch begins with: its id names the dispatch."""
        return next(m.report for m in self.members if m.relation == "first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Characters of one report."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Text two reports share. One origin for what it says, whoever carries it."""

    identity: ClassVar = ("a", "b")
    id: str = ""
    a: Location
    b: Location
    kind: Literal["identical", "edited"]
    same_dispatch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports on one happening; `start` and `end` are dates."""

    identity: ClassVar = ("reports",)
    id: str = ""
    label: str
    reports: tuple[str, ...]
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How an entry stands to another, with the reason shown to readers."""

    to: str
    kind: RelationKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the ledger: what is claimed, by whom, and from how many texts and voices."""

    identity: ClassVar = ("story", "kind", "claims")
    id: str = ""
    story: str | None
    kind: Literal["figure", "event"]
    measure: str | None = None
    event_type: str | None = None
    place: str | None = None
    as_of: str | None = None
    date: str | None = None
    low: float | None = None
    high: float | None = None
    comparator: Comparator | None = None
    claims: tuple[str, ...]
    speakers: tuple[str, ...] = ()
    sources: int
    origins: int
    status: EntryStatus
    relations: tuple[Relation, ...] = ()
    unit: str | None = None
    item: str | None = None  # what is counted, as the first claim writes it
    count: CountKind | None = None
    as_of_basis: Ground | None = None
    event_status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """An input that was not taken: what, why, and what to do about it."""

    identity: ClassVar = ("path", "reason")
    id: str = ""
    path: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes a report was read from, kept once by digest."""

    sha256: str
    path: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationFact:
    """A candidate for a report's own date, agency or outlet, and what it rests on."""

    field: Literal["published", "agency", "outlet", "title", "byline"]
    value: str
    basis: Basis
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """All that was read out of one report alone, before other reports are consulted.

    Dates that need an anchor have no value yet, speakers no entity, figures no place or as-of date.
    """

    report: str
    zones: tuple[Zone, ...] = ()
    facts: tuple[PublicationFact, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    dates: tuple[Date, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    language: str | None = None
    pipeline: str | None = None


Identified = TypeVar("Identified", bound=Any)


def identified(record: Identified) -> Identified:
    """Return `record` with its content id: the class name in lower case, `_`, 20 hex digits."""
    kind = type(record).__name__.lower()
    content = [getattr(record, name) for name in type(record).identity]
    digest = hashlib.sha256(msgspec.json.encode([kind, content])).hexdigest()
    identified_record: Identified = replace(record, id=f"{kind}_{digest[:20]}")
    return identified_record


def covers(outer: Span | Zone | Sentence | Excerpt | Location, start: int, end: int) -> bool:
    """Whether the characters `start` to `end` lie wholly inside `outer`."""
    return outer.start <= start and end <= outer.end
