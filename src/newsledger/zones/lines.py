"""A text as lines, and what shape a line has: prose, a title, a short scrap."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LOOK = 1_000  # characters of a line that are looked at; a line may be millions long
SHORT_SENTENCE = 6  # words; fewer are a sentence only beside other prose
LONG_LINE = 25  # words; so many are prose even without a full stop
WRAP = 40  # characters; a line this long that runs on in lower case is a wrapped one

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_TERMINAL = re.compile(r"""[.!?…。！？][\s"'”’»)\]]*$""")
_INITIALS = re.compile(r"(?:^|\s)[^\W\d_]\.$")
_QUOTED = re.compile(r'["“„«]')


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `end`, white space trimmed; `gap`: an empty line stands before it."""

    start: int
    end: int
    text: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """How a line looks. `lower` is the share of its words that begin in lower case."""

    words: tuple[str, ...]
    lower: float
    terminal: bool
    quoted: bool

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: long enough, mostly lower case, ended or very long."""
        count = len(self.words)
        ended = self.terminal and count >= SHORT_SENTENCE and self.lower >= 0.35  # noqa: PLR2004
        return ended or (count >= LONG_LINE and self.lower >= 0.5)  # noqa: PLR2004


def split(text: str) -> list[Line]:
    """Lines of `text` that hold more than white space; wrapped lines are joined again."""
    lines = list(_split(text))
    return list(_joined(text, lines)) if wrapped(lines) else lines


def wrapped(lines: Sequence[Line]) -> bool:
    """Whether the text was wrapped at a column: a third of its long lines run on below."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not b.gap]
    long = [(a, b) for a, b in pairs if WRAP <= a.end - a.start <= 3 * WRAP]
    return len(long) > 2 and 3 * sum(map(_runs_on, long)) >= len(long)  # noqa: PLR2004


def shape(text: str) -> Shape:
    """Look at the first LOOK characters and the end of a line."""
    words = tuple(_WORD.findall(text[:LOOK]))
    shouted = len(words) >= SHORT_SENTENCE and text[:LOOK].isupper()  # then case tells nothing
    lower = sum(shouted or word[0].islower() for word in words) / max(len(words), 1)
    end = text[-20:]
    terminal = bool(_TERMINAL.search(end)) and not _INITIALS.search(end)
    return Shape(words, lower, terminal, bool(_QUOTED.search(text[:LOOK])))


def _split(text: str) -> Iterator[Line]:
    before = 0
    for match in _LINE.finditer(text):
        inner = match.group().strip()
        if not inner:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        breaks = text.count("\n", before, start) or text.count("\r", before, start)
        yield Line(start, start + len(inner), inner, breaks > 1 or before == 0)
        before = start + len(inner)


def _runs_on(pair: tuple[Line, Line]) -> bool:
    above, below = pair
    small = below.text[0].islower() or (above.text.isupper() and below.text.isupper())
    return small and not _TERMINAL.search(above.text[-20:])


def _joined(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    held: Line | None = None
    for line in lines:
        if held and not line.gap and held.text[-1:] != ":" and _fills(held, line):
            held = Line(held.start, line.end, text[held.start : line.end], held.gap)
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _fills(above: Line, below: Line) -> bool:
    last = above.text.rpartition("\n")[2]
    return len(last) >= WRAP or below.text[0].islower()
