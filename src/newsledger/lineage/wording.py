"""Sentences as comparable words: what stays of a sentence when its typography is set aside."""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsledger import vocabulary
from newsledger.model import Sentence

WORD = re.compile(r"\d[\d.,]*\d|\w+(?:'\w+)*")
TITLE_CASE = 0.6  # of the words capitalised: a headline's case says nothing of names
TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)


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
    return Line(*span, key, found, content(found), matter(key))


def lines(text: str, sentences: Sequence[Sentence]) -> tuple[Line, ...]:
    """Read the sentences of one report, in the order of the text."""
    ordered = sorted(sentences, key=lambda s: (s.start, s.end))
    return tuple(line(text, sentence) for sentence in ordered)


def shingles(found: Sequence[str], length: int) -> set[tuple[str, ...]]:
    """Runs of `length` neighbouring words (Broder 1997, w-shingling)."""
    return set(zip(*(found[n:] for n in range(length)), strict=False))
