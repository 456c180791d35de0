"""The closed sets of words a record's fields may hold."""

from typing import Literal

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
Layer = Literal["markup", "json", "cells"]  # tags and references; JSON strings; quoted cells
Ground = Literal["text", "said", "published"]  # what an as-of date rests on
Precision = Literal["exact", "town", "district", "region", "country"]
EntityKind = Literal["person", "organisation", "state", "polity", "group", "place"]
MemberRelation = Literal["first", "copy", "revision", "rewrite", "excerpt"]
EntryStatus = Literal["single_origin", "corroborated", "contested", "superseded", "withdrawn"]
RelationKind = Literal[
    "corroborates", "repeats", "supersedes", "contradicts", "differs_scope", "answers",
]  # fmt: skip
EditKind = Literal["added", "cut", "replaced", "moved"]
AttributionKind = Literal["source", "hedge"]
DriftKind = Literal["comparator", "number"]
