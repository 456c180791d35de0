"""The frozen records of a ledger and their content ids; imports nothing of ours.

Field names and their order are those of the export contract, so encoding a record exports it.
Offsets count Unicode code points, half open, into the `text` of the report they name. Dates are
EDTF (ISO 8601-2:2019, levels 0 and 1). `None` means not known; a field is never guessed.

An id is the SHA-256 of the fields a class lists in `identity` (where the record stands and what it
is), never of a score, a time or a model's name: the same input yields the same id in every run.
"""

from newsledger.model.annotations import (
    Annotations,
    Date,
    Event,
    Excerpt,
    Figure,
    Mention,
    Place,
    Sentence,
    Span,
    Speaker,
    Statement,
    Zone,
)
from newsledger.model.identity import covers, identified
from newsledger.model.intake import Block, Capture, Doubt, PublicationFact, Report, Skip, Visit
from newsledger.model.kinds import (
    Anchor,
    Basis,
    Comparator,
    CountKind,
    EntityKind,
    EntryStatus,
    Ground,
    Layer,
    MemberRelation,
    Mode,
    Polarity,
    Precision,
    RelationKind,
    Status,
    ZoneKind,
)
from newsledger.model.threads import (
    Dispatch,
    Entity,
    Entry,
    Location,
    Member,
    Passage,
    Relation,
    Role,
    Story,
)

__all__ = [
    "Anchor",
    "Annotations",
    "Basis",
    "Block",
    "Capture",
    "Comparator",
    "CountKind",
    "Date",
    "Dispatch",
    "Doubt",
    "Entity",
    "EntityKind",
    "Entry",
    "EntryStatus",
    "Event",
    "Excerpt",
    "Figure",
    "Ground",
    "Layer",
    "Location",
    "Member",
    "MemberRelation",
    "Mention",
    "Mode",
    "Passage",
    "Place",
    "Polarity",
    "Precision",
    "PublicationFact",
    "Relation",
    "RelationKind",
    "Report",
    "Role",
    "Sentence",
    "Skip",
    "Span",
    "Speaker",
    "Statement",
    "Status",
    "Story",
    "Visit",
    "Zone",
    "ZoneKind",
    "covers",
    "identified",
]
