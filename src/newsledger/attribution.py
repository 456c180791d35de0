"""Who is made to say it: claims of one report get their speaker by where they stand.

A figure or event is attributed to the innermost statement whose content covers it; outside every
statement it is the report's own voice. Local references (ids of mentions, places and dates) become
entity ids and EDTF values here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from newsledger.chronology import Published
from newsledger.model import (
    Annotations,
    Date,
    Event,
    Figure,
    Place,
    Polarity,
    Statement,
    covers,
    identified,
)

Entities = Mapping[str, str]  # id of a mention or place -> entity id
Ground = Literal["text", "said", "published"]
WEAKEST_FIRST: tuple[Polarity, ...] = ("denied", "hedged", "asserted")
SAID_NEAR = 80  # characters from a cue within which a day is the day it was said


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What one report claims, each piece with its speaker, place and day as far as known."""

    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    dates: tuple[Date, ...]
    places: tuple[Place, ...]

    def records(self) -> tuple[Statement | Figure | Event | Date | Place, ...]:
        """All of them, one kind after the other."""
        return (*self.statements, *self.figures, *self.events, *self.dates, *self.places)


def attribute(
    annotations: Annotations, dates: Sequence[Date], entities: Entities, published: Published | None
) -> Claims:
    """Resolve the references of one report's annotations and attribute its claims."""
    days = {date.id: date.value for date in dates}
    statements = tuple(_statement(s, dates, entities) for s in annotations.statements)
    day = published.day if published else None
    return Claims(
        statements=statements,
        figures=tuple(
            _figure(f, innermost(statements, f.start, f.end), days, entities, day)
            for f in annotations.figures
        ),
        events=tuple(
            _event(e, innermost(statements, e.trigger.start, e.trigger.end), days, entities)
            for e in annotations.events
        ),
        dates=tuple(dates),
        places=tuple(replace(place, entity=entities.get(place.id)) for place in annotations.places),
    )


def innermost(statements: Sequence[Statement], start: int, end: int) -> Statement | None:
    """The shortest statement whose content covers the characters `start` to `end`."""
    around = [s for s in statements if any(covers(part, start, end) for part in s.content)]
    return min(around, key=lambda s: (sum(p.end - p.start for p in s.content), s.id), default=None)


def _statement(statement: Statement, dates: Sequence[Date], entities: Entities) -> Statement:
    speaker = statement.speaker
    if speaker:
        speaker = replace(speaker, entity=entities.get(speaker.entity or ""))
    said_on = statement.said_on or _said_on(statement, dates)
    return identified(replace(statement, speaker=speaker, said_on=said_on))


def _said_on(statement: Statement, dates: Sequence[Date]) -> str | None:
    """The day named beside the cue, outside what is said: "said on Friday that ..."."""
    cue = statement.cue
    if cue is None:
        return None
    beside = [
        date
        for date in dates
        if date.value
        and date.anchor
        and _distance(cue.start, cue.end, date) <= SAID_NEAR
        and not any(covers(part, date.start, date.end) for part in statement.content)
        and _between(statement, date)
    ]
    nearest = min(beside, key=lambda d: (_distance(cue.start, cue.end, d), d.start), default=None)
    return nearest.value if nearest else None


def _distance(start: int, end: int, date: Date) -> int:
    return max(date.start - end, start - date.end, 0)


def _between(statement: Statement, date: Date) -> bool:
    """Whether the day stands in the statement's own clause: by the cue, no content between."""
    cue = statement.cue
    if cue is None:
        return False
    low, high = min(cue.end, date.end), max(cue.start, date.start)
    return not any(low <= part.start and part.end <= high for part in statement.content)


def _figure(
    figure: Figure,
    statement: Statement | None,
    days: Mapping[str, str | None],
    entities: Entities,
    published: str | None,
) -> Figure:
    as_of, basis = _as_of(days.get(figure.as_of or ""), statement, published)
    return identified(
        replace(
            figure,
            as_of=as_of,
            as_of_basis=basis,
            place=entities.get(figure.place or ""),
            statement=statement.id if statement else None,
            speaker=_voice(statement),
            polarity=_polarity(figure, statement),
        )
    )


def _as_of(
    told: str | None, statement: Statement | None, published: str | None
) -> tuple[str | None, Ground | None]:
    """The day of a count: the text's own, else the day it was said, else of publication."""
    if told:
        return told, "text"
    if statement and statement.said_on:
        return statement.said_on, "said"
    return (published, "published") if published else (None, None)


def _polarity(figure: Figure, statement: Statement | None) -> Polarity:
    """A denial outweighs a hedge, and either outweighs a plain assertion."""
    said = {figure.polarity, statement.polarity if statement else "asserted"}
    return next(p for p in WEAKEST_FIRST if p in said)


def _event(
    event: Event,
    statement: Statement | None,
    days: Mapping[str, str | None],
    entities: Entities,
) -> Event:
    denied = statement is not None and statement.polarity == "denied"
    return identified(
        replace(
            event,
            actor=entities.get(event.actor or ""),
            target=entities.get(event.target or ""),
            place=entities.get(event.place or ""),
            date=days.get(event.date or ""),
            status="denied" if denied and event.status == "happened" else event.status,
            statement=statement.id if statement else None,
            speaker=_voice(statement),
        )
    )


def _voice(statement: Statement | None) -> str | None:
    return statement.speaker.entity if statement and statement.speaker else None
