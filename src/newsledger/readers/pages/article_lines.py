"""The lines of an extracted article: its headline and the furniture at its foot left out."""

import functools
import re

from newsledger import vocabulary
from newsledger.zones import furniture, lines

SHORTEST = 100  # characters of an article whose sentences cannot be told by their words
WALL = 1_000  # characters that a consent or challenge page has at most
TOP = 4  # lines among which the headline stands
FOOT = 0.8  # share of a text that has to be left when its foot is taken off

_FURNITURE = frozenset(("navigation", "promotion", "advert"))


def headless(text: str, headings: frozenset[str]) -> str:
    """`text` without the first of its top lines that is one of the `headings`."""
    rows = text.split("\n")
    for count, row in enumerate(rows[:TOP]):
        if furniture.normal(row) in headings:
            return "\n".join((*rows[:count], *rows[count + 1 :]))
    return text


def trimmed(text: str) -> str:
    """`text` without the lines of furniture that end it, unless those are much of it."""
    rows = text.split("\n")
    while len(rows) > 1 and _furniture(rows[-1]):
        rows.pop()
    kept = "\n".join(rows)
    return kept if len(kept) >= FOOT * len(text) else text


def squeezed(text: str) -> str:
    """`text` without empty lines and doubled spaces."""
    rows = (" ".join(row.split()) for row in text.split("\n"))
    return "\n".join(row for row in rows if row)


def prose(text: str) -> int:
    """Characters of the lines that read as running text."""
    return sum(len(line.text) for line in lines.split(text) if lines.shape(line.text).prose)


def reads(text: str) -> bool:
    """Whether there is a sentence; in scripts without case or spaces, enough text."""
    said = any(lines.shape(line.text).prose for line in lines.split(text))
    return said or (len(text) >= SHORTEST and furniture.foreign(text))


def wall(text: str) -> bool:
    """Whether every sentence of a short text speaks of cookies, consent or the browser."""
    if len(text) > WALL:
        return False
    rows = [line.text for line in lines.split(text) if lines.shape(line.text).prose]
    return bool(rows) and all(_consent().search(row) for row in rows)


def _furniture(row: str) -> bool:
    shape = lines.shape(row)
    known = furniture.known(row, shape)
    return (
        not row.strip()
        or (known is not None and known.kind in _FURNITURE)
        or (known is None and furniture.talk(shape, row))
    )


@functools.cache
def _consent() -> re.Pattern[str]:
    either = "|".join(each["pattern"] for each in vocabulary.load("markup")["consent"])
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)
