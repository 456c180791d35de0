"""Words that report speech, from `vocabulary/cue_verbs.toml`, found in a parse."""

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newsledger import vocabulary
from newsledger.annotators.statements.attributions import Page
from newsledger.model import Polarity

NEAR = 3  # tokens between a negation and its verb


@dataclass(frozen=True, slots=True)
class Rule:
    """One class of cue words: which constructions they take and what that says of the content."""

    name: str
    takes: tuple[str, ...] = ()
    prepositions: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    polarity: Polarity = "asserted"
    recipient: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that reports: its token, the tokens of its group (inclusive) and its rules."""

    verb: int
    first: int
    last: int
    rules: tuple[Rule, ...]
    negated: bool
    hedged: bool


@functools.cache
def words() -> Mapping[str, Any]:
    """The vocabulary as it stands in its file."""
    return vocabulary.load("cue_verbs")


@functools.cache
def verbs() -> Mapping[str, tuple[Rule, ...]]:
    """Rules by verb lemma (with its particle or preposition, where it has one), in file order."""
    return _by_lemma("verb")


@functools.cache
def nouns() -> Mapping[str, tuple[Rule, ...]]:
    """Rules by noun lemma."""
    return _by_lemma("noun")


@functools.cache
def listed(name: str) -> frozenset[str]:
    """The word list `name` of the vocabulary. Raises KeyError where there is none."""
    return frozenset(words()["lists"][name])


@functools.cache
def irregular() -> Mapping[str, str]:
    """Lemmas of forms a statistical lemmatiser is known to leave alone."""
    return dict(words()["forms"])


def find(page: Page) -> Iterator[Cue]:
    """Verbs of the vocabulary that report something said, not something that may be said."""
    for verb, token in enumerate(page.tokens):
        if token.tag.startswith("VB") and (rules := rules_of(page, verb)) and _real(page, verb):
            yield cue_at(page, verb, rules)


def rules_of(page: Page, verb: int) -> tuple[Rule, ...]:
    """Rules of the verb at token `verb`, those of the verb with its next word first."""
    lemma = lemma_of(page, verb)
    following = page.tokens[verb + 1].text.lower() if verb + 1 < len(page.tokens) else ""
    return verbs().get(f"{lemma} {following}", ()) + verbs().get(lemma, ())


def lemma_of(page: Page, index: int) -> str:
    """Lemma of a token, in lower case."""
    token = page.tokens[index]
    return irregular().get(token.text.lower(), token.lemma.lower())


def cue_at(page: Page, verb: int, rules: tuple[Rule, ...]) -> Cue:
    """The cue whose verb is token `verb`, with its negation, auxiliary and particle."""
    negation = [i for i in page.parsed.children[verb] if page.tokens[i].dep == "neg" and i < verb]
    first = _auxiliary(page, negation[0]) if negation and verb - negation[0] <= NEAR else verb
    lemma = lemma_of(page, verb)
    particle = verb + 1 < len(page.tokens) and (
        f"{lemma} {page.tokens[verb + 1].text.lower()}" in verbs()
    )
    return Cue(verb, first, verb + particle, rules, bool(negation), _hedged(page, verb))


def unreal(page: Page, verb: int) -> bool:
    """Whether the verb stands under a condition, a modal or `to`: nothing was said yet."""
    token, children = page.tokens[verb], page.parsed.children[verb]
    beside = {
        page.tokens[i].text.lower() for i in children if page.tokens[i].dep in ("aux", "mark")
    }
    negated = any(page.tokens[i].dep == "neg" for i in children)
    if beside & listed("unreal_modals"):
        return not negated
    if beside & {"if", "whether", "unless", "until"}:
        return True
    follows = lemma_of(page, token.head) in listed("speech_follows")
    return "to" in beside and not (token.dep == "xcomp" and follows)


def _real(page: Page, verb: int) -> bool:
    token = page.tokens[verb]
    deps = {page.tokens[i].dep for i in page.parsed.children[verb]}
    if unreal(page, verb) or token.dep in ("amod", "compound", "auxpass"):
        return False
    if token.tag == "VBN" and token.dep in ("acl", "advcl") and not deps & {"aux", "auxpass"}:
        return "agent" in deps
    bare = token.tag == "VB" and not deps & {"aux", "nsubj"} and token.dep in ("ROOT", "ccomp")
    return not bare


def _hedged(page: Page, verb: int) -> bool:
    beside = {page.tokens[i].text.lower() for i in page.parsed.children[verb]}
    return bool(beside & (listed("hedges") | listed("hedging_modals")))


def _auxiliary(page: Page, negation: int) -> int:
    return negation - 1 if page.tokens[negation - 1].dep in ("aux", "auxpass") else negation


def _by_lemma(kind: str) -> Mapping[str, tuple[Rule, ...]]:
    rules: dict[str, list[Rule]] = defaultdict(list)
    for entry in words()[kind]:
        for lemma in entry["lemmas"]:
            rules[lemma].append(_rule(entry))
    return {lemma: tuple(each) for lemma, each in rules.items()}


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        name=entry["name"],
        takes=tuple(entry.get("takes", ())),
        prepositions=frozenset(entry.get("prepositions", ())),
        objects=frozenset(entry.get("objects", ())),
        never=frozenset(entry.get("never", ())),
        polarity=entry.get("polarity", "asserted"),
        recipient=entry.get("recipient", False),
    )
