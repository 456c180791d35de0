"""Content ids, and whether characters lie inside others."""

import hashlib
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from newsledger.model.annotations import Excerpt, Sentence, Span, Zone
from newsledger.model.threads import Location

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
