"""What the verb, noun or preposition above an event says of it, and whether to look further up.

Each function returns the reading and whether the words above the governor count too. A definite
noun ("the attack") is taken as known: only the governors that hold for known events weaken it.
"""

from newsledger.annotators.events import clauses
from newsledger.annotators.events.hedges import (
    VERBAL,
    beside,
    cues,
    is_definite,
    lemma,
    of_noun,
    weakest,
)
from newsledger.annotators.events.hedges import of_verb as beside_verb
from newsledger.language import Parsed
from newsledger.model import Status

Reading = tuple[Status, bool]


def of_verb(parsed: Parsed, index: int) -> Reading:
    """Read the event noun at `index` as subject, object or predicate of the word above it."""
    token = parsed.tokens[index]
    head, governor = token.head, lemma(parsed, token.head)
    if parsed.tokens[head].pos not in VERBAL:
        return cues().modifiers.get(governor, "happened"), True
    known = is_definite(parsed, index)
    said: Status = "happened"
    if token.dep in ("dobj", "nsubjpass") and (not known or governor in cues().firm):
        said = cues().objects.get(governor, "happened")
    if token.dep.startswith("nsubj"):
        said = weakest(said, _predicate(parsed, head))
    lends = governor in cues().lending and not (governor == "be" and known)
    spreads = lends or not known
    return _with_beside(parsed, head, said, spreads=spreads), spreads or said != "happened"


def under_noun(parsed: Parsed, index: int) -> Reading:
    """Read the event at `index` as what completes or modifies the noun above it."""
    token = parsed.tokens[index]
    head, governor = token.head, lemma(parsed, token.head)
    if token.pos in VERBAL and clauses.is_infinitive(parsed, index):
        return weakest(cues().nouns.get(governor, "hypothetical"), of_noun(parsed, head)), True
    if token.dep == "acl" and token.tag in ("VBG", "VBN") and not _has_mark(parsed, index):
        return "happened", False
    if token.dep in ("compound", "amod", "nmod", "acl", "ccomp"):
        return weakest(cues().nouns.get(governor, "happened"), of_noun(parsed, head)), True
    return "happened", token.dep != "poss"


def by_preposition(parsed: Parsed, index: int) -> Reading:
    """Read the event at `index` as what stands under a preposition."""
    preposition = parsed.tokens[index].head
    head = parsed.tokens[preposition].head
    word = parsed.tokens[preposition].text.lower()
    outer = parsed.tokens[head].text.lower()
    for each in (word, outer):
        if each in cues().prepositions:
            return cues().prepositions[each], False
    if head == preposition or word in cues().factive:
        return "happened", False
    if parsed.tokens[head].pos in VERBAL or parsed.tokens[head].pos == "ADJ":
        return _under_verb(parsed, index, word, head)
    return _under_noun(parsed, index, word, head)


def _under_verb(parsed: Parsed, index: int, word: str, head: int) -> Reading:
    governor = lemma(parsed, head)
    verbal = parsed.tokens[index].pos in VERBAL
    if word == "from" and governor in cues().preventing:
        return "denied", True
    if word == "against":
        return ("hypothetical" if governor in cues().against else "happened"), False
    if word == "before":
        return ("happened" if beside(parsed, head) in ("happened", "ongoing") else "planned"), False
    known = not verbal and is_definite(parsed, index)
    table = cues().governors if verbal else cues().objects
    asks = word in ("for", "to", "on", "at", "about", "of", "with") and (not known or word == "for")
    said = table.get(governor, "happened") if asks else "happened"
    lends = governor in ("agree", "come", "go", "return", "lead") and word in ("to", "into", "on")
    spreads = lends or not known
    return _with_beside(parsed, head, said, spreads=spreads), spreads or said != "happened"


def _under_noun(parsed: Parsed, index: int, word: str, head: int) -> Reading:
    """A noun that tells nothing of the event ("leaders of the protest") ends the walk."""
    governor = lemma(parsed, head)
    if governor not in cues().nouns and word in ("on", "about", "for", "regarding", "concerning"):
        return ("happened" if is_definite(parsed, index) else "hypothetical"), False
    if governor not in cues().nouns or word in ("in", "at", "with", "by", "from", "against"):
        return "happened", False
    said = cues().nouns[governor]
    if word == "on" and said == "hypothetical" and is_definite(parsed, index):
        return "happened", False
    return weakest(said, of_noun(parsed, head)), True


def _predicate(parsed: Parsed, verb: int) -> Status:
    """Return what is said of the subject of `verb`: "is imminent", "is under way"."""
    for i in parsed.children[verb]:
        if parsed.tokens[i].dep == "xcomp" and clauses.is_infinitive(parsed, i):
            return "planned" if lemma(parsed, verb) == "be" else "happened"
        if parsed.tokens[i].dep in ("acomp", "attr", "advmod", "oprd"):
            said = cues().modifiers.get(lemma(parsed, i), "happened")
            if said != "happened":
                return said
        if lemma(parsed, i) in ("under", "in") and {"way", "progress"} & {
            lemma(parsed, j) for j in parsed.children[i]
        }:
            return "ongoing"
    return "happened"


def _has_mark(parsed: Parsed, index: int) -> bool:
    return any(parsed.tokens[i].dep == "mark" for i in parsed.children[index])


def _with_beside(parsed: Parsed, head: int, said: Status, *, spreads: bool) -> Status:
    """Add what stands beside the governor where that reaches the event; "not deny" may be."""
    told = beside_verb(parsed, head) if parsed.tokens[head].pos in VERBAL else "happened"
    if told == "ongoing" and lemma(parsed, head) not in cues().lending:
        told = "happened"
    if said == "denied" and told == "denied":
        return "hypothetical"
    return weakest(said, told) if spreads or said != "happened" else said
