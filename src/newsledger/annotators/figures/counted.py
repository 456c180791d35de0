"""What a number counts: the noun phrase behind it, by word order and part of speech."""

from dataclasses import dataclass

from newsledger.annotators.figures import measures
from newsledger.annotators.figures.amounts import MASK
from newsledger.annotators.figures.measures import PEOPLE, Kind
from newsledger.language import Parsed, Token

LONGEST = 9  # words of a counted noun phrase
MODIFIERS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "PRP$", "POS", ",", "CC"})
ADVERBS = frozenset({"RB", "RBS"})
JOINED = frozenset({"JJ", "VBN", "VBG", "NN"})  # what a comma or "and" may join inside a phrase
PEOPLES = ("s", "ese", "sh", "ch")  # ends of names of peoples


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Tokens `first` up to `last` behind a number; `head` the noun, None where it is elided.

    `partitive` marks "of them", "of whom": the noun is that of an earlier number.
    """

    first: int
    last: int
    head: int | None = None
    partitive: bool = False


def phrase(parsed: Parsed, masked: str, index: int, limit: int) -> Phrase:
    """Return the noun phrase that begins at token `index`, at most up to token `limit`."""
    limit = min(limit, index + LONGEST)
    first, partitive = _partitive(parsed, index, limit)
    head, i = None, first
    while i < limit and masked[parsed.tokens[i].start] != MASK:
        step = _step(parsed, i, head, limit)
        if step is None:
            break
        head, i = step
    last = first if head is None else head + 1
    return Phrase(first=first, last=last, head=head, partitive=partitive)


def kind_of(parsed: Parsed, counted: Phrase) -> Kind | None:
    """Class of the people or things counted, None where the noun is elided or not known."""
    if counted.head is None:
        return None
    tokens = parsed.tokens[counted.first : counted.last]
    words = [t.lemma.lower() if _nominal(t) else t.text.lower() for t in tokens]
    found = measures.class_of(words) or measures.class_of([*words[:-1], tokens[-1].text.lower()])
    if found is not None:
        return found
    if words[-1] in measures.act_nouns():
        return measures.class_of(words[:-1]) or PEOPLE
    return PEOPLE if nationals(tokens[-1]) else None


def nationals(token: Token) -> bool:
    """Whether a noun is written like the name of a people: capitalised, in the plural."""
    return token.tag in {"NNPS", "NNP"} and token.text.endswith(PEOPLES)


def item(parsed: Parsed, counted: Phrase) -> tuple[int, int] | None:
    """Characters of the counted noun with its modifiers, None where it is elided."""
    if counted.head is None:
        return None
    inner = range(counted.first, counted.head)
    owned = [i for i in inner if parsed.tokens[i].tag in {"POS", "CD"}]
    first = owned[-1] + 1 if owned else counted.first
    while first < counted.head and _idle(parsed.tokens[first]):
        first += 1
    return parsed.tokens[first].start, parsed.tokens[counted.head].end


def _idle(token: Token) -> bool:
    """Whether a word before the counted noun is no part of its name."""
    context = measures.context()
    word = token.text.lower()
    return token.tag in {"CD", "DT", ",", "PRP$"} or word in context["skipped"] | {"estimated"}


def _partitive(parsed: Parsed, index: int, limit: int) -> tuple[int, bool]:
    words = [t.text.lower() for t in parsed.tokens[index : min(limit, index + 3)]]
    if words[:1] == ["of"] and words[1:2] and words[1] in measures.context()["pronouns"]:
        return index + 2 + (words[2:] in (["were"], ["are"], ["was"], ["is"])), True
    return index, False


def _step(parsed: Parsed, i: int, head: int | None, limit: int) -> tuple[int | None, int] | None:
    """The head so far and the next token, or None where the phrase ends before token `i`."""
    if head is not None:
        return _after_noun(parsed, i, head)
    token, word = parsed.tokens[i], parsed.tokens[i].text.lower()
    if word in measures.context()["skipped"] or _article(parsed, i):
        return None, i + 1
    if word in measures.bare_verbs():
        return None
    more = _noun_follows(parsed, i + 1, limit)
    if word in measures.states() and not (more and parsed.tokens[i + 1].tag not in {",", "CC"}):
        return (i, limit) if _nominal(token) and word in measures.act_nouns() else None
    if _nominal(token) or (measures.counts_as_noun(word) and not more):
        return i, i + 1
    return (None, i + 1) if more and _modifies(parsed, i) else None


def _modifies(parsed: Parsed, i: int) -> bool:
    token, before = parsed.tokens[i], parsed.tokens[i - 1]
    if token.tag in {",", "CC"}:
        return before.tag in JOINED
    if token.tag == "HYPH":
        return token.start == before.end
    return token.tag in MODIFIERS or token.tag in ADVERBS


def _article(parsed: Parsed, i: int) -> bool:
    """Whether an article or a number goes on with the phrase: "of the 20", "of its men"."""
    token, before = parsed.tokens[i], parsed.tokens[i - 1].text.lower()
    goes_on = token.tag in {"DT", "CD", "PRP$"} or token.text.lower() == "estimated"
    context = measures.context()
    return goes_on and before in (context["between_whole"] | context["owners"]) - {",", "out"}


def _after_noun(parsed: Parsed, i: int, head: int) -> tuple[int | None, int] | None:
    token, before = parsed.tokens[i], parsed.tokens[i - 1]
    word = token.text.lower()
    if word == "of" and parsed.tokens[head].text.lower() in measures.context()["containers"]:
        return (head, i + 1) if _noun_follows(parsed, i + 1, len(parsed.tokens)) else None
    if token.tag == "POS":
        return None, i + 1
    if word in measures.states() or token.start > before.end + 1:
        return None
    if _nominal(token):
        return i, i + 1
    inside = before.text.lower() in {"of", "the", "a"} and token.tag in {"JJ", "DT", "VBN"}
    return (head, i + 1) if inside or token.tag == "HYPH" else None


def _nominal(token: Token) -> bool:
    return token.tag.startswith("NN") or token.pos == "NOUN"


def _noun_follows(parsed: Parsed, i: int, limit: int) -> bool:
    """Whether a noun comes before anything that cannot stand in a noun phrase."""
    for token in parsed.tokens[i : min(limit, i + 5)]:
        if token.text.lower() in measures.states():
            continue
        if _nominal(token):
            return True
        if token.tag not in MODIFIERS | {"HYPH"}:
            return False
    return False
