"""Sentences as comparable words: what stays of a sentence when its typography is set aside."""

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsledger import vocabulary
from newsledger.model import Sentence

WORD = re.compile(r"\d[\d.,]*\d|\w+(?:'\w+)*")
TITLE_CASE = 0.6  # of the words capitalised: a headline's case says nothing of names
APOSTROPHES = "‘’‚‛′`´"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys(INVISIBLE),
        "…": "...",
    }
)
QUOTE = '"'
# A number, a word (hyphens and apostrophes inside it are its own), dots in a row, or one mark.
TOKEN = re.compile(
    rf"\d[\d.,]*\d\w*|\w[\w{INVISIBLE}]*(?:['{APOSTROPHES}\-‐‑][\w{INVISIBLE}]+)*"
    rf"|\.{{2,}}|[^\w\s{INVISIBLE}]"
)


class Token(NamedTuple):
    """A word or mark of a text: `key` as written but for typography, `word` without case too."""

    key: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence ready to be compared.

    `key` is its plain wording, `words` are without case, `content` those that are not common
    words of the language, `matter` those of the content that are not names either.
    """

    report: str
    start: int
    end: int
    key: str
    words: tuple[str, ...]
    content: tuple[str, ...]
    matter: tuple[str, ...]


@functools.cache
def common_words() -> frozenset[str]:
    """Words that stand in any report (vocabulary/common_words.toml)."""
    return frozenset(vocabulary.load("common_words")["words"].split())


def plain(text: str) -> str:
    """Make quotes, dashes and white space one kind each; drop invisible characters."""
    return " ".join(text.translate(TYPOGRAPHY).split())


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Words and marks of these characters; quotation marks of any kind are one mark."""
    return [_token(match) for match in TOKEN.finditer(text, start, end)]


def _token(match: re.Match[str]) -> Token:
    key = match.group().translate(TYPOGRAPHY)
    key = QUOTE if key == "'" else key
    return Token(key, key.casefold(), match.start(), match.end())


def within(found: Sequence[Token], start: int, end: int) -> range:
    """Numbers of the tokens, which are in order, that lie wholly inside these characters."""
    first = bisect_left(found, start, key=lambda token: token.start)
    return range(first, max(first, bisect_right(found, end, key=lambda token: token.end)))


def words(text: str) -> tuple[str, ...]:
    """Words and numbers of plain text, without case."""
    return tuple(WORD.findall(text.casefold()))


def content(found: Iterable[str]) -> tuple[str, ...]:
    """Those words that are not common words, their possessive ending taken off."""
    bare = (word.removesuffix("'s") for word in found)
    return tuple(word for word in bare if word not in common_words())


def matter(text: str) -> tuple[str, ...]:
    """Content of plain text without names: words that stand capitalised after the first."""
    written = WORD.findall(text)
    capitals = sum(word[0].isupper() for word in written)
    if capitals >= TITLE_CASE * len(written):
        return content(words(text))
    return content(
        word.casefold() for n, word in enumerate(written) if n == 0 or not word[0].isupper()
    )


def line(text: str, sentence: Sentence) -> Line:
    """Read one sentence of a report's text."""
    key = plain(text[sentence.start : sentence.end])
    found = words(key)
    span = sentence.report, sentence.start, sentence.end
    said = tuple(word for word in content(found) if not _letter(word))
    return Line(*span, key, found, said, matter(key))


def _letter(word: str) -> bool:
    """Whether a word is but a letter, as those of "p.m." and "U.S." are."""
    return len(word) == 1 and word.isascii() and word.isalpha()


def lines(text: str, sentences: Sequence[Sentence]) -> tuple[Line, ...]:
    """Read the sentences of one report, in the order of the text."""
    ordered = sorted(sentences, key=lambda s: (s.start, s.end))
    return tuple(line(text, sentence) for sentence in ordered)
