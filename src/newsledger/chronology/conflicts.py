"""Where the dates of a page and its text disagree, said in words a reader can check."""

from collections.abc import Iterable, Iterator

from newsledger.chronology import dating
from newsledger.chronology.anchoring import Published
from newsledger.chronology.dating import STALE, Day, Evidence
from newsledger.edtf import ONE_DAY
from newsledger.model import Annotations, Doubt, PublicationFact


def lines(known: Evidence, found: Published, notes: Annotations | None) -> tuple[Doubt, ...]:
    """One line for each date of the page that its text, or another date of the page, opposes.

    A lone date that nothing in the text speaks for is named too, where it was not followed.
    """
    facts = notes.facts if notes else ()
    return tuple(dict.fromkeys([*_opposed(known, found), *_doubtful(found, facts)]))


def _opposed(known: Evidence, found: Published) -> Iterator[Doubt]:
    told = _told(known, found)
    own = Day.fromisoformat(found.day) if found.day else None
    for fact, day in known.stamps:
        against = _text(known, day, told)
        if day != own and fact not in found.refuted and own and abs(day - own) <= STALE:
            continue
        if against is None and day != own:
            against = "nothing in the text speaks for that day"
            against = f"taken to be of {own} ({found.basis})" if own else against
        if against:
            yield _doubt(fact, str(day), against)


def _told(known: Evidence, found: Published) -> Day | None:
    """The day the text speaks of as its own, by itself or through reports akin to it."""
    day, _ = dating.text_day(known)
    if day is None and found.basis in {"text", "dateline"} and found.written:
        stamped = {stamp for _, stamp in known.stamps}
        written = Day.fromisoformat(found.written)
        return written if written not in stamped else None
    return day


def _text(known: Evidence, day: Day, told: Day | None) -> str | None:
    """What the text says against a day, None where it says nothing."""
    if told and abs(day - told) > STALE:
        return f"text speaks of {told} as its day"
    latest = max(dating.days(known, day), default=None)
    if line := dating.astray(known, day):
        return f"its dateline speaks of {line}"
    if dating.refutes(known, day):
        later = latest is not None and latest > day + ONE_DAY
        return f"text tells of {latest} as past" if later else "text names weekdays that do not fit"
    if latest and day - latest > STALE:
        return f"text tells of nothing after {latest}"
    return None


def _doubtful(found: Published, facts: Iterable[PublicationFact]) -> Iterator[Doubt]:
    for fact in facts:
        if fact.field == "published" and fact.value.startswith("[") and not found.day:
            days = " or ".join(fact.value.strip("[]").split(","))
            yield _doubt(fact, days, "day and month in doubt")


def _doubt(fact: PublicationFact, day: str, against: str) -> Doubt:
    text = f"page dated {day} ({fact.source or fact.basis}), {against}"
    return Doubt(text=text, start=fact.start, end=fact.end)
