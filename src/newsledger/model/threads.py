"""What several reports together show: entities, dispatches, passages, stories, entries."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from newsledger.model.annotations import Span
from newsledger.model.kinds import (
    AttributionKind,
    Comparator,
    CountKind,
    DriftKind,
    EditKind,
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
class Edit:
    """One place where the two wordings of a passage differ, read from `a` to `b`.

    `cut`: the characters stand in `a` only; `added`: in `b` only; `replaced`: either report has
    words of its own there; `moved`: the same words stand elsewhere. Where a report has nothing its
    span is empty and marks the place. Nothing is said of which wording is the older one.
    """

    kind: EditKind
    a: Span
    b: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class LostAttribution:
    """An attribution that goes with a passage in one report and is missing in the other.

    `source` is a speaker ("the ministry said", "according to police"), `hedge` a word that says
    the claim is somebody's ("allegedly"). `missing` is the report that gives the words without
    it, `stands` where the other has it: in the passage, or beside it in the same sentence.
    """

    kind: AttributionKind
    missing: str
    stands: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its comparator words, as one report writes it; bounds as in `Figure`."""

    start: int
    end: int
    low: float | None
    high: float | None
    comparator: Comparator


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A number that the two wordings of a passage give differently.

    `comparator`: the same number, otherwise bounded ("at least 200", "more than 200"); `number`:
    another number.
    """

    kind: DriftKind
    a: Quantity
    b: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Text two reports share. One origin for what it says, whoever carries it.

    `identical` passages read the same to the character, but for the kind of their quotation
    marks, dashes and white space. Of `edited` ones `edits` tell where they differ, in order of `a`;
    all else in them is shared. Both are whole sentences, or the part of one that is shared. `lost`
    and `drifts` tell which attribution is missing in one report and which number is given
    otherwise.
    """

    identity: ClassVar = ("a", "b")
    id: str = ""
    a: Location
    b: Location
    kind: Literal["identical", "edited"]
    same_dispatch: bool = False
    edits: tuple[Edit, ...] = ()
    lost: tuple[LostAttribution, ...] = ()
    drifts: tuple[Drift, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports on one happening; `start` and `end` are dates.

    The id is that of the report the story was founded on and stays when the pile grows. `edition`
    counts up where a part that splits off would otherwise take the id of another story.
    """

    identity: ClassVar = ("founder", "edition")
    id: str = ""
    label: str
    reports: tuple[str, ...]
    start: str | None = None
    end: str | None = None
    founder: str | None = None
    edition: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """Stories that became one, or one that became several; `before` and `after` are their ids.

    `reports` brought it about: those new to the pile, or those a person's decision names.
    """

    identity: ClassVar = ("kind", "before", "after", "reports", "by")
    id: str = ""
    kind: Literal["merged", "split"]
    before: tuple[str, ...]
    after: tuple[str, ...]
    reports: tuple[str, ...]
    by: Literal["reports", "person"] = "reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDecision:
    """What a person decided of reports, said in report ids so that it outlives any threading.

    `merge`: all of `reports` and `others` belong in one story. `split`: none of `reports` belongs
    in one story with any of `others`. `withdrawn`: the decision `withdraws` names (which may be a
    withdrawal) holds no longer. Nothing is taken out: a decision is made again by withdrawing its
    withdrawal. `by` is who decided.
    """

    identity: ClassVar = ("kind", "reports", "others", "withdraws", "by", "note")
    id: str = ""
    kind: Literal["merge", "split", "withdrawn"]
    reports: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    withdraws: str | None = None
    by: str | None = None
    note: str | None = None


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
