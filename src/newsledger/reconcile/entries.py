"""Claims of one story gathered into entries: one entry, one thing claimed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from newsledger.model import Entry, EntryStatus, Event, Figure, identified
from newsledger.reconcile.origins import Claim, Lineage, claim_of, origins, voices

Key = tuple[object, ...]
Record = TypeVar("Record", Figure, Event)
OPEN_STATUSES = {"ongoing": "happened"}  # what goes on has happened


def figure_entries(story: str, figures: Iterable[Figure], texts: Lineage) -> list[Entry]:
    """One entry a measure, place and value; claims without a place join the only one there is."""
    counted = [f for f in figures if f.measure or f.item]
    groups = _placed(_grouped((_figure_key(f), f) for f in counted))
    return [_figure_entry(story, group, texts) for group in groups]


def event_entries(story: str, events: Iterable[Event], texts: Lineage) -> list[Entry]:
    """One entry a type, day, place and status; an undated event also needs the same trigger."""
    groups = _grouped((_event_key(e), e) for e in events)
    return [_event_entry(story, group, texts) for group in groups.values()]


def _grouped(keyed: Iterable[tuple[Key, Record]]) -> dict[Key, list[Record]]:
    groups: dict[Key, list[Record]] = defaultdict(list)
    for key, record in keyed:
        groups[key].append(record)
    return {key: sorted(groups[key], key=lambda r: r.id) for key in sorted(groups, key=repr)}


def _figure_key(figure: Figure) -> Key:
    thing = figure.measure or (figure.item or "").casefold()
    kind = "increment" if figure.kind == "increment" else None
    return (thing, figure.unit, kind, figure.low, figure.high, figure.place)


def _placed(groups: dict[Key, list[Figure]]) -> list[list[Figure]]:
    """Let claims that name no place join those that differ in nothing else, if these agree."""
    by_value: dict[Key, list[Key]] = defaultdict(list)
    for key in groups:
        by_value[key[:-1]].append(key)
    joined = []
    for keys in by_value.values():
        named = [key for key in keys if key[-1] is not None]
        if len(named) <= 1:
            joined.append([figure for key in keys for figure in groups[key]])
        else:
            joined.extend(groups[key] for key in keys)
    return joined


def _event_key(event: Event) -> Key:
    status = OPEN_STATUSES.get(event.status, event.status)
    what = None if event.date else event.trigger.text.casefold()
    return (event.event_type, status, event.date, event.place, what)


def _figure_entry(story: str, figures: Sequence[Figure], texts: Lineage) -> Entry:
    first = min(figures, key=lambda f: (f.as_of or "9999", f.id))
    groups = origins([claim_of(f) for f in figures], texts)
    withdrawn = any(f.withdrawn for f in figures)  # a correction reaches every copy
    return identified(
        Entry(
            story=story,
            kind="figure",
            measure=first.measure,
            place=next((f.place for f in figures if f.place), None),
            as_of=first.as_of,
            low=first.low,
            high=first.high,
            comparator=_commonest([f.comparator for f in figures]),
            claims=tuple(f.id for f in figures),
            speakers=_speakers(groups),
            sources=len(voices(groups)),
            origins=len(groups),
            status="withdrawn" if withdrawn else _standing(groups),
            unit=first.unit,
            item=first.item,
            count=next((f.kind for f in figures if f.kind), None),
        )
    )


def _event_entry(story: str, events: Sequence[Event], texts: Lineage) -> Entry:
    first = events[0]
    groups = origins([claim_of(e) for e in events], texts)
    return identified(
        Entry(
            story=story,
            kind="event",
            event_type=first.event_type,
            place=first.place,
            date=first.date,
            claims=tuple(e.id for e in events),
            speakers=_speakers(groups),
            sources=len(voices(groups)),
            origins=len(groups),
            status=_standing(groups),
            event_status=first.status,
        )
    )


def _standing(groups: Sequence[Sequence[Claim]]) -> EntryStatus:
    return "corroborated" if len(voices(groups)) > 1 else "single_origin"


def _speakers(groups: Iterable[Sequence[Claim]]) -> tuple[str, ...]:
    return tuple(sorted({c.speaker for group in groups for c in group if c.speaker}))


Word = TypeVar("Word", bound=str)


def _commonest(words: Sequence[Word]) -> Word:
    """The commonest of `words`; of equally common ones the first in the alphabet."""
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], word))
