"""The printed characters of a view, one after the other, and where each of them stands."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from newsledger.readers.offsets import view as views
from newsledger.readers.offsets.layers import TAG, WALL
from newsledger.readers.offsets.view import Edit, View

STEP = 256  # characters of a view between two marks
FEW = 32  # kinds of characters that are taken out one by one
LINES = 50_000  # lines that are told apart
MARKS = 31  # a character and its marks (Stream-Safe Text Format: 30) that are composed at once

GAP = "\ufffc"  # object replacement character, between what does not go on

_SYMBOL = "\u2424"  # symbol for newline, which trafilatura takes out
_WORD = re.compile(r"\S+")
_HANGUL = ("\u1160", "\u11ff")  # vowels and finals, which join the syllable before them


class Stream(NamedTuple):
    """Printed characters of `view`, with gaps; marks[n] stand before its character n * STEP."""

    text: str
    marks: "array[int]"
    view: View


def printed(text: str) -> str:
    """`text` in normal form C without white space and what is not printed.

    Lone surrogates, which no encoding can write, are U+FFFD.
    """
    return _printed(_normal(views.whole(text)).text).replace(GAP, "")


def whole(text: str) -> Stream:
    """The printed characters of a text, with gaps between its lines, or groups of very many."""
    lines = text.split("\n")
    size = len(lines) // LINES + 1
    groups = ("\n".join(lines[n : n + size]) for n in range(0, len(lines), size))
    return flattened(views.whole(GAP.join(groups)))


def flattened(view: View) -> Stream:
    """The printed characters of a view in normal form C, with gaps where it has walls."""
    view = _normal(view._replace(text=view.text.replace(TAG, " ").replace(WALL, GAP)))
    parts = [_printed(view.text[start : start + STEP]) for start in range(0, len(view.text), STEP)]
    marks = array("I", accumulate(map(len, parts), initial=0))
    return Stream("".join(parts), marks, view)


def source(stream: Stream, place: int) -> tuple[int, int]:
    """Source characters, from and to, of the printed character at `place`."""
    step = bisect_right(stream.marks, place) - 1
    first, number = step * STEP, place - stream.marks[step]
    part = stream.view.text[first : first + STEP]
    spot = bisect_right(range(len(part)), number, key=lambda n: len(_printed(part[: n + 1])))
    return views.source(stream.view, first + spot)


def _printed(text: str) -> str:
    text = "".join(text.split())
    if text.isprintable() and _SYMBOL not in text:
        return text
    odd = {each for each in set(text) if not each.isprintable() or each == _SYMBOL}
    if len(odd) > FEW:
        return text.translate({ord(each): _instead(each) for each in odd})
    for each in odd:
        text = text.replace(each, _instead(each))
    return text


def _instead(character: str) -> str:
    return "\ufffd" if "\ud800" <= character <= "\udfff" else ""


def _normal(view: View) -> View:
    if unicodedata.is_normalized("NFC", view.text):
        return view
    return views.edited(view, _composed(view.text))


def _composed(text: str) -> Iterator[Edit]:
    """A character and the marks after it at a time, since long runs of marks are slow to sort."""
    for word in _WORD.finditer(text):
        if not unicodedata.is_normalized("NFC", word[0]):
            first = word.start()
            for place in range(first + 1, word.end() + 1):
                if place == word.end() or place - first > MARKS or not _joins(text[place]):
                    piece, first = (first, place), place
                    composed = unicodedata.normalize("NFC", text[slice(*piece)])
                    if composed != text[slice(*piece)]:
                        yield *piece, composed


def _joins(character: str) -> bool:
    """Whether a character may compose with what stands before it."""
    hangul = _HANGUL[0] <= character <= _HANGUL[1]
    return hangul or unicodedata.category(character).startswith("M")
