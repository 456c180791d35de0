"""What befell the thing counted: the adjectives, participles and verbs that govern it.

Works on the dependency parse where it helps and on plain word order where headlines and damaged
text leave the parse unreliable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from newsledger.annotators.figures import measures
from newsledger.annotators.figures.sites import Site
from newsledger.language import Parsed, Token
from newsledger.syntax import ancestors

REACH = 6  # words after a verb that may belong to its idiom ("taken ... to hospital")
WINDOW = 30  # words looked through for a verb to the right of a number
NEAR = 5  # words looked through for a verb to the left of it
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "ccomp", "dative"})
INNER = frozenset(
    {"conj", "nummod", "quantmod", "compound", "nmod", "amod", "appos", "pobj", "prep", "npadvmod"}
)  # labels between a number and the argument it belongs to
ACTIVE = frozenset({"VBD", "VBP", "VBZ", "VBG"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word that may say what befell the thing counted: its role and keys, most specific first."""

    role: str
    keys: tuple[str, ...]
    token: int


def evidence(here: Site, *, whole: bool) -> Iterator[Evidence]:
    """Words that may say what befell the thing counted, the surest first.

    `whole` marks the second number of "5 of the 20", of which only its own relative clause speaks.
    """
    yield from _before_head(here)
    if whole:
        yield from _relative(here)
        return
    inner = _inner_number(here)
    if not inner:
        yield from _behind(here)
    yield from _left(here)
    if not inner:
        yield from _relative(here)
    yield from _governors(here)
    yield from _right(here)


def _inner_number(here: Site) -> bool:
    """Whether the phrase holds a number of its own, as in "5 of the 20 who fled"."""
    return any(t.tag == "CD" for t in here.parsed.tokens[here.phrase.first : here.phrase.last])


def _evidence(here: Site, role: str, verb: int) -> Evidence:
    """A verb with the words that may make an idiom with it: its particle, its object, its goal."""
    tokens, phrase = here.parsed.tokens, here.phrase
    lemma = tokens[verb].lemma.lower()
    leaps = role == "objects" and verb < phrase.first
    particle = tokens[verb + 1 : min(verb + 3, phrase.first)] if leaps else ()
    start = max(verb + 1, phrase.last) if leaps else verb + 1
    head = (tokens[phrase.head],) if phrase.head is not None else ()
    near = (*head, *particle, *tokens[start : start + REACH])
    pairs = [f"{lemma} {word}" for t in near for word in (t.lemma.lower(), t.text.lower())]
    return Evidence(role, (*pairs, lemma), verb)


def _state(here: Site, i: int) -> Evidence:
    token = here.parsed.tokens[i]
    return Evidence("states", (token.text.lower(), token.lemma.lower()), i)


def _before_head(here: Site) -> Iterator[Evidence]:
    return (_state(here, i) for i in range(here.phrase.first, here.phrase.last - 1))


def _behind(here: Site) -> Iterator[Evidence]:
    """An adjective or participle right behind the phrase, or "with severe wounds"."""
    tokens, i = here.parsed.tokens, here.phrase.last
    while i < here.sentence[1] and _passed(tokens[i]):
        i += 1
    if i == here.sentence[1]:
        return
    word = tokens[i].text.lower()
    if word in measures.bare_verbs() and tokens[i].pos in {"NOUN", "PROPN"}:
        yield Evidence("subjects", (word,), i)
    if not _acts(here.parsed, i):
        yield Evidence("states", (" ".join(t.text.lower() for t in tokens[i : i + 2]),), i)
        yield _state(here, i)
    if word == "with":
        wounds = tuple(f"with {t.lemma.lower()}" for t in tokens[i + 1 : i + 4])
        yield Evidence("objects", wounds, i)


def _acts(parsed: Parsed, verb: int) -> bool:
    """Whether a verb has an object and so is no participle: "people left their homes".

    A number is none: "four killed, 12 hurt" may be parsed so.
    """
    objects = [i for i in parsed.children[verb] if parsed.tokens[i].dep == "dobj" and i > verb]
    parts = (parsed.tokens[k].tag for i in objects for k in (i, *parsed.children[i]))
    return bool(objects) and "CD" not in parts


def _passed(token: Token) -> bool:
    saying = measures.context()["saying"]
    said = token.lemma.lower() in saying and token.tag in {"VBN", "VBD", "JJ"}
    return said or token.tag in {"RB", "''", "``", '"'}


def _relative(here: Site) -> Iterator[Evidence]:
    head = here.phrase.head
    for i in () if head is None else here.parsed.children[head]:
        if here.parsed.tokens[i].dep in {"acl", "relcl"} and i > (head or 0):
            yield _evidence(here, _role(here.parsed, i), i)


def _role(parsed: Parsed, verb: int) -> str:
    """Whether the verb's subject undergoes it: a passive, or a bare past participle."""
    deps = {parsed.tokens[i].dep for i in parsed.children[verb]}
    bare = parsed.tokens[verb].tag == "VBN" and "aux" not in deps
    return "objects" if "auxpass" in deps or bare else "subjects"


def _governors(here: Site) -> Iterator[Evidence]:
    """The verb whose subject or object the thing counted is, and the verbs under it."""
    phrase, tokens = here.phrase, here.parsed.tokens
    elided = phrase.head is None or phrase.partitive
    index = here.span[1] - 1 if elided or phrase.head is None else phrase.head
    token = tokens[index]
    for up in ancestors(here.parsed, index):
        if token.dep in ARGUMENTS:
            yield from _verbs(here, up, token.dep)
            return
        governed = token.dep == "prep" and tokens[up].pos in {"VERB", "AUX"}
        if governed and token.text.lower() in measures.context()["complements"]:
            yield _evidence(here, "objects", up)
        if governed or token.dep not in INNER:
            return
        token = tokens[up]


def _verbs(here: Site, verb: int, dep: str) -> Iterator[Evidence]:
    parsed = here.parsed
    if parsed.tokens[verb].pos in {"VERB", "AUX"}:
        yield _evidence(here, "subjects" if dep == "nsubj" else "objects", verb)
    for i in parsed.children[verb]:
        if parsed.tokens[i].dep in {"xcomp", "oprd", "acomp"} and dep != "dobj":
            yield _state(here, i)
            yield _evidence(here, _role(parsed, i), i)


def _left(here: Site) -> Iterator[Evidence]:
    """A verb right before the number, adverbs and articles between."""
    context = measures.context()
    for i in range(here.lead - 1, max(here.sentence[0], here.lead - NEAR) - 1, -1):
        token, word = here.parsed.tokens[i], here.parsed.tokens[i].text.lower()
        if token.pos == "VERB" or word in measures.headline_verbs():
            yield _evidence(here, "objects", i)
            return
        passed = token.pos in {"ADV", "DET", "PRON", "PART", "NUM"}
        if not passed and word not in context["particles_left"]:
            return


def _right(here: Site) -> Iterator[Evidence]:
    """The first verb behind the phrase that says more than that something was said."""
    first, tokens = here.phrase.last, here.parsed.tokens
    passive = False
    for i in range(first, min(here.sentence[1], first + WINDOW)):
        if _ends(here, i) or _says(tokens[i]):
            return
        passive = passive or tokens[i].lemma.lower() == "be"
        if _telling(tokens[i]):
            done = tokens[i].tag == "VBN" and (passive or i <= first + 1)
            if not _acts(here.parsed, i):
                yield _state(here, i)
            yield _evidence(here, "objects" if done else "subjects", i)
            return


def _telling(token: Token) -> bool:
    says = token.lemma.lower() in measures.context()["saying"]
    return not says and (token.pos in {"VERB", "ADJ"} or token.text.lower() in measures.states())


def _says(token: Token) -> bool:
    """Whether the token begins what somebody says: a verb of saying in the active voice."""
    return token.lemma.lower() in measures.context()["speech"] and token.tag in ACTIVE


def _ends(here: Site, i: int) -> bool:
    """Whether what is counted has no part in the words from token `i` on."""
    tokens, context, first = here.parsed.tokens, measures.context(), here.phrase.last
    word, last = tokens[i].text.lower(), tokens[i - 1]
    if word in context["stops"] or word in context["subordinators"]:
        return True
    if word in {"that", "which"}:
        return i > first
    if word in {"and", "or"}:
        return i + 1 < here.sentence[1] and tokens[i + 1].pos in {"VERB", "AUX"}
    if last.tag == "CD" and i > first:
        return tokens[i].pos in {"VERB", "AUX"} or word in measures.states()
    return tokens[i].tag == "CD" and last.text.lower() != "and"
