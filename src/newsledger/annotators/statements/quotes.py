"""Quotation marks: which stretches of a paragraph stand between them, and which are speech.

Marks are paired inside a paragraph, as English news prose does (Associated Press Stylebook,
"quotation marks"): a paragraph may open a quotation and leave it open for the next to go on.
"""

import re
from collections.abc import Iterator

from newsledger.annotators.statements.attributions import Quote

MARK = re.compile("``|''|[\"“”„‟«»‘’']")
DOUBLE_OPEN = frozenset({"“", "„", "«", "``", "‟"})
DOUBLE_CLOSE = frozenset({"”", "»"})
STRAIGHT = frozenset({'"', "''"})  # these open and close
ENDINGS = ".,?!…—–;"  # what stands before the closing mark of words spoken
OPENINGS = ".?!…:”\"»’'"  # what stands before a quotation that begins a sentence
FEWEST_WORDS = 3  # a capitalised quotation shorter than this is taken for a term or a title


def find(text: str, start: int, end: int) -> list[Quote]:
    """The quotations of the paragraph at `start` to `end`, in order, none inside another."""
    quotes: list[Quote] = []
    for first, last, closed in _pairs(text, start, end):
        quotes.append(_judged(text, (start, first, last), closed, quotes))
    return quotes


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    marks = [(m.start(), m.end(), m.group()) for m in MARK.finditer(text, start, end)]
    number = 0
    while number < len(marks):
        first, after, mark = marks[number]
        number += 1
        if not _opens(text, first, after, mark, start):
            continue
        single = mark in "‘’'"
        close = (_close_single if single else _close_double)(text, marks, number, end)
        if close is not None:
            yield first, marks[close][1], True
            number = close + 1
        elif not single:
            yield first, end, False
            return


def _opens(text: str, first: int, after: int, mark: str, start: int) -> bool:
    if mark in DOUBLE_OPEN:
        return True
    if mark in DOUBLE_CLOSE or mark == "’":
        return False
    free = first == start or not (text[first - 1].isalnum() or text[first - 1] in ".,?!")
    following = text[after : after + 1]
    if mark in STRAIGHT:
        return free and not following.isspace()
    return free and following.isalpha()


def _close_double(
    text: str, marks: list[tuple[int, int, str]], number: int, end: int
) -> int | None:
    for close in range(number, len(marks)):
        first, after, mark = marks[close]
        if mark in DOUBLE_CLOSE or (mark == "''" and marks[number - 1][2] == "``"):
            return close
        opening = after < end and text[first - 1].isspace() and text[after].isalnum()
        if mark in STRAIGHT and not opening:
            return close
    return None


def _close_single(
    text: str, marks: list[tuple[int, int, str]], number: int, end: int
) -> int | None:
    possible: list[int] = []
    for close in range(number, len(marks)):
        first, after, mark = marks[close]
        if mark not in "’'" or (mark == "'" and text[first - 1].isspace()):
            break
        if after >= end or not text[after].isalnum():
            possible.append(close)
    firm = (c for c in possible if text[marks[c][0] - 1] not in "sS")  # else: soldiers’ homes
    return next(firm, possible[0] if possible else None)


def _judged(text: str, where: tuple[int, int, int], closed: bool, earlier: list[Quote]) -> Quote:
    start, first, last = where
    before = text[max(start, first - 40) : first].rstrip()
    inner = text[first + 1 : last - 1 if closed else last].strip()
    opens = not before or before[-1] in OPENINGS
    ended = not closed or inner[-1:] in ENDINGS or text[last : last + 1] == ","
    joined = text[last : last + 1] == ":"  # the reporter's own clause goes on
    whole = not joined and (ended or last >= len(text) or text[last] == "\n")
    resumed = before[-1:] in (",", "—", "–") and bool(earlier) and earlier[-1].speech
    speech = whole and bool(inner) and (resumed or _sentence_like(inner))
    return Quote(first, last, closed, speech, opens and speech)


def _sentence_like(inner: str) -> bool:
    first = next((c for c in inner if c.isalnum()), "")
    few = inner.count(" ") + 1 < FEWEST_WORDS
    return (first.isupper() or first.isdigit()) and (not few or inner[-1] in ".?!,…")
