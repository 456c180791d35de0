"""Whether an event is told as having happened, under way, planned, offered, denied or supposed.

The idea is that of event factuality (Sauri and Pustejovsky 2009, FactBank): what a text says of
an event depends on the governors above it. Here the path from the trigger to the root of its
sentence is walked once; each governor, negation, modal and conjunction may weaken the reading,
nothing makes it stronger, and the weakest one stands. What is in doubt is not told as a fact.
"""

from newsledger.annotators.events import clauses, governors
from newsledger.annotators.events.hedges import (
    VERBAL,
    beside,
    cues,
    lemma,
    marked,
    of_noun,
    of_verb,
    weakest,
)
from newsledger.language import Parsed
from newsledger.model import Status

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
QUESTION = frozenset({"how", "why", "when", "where", "which", "what", "who"})


def status(parsed: Parsed, index: int) -> Status:
    """Return how the event named by the word at `index` is told."""
    found: list[Status] = [beside(parsed, index)]
    here, steps = index, 0
    while parsed.tokens[here].head != here and steps < clauses.SIZE:
        effect, onward = _step(parsed, here)
        found.append(effect)
        if not onward:
            break
        here, steps = parsed.tokens[here].head, steps + 1
    if _asked(parsed, here):
        found.append("hypothetical")
    return weakest(*found)


def _asked(parsed: Parsed, index: int) -> bool:
    """Whether the clause at `index` is a sentence of its own that ends in a question mark."""
    last = max(parsed.children[index], default=index)
    return parsed.tokens[index].head == index and parsed.tokens[last].text == "?"


def _step(parsed: Parsed, index: int) -> tuple[Status, bool]:
    """Return what the word above says of the one at `index`, and whether to go on above it."""
    token = parsed.tokens[index]
    reader = READERS.get(token.dep)
    if reader is not None:
        return reader(parsed, index)
    if parsed.tokens[token.head].pos in NOMINAL:
        return governors.under_noun(parsed, index)
    return _complement(parsed, index) if token.pos in VERBAL else governors.of_verb(parsed, index)


def _through(_parsed: Parsed, _index: int) -> tuple[Status, bool]:
    """A preposition says what it says of its noun; itself it only leads on."""
    return "happened", True


def _relative(parsed: Parsed, index: int) -> tuple[Status, bool]:
    """A relative clause tells its own past; in the simple present it says of what sort one is."""
    if _tells_past(parsed, index):
        return "happened", False
    return (
        "hypothetical" if parsed.tokens[index].tag in ("VB", "VBP", "VBZ") else "happened"
    ), True


def _tells_past(parsed: Parsed, index: int) -> bool:
    """Whether the verb at `index` tells its own past or progress, whatever stands above it."""
    children = (parsed.tokens[i] for i in parsed.children[index])
    aux = [each for each in children if each.dep in ("aux", "auxpass")]
    told = any(each.lemma in ("have", "be") or each.tag == "VBD" for each in aux)
    return parsed.tokens[index].tag == "VBD" or told


def _joined(parsed: Parsed, index: int) -> tuple[Status, bool]:
    """A conjunct shares the governors of the first, and its modal where it has none of its own."""
    token = parsed.tokens[index]
    head = parsed.tokens[token.head]
    if token.pos not in VERBAL or head.pos not in VERBAL:
        return (of_noun(parsed, token.head) if head.pos == "NOUN" else "happened"), True
    own = {parsed.tokens[i].dep for i in parsed.children[index]}
    if own & {"nsubj", "nsubjpass", "aux", "auxpass"}:
        return "happened", head.dep != "ROOT"
    shared = token.tag in (head.tag, "VB")
    return (of_verb(parsed, token.head) if shared else "happened"), True


def _adverbial(parsed: Parsed, index: int) -> tuple[Status, bool]:
    """An adverbial clause is told on its own, but for "if", "until", a purpose or a participle."""
    if (mark := marked(parsed, index)) != "happened":
        return mark, False
    if clauses.is_infinitive(parsed, index):
        return "planned", False
    if any(parsed.tokens[i].dep == "mark" for i in parsed.children[index]):
        return "happened", False
    head = parsed.tokens[index].head
    if parsed.tokens[index].tag == "VBG" and parsed.tokens[head].pos in VERBAL:
        return of_verb(parsed, head), True
    return "happened", False


def _complement(parsed: Parsed, index: int) -> tuple[Status, bool]:
    """A verb under a verb or an adjective: what the governor says of it."""
    token = parsed.tokens[index]
    if token.dep in ("parataxis", "dep", "csubj", "csubjpass"):
        return "happened", token.dep != "dep"
    if clauses.is_infinitive(parsed, index):
        return weakest(_infinitive(parsed, index), _weakened(parsed, token.head, "happened")), True
    if token.dep == "ccomp":
        return _reported(parsed, index, token.head), True
    said = cues().governors.get(lemma(parsed, token.head), "happened")
    return _weakened(parsed, token.head, said), True


def _reported(parsed: Parsed, index: int, head: int) -> Status:
    """A "that" clause: verbs of telling leave it as it is, unless they are denied."""
    if any(parsed.tokens[i].text.lower() in QUESTION for i in parsed.children[index]):
        return "happened"
    if marked(parsed, index) == "hypothetical":
        return "hypothetical"
    governor = lemma(parsed, head)
    said = cues().governors.get(governor, "happened")
    if governor in cues().reporting:
        told = of_verb(parsed, head) if parsed.tokens[head].pos in VERBAL else "happened"
        return "hypothetical" if told == "denied" else "happened"
    return _weakened(parsed, head, said)


def _infinitive(parsed: Parsed, index: int) -> Status:
    """An infinitive is not told as done unless its governor says that it was."""
    head = parsed.tokens[index].head
    governor = lemma(parsed, head)
    aux = {parsed.tokens[i].lemma for i in parsed.children[index] if parsed.tokens[i].dep == "aux"}
    if "have" in aux and governor in cues().perfect:
        return "happened"
    if governor in ("have", "be", "go"):
        return _semi_modal(parsed, index, head)
    if governor in cues().reporting:
        return "hypothetical"
    if governor in cues().transparent:
        return "happened"
    return cues().governors.get(governor, "planned")


def _semi_modal(parsed: Parsed, index: int, head: int) -> Status:
    """What one had to do was done; what one has or is to do, or has yet to do, was not."""
    between = {each.text.lower() for each in parsed.tokens[head + 1 : index]}
    verb = parsed.tokens[head]
    if verb.lemma == "have":
        wanted: Status = "happened" if verb.tag in ("VBD", "VBN") else "hypothetical"
        return "denied" if "yet" in between else wanted
    if verb.lemma == "go":
        return "happened" if "on" in between else "planned"
    return weakest("planned", *(cues().governors.get(word, "planned") for word in between))


def _weakened(parsed: Parsed, head: int, said: Status) -> Status:
    """Add what stands beside the governor; the denial of a denial is only a possibility."""
    if parsed.tokens[head].pos not in VERBAL:
        return weakest(said, cues().governors.get(lemma(parsed, head), "happened"))
    told = of_verb(parsed, head)
    if told == "denied" and said == "denied":
        return "hypothetical"
    return weakest(said, told)


READERS = {
    "conj": _joined,
    "relcl": _relative,
    "advcl": _adverbial,
    "pobj": governors.by_preposition,
    "pcomp": governors.by_preposition,
    "prep": _through,
    "agent": _through,
    "dative": _through,
}
