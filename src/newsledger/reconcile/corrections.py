"""Corrections: the number a report puts in the place of one it takes back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsledger.model import Entry, Figure, Relation

REASON = "A report takes the other number back and gives this one."


def corrected(entries: Sequence[Entry], figures: Sequence[Figure]) -> list[Entry]:
    """Relate each withdrawn number to the one its own report gives for the same measure."""
    told = {figure.id: figure for figure in figures}
    withdrawn = [e for e in entries if e.status == "withdrawn"]
    return [
        replace(e, relations=(*e.relations, *(_of(w) for w in withdrawn if _replaces(e, w, told))))
        for e in entries
    ]


def _of(withdrawn: Entry) -> Relation:
    return Relation(to=withdrawn.id, kind="supersedes", reason=REASON)


def _replaces(entry: Entry, withdrawn: Entry, told: Mapping[str, Figure]) -> bool:
    takers = {told[claim].report for claim in withdrawn.claims if told[claim].withdrawn}
    givers = {told[claim].report for claim in entry.claims}
    alike = entry.measure == withdrawn.measure and entry.status != "withdrawn"
    return alike and bool(takers & givers)
