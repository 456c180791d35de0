"""Claims of one story become entries and relations; one comparison rule a function."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from newsledger.model import Entry, EntryStatus, Event, Figure, Relation
from newsledger.reconcile.comparison import compare, head
from newsledger.reconcile.corrections import corrected
from newsledger.reconcile.denials import answers
from newsledger.reconcile.entries import event_entries, figure_entries
from newsledger.reconcile.origins import Lineage, lineage

__all__ = ["Lineage", "lineage", "reconcile"]

# The entry a relation leads to is marked, unless it is withdrawn.
MARKS: dict[str, EntryStatus] = {"supersedes": "superseded", "contradicts": "contested"}


def reconcile(
    story: str, figures: Sequence[Figure], events: Sequence[Event], texts: Lineage
) -> list[Entry]:
    """Entries of one story with their relations, in the order of their ids."""
    counted = _with_relations(figure_entries(story, figures, texts), texts.within)
    counted = corrected(counted, figures)
    happened = _answered(event_entries(story, events, texts))
    return sorted(counted + happened, key=lambda entry: entry.id)


def _with_relations(entries: Sequence[Entry], within: Mapping[str, str]) -> list[Entry]:
    """Compare each entry with those before it that count the same kind of thing."""
    by_measure: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=_order):
        by_measure[_family(entry)].append(entry)
    return _marked([entry for group in by_measure.values() for entry in _compared(group, within)])


def _compared(group: Sequence[Entry], within: Mapping[str, str]) -> list[Entry]:
    """Relations of each entry: of its own counter only to the nearest entry it supersedes."""
    related = []
    for number, later in enumerate(group):
        found: list[Relation] = []
        for earlier in reversed(group[:number]):
            relation = _between(later, earlier, within)
            superseding = relation and relation.kind == "supersedes"
            if relation and not (superseding and any(r.kind == "supersedes" for r in found)):
                found.append(relation)
        related.append(replace(later, relations=tuple(found)))
    return related


def _between(later: Entry, earlier: Entry, within: Mapping[str, str]) -> Relation | None:
    """Compare two entries; one counter's town and the region around it are one place."""
    if "withdrawn" in (later.status, earlier.status):
        return None
    if set(later.speakers) & set(earlier.speakers) and _nested(later, earlier, within):
        return compare(replace(later, place=None), earlier)
    return compare(later, earlier)


def _nested(a: Entry, b: Entry, within: Mapping[str, str]) -> bool:
    return any(x.place in _around(y.place, within) for x, y in ((a, b), (b, a)) if x.place)


def _around(place: str | None, within: Mapping[str, str]) -> list[str]:
    """The places around a place, from the inside out; a circle is walked once."""
    found: list[str] = []
    while place is not None and (place := within.get(place)) and place not in found:
        found.append(place)
    return found


def _answered(entries: Sequence[Entry]) -> list[Entry]:
    """Relate denials to what they deny."""
    found: dict[str, list[Relation]] = defaultdict(list)
    for a, b in combinations(entries, 2):
        for denial, claim in ((a, b), (b, a)):
            relation = answers(denial, claim)
            if relation:
                found[denial.id].append(relation)
    related = [replace(e, relations=tuple(found[e.id])) for e in entries]
    return _marked(related, {"answers": "contested"})


def _marked(entries: Iterable[Entry], marks: dict[str, EntryStatus] | None = None) -> list[Entry]:
    """Mark the entries that relations lead to, and both sides of a conflict."""
    rows = list(entries)
    status: dict[str, EntryStatus] = {}
    for entry in rows:
        for relation in entry.relations:
            mark = (marks or MARKS).get(relation.kind)
            if mark:
                status[relation.to] = mark
            if mark == "contested":
                status[entry.id] = mark
    return [
        replace(e, status=status.get(e.id, e.status)) if e.status != "withdrawn" else e
        for e in rows
    ]


def _family(entry: Entry) -> str:
    """Measures that may be compared: those under one head (`killed`, `killed.civilians`)."""
    if entry.measure is None:
        return f"item {entry.item}"
    return head(entry.measure) if not entry.unit else entry.measure


def _order(entry: Entry) -> tuple[str, float, str]:
    return entry.as_of or "", entry.low or entry.high or 0.0, entry.id
