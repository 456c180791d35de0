"""A number in its sentence: the tokens around it, for the rules that decide what it measures."""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsledger.annotators.figures import counted
from newsledger.annotators.figures.counted import Phrase
from newsledger.annotators.figures.numbers import Number
from newsledger.language import Parsed

FAR = 60  # words of a sentence that are looked at on each side of a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report's text with what is no quantity masked, its parse, and where tokens begin."""

    masked: str
    parsed: Parsed
    starts: Sequence[int]
    firsts: Sequence[int]  # first token of each sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a number stands, in tokens.

    `span` is the number with its unit, `lead` the first of its comparator words, `phrase` the noun
    phrase behind it; `paragraph` is the character its paragraph begins at.
    """

    page: Page
    number: Number
    span: tuple[int, int]
    lead: int
    sentence: tuple[int, int]
    phrase: Phrase
    paragraph: int

    @property
    def parsed(self) -> Parsed:
        """The parse of the report."""
        return self.page.parsed

    @property
    def noun(self) -> str | None:
        """The counted noun, None where it is elided."""
        head = self.phrase.head
        return None if head is None else self.parsed.tokens[head].text


def page(masked: str, parsed: Parsed) -> Page:
    """Index a report's tokens and sentences by where they begin."""
    starts = [token.start for token in parsed.tokens]
    firsts = [first for first, _ in parsed.sentences]
    return Page(masked=masked, parsed=parsed, starts=starts, firsts=firsts)


def paragraphs(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """Characters of each parsed paragraph."""
    begin, count = 0, len(parsed.sentences)
    for i in range(count):
        if i + 1 == count or parsed.paragraphs[i + 1] != parsed.paragraphs[i]:
            first, end = parsed.sentences[begin][0], parsed.sentences[i][1]
            yield parsed.tokens[first].start, parsed.tokens[end - 1].end
            begin = i + 1


def site(here: Page, number: Number, paragraph: int) -> Site:
    """Find the tokens, the sentence and the noun phrase of a number."""
    span = _tokens(here, number.bare, number.after)
    sentence = _sentence(here, span[0])
    return Site(
        page=here,
        number=number,
        span=span,
        lead=_tokens(here, number.start, number.bare + 1)[0],
        sentence=sentence,
        phrase=counted.phrase(here.parsed, here.masked, span[1], sentence[1]),
        paragraph=paragraph,
    )


def before(here: Site, words: int = FAR) -> list[str]:
    """Words of the sentence before the number in lower case, the last `words` of them."""
    first = max(here.sentence[0], here.span[0] - words)
    return [token.text.lower() for token in here.parsed.tokens[first : here.span[0]]]


def behind(here: Site, words: int) -> list[str]:
    """The first `words` words behind the counted noun phrase in lower case."""
    last = here.phrase.last
    return [token.text.lower() for token in here.parsed.tokens[last : last + words]]


def _tokens(here: Page, start: int, end: int) -> tuple[int, int]:
    first = max(0, bisect.bisect_right(here.starts, start) - 1)
    return first, max(first + 1, bisect.bisect_left(here.starts, end))


def _sentence(here: Page, token: int) -> tuple[int, int]:
    return here.parsed.sentences[max(0, bisect.bisect_right(here.firsts, token) - 1)]
