"""What several reports together show: entities, dispatches, passages, stories, entries."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from newsledger.model.kinds import (
    Comparator,
    CountKind,
    EntityKind,
    EntryStatus,
    Ground,
    MemberRelation,
    RelationKind,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office held: `title` as written, `of` what, and where the text says so."""

    title: str
    of: str | None
    report: str
    start: int
    end: int


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
