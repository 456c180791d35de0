"""Events: crisis acts of the PLOVER types, with who, to whom, where, when and how they are told.

The ontology is PLOVER (Open Event Data Alliance, manual of 2021), without its rule that a future
act changes type: a planned delivery of aid is AID with the status `planned`. Flight of civilians
is RETREAT. A noun and its support verb ("launched an offensive") are one event.
"""

from collections.abc import Sequence
from dataclasses import replace

from newsledger.annotators.events import arguments, clauses
from newsledger.annotators.events.hedges import is_definite
from newsledger.annotators.events.status import status
from newsledger.annotators.events.triggers import Trigger, classes, find
from newsledger.language import Parsed
from newsledger.model import Date, Event, Excerpt, Mention, Place, Report, Status, Zone, identified

EVIDENT = frozenset({"after", "under", "following", "since", "during", "despite", "in", "by", "of"})
NAMING = ("NOUN", "PROPN")
NEAR = 40  # words within which a request or promise and its content are told together


def annotate(
    report: Report,
    parsed: Parsed,
    mentions: Sequence[Mention],
    places: Sequence[Place],
    dates: Sequence[Date],
    *,
    zones: Sequence[Zone] = (),
) -> tuple[Event, ...]:
    """Read the events of the parsed text, in its order.

    `actor` and `target` are ids of mentions, `place` and `date` ids of a place and a date record.
    With `zones` only body text is read; without them headlines are read too.
    """
    told = [(each, _status(parsed, each)) for each in _wanted(parsed, find(parsed))]
    kept = _settled(parsed, [(t, s) for t, s in told if _in_body(parsed, t, zones)])
    known = arguments.marks(parsed, mentions, places, dates)
    return tuple(_event(report, parsed, known, trigger, how) for trigger, how in kept)


def _event(
    report: Report, parsed: Parsed, known: arguments.Marks, trigger: Trigger, how: Status
) -> Event:
    start, end = parsed.tokens[trigger.first].start, parsed.tokens[trigger.last].end
    doer = arguments.actor(parsed, known, trigger)
    return identified(
        Event(
            report=report.id,
            trigger=Excerpt(text=report.text[start:end], start=start, end=end),
            event_type=trigger.rule.event_type,
            mode=trigger.rule.mode,
            actor=doer,
            target=arguments.target(parsed, known, trigger, doer),
            place=arguments.place(parsed, known, trigger),
            date=arguments.date(parsed, known, trigger),
            status=how,
        )
    )


def _status(parsed: Parsed, trigger: Trigger) -> Status:
    told = status(parsed, trigger.head)
    if told not in ("happened", "ongoing"):
        return told
    if trigger.rule.status is not None:
        return trigger.rule.status
    return told if _asserted(parsed, trigger) else "hypothetical"


def _asserted(parsed: Parsed, trigger: Trigger) -> bool:
    """Whether a noun that may name a mere idea ("an amnesty", "a deal") is told as a fact."""
    form, noun = trigger.rule.form, parsed.tokens[trigger.head]
    if not form & {"claimed", "granted"} or trigger.clause != trigger.head:
        return True
    if noun.dep.startswith("nsubj") or noun.dep == "ROOT":
        return True
    return "claimed" in form and (
        noun.dep in ("dobj", "attr")
        or is_definite(parsed, trigger.head)
        or parsed.tokens[noun.head].text.lower() in EVIDENT
        or any(parsed.tokens[i].dep in ("relcl", "acl") for i in parsed.children[trigger.head])
    )


def _in_body(parsed: Parsed, trigger: Trigger, zones: Sequence[Zone]) -> bool:
    start = parsed.tokens[trigger.first].start
    return not zones or any(z.kind == "body" and z.start <= start < z.end for z in zones)


def _wanted(parsed: Parsed, found: list[Trigger]) -> list[Trigger]:
    """Read deaths, emergencies and troop moves by what the report is about: people or a hazard.

    Deaths count where violence is told; troops sent into a disaster are AID (PLOVER manual).
    """
    hazards = [i for i, t in enumerate(parsed.tokens) if t.pos in NAMING and _is_hazard(t.lemma)]
    violence = sum(t.rule.event_type == "ASSAULT" and "casualty" not in t.rule.form for t in found)
    calm = len(hazards) > violence
    kept = (t for t in found if not (calm and "political" in t.rule.form))
    return [
        _relief(each) if calm and each.rule.event_type == "MOBILIZE" else each
        for each in kept
        if "casualty" not in each.rule.form
        or _by_people(parsed, each, hazards, violence > len(hazards))
    ]


def _is_hazard(lemma: str) -> bool:
    return lemma.lower() in classes()["hazards"]


def _relief(trigger: Trigger) -> Trigger:
    return replace(trigger, rule=replace(trigger.rule, event_type="AID", mode=None))


def _by_people(parsed: Parsed, trigger: Trigger, hazards: list[int], violent: bool) -> bool:
    if _agent_is_known(parsed, trigger):
        return True
    first, last = _around(parsed, trigger.head)
    return violent and not any(first <= i < last for i in hazards)


def _agent_is_known(parsed: Parsed, trigger: Trigger) -> bool:
    if trigger.rule.part != "verb":
        return False
    doers = clauses.subjects(parsed, trigger.head)
    words = {parsed.tokens[i].lemma.lower() for i in doers}
    return bool(words & (classes()["forces"] | classes()["munitions"]))


def _around(parsed: Parsed, index: int) -> tuple[int, int]:
    return next(((a, b) for a, b in parsed.sentences if a <= index < b), (index, index + 1))


def _settled(parsed: Parsed, told: list[tuple[Trigger, Status]]) -> list[tuple[Trigger, Status]]:
    """A demand and what is demanded are one event; a promise gives way to what is promised."""
    dropped: set[int] = set()
    for number, (trigger, _) in enumerate(told):
        form = trigger.rule.form | ({"governs"} if trigger.rule.event_type == "PROTEST" else set())
        if not form & {"governs", "yields"}:
            continue
        inner = [
            n
            for n, (each, how) in enumerate(told)
            if n != number and how != "happened" and _holds(parsed, trigger, each)
        ]
        dropped |= set(inner) if "governs" in form else ({number} if inner else set())
    return [each for number, each in enumerate(told) if number not in dropped]


def _holds(parsed: Parsed, outer: Trigger, inner: Trigger) -> bool:
    """Whether `inner` stands in what `outer` asks, refuses or promises."""
    if not 0 < inner.head - outer.head <= NEAR:
        return False
    here, steps = inner.head, 0
    while steps < clauses.DEPTH and parsed.tokens[here].head != here:
        if parsed.tokens[here].dep in ("advcl", "relcl", "conj") and here != inner.head:
            return False
        here, steps = parsed.tokens[here].head, steps + 1
        if here == outer.head:
            return True
    return False
