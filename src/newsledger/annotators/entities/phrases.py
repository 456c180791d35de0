"""Noun phrases around a head word: whose it is, what is left of it, and what it is of."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsledger.annotators.entities.found import Found, Page, capital, near
from newsledger.language import Token

LONGEST = 8  # words before a head; a longer run is no name
REACH = 10  # words after "of" in which an owner is looked for
INSIDE = frozenset({"ADJ", "NOUN", "PROPN"})
OF = frozenset({"of", "for", "to", "in", "at", "from", "with"})
SKIPPED = frozenset({"ADJ", "DET", "NUM", "NOUN"})
JOINTS = frozenset({"-", "'", "’", "'s", "’s"})
OUTSIDE = frozenset({"npadvmod", "nsubj", "dobj", "pobj"})  # "on Monday Fiji's army"
KEPT = frozenset({"ethnic", "former"})  # said of who is meant, even before an owner
APART = 2  # tokens from one part of "short-lived" or "union's" to the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun, token `head`, with the words about it, tokens `first` up to `last`.

    `rest` are the words of its name without owner, articles and qualifiers; `owner` is who or what
    it belongs to; `separatist` whether it is said to be of those who rule outside the law.
    """

    first: int
    last: int
    head: int
    rest: tuple[int, ...]
    owner: Found | None
    separatist: bool


def around(page: Page, head: int, floor: int = 0) -> Phrase:
    """The phrase of which token `head` is the noun; it begins no earlier than token `floor`."""
    first = _first(page, head, floor)
    owner, start = _left_owner(page, first, head)
    right, last = right_owner(page, told_by(page, head) or head)
    if right is not None and (owner is None or _is_theirs(page, owner, right, first, head)):
        owner, start = right, first
    else:
        last = head + 1
    tokens = page.parsed.tokens
    outside = [i for i in range(first, head) if owner is None or not owner.first <= i < owner.last]
    kept = [i for i in outside if i >= start or page.low(i) in KEPT]
    rest = (*(i for i in kept if not _is_dropped(page, tokens[i])), head)
    unruly = any(token.text.lower() in page.words.separatist for token in tokens[first:last])
    return Phrase(first=first, last=last, head=head, rest=rest, owner=owner, separatist=unruly)


def told_by(page: Page, index: int) -> int | None:
    """The token after a body's name that is only what it spoke through: "ministry statement"."""
    return index + 1 if page.low(index + 1) in page.words.channels else None


def is_head(page: Page, index: int) -> bool:
    """Whether a noun ends its run of nouns, so that it names what the phrase is."""
    tokens, after = page.parsed.tokens, index + 1
    if after >= len(tokens) or told_by(page, index):
        return True
    if tokens[after].tag == "POS" and after + 1 < len(tokens) and capital(tokens[after + 1]):
        return False
    if not near(tokens, index, after) or tokens[after].pos not in {"NOUN", "PROPN"}:
        return tokens[after].text != "-" or tokens[after].start > tokens[index].end
    return tokens[after].dep == "appos" or page.cover[after] is not None


def right_owner(page: Page, head: int) -> tuple[Found | None, int]:
    """The known name after "of", "in" and the like, articles and plain words between skipped."""
    tokens = page.parsed.tokens
    if page.low(head + 1) not in OF:
        return None, head + 1
    for here in range(head + 2, min(len(tokens), head + 1 + REACH)):
        owner = page.cover[here]
        if owner is not None:
            return owner, _end(tokens, owner)
        if not _is_skipped(page, tokens[here]):
            break
    return None, head + 1


def phrase_text(page: Page, indices: Sequence[int]) -> str:
    """The words at these tokens; parts of "short-lived" and "union's" stay together."""
    tokens = page.parsed.tokens
    out = ""
    for place, index in enumerate(indices):
        between = tokens[index - 1] if place and index - indices[place - 1] == APART else None
        if between and between.tag == "POS":
            out += between.text
        joint = "-" if between and between.text == "-" else " "
        out += (joint if place else "") + tokens[index].text
    return out


def _first(page: Page, head: int, floor: int) -> int:
    tokens, index = page.parsed.tokens, head
    while index > max(floor, head - LONGEST) and _belongs(page, index - 1):
        index -= 1
    while index < head and (tokens[index].tag == "POS" or tokens[index].text in JOINTS):
        index += 1
    return index


def _belongs(page: Page, index: int) -> bool:
    tokens = page.parsed.tokens
    token = tokens[index]
    if not near(tokens, index, index + 1):
        return False
    if page.cover[index] is not None or token.tag == "POS" or token.text == "-":
        return True
    if token.dep in OUTSIDE:
        return False
    return token.pos in INSIDE or (token.tag in {"VBN", "VBG"} and token.dep == "amod")


def _left_owner(page: Page, first: int, head: int) -> tuple[Found | None, int]:
    """The first known name before the head, and where the words after it begin.

    "Fijian-led" and "pro-Fijian" are no owners.
    """
    for index in range(first, head):
        owner = page.cover[index]
        joined = owner and "-" in {page.low(owner.first - 1), page.low(owner.last)}
        if owner is not None and owner.first >= first and not joined:
            return owner, owner.last
    return None, first


def _is_theirs(page: Page, left: Found, right: Found, first: int, head: int) -> bool:
    """Whether "of X" says more of the owner than a people before the head: "ethnic ... of X"."""
    ethnic = any(page.low(index) == "ethnic" for index in range(first, head))
    area = right.kind in {"polity", "place"}
    return left.adjective and area and (ethnic or page.low(head + 1) == "of")


def _end(tokens: Sequence[Token], owner: Found) -> int:
    """Where the phrase of an owner ends: a demonym takes the nouns after it along."""
    last = owner.last
    while owner.adjective and last < len(tokens) and tokens[last].pos in {"NOUN", "PROPN"}:
        last += 1
    return last


def _is_skipped(page: Page, token: Token) -> bool:
    """Whether a word may stand between "of" and the owner: "the breakaway region of"."""
    styled = token.tag in {"VBN", "VBG"} and token.dep in {"amod", "compound"}
    plain = token.text in {"of", "in"} or token.text.lower() in page.words.territory
    return plain or styled or token.pos in SKIPPED or token.text in JOINTS


def _is_dropped(page: Page, token: Token) -> bool:
    low = token.text.lower()
    joint = token.tag == "POS" or token.text in JOINTS
    return joint or low in page.words.qualifiers or low in page.words.separatist
