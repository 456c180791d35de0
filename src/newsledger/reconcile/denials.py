"""Denials: which entries say that something did not happen, and what they answer."""

from newsledger.model import Entry, Relation


def answers(denial: Entry, claim: Entry) -> Relation | None:
    """A speaker denies what another, or the reports, say happened."""
    if denial.event_status != "denied" or claim.event_status not in ("happened", "ongoing"):
        return None
    same_type = denial.event_type == claim.event_type
    if not (same_type and _agree(denial.date, claim.date) and _agree(denial.place, claim.place)):
        return None
    if not denial.speakers or set(denial.speakers) & set(claim.speakers):
        return None
    return Relation(to=claim.id, kind="answers", reason=(answers.__doc__ or "").strip())


def _agree(a: str | None, b: str | None) -> bool:
    """Whether two days or places agree: both known and equal."""
    return a is not None and a == b
