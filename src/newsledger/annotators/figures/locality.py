"""Where a figure is said of: the place its sentence gives it, else the sentence before."""

import bisect
from collections.abc import Sequence

from newsledger.annotators.figures import measures
from newsledger.annotators.figures.scope import Scope, Words
from newsledger.language import Parsed
from newsledger.model import Place
from newsledger.syntax import ancestors

OWNED = 8  # words between an owner and its number: "Tarsk and its 9,000 residents"
LEAD = 5  # words between a preposition and the name it leads to: "near the village of Tarsk"
NOWHERE = 2  # rank of a place that nothing ties to the figure
GOALS = frozenset({"arrived", "sheltered"})
SOURCES = frozenset({"displaced", "evacuated"})

Rank = tuple[int, int, int]


def place(around: Scope, parsed: Parsed, words: Words, act: str | None) -> str | None:
    """Id of the place a figure is said of, None where no sentence that may speak of it names one.

    A place counts where a preposition or an owner's ending ties it to what happened, in the
    figure's own sentence, else in the one before it in the paragraph.
    """
    own = _within(around, words.begin, words.end)
    ranked = [(*_rank(around, parsed, words, at, act), each.id) for at, each in own]
    best = min(ranked, default=None)
    if best is not None and best[0] < NOWHERE:
        return best[-1]
    return None if best is not None and act in GOALS else _before(around, parsed, words)


def _within(around: Scope, begin: int, end: int) -> Sequence[tuple[int, Place]]:
    low = bisect.bisect_left(around.places, begin, key=lambda x: x[0])
    high = bisect.bisect_left(around.places, end, key=lambda x: x[0])
    return around.places[low:high]


def _before(around: Scope, parsed: Parsed, words: Words) -> str | None:
    """The last place the sentence before says something happened in."""
    number = bisect.bisect_left(parsed.sentences, words.begin, key=lambda x: x[0])
    if number in {0, len(parsed.sentences)}:
        return None
    if parsed.paragraphs[number] != parsed.paragraphs[number - 1]:
        return None
    cues = measures.context()["at_place"]
    for at, each in reversed(_within(around, *parsed.sentences[number - 1])):
        if _preposition(around, at) in cues and not _speaks(parsed, at):
            return each.id
    return None


def _rank(around: Scope, parsed: Parsed, words: Words, at: int, act: str | None) -> Rank:
    """How well a place is tied to a figure: by its preposition, by clause, by distance."""
    low, high = (at, words.first) if at < words.first else (words.behind, at)
    breaks = sum(word in measures.context()["breaks"] for word in around.words[low:high])
    if _speaks(parsed, at):
        return NOWHERE, breaks, high - low
    owner = at < words.first and high - low <= OWNED and _owns(around, at)
    return _tie(_preposition(around, at), act, owner=owner), breaks, high - low


def _owns(around: Scope, at: int) -> bool:
    behind = around.words[at + 1 : at + 4]
    return "'s" in behind or "’s" in behind or "its" in behind


def _tie(lead: str, act: str | None, *, owner: bool) -> int:
    """Rank of a preposition: people arrive to a place, flee from one, and die in one."""
    context = measures.context()
    if act in GOALS:
        return 0 if lead in context["to_place"] else NOWHERE
    if act in SOURCES:
        if lead in context["from_place"]:
            return 0
        return 1 if owner or lead in context["at_place"] else NOWHERE
    return 0 if owner or lead in context["at_place"] | {"from"} else NOWHERE


def _preposition(around: Scope, at: int) -> str:
    """The preposition that leads to the place named at token `at`, articles and nouns between."""
    cues = measures.context()
    leads = (cues["at_place"] | cues["to_place"] | cues["from_place"]) - {"of"}
    for word in reversed(around.words[max(0, at - LEAD) : at]):
        if word in leads:
            return word
        if word in cues["closed"]:
            return ""
    return "of" if at and around.words[at - 1] == "of" else ""


def _speaks(parsed: Parsed, at: int) -> bool:
    """Whether the name stands in the subject of a verb of saying: "the ministry in Tarsk said"."""
    speech = measures.context()["speech"]
    token = parsed.tokens[at]
    for up in ancestors(parsed, at):
        if token.dep in {"nsubj", "nsubjpass"}:
            return parsed.tokens[up].lemma.lower() in speech
        token = parsed.tokens[up]
    return False
