"""Made reports that are read without a parser: sentences by full stops, speakers by name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from newsledger import similarity
from newsledger.lineage import dispatches, links, passages, profiles, readings
from newsledger.lineage.links import Card, Links
from newsledger.model import (
    Annotations,
    Dispatch,
    Passage,
    PublicationFact,
    Report,
    Sentence,
    Span,
    Speaker,
    Statement,
)

LEAD = (
    "A ferry with ninety passengers sank off the Norvanian port of Tarsk on Sunday night, "
    "the harbour master said."
)
RESCUE = "Fishing boats pulled sixty-one people from the water before a storm closed the bay."
CAUSE = "Investigators suspect that an overloaded car deck shifted as the vessel turned north."
OWNER = "Its owner, the Velem Line, had failed two safety inspections since the spring."
QUOTE = "“We heard one crack and then the lights were gone,” said Ines Dorval, a nurse on board."
BACK = (
    "Norvania, an archipelago of forty islands, depends on ageing ferries that parliament has "
    "promised to replace ever since the disaster of 1998."
)


@dataclass(frozen=True)
class Day:
    day: str | None


@dataclass(frozen=True)
class Made:
    """A report for a test: its text, the agency it credits and its day."""

    text: str
    agency: str | None = None
    day: str | None = "2031-05-04"
    speakers: tuple[str, ...] = ()


def report(key: str, made: Made) -> tuple[Report, Annotations]:
    spans = re.finditer(r"[^\s.][^.\n]*\.", made.text)
    found = [Sentence(report=key, start=m.start(), end=m.end(), paragraph=0) for m in spans]
    facts = (
        [PublicationFact(field="agency", value=made.agency, basis="text")] if made.agency else []
    )
    record = Report(id=key, path=key, text=made.text, source_sha256=key)
    statements = tuple(
        _statement(key, sentence, made.text, name)
        for sentence in found
        for name in made.speakers
        if name in made.text[sentence.start : sentence.end]
    )
    return record, Annotations(
        report=key, facts=tuple(facts), sentences=tuple(found), statements=statements
    )


def _statement(key: str, sentence: Sentence, within: str, name: str) -> Statement:
    """The whole sentence, said by whom it names."""
    start = within.index(name, sentence.start)
    return Statement(
        report=key,
        mode="indirect",
        speaker=Speaker(text=name, start=start, end=start + len(name)),
        content=(Span(start=sentence.start, end=sentence.end),),
    )


def traced(pile: dict[str, Made], order: Iterable[str] | None = None) -> tuple[Dispatch, ...]:
    keys = list(order or pile)
    read = {key: report(key, pile[key]) for key in keys}
    reports = {key: read[key][0] for key in keys}
    annotations = {key: read[key][1] for key in keys}
    shared = passages_of(read)
    return dispatches.trace(reports, annotations, shared, {key: Day(pile[key].day) for key in keys})


def passages_of(read: Mapping[str, tuple[Report, Annotations]]) -> tuple[Passage, ...]:
    """What any two of the reports share."""
    ready = [readings.read(read[key][0].text, read[key][1]) for key in sorted(read)]
    return tuple(p for a, b in combinations(ready, 2) for p in passages.between(a, b))


def told(found: Iterable[Dispatch]) -> set[frozenset[tuple[str, str, str | None]]]:
    return {frozenset((m.report, m.relation, m.of) for m in d.members) for d in found}


def groups(found: Iterable[Dispatch]) -> set[frozenset[str]]:
    return {frozenset(m.report for m in d.members) for d in found}


def text(*sentences: str) -> str:
    return " ".join(sentences)


OTHER = text(
    "Teachers in Ulmen began a strike over unpaid wages on Monday morning.",
    "Union leader Pavo Renn called the offer of the ministry an insult to every classroom.",
)

MASTER = LEAD.replace("the harbour master", "harbour master Ulf Renner")
SPEAKERS = ("Ulf Renner", "Ines Dorval")

SLIDE = (
    "A landslide cut the only road to Kestrel Pass on Tuesday and stranded forty lorries, the "
    "Transport Office said.",
    "Engineer Oda Brandt blamed a quarry that had undermined the slope since winter.",
    "The quarry's owner, Pell Aggregates, denied this and pointed to record rainfall in March.",
    "Drivers were given soup and blankets by the monks of Saint Aldo, said abbot Teo Marin.",
    "Helicopters may lift out two diabetics before dusk.",
)
SLIDE_RETOLD = (
    "Forty lorries stand idle since Tuesday, when rock and mud came down on the road to Kestrel "
    "Pass, so the Transport Office.",
    "A quarry had eaten into the slope, in the view of engineer Oda Brandt.",
    "Pell Aggregates, which runs the quarry, blames record rainfall instead.",
    "Monks brought the crews hot soup and something to keep warm, as Teo Marin, their abbot, says.",
)
VOICES = ("Transport Office", "Oda Brandt", "Pell Aggregates", "Teo Marin")


def slide(retold: Iterable[str], speakers: tuple[str, ...] = VOICES) -> dict[str, Made]:
    """A report, what another makes of it, and a report on something else."""
    return {
        "a": Made(text(*SLIDE), day=None, speakers=speakers),
        "b": Made(text(*retold), day=None, speakers=speakers),
        "x": Made(OTHER),
    }


def card(key: str, made: Made) -> Card:
    return dispatches.card(*report(key, made), Day(made.day), None)


def weighed(pile: dict[str, Made], pairs: Iterable[tuple[str, str]] | None = None) -> Links:
    read = {key: report(key, made) for key, made in pile.items()}
    shared = passages_of(read)
    known = {key: profiles.profile(*read[key]) for key in read}
    rarity = similarity.rarity(each.body() for each in known.values())
    cards = {key: card(key, made) for key, made in pile.items()}
    every = links.candidates(known, shared, known.keys()) if pairs is None else pairs
    return links.weigh(every, known, shared, cards, rarity)
