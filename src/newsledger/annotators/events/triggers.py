"""Event triggers: the verbs and nouns that name a PLOVER act, matched by construction.

The event types are those of PLOVER (Open Event Data Alliance, manual of 2021). A rule of
`vocabulary/event_types` names a word and what must or must not stand in the slots beside it
(object, subject, modifiers ...); the idea of verb patterns is that of the CAMEO dictionaries
(Schrodt 2012), asked of a dependency parse instead of a string.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsledger import vocabulary
from newsledger.annotators.events import clauses
from newsledger.annotators.events.hedges import ORDER
from newsledger.language import Parsed
from newsledger.model import Status

SLOTS = ("object", "subject", "with", "of", "by", "preposition", "modifier", "head")
PLURALS = {
    "objects": "object", "subjects": "subject", "prepositions": "preposition",
    "modifiers": "modifier", "heads": "head",
}  # fmt: skip
GAP = 7  # most words between a verb and the noun it shares a trigger with
REACH = 30  # words within which two triggers can be one
PHRASE = 7  # words after a verb in which a fixed phrase is looked for
LABELS = {
    "PERSON": ("@person", "@people", "@heads_of_office"),
    "NORP": ("@people", "@forces", "@civilians", "@crowds", "@protesters"),
    "ORG": ("@people", "@forces"),
    "GPE": ("@place", "@forces"),
    "LOC": ("@place",),
    "FAC": ("@place",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One construction of an event type: the word, what it needs and what rules it out."""

    event_type: str
    mode: str | None
    part: str  # verb, noun or adjective
    words: tuple[str, ...]
    needs: tuple[tuple[str, frozenset[str]], ...]
    excludes: tuple[tuple[str, frozenset[str]], ...]
    phrases: tuple[str, ...]
    form: frozenset[str]
    status: Status | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Tokens `first` to `last` (inclusive) that tell an event; `head` is the word that names it."""

    head: int
    clause: int  # the verb whose arguments are the event's: the support verb of a noun
    first: int
    last: int
    rule: Rule


@functools.cache
def classes() -> Mapping[str, frozenset[str]]:
    """Word classes of the vocabulary by name."""
    return {name: frozenset(words) for name, words in vocabulary.load("event_classes").items()}


@functools.cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """All rules by the lemma they hang on; the most demanding first."""
    found: dict[str, list[Rule]] = {}
    for table in vocabulary.load_folder("event_types").values():
        for entry in table["trigger"]:
            for rule in _rules(table["type"], entry):
                key = rule.words[0] if rule.part == "verb" else rule.words[-1]
                found.setdefault(key, []).append(rule)
    return {key: tuple(sorted(each, key=_rank)) for key, each in found.items()}


def find(parsed: Parsed) -> list[Trigger]:
    """Every trigger of the text in its order; a noun and its support verb are one."""
    names = _labels(parsed)
    found = [
        trigger
        for index, token in enumerate(parsed.tokens)
        if (known := rules().get(token.lemma.lower()))
        and (trigger := _match(parsed, names, index, known)) is not None
    ]
    return _settle(parsed, found)


def _rules(event_type: str, entry: Mapping[str, object]) -> Iterable[Rule]:
    needs = tuple((PLURALS.get(k, k), _words(v)) for k, v in entry.items() if _slot(k))
    bars = tuple(
        (PLURALS.get(k[4:], k[4:]), _words(v)) for k, v in entry.items() if k.startswith("not_")
    )
    for part in ("verb", "noun", "adjective"):
        for phrase in _list(entry.get(f"{part}s")):
            yield Rule(
                event_type=event_type,
                mode=_text(entry.get("mode")),
                part=part,
                words=tuple(phrase.replace("-", " ").split() if part == "noun" else phrase.split()),
                needs=needs,
                excludes=bars,
                phrases=tuple(_list(entry.get("phrases"))),
                form=frozenset(_list(entry.get("form"))),
                status=_as_status(entry.get("as_status")),
            )


def _slot(key: str) -> bool:
    return PLURALS.get(key, key) in SLOTS


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _text(value: object) -> str | None:
    return str(value) if value else None


def _as_status(value: object) -> Status | None:
    return next((each for each in ORDER if each == value), None)


def _words(value: object) -> frozenset[str]:
    given = _list(value)
    spread = [classes().get(word[1:], ()) for word in given if word.startswith("@")]
    return frozenset([*given, *(word for each in spread for word in each)])


def _rank(rule: Rule) -> tuple[int, int, str, str]:
    demands = 2 * (len(rule.words) - 1) + len(rule.needs) + bool(rule.phrases)
    return (-demands, len(rule.form), rule.event_type, str(rule.mode))


def _labels(parsed: Parsed) -> dict[int, tuple[str, ...]]:
    return {
        index: LABELS[name.label]
        for name in parsed.names
        if name.label in LABELS
        for index in range(name.first, name.last)
    }


def _match(
    parsed: Parsed, names: Mapping[int, tuple[str, ...]], index: int, known: tuple[Rule, ...]
) -> Trigger | None:
    """Return the trigger of the first rule that fits the word at `index`."""
    slots: dict[str, frozenset[str]] = {}

    def slot(name: str) -> frozenset[str]:
        if name not in slots:
            slots[name] = clauses.slot(parsed, names, index, name)
        return slots[name]

    for rule in known:
        last = _fits_words(parsed, index, rule)
        if (
            last is not None
            and all(slot(name) & words for name, words in rule.needs)
            and not any(slot(name) & words for name, words in rule.excludes)
            and _fits_form(parsed, index, rule)
            and _fits_phrase(parsed, index, rule)
        ):
            return _trigger(parsed, names, index, last, rule)
    return None


def _fits_words(parsed: Parsed, index: int, rule: Rule) -> int | None:
    """Return the far end of the rule's words at `index` (the first of a noun, last of a verb)."""
    token = parsed.tokens[index]
    if rule.part == "adjective":
        named = any(parsed.tokens[i].dep in ("det", "poss") for i in parsed.children[index])
        return None if named or token.pos not in ("ADJ", "NOUN") else index
    if rule.part == "noun":
        common = token.pos == "NOUN" or (token.pos == "PROPN" and token.text.islower())
        return clauses.noun_start(parsed, index, rule.words) if common else None
    if token.dep == "amod" or (token.pos != "VERB" and not (token.pos == "AUX" and rule.phrases)):
        return None
    return clauses.particle(parsed, index, rule.words[1:])


def _fits_form(parsed: Parsed, index: int, rule: Rule) -> bool:
    form = rule.form
    if rule.part == "noun" and _borrowed(parsed, index):
        return False
    return (
        ("complement" not in form or clauses.has_complement(parsed, index))
        and ("infinitive" not in form or clauses.has_infinitive(parsed, index))
        and ("passive" not in form or clauses.is_passive(parsed, index))
        and ("active" not in form or not clauses.is_passive(parsed, index))
        and ("intransitive" not in form or not clauses.objects(parsed, index))
        and ("finite" not in form or parsed.tokens[index].dep not in ("acl", "amod"))
    )


def _borrowed(parsed: Parsed, index: int) -> bool:
    """Whether the noun only modifies another one that is no event ("attack helicopter")."""
    token = parsed.tokens[index]
    head = parsed.tokens[token.head]
    return token.dep in ("compound", "amod", "nmod") and (
        head.pos in ("NOUN", "PROPN") and head.lemma.lower() not in classes()["carriers"]
    )


def _fits_phrase(parsed: Parsed, index: int, rule: Rule) -> bool:
    if not rule.phrases:
        return True
    after = " ".join(t.text.lower() for t in parsed.tokens[index + 1 : index + 1 + PHRASE])
    return any(f" {phrase} " in f" {after} " for phrase in rule.phrases)


def _trigger(
    parsed: Parsed, names: Mapping[int, tuple[str, ...]], index: int, last: int, rule: Rule
) -> Trigger:
    if rule.part == "noun":
        verb = clauses.support_verb(parsed, index, classes()["support"])
        start = verb if verb is not None and 0 < index - verb <= GAP + 1 else last
        clause = index if verb is None else verb
        return Trigger(head=index, clause=clause, first=min(start, last), last=index, rule=rule)
    far = [last, *_shared(parsed, names, index, rule)]
    near = [i for i in far if -GAP <= i - index <= GAP + 1]
    return Trigger(
        head=index, clause=index, first=min([index, *near]), last=max([index, *near]), rule=rule
    )


def _shared(
    parsed: Parsed, names: Mapping[int, tuple[str, ...]], index: int, rule: Rule
) -> list[int]:
    """Nouns a verb shares its trigger with: an object, or a subject, its rule asks for by name."""
    needs = dict(rule.needs)
    told = needs.get("object", frozenset())
    after = [i for i in clauses.objects(parsed, index) if i > index]
    found = [i for i in after if "@place" not in told and clauses.heads(parsed, names, i) & told]
    if "with_subject" in rule.form:
        found += [i for i in clauses.subjects(parsed, index) if i < index]
    return found


def _settle(parsed: Parsed, found: list[Trigger]) -> list[Trigger]:
    """Leave out what another trigger already tells: one event, one trigger."""
    kept = [each for each in found if not _told_by_other(parsed, each, found)]
    return sorted(kept, key=lambda each: (each.first, each.last))


def _told_by_other(parsed: Parsed, each: Trigger, found: list[Trigger]) -> bool:
    near = [other for other in found if other is not each and abs(other.head - each.head) <= REACH]
    if each.rule.part == "verb":
        return "object" not in dict(each.rule.needs) and any(
            other.rule.part == "noun" and other.clause == each.head for other in near
        )
    token = parsed.tokens[each.head]
    modifies = token.dep in ("compound", "amod", "nmod")
    return any(
        (modifies and other.head == token.head)
        or (_shares_noun(other) and other.first <= each.head <= other.last)
        or (
            other.rule.part == "verb"
            and "object" in dict(other.rule.needs)
            and each.head in clauses.objects(parsed, other.head)
        )
        for other in near
    )


def _shares_noun(trigger: Trigger) -> bool:
    return trigger.rule.part == "noun" or "with_subject" in trigger.rule.form
