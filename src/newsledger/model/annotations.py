"""What is read out of one report, each record on the characters it rests on."""

from dataclasses import dataclass
from typing import ClassVar

from newsledger.model.intake import PublicationFact
from newsledger.model.kinds import (
    Anchor,
    Comparator,
    CountKind,
    EntityKind,
    Ground,
    Mode,
    Polarity,
    Precision,
    Status,
    ZoneKind,
)


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
class Annotations:
    """All that was read out of one report alone, before other reports are consulted.

    Dates that need an anchor have no value yet, speakers no entity, figures no place or as-of date.
    A report that is `refused` has none, and no part in the ledger.
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
    refused: bool = False
