"""Records as JSON and back. A record's `type` is its class name in lower case."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from newsledger import model
from newsledger.store.rows import Line, line

Record = (
    model.Report
    | model.Zone
    | model.Statement
    | model.Figure
    | model.Event
    | model.Date
    | model.Place
    | model.Entity
    | model.Dispatch
    | model.Passage
    | model.Story
    | model.Entry
)
CLASSES: Mapping[str, type[Any]] = MappingProxyType(
    {each.__name__.lower(): each for each in Record.__args__}
)
ORDER = tuple(CLASSES)  # of an export


def type_of(record: Record) -> str:
    """Name a record's type."""
    return type(record).__name__.lower()


def stored(record: Record) -> Line:
    """The form a record is kept in; a report's text is kept once, apart."""
    body = msgspec.to_builtins(record)
    if isinstance(record, model.Report):
        body["text"] = ""
    return line(type_of(record), record.id, msgspec.json.encode(body))


def loaded(kept: Line, texts: Mapping[str, str]) -> Record:
    """The record a line was made from, a report with its text again.

    Raises msgspec.ValidationError where the line does not hold such a record.
    """
    body = msgspec.json.decode(kept.body)
    if kept.type == "report":
        body["text"] = texts[kept.id]
    record: Record = msgspec.convert(body, CLASSES[kept.type])
    return record


def exported(record: Record) -> bytes:
    """One line of an export: the record as JSON, its type first, whole numbers without a point."""
    body = {"type": type_of(record)} | msgspec.to_builtins(record)
    return msgspec.json.encode(_whole(body))


def _whole(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(each) for each in value]
    return value
