"""Claims of one story gathered into entries: one entry, one thing claimed."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from newsledger.model import Entry, EntryStatus, Event, Figure, identified
from newsledger.reconcile.comparison import head
from newsledger.reconcile.groups import connected
from newsledger.reconcile.origins import Claim, Lineage, claim_of, origins, texts_of, voices
from newsledger.settings import DIMENSIONS

Key = tuple[Hashable, ...]
Word = TypeVar("Word", bound=str)


def figure_entries(story: str, figures: Iterable[Figure], texts: Lineage) -> list[Entry]:
    """One entry a measure and value, as far as place, speaker or text show it is one count.

    Claims that name no place join the only count of that value that has one.
    """
    counted = sorted((f for f in figures if f.measure or f.item), key=lambda f: f.id)
    by_value = connected(counted, lambda figure: [_value(figure)])
    return [
        _figure_entry(story, group, texts)
        for same in by_value
        for group in _bare_joined(connected(same, lambda f: _figure_keys(f, texts)))
    ]


def event_entries(story: str, events: Iterable[Event], texts: Lineage) -> list[Entry]:
    """One entry a happening, as far as day with place or party, or one text, show it is one."""
    ordered = sorted(events, key=lambda e: e.id)
    return [
        _event_entry(story, group, texts)
        for group in connected(ordered, lambda e: _event_keys(e, texts))
    ]


def _value(figure: Figure) -> Key:
    thing = figure.measure or (figure.item or "").casefold()
    if head(figure.measure) in DIMENSIONS:
        thing = f"{thing} of {(figure.item or '').casefold()}"
    kind = "increment" if figure.kind == "increment" else None
    return (thing, figure.unit, kind, figure.low, figure.high)


def _figure_keys(figure: Figure, texts: Lineage) -> Iterator[Key]:
    yield ("place", figure.place)
    if figure.speaker:
        yield ("speaker", figure.speaker)
    yield from (("text", text) for text in texts_of(claim_of(figure), texts))


def _bare_joined(groups: list[list[Figure]]) -> list[list[Figure]]:
    """Let the claims that name no place join those that do, where these are of one count."""
    placed = [group for group in groups if any(f.place for f in group)]
    if len(placed) != 1:
        return groups
    return [[figure for group in groups for figure in group]]


def _event_keys(event: Event, texts: Lineage) -> Iterator[Key]:
    """What shows two events to be one: the same words in one passage, or with all that is known.

    A day and a type alone are not enough: much happens on one day.
    """
    words = event.trigger.text.casefold()
    what = (event.event_type, "happened" if event.status == "ongoing" else event.status)
    yield from ((*what, words, "text", text) for text in _passages(event, texts))
    if event.date and event.place:
        yield (*what, event.date, event.place, words)
    if event.actor and event.target:
        yield (*what, event.date, event.actor, event.target)


def _passages(event: Event, texts: Lineage) -> Iterator[str]:
    """The passages an event stands in: copies of it, rather than its dispatch as a whole."""
    home = texts.dispatch.get(event.report, event.report)
    yield from (text for text in texts_of(claim_of(event), texts) if text != home)
    yield event.id


def _figure_entry(story: str, figures: Sequence[Figure], texts: Lineage) -> Entry:
    first = min(figures, key=_age)
    groups = origins([claim_of(f) for f in figures], texts)
    sources = len(voices(groups, texts.named))
    withdrawn = any(f.withdrawn for f in figures)  # a correction reaches every copy
    return identified(
        Entry(
            story=story,
            kind="figure",
            measure=first.measure,
            place=_commonest([f.place for f in figures if f.place]),
            as_of=first.as_of,
            as_of_basis=first.as_of_basis,
            low=first.low,
            high=first.high,
            comparator=_commonest([f.comparator for f in figures]),
            claims=tuple(sorted(f.id for f in figures)),
            speakers=_speakers(groups),
            sources=sources,
            origins=len(groups),
            status="withdrawn" if withdrawn else _standing(sources),
            unit=first.unit,
            item=first.item,
            count=next((f.kind for f in figures if f.kind), None),
        )
    )


def _age(figure: Figure) -> tuple[bool, str, str]:
    """Order claims by the day their text gives, before those dated by their publication only."""
    return figure.as_of_basis in ("published", None), figure.as_of or "9999", figure.id


def _event_entry(story: str, events: Sequence[Event], texts: Lineage) -> Entry:
    first = events[0]
    groups = origins([claim_of(e) for e in events], texts)
    sources = len(voices(groups, texts.named))
    return identified(
        Entry(
            story=story,
            kind="event",
            event_type=first.event_type,
            place=_commonest([e.place for e in events if e.place]),
            date=next((e.date for e in events if e.date), None),
            claims=tuple(e.id for e in events),
            speakers=_speakers(groups),
            sources=sources,
            origins=len(groups),
            status=_standing(sources),
            event_status=first.status,
        )
    )


def _standing(sources: int) -> EntryStatus:
    return "corroborated" if sources > 1 else "single_origin"


def _speakers(groups: Iterable[Sequence[Claim]]) -> tuple[str, ...]:
    return tuple(sorted({c.speaker for group in groups for c in group if c.speaker}))


def _commonest(words: Sequence[Word]) -> Word | None:
    """The commonest of `words`, of equally common ones the first in the alphabet; None of none."""
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], word), default=None)
