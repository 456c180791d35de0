"""Who is made to say it: claims of one report get their speaker by where they stand.

A figure or event is attributed to the innermost statement whose content covers it; outside every
statement it is the report's own voice. Local references (ids of mentions, places and dates) become
entity ids and EDTF values here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newsledger.chronology import Published
from newsledger.edtf import is_day
from newsledger.model import (
    Annotations,
    Date,
    Event,
    Excerpt,
    Figure,
    Ground,
    Place,
    Polarity,
    Sentence,
    Statement,
    covers,
    identified,
)

Entities = Mapping[str, str]  # id of a mention or place -> entity id
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What references in one report's annotations lead to."""

    entities: Entities
    days: Mapping[str, str | None]
    places: Mapping[str, Place]
    published: str | None


def attribute(
    annotations: Annotations, dates: Sequence[Date], entities: Entities, published: Published | None
) -> Claims:
    """Resolve the references of one report's annotations and attribute its claims."""
    known = _Known(
        entities=entities,
        days={date.id: date.value for date in dates},
        places={place.id: place for place in annotations.places},
        published=published.day if published else None,
    )
    statements = tuple(
        _statement(s, dates, annotations.sentences, entities) for s in annotations.statements
    )
    return Claims(
        statements=statements,
        figures=tuple(
            _figure(f, innermost(statements, f.start, f.end), known) for f in annotations.figures
        ),
        events=tuple(
            _event(e, innermost(statements, e.trigger.start, e.trigger.end), known)
            for e in annotations.events
        ),
        dates=tuple(dates),
        places=tuple(replace(place, entity=entities.get(place.id)) for place in annotations.places),
    )


def innermost(statements: Sequence[Statement], start: int, end: int) -> Statement | None:
    """The shortest statement whose content covers the characters `start` to `end`."""
    around = [s for s in statements if any(covers(part, start, end) for part in s.content)]
    return min(around, key=lambda s: (sum(p.end - p.start for p in s.content), s.id), default=None)


def _statement(
    statement: Statement, dates: Sequence[Date], sentences: Sequence[Sentence], entities: Entities
) -> Statement:
    speaker = statement.speaker
    if speaker:
        speaker = replace(speaker, entity=entities.get(speaker.entity or ""))
    said_on = statement.said_on or _said_on(statement, dates, sentences)
    return identified(replace(statement, speaker=speaker, said_on=said_on))


def _said_on(
    statement: Statement, dates: Sequence[Date], sentences: Sequence[Sentence]
) -> str | None:
    """The day named beside the cue, outside what is said: "said on Friday that ..."."""
    cue = statement.cue
    sentence = next((s for s in sentences if cue and covers(s, cue.start, cue.end)), None)
    if cue is None or sentence is None:
        return None
    beside = [
        date
        for date in dates
        if is_day(date.value)
        and covers(sentence, date.start, date.end)
        and _distance(cue, date) <= SAID_NEAR
        and not _parted(statement, cue, date)
    ]
    nearest = min(beside, key=lambda date: (_distance(cue, date), date.start), default=None)
    return nearest.value if nearest else None


def _distance(cue: Excerpt, date: Date) -> int:
    return max(date.start - cue.end, cue.start - date.end, 0)


def _parted(statement: Statement, cue: Excerpt, date: Date) -> bool:
    """Whether the day is part of what is said, or lies beyond it as seen from the cue."""
    low, high = min(cue.end, date.end), max(cue.start, date.start)
    return any(
        covers(part, date.start, date.end) or (low <= part.start and part.end <= high)
        for part in statement.content
    )


def _of_speaker(place: Place, statement: Statement | None) -> bool:
    """Whether a place only says where the speaker is: "the ministry in Tarsk said"."""
    return statement is not None and not any(
        covers(part, place.start, place.end) for part in statement.content
    )


def _figure(figure: Figure, statement: Statement | None, known: _Known) -> Figure:
    told = known.days.get(figure.as_of or "")
    as_of, basis = _as_of(told, statement, known.published)
    place = known.places.get(figure.place or "")
    if place and _of_speaker(place, statement):
        place = None
    return identified(
        replace(
            figure,
            as_of=as_of,
            as_of_basis=basis,
            place=known.entities.get(place.id) if place else None,
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


def _event(event: Event, statement: Statement | None, known: _Known) -> Event:
    entities = known.entities
    denied = statement is not None and statement.polarity == "denied"
    return identified(
        replace(
            event,
            actor=entities.get(event.actor or ""),
            target=entities.get(event.target or ""),
            place=entities.get(event.place or ""),
            date=known.days.get(event.date or ""),
            status="denied" if denied and event.status == "happened" else event.status,
            statement=statement.id if statement else None,
            speaker=_voice(statement),
        )
    )


def _voice(statement: Statement | None) -> str | None:
    return statement.speaker.entity if statement and statement.speaker else None
