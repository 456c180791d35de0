"""Who did what to whom, where and when: the mentions, place and date beside a trigger."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsledger.annotators.events import clauses
from newsledger.annotators.events.triggers import Trigger, classes
from newsledger.language import Parsed
from newsledger.model import Date, Mention, Place

TARGET_PREPOSITIONS = ("on", "against", "at", "with", "between", "toward", "towards", "to", "of")
VERB_TARGETS = ("on", "against", "at", "with", "to", "for")
ACTIVE_NOUNS = frozenset({"killing", "death", "assassination", "murder", "arrest", "release"})
CLAUSE_DEPS = ("ccomp", "advcl", "relcl", "conj", "parataxis", "ROOT", "csubj")
NOUN_PARTS = ("poss", "amod", "compound", "nmod", "appos")


@dataclass(frozen=True, slots=True)
class Marks:
    """Marked spans by token: index of a token -> id of the record that covers it."""

    mentions: dict[int, str]
    places: dict[int, str]
    dates: dict[int, str]


def marks(
    parsed: Parsed, mentions: Sequence[Mention], places: Sequence[Place], dates: Sequence[Date]
) -> Marks:
    """Return which token stands in which mention, place and date; the longest span wins."""
    starts = [token.start for token in parsed.tokens]
    return Marks(
        mentions=_covered(parsed, starts, mentions),
        places=_covered(parsed, starts, places),
        dates=_covered(parsed, starts, [each for each in dates if not _is_duration(each)]),
    )


def actor(parsed: Parsed, known: Marks, trigger: Trigger) -> str | None:
    """Return the mention of who did it: agent, owner, or subject of the support verb."""
    return _first(parsed, known, _actors(parsed, trigger))


def target(parsed: Parsed, known: Marks, trigger: Trigger, doer: str | None) -> str | None:
    """Return the mention of whom it was done to, other than `doer`."""
    found = _first(parsed, known, _targets(parsed, trigger))
    return found if found != doer else None


def place(parsed: Parsed, known: Marks, trigger: Trigger) -> str | None:
    """Return the place nearest to the trigger: in its own phrase, else in its clause."""
    return _near(parsed, known.places, trigger)


def date(parsed: Parsed, known: Marks, trigger: Trigger) -> str | None:
    """Return the date in the trigger's own phrase, else in its clause; no other clause's."""
    return _near(parsed, known.dates, trigger)


def _is_duration(found: Date) -> bool:
    return found.value is not None and found.value.startswith("P")


def _covered(
    parsed: Parsed,
    starts: Sequence[int],
    spans: Iterable[Mention | Place | Date],
) -> dict[int, str]:
    found: dict[int, str] = {}
    for span in sorted(spans, key=lambda each: (each.end - each.start, each.start, each.id)):
        index = max(bisect_right(starts, span.start) - 1, 0)
        while index < len(starts) and starts[index] < span.end:
            if parsed.tokens[index].end > span.start:
                found[index] = span.id
            index += 1
    return found


def _first(parsed: Parsed, known: Marks, nouns: Iterator[int]) -> str | None:
    for index in nouns:
        found = _mention(parsed, known, index)
        if found is not None:
            return found
    return None


def _mention(parsed: Parsed, known: Marks, index: int) -> str | None:
    """Return the mention at the head of a noun phrase, else the nearest in front of the head."""
    if index in known.mentions:
        return known.mentions[index]
    for part in NOUN_PARTS:
        for i in parsed.children[index]:
            if parsed.tokens[i].dep == part and i in known.mentions:
                return known.mentions[i]
    for i in parsed.children[index]:
        if parsed.tokens[i].text.lower() == "of":
            under = (j for j in parsed.children[i] if j in known.mentions)
            return next((known.mentions[j] for j in under), None)
    return None


def _actors(parsed: Parsed, trigger: Trigger) -> Iterator[int]:
    head = trigger.head
    if trigger.rule.part != "verb":
        yield from _prepositional(parsed, head, ("by",))
        yield from (i for i in parsed.children[head] if parsed.tokens[i].dep == "poss")
        yield from (
            i for i in parsed.children[head] if parsed.tokens[i].dep in ("amod", "compound")
        )
    if parsed.tokens[trigger.clause].pos in ("VERB", "AUX"):
        yield from clauses.subjects(parsed, trigger.clause)
    if trigger.rule.part != "verb":
        yield from _prepositional(parsed, head, ("from", "between"))


def _targets(parsed: Parsed, trigger: Trigger) -> Iterator[int]:
    head = trigger.head
    if trigger.rule.part == "verb":
        yield from clauses.objects(parsed, head)
        yield from (i for i in parsed.children[head] if parsed.tokens[i].dep == "dative")
        yield from _prepositional(parsed, head, VERB_TARGETS)
        return
    yield from _prepositional(parsed, head, TARGET_PREPOSITIONS)
    if trigger.clause != head:
        yield from _prepositional(parsed, trigger.clause, TARGET_PREPOSITIONS)


def _prepositional(parsed: Parsed, index: int, words: Sequence[str]) -> Iterator[int]:
    for word in words:
        for i in parsed.children[index]:
            if parsed.tokens[i].text.lower() == word:
                yield from (
                    j for j in parsed.children[i] if parsed.tokens[j].dep in ("pobj", "conj")
                )


def _near(parsed: Parsed, known: dict[int, str], trigger: Trigger) -> str | None:
    """Return the mark nearest to the trigger in its own phrase, else in the clause around it."""
    if not known:
        return None
    for root in _rings(parsed, trigger):
        inside = [i for i in _clause(parsed, root) if i in known]
        if inside:
            nearest = min(inside, key=lambda i: (abs(i - trigger.head), i))
            return known[nearest]
    return None


def _rings(parsed: Parsed, trigger: Trigger) -> Iterator[int]:
    """The trigger, its support verb, then the verb of the clause it stands in."""
    yield trigger.head
    if trigger.clause != trigger.head:
        yield trigger.clause
    here, steps = trigger.head, 0
    while steps < clauses.DEPTH and parsed.tokens[here].head != here:
        token = parsed.tokens[here]
        if token.pos in ("VERB", "AUX") and token.dep in CLAUSE_DEPS:
            return
        if token.pos in ("NOUN", "PROPN") and token.dep == "relcl":
            return
        here, steps = token.head, steps + 1
        if parsed.tokens[here].pos in ("VERB", "AUX"):
            yield here


def _clause(parsed: Parsed, root: int) -> Iterator[int]:
    """The words under `root`, clauses and phrases of another time below it left out."""
    elsewhen = classes()["elsewhen"]
    stack, seen = [root], 0
    while stack and seen < clauses.SIZE:
        here = stack.pop()
        seen += 1
        yield here
        stack += [
            i
            for i in parsed.children[here]
            if parsed.tokens[i].text.lower() not in elsewhen
            and (
                parsed.tokens[i].dep not in CLAUSE_DEPS
                or parsed.tokens[i].pos not in ("VERB", "AUX")
            )
        ]
