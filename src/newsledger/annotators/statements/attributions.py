"""What the readers of speech share: a report made ready for questions, and drafts of statements."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsledger.language import Parsed, Token
from newsledger.model import Polarity

Pieces = tuple[tuple[int, int], ...]  # token ranges, both ends inclusive

TENSED = ("VBD", "VBZ", "VBP", "MD")  # Penn Treebank tags of finite verbs
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
LEADERS = (",", ":", "–", "—", "--", "-")  # what may stand between a cue and its content


@dataclass(frozen=True, slots=True)
class Quote:
    """Text between quotation marks, marks included; `closed` is False where no end mark stands.

    `speech`: it reads as words spoken, not as a term or a part of the reporter's own clause.
    `opens`: it begins a sentence.
    """

    start: int
    end: int
    closed: bool
    speech: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed report with lookups by token, character and paragraph.

    `edges` are the first and last token of each token's subtree, `sentence` the number of its
    sentence, `starts` its first character; `paragraphs` are token ranges (half open).
    """

    text: str
    parsed: Parsed
    edges: Sequence[tuple[int, int]]
    sentence: Sequence[int]
    starts: Sequence[int]
    paragraphs: Sequence[tuple[int, int]]
    quotes: Sequence[Quote]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the parse."""
        return self.parsed.tokens


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker is looked up; `subject` is the head of the speaker phrase.

    `verb` and `cue` (first and last, inclusive) are tokens, `content` spans of characters.
    `carried`: nothing here names the speaker, who is the one that spoke last.
    """

    at: int
    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None = None
    verb: int | None = None
    subject: int | None = None
    carried: bool = False
    polarity: Polarity = "asserted"


def edges_of(parsed: Parsed) -> list[tuple[int, int]]:
    """First and last token of every token's subtree, in one pass over the trees."""
    edges = [(i, i) for i in range(len(parsed.tokens))]
    for i in _leaves_first(parsed):
        head = parsed.tokens[i].head
        (low, high), (head_low, head_high) = edges[i], edges[head]
        edges[head] = min(low, head_low), max(high, head_high)
    return edges


def paragraphs_of(parsed: Parsed) -> list[tuple[int, int]]:
    """Token ranges (half open) of the paragraphs."""
    numbered = zip(parsed.paragraphs, parsed.sentences, strict=True)
    groups = itertools.groupby(numbered, key=lambda pair: pair[0])
    spans = [[sentence for _, sentence in group] for _, group in groups]
    return [(each[0][0], each[-1][1]) for each in spans]


def sentences_of(parsed: Parsed) -> list[int]:
    """The number of the sentence that holds each token."""
    return [n for n, (first, last) in enumerate(parsed.sentences) for _ in range(first, last)]


def _leaves_first(parsed: Parsed) -> Iterator[int]:
    order: list[int] = []
    stack = [i for i, token in enumerate(parsed.tokens) if token.head == i]
    while stack:
        here = stack.pop()
        order.append(here)
        stack.extend(parsed.children[here])
    return reversed(order)
