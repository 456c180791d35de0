"""The words beside an event that weaken how it is told: negation, modals, modifiers, "if".

Cue words are data (`vocabulary/event_status.toml`); readings are ordered from the strongest to
the weakest and of two the weaker one stands.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsledger import vocabulary
from newsledger.annotators.events import clauses
from newsledger.language import Parsed
from newsledger.model import Status

ORDER: tuple[Status, ...] = (
    "happened", "ongoing", "planned", "offered", "hypothetical", "denied",
)  # fmt: skip
VERBAL = ("VERB", "AUX")
BESIDE_NOUN = ("det", "amod", "neg", "compound", "advmod", "predet", "nmod")
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
NEGATIVE = frozenset({"no", "nobody", "nothing", "none", "neither", "no-one"})
EXCEPT = frozenset({"only", "just", "least", "until", "even"})  # "not only", "not until"

Words = Mapping[str, Status]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The words that change how an event is told, by where they stand."""

    governors: Words
    objects: Words
    nouns: Words
    modifiers: Words
    adverbs: Words
    auxiliaries: Words
    marks: Words
    prepositions: Words
    against: frozenset[str]
    firm: frozenset[str]
    factive: frozenset[str]
    transparent: frozenset[str]
    perfect: frozenset[str]
    preventing: frozenset[str]
    reporting: frozenset[str]
    lending: frozenset[str]


@functools.cache
def cues() -> Cues:
    """Return the cue words of the vocabulary."""
    data = vocabulary.load("event_status")
    classes = vocabulary.load("event_classes")
    return Cues(
        governors=_by_word(data["governors"]),
        objects=_by_word(data["objects"]),
        nouns=_by_word(data["nouns"]),
        modifiers=_by_word(data["modifiers"]),
        adverbs=_by_word(data["adverbs"]),
        auxiliaries=_by_word(data["auxiliaries"]),
        marks=_by_word(data["marks"]),
        prepositions=_by_word(data["prepositions"]),
        firm=frozenset(data["firm"]),
        factive=frozenset(data["factive"]),
        transparent=frozenset(data["transparent"]),
        perfect=frozenset(data["perfect"]),
        preventing=frozenset(data["preventing"]),
        reporting=frozenset(data["reporting"]),
        against=frozenset(data["prepositions"]["against"]),
        lending=frozenset(classes["support"]) | frozenset(classes["occurrence"]),
    )


def weakest(*found: Status) -> Status:
    """Return the weakest of the readings."""
    return max(found, key=ORDER.index)


def lemma(parsed: Parsed, index: int) -> str:
    """Return the lemma at `index`, lower case."""
    return parsed.tokens[index].lemma.lower()


def beside(parsed: Parsed, index: int) -> Status:
    """Return what the words right beside the verb or noun at `index` say of it."""
    if parsed.tokens[index].pos in VERBAL:
        return of_verb(parsed, index)
    return of_noun(parsed, index)


def of_noun(parsed: Parsed, index: int) -> Status:
    """Return what determiner and modifiers say of a noun ("no deal", "a planned march")."""
    near = [i for i in parsed.children[index] if parsed.tokens[i].dep in BESIDE_NOUN]
    words = [word for i in near for word in (lemma(parsed, i), parsed.tokens[i].text.lower())]
    said = [cues().modifiers.get(word, "happened") for word in words]
    return weakest("happened", *said, *_of_relative(parsed, index))


def of_verb(parsed: Parsed, index: int) -> Status:
    """Return what form, auxiliaries, adverbs, negation and "if" clauses say of a verb."""
    around = (_near_verb(parsed, i) for i in parsed.children[index])
    return weakest(_by_form(parsed, index), *around)


def is_definite(parsed: Parsed, index: int) -> bool:
    """Whether the noun is told as known: a definite article, a demonstrative or an owner."""
    return any(
        parsed.tokens[i].dep == "poss" or parsed.tokens[i].text.lower() in DEFINITE
        for i in parsed.children[index]
    )


def marked(parsed: Parsed, index: int) -> Status:
    """Return what the conjunction of an adverbial clause says of it ("if", "until")."""
    for i in parsed.children[index]:
        if parsed.tokens[i].dep in ("mark", "advmod"):
            before = parsed.tokens[i - 1].text.lower() if i else ""
            word = parsed.tokens[i].text.lower()
            if word in cues().marks and before not in ("even", "as"):
                return cues().marks[word]
    return "happened"


def _by_word(table: Mapping[str, list[str]]) -> dict[str, Status]:
    return {word: each for each in ORDER for word in table.get(each, ())}


def _near_verb(parsed: Parsed, index: int) -> Status:
    token = parsed.tokens[index]
    word = token.text.lower()
    if token.dep == "aux":
        return cues().auxiliaries.get(word, "happened")
    if token.dep in ("neg", "advmod", "preconj", "npadvmod"):
        following = parsed.tokens[index + 1].text.lower() if index + 1 < len(parsed.tokens) else ""
        return "happened" if following in EXCEPT else cues().adverbs.get(word, "happened")
    if token.dep in ("nsubj", "nsubjpass", "dobj"):
        return "denied" if _is_none(parsed, index) else "happened"
    return _of_conjunction(parsed, index)


def _of_conjunction(parsed: Parsed, index: int) -> Status:
    """Return what "if", of the clause itself or of one it depends on, or "rather than" says."""
    token = parsed.tokens[index]
    if token.text.lower() == "than" and index and parsed.tokens[index - 1].text.lower() == "rather":
        return "denied"
    if token.dep == "mark":
        said = cues().marks.get(token.text.lower(), "happened")
    else:
        said = marked(parsed, index) if token.dep == "advcl" else "happened"
    return said if said == "hypothetical" else "happened"


def _of_relative(parsed: Parsed, index: int) -> Iterator[Status]:
    """What a relative clause does with the noun as its object ("the truce they offered")."""
    for i in parsed.children[index]:
        if parsed.tokens[i].dep == "relcl" and index in clauses.objects(parsed, i):
            yield weakest(cues().objects.get(lemma(parsed, i), "happened"))


def _is_none(parsed: Parsed, index: int) -> bool:
    """Whether a subject or object is none at all ("no troops", "nothing")."""
    return parsed.tokens[index].text.lower() in NEGATIVE or any(
        parsed.tokens[i].text.lower() in NEGATIVE
        and parsed.tokens[i].dep in ("det", "neg", "preconj")
        for i in parsed.children[index]
    )


def _by_form(parsed: Parsed, index: int) -> Status:
    """Return what the form of a verb says: progressive, imperative, bare infinitive at the root."""
    token = parsed.tokens[index]
    aux = [parsed.tokens[i] for i in parsed.children[index] if parsed.tokens[i].dep == "aux"]
    if token.tag == "VBG" and any(each.lemma == "be" for each in aux):
        return "ongoing"
    if token.dep == "ROOT" and token.tag == "VB":
        if any(each.text.lower() == "to" for each in aux):
            return "planned"
        own = any(parsed.tokens[i].dep.startswith("nsubj") for i in parsed.children[index])
        return "happened" if own or aux else "hypothetical"
    return "happened"
