"""What stands in which slot of a clause: subjects, objects, modifiers of a verb or a noun.

Labels are those of the ClearNLP scheme that the English spaCy models use. Subjects and objects
are the deep ones: the agent of a passive is a subject, its grammatical subject an object.
"""

import functools
from collections.abc import Iterator, Mapping

from newsledger import vocabulary
from newsledger.language import Parsed

CLAUSAL = ("conj", "ccomp", "advcl", "parataxis", "relcl")
MODIFIERS = ("compound", "amod", "nmod", "poss", "nummod", "quantmod", "npadvmod", "punct")
DEPTH = 12  # steps up a chain of heads or control before giving up
SIZE = 60  # words of a clause that are looked at
RELATIVE = frozenset({"who", "which", "that", "whom"})
OBJECT_CONTROL = frozenset({"force", "compel", "urge", "order", "ask", "allow", "tell", "help"})

Names = Mapping[int, tuple[str, ...]]


@functools.cache
def quantities() -> frozenset[str]:
    """Nouns that only measure the noun they govern by "of"."""
    return frozenset(vocabulary.load("event_classes")["quantities"])


def slot(parsed: Parsed, names: Names, index: int, name: str) -> frozenset[str]:
    """Return the lemmas, and the classes of names, in the slot `name` of the word at `index`."""
    if name in ("object", "subject"):
        filled = objects(parsed, index) if name == "object" else subjects(parsed, index)
        return frozenset(word for i in filled for word in heads(parsed, names, i))
    if name in ("of", "by"):
        return frozenset(
            word for i in _under(parsed, index, name) for word in heads(parsed, names, i)
        )
    if name == "head":
        head = parsed.tokens[index].head
        return frozenset({parsed.tokens[head].lemma.lower()}) if head != index else frozenset()
    if name == "preposition":
        return frozenset(_lemma(parsed, i) for i in parsed.children[index] if _is_prep(parsed, i))
    if name == "modifier":
        return frozenset(_modifiers(parsed, index))
    return frozenset(_lemma(parsed, i) for i in _clause(parsed, index))


def heads(parsed: Parsed, names: Names, index: int) -> frozenset[str]:
    """Lemmas by which a noun phrase can be asked for: its head, "modifier head", what it counts."""
    found: set[str] = set()
    for i in _same(parsed, index):
        lemma = _lemma(parsed, i)
        found |= {lemma, parsed.tokens[i].text.lower(), *names.get(i, ())}
        found |= {f"{word} {lemma}" for word in _modifiers(parsed, i)}
    return frozenset(found)


def subjects(parsed: Parsed, index: int, depth: int = 0) -> list[int]:
    """Who does what the verb at `index` tells, followed through control and conjunction."""
    if is_passive(parsed, index):
        return _agents(parsed, index)
    children = parsed.children[index]
    found = [i for i in children if parsed.tokens[i].dep in ("nsubj", "csubj", "expl")]
    if found:
        return [_antecedent(parsed, index, i) for i in found]
    token = parsed.tokens[index]
    if depth > DEPTH or token.head == index:
        return []
    return _understood(parsed, index, depth)


def _understood(parsed: Parsed, index: int, depth: int) -> list[int]:
    """Return the subject that a verb without one of its own takes from the word above it."""
    token = parsed.tokens[index]
    if token.dep == "acl" and token.tag == "VBG":
        return [token.head]
    if token.dep == "conj" and parsed.tokens[token.head].pos in ("VERB", "AUX"):
        return subjects(parsed, token.head, depth + 1)
    if token.dep in ("xcomp", "advcl", "pcomp"):
        return _controller(parsed, index, depth)
    return []


def objects(parsed: Parsed, index: int, depth: int = 0) -> list[int]:
    """Who or what the verb at `index` is done to."""
    token = parsed.tokens[index]
    wanted = ("nsubjpass",) if is_passive(parsed, index) else ("dobj", "oprd")
    found = [i for i in parsed.children[index] if parsed.tokens[i].dep in wanted]
    if found:
        return [_antecedent(parsed, index, i) for i in found]
    if token.dep == "acl" and token.tag == "VBN":
        return [token.head]
    if token.dep == "relcl" and _subject_is_own(parsed, index):
        return [token.head]
    if is_passive(parsed, index) and token.dep in ("conj", "xcomp") and depth < DEPTH:
        above = parsed.tokens[token.head]
        if above.pos in ("VERB", "AUX") and token.head != index:
            deep = objects if is_passive(parsed, token.head) else subjects
            return deep(parsed, token.head, depth + 1)
    return []


def is_passive(parsed: Parsed, index: int) -> bool:
    """Whether the verb at `index` is passive: by its auxiliary, agent or bare participle."""
    token = parsed.tokens[index]
    deps = {parsed.tokens[i].dep for i in parsed.children[index]}
    if deps & {"auxpass", "nsubjpass", "agent"}:
        return True
    if token.tag != "VBN" or deps & {"aux", "nsubj"}:
        return False
    above = parsed.tokens[token.head]
    if token.dep == "conj" and above.tag == "VBN":
        return token.head != index and is_passive(parsed, token.head)
    return token.dep in ("acl", "advcl", "amod", "oprd", "ROOT")


def has_complement(parsed: Parsed, index: int) -> bool:
    """Whether a clause says what is to be done ("promised to leave", "ordered them to leave")."""
    return any(
        parsed.tokens[i].dep in ("xcomp", "ccomp") and parsed.tokens[i].pos in ("VERB", "AUX")
        for i in parsed.children[index]
    )


def has_infinitive(parsed: Parsed, index: int) -> bool:
    """Whether an infinitive says what is to be done ("told them to leave")."""
    return any(
        parsed.tokens[i].dep in ("xcomp", "ccomp", "advcl") and is_infinitive(parsed, i)
        for i in parsed.children[index]
    )


def is_infinitive(parsed: Parsed, index: int) -> bool:
    """Whether the verb at `index` is an infinitive with "to"."""
    return any(
        parsed.tokens[i].dep == "aux" and parsed.tokens[i].text.lower() == "to"
        for i in parsed.children[index]
    )


def particle(parsed: Parsed, index: int, words: tuple[str, ...]) -> int | None:
    """Return the last of the particles `words` of a verb, or the verb where none is asked."""
    last = index
    for word in words:
        last = next(
            (
                i
                for i in range(last + 1, min(last + 6, len(parsed.tokens)))
                if parsed.tokens[i].text.lower() == word
                and (parsed.tokens[i].head == index or i == last + 1)
            ),
            -1,
        )
        if last < 0:
            return None
    return last


def noun_start(parsed: Parsed, index: int, words: tuple[str, ...]) -> int | None:
    """Return where the words of a compound noun that ends at `index` begin; None if others do."""
    here = index
    for word in reversed(words[:-1]):
        here -= 1
        while here > 0 and parsed.tokens[here].text in "-–'’\"“”":
            here -= 1
        if here < 0 or word not in (_lemma(parsed, here), parsed.tokens[here].text.lower()):
            return None
    return here


def support_verb(parsed: Parsed, index: int, light: frozenset[str]) -> int | None:
    """Return the verb that lends the event noun at `index` its clause ("launched an attack")."""
    token = parsed.tokens[index]
    above = token.head
    if token.dep == "conj" and parsed.tokens[above].pos == "NOUN":
        above, token = parsed.tokens[above].head, parsed.tokens[above]
    if token.dep == "pobj" and parsed.tokens[above].dep == "prep":
        above = _past_preposition(parsed, above)
    elif token.dep not in ("dobj", "nsubjpass"):
        return None
    verb = parsed.tokens[above]
    return above if verb.pos == "VERB" and verb.lemma.lower() in light else None


def _past_preposition(parsed: Parsed, index: int) -> int:
    """Return the word a preposition hangs on, where it can belong to a support construction."""
    above = parsed.tokens[index].head
    word = parsed.tokens[index].text.lower()
    if word == "of" and _lemma(parsed, above) in quantities():
        return parsed.tokens[above].head
    return (
        above if word in ("to", "on", "into", "out") and _lemma(parsed, above) == "agree" else index
    )


def _lemma(parsed: Parsed, index: int) -> str:
    return parsed.tokens[index].lemma.lower()


def _is_prep(parsed: Parsed, index: int) -> bool:
    return parsed.tokens[index].dep in ("prep", "agent", "dative") and parsed.tokens[index].pos in (
        "ADP", "SCONJ", "PART",
    )  # fmt: skip


def _under(parsed: Parsed, index: int, name: str) -> Iterator[int]:
    """Nouns under the preposition `name` of the word at `index`; an owner counts as "by"."""
    for i in parsed.children[index]:
        if _is_prep(parsed, i) and parsed.tokens[i].text.lower() == name:
            yield from (j for j in parsed.children[i] if parsed.tokens[j].dep == "pobj")
        elif name == "by" and parsed.tokens[i].dep == "poss":
            yield i


def _modifiers(parsed: Parsed, index: int) -> Iterator[str]:
    for i in parsed.children[index]:
        if parsed.tokens[i].dep in MODIFIERS:
            yield _lemma(parsed, i)
            yield from (
                _lemma(parsed, j)
                for j in parsed.children[i]
                if parsed.tokens[j].dep in MODIFIERS or parsed.tokens[j].dep in ("advmod", "conj")
            )


def _same(parsed: Parsed, index: int) -> Iterator[int]:
    """The noun at `index`, those joined to it, and those that it counts."""
    stack, seen = [index], 0
    while stack and seen < SIZE:
        here = stack.pop()
        seen += 1
        yield here
        stack += [i for i in parsed.children[here] if parsed.tokens[i].dep == "conj"]
        if _lemma(parsed, here) in quantities() or parsed.tokens[here].pos == "NUM":
            stack += _under(parsed, here, "of")


def _clause(parsed: Parsed, index: int) -> Iterator[int]:
    """The words under the one at `index`, other clauses left out."""
    stack, seen = list(parsed.children[index]), 0
    while stack and seen < SIZE:
        here = stack.pop()
        seen += 1
        yield here
        verbal = parsed.tokens[here].pos in ("VERB", "AUX")
        if not verbal or parsed.tokens[here].dep not in CLAUSAL or is_infinitive(parsed, here):
            stack += parsed.children[here]


def _agents(parsed: Parsed, index: int) -> list[int]:
    return [
        j
        for i in parsed.children[index]
        if parsed.tokens[i].dep == "agent"
        for j in parsed.children[i]
        if parsed.tokens[j].dep == "pobj"
    ]


def _antecedent(parsed: Parsed, verb: int, index: int) -> int:
    """Return the noun that a relative pronoun stands for, else the word itself."""
    if parsed.tokens[verb].dep == "relcl" and _lemma(parsed, index) in RELATIVE:
        return parsed.tokens[verb].head
    return index


def _subject_is_own(parsed: Parsed, index: int) -> bool:
    return any(
        parsed.tokens[i].dep == "nsubj" and _lemma(parsed, i) not in RELATIVE
        for i in parsed.children[index]
    )


def _controller(parsed: Parsed, index: int, depth: int) -> list[int]:
    """Return who is understood to do what an infinitive or participle tells."""
    above = parsed.tokens[index].head
    if parsed.tokens[above].dep == "prep":
        above = parsed.tokens[above].head
    if parsed.tokens[above].pos not in ("VERB", "AUX"):
        return []
    controlled = parsed.tokens[index].dep == "xcomp" and (
        is_passive(parsed, above) or _lemma(parsed, above) in OBJECT_CONTROL
    )
    if controlled:
        return objects(parsed, above, depth + 1)
    return subjects(parsed, above, depth + 1)
