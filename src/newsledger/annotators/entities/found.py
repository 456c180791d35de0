"""What the finders of names share: the page they read, and the stretches of it they hand on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsledger.annotators.entities.lexicon import Lexicon
from newsledger.language import Parsed, Token
from newsledger.model import EntityKind
from newsledger.names import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Tokens `first` up to `last` (exclusive) that name an entity.

    `of` is the state or body it belongs to; `adjective`: the tokens are a demonym.
    """

    first: int
    last: int
    kind: EntityKind
    name: str
    role: str | None = None
    of: str | None = None
    adjective: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A parsed report with what is known of names, and for each token what is found over it."""

    text: str
    parsed: Parsed
    names: Names
    words: Lexicon
    cover: Sequence[Found | None] = ()

    def written(self, first: int, last: int) -> str:
        """The characters of tokens `first` up to `last`, white space as one blank."""
        tokens = self.parsed.tokens
        return " ".join(self.text[tokens[first].start : tokens[last - 1].end].split())

    def low(self, index: int) -> str:
        """The word at token `index` in small letters, empty where there is none."""
        tokens = self.parsed.tokens
        return tokens[index].text.lower() if 0 <= index < len(tokens) else ""

    def over(self, *layers: Iterable[Found]) -> list[Found | None]:
        """For each token what is found over it, of several layers the first that has it."""
        cover: list[Found | None] = [None] * len(self.parsed.tokens)
        for layer in reversed(layers):
            for each in layer:
                cover[each.first : each.last] = [each] * (each.last - each.first)
        return cover


def capital(token: Token) -> bool:
    """Whether a word begins with a capital letter."""
    return token.text[:1].isupper()


def near(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether at most one character stands between two tokens."""
    return tokens[right].start - tokens[left].end <= 1


def adjacent(tokens: Sequence[Token], index: int, other: int) -> bool:
    """Whether token `other` exists and is a capitalised name word beside token `index`."""
    if not 0 <= other < len(tokens):
        return False
    left, right = sorted((index, other))
    return near(tokens, left, right) and tokens[other].pos == "PROPN" and capital(tokens[other])


def before_kind(page: Page, index: int) -> bool:
    """Whether token `index` is a noun such as "region" that makes the name before it a place."""
    tokens = page.parsed.tokens
    if not 0 < index < len(tokens) or tokens[index].tag != "NN":
        return False
    return tokens[index].text in page.words.kinds and near(tokens, index - 1, index)
