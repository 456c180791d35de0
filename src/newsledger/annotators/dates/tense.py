"""Which way the clause around a time expression looks: back, or ahead.

A cue of `vocabulary/time_words.toml` decides: the nearest one before the expression in its
sentence, or the first one behind it where none stands before, or where "by" or "until" does.
"""

import functools
import re
from collections.abc import Sequence
from typing import Literal

from newsledger.annotators.dates import timex

BEFORE = 90  # characters before an expression in which a cue may stand
AFTER = 60  # characters behind it, where nothing stands before it
_BEGUN = re.compile(r"(?<!\w)[a-z]{4,}")  # a clause that holds more than a place and "on"
_COMMA = re.compile(r"[.!?](?=[\s\"”’)])|\n|,(?=\s)")
_BREAK = re.compile(r"[.!?](?=[\s\"”’)])|\n")


def ahead(text: str, start: int, end: int) -> bool:
    """Whether the expression at `start` to `end` tells of what is still to come."""
    return leaning(text, start, end) == "ahead"


def leaning(text: str, start: int, end: int) -> Literal["ahead", "behind"] | None:
    """The side the clause around the expression looks to; None where nothing shows it."""
    window = text[max(0, start - BEFORE) : start]
    clause = window[max((stop.end() for stop in _BREAK.finditer(window)), default=0) :]
    stop = _COMMA if _BEGUN.search(clause) else _BREAK
    following = _cues().search(stop.split(text[end : end + AFTER])[0])
    beside = _beside("ahead_beside").search(clause)
    last = max(_cues().finditer(clause), key=lambda cue: cue.start(), default=None)
    decisive = following if following and (beside or last is None) else last
    if decisive:
        return "ahead" if decisive["ahead"] else "behind"
    return "ahead" if beside else None


def open_ended(text: str, start: int) -> bool:
    """Whether "by", "until" or the like stands right before the expression."""
    return bool(_beside("bounds").search(text[max(0, start - BEFORE) : start]))


def speaks(text: str, start: int, end: int) -> bool:
    """Whether a verb of saying stands right beside the expression: "said on Friday"."""
    beside = text[max(0, start - 28) : start] + " " + text[end : end + 14]
    return bool(_saying().search(beside))


def archive(text: str, start: int) -> bool:
    """Whether the words before an expression call what they stand under an old picture."""
    return bool(_archive().search(text[max(0, start - 160) : start].rpartition("\n")[2]))


@functools.cache
def _archive() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(timex.words()['archive'])})(?!\w)")


@functools.cache
def _cues() -> re.Pattern[str]:
    forward, back = (_either(timex.words()[name]) for name in ("ahead", "behind"))
    return re.compile(
        rf"(?<!\w)(?:(?P<ahead>{forward})|(?P<behind>{back}|(?<!be )(?<!be\n)\w{{3,20}}ed))(?!\w)"
    )


@functools.cache
def _beside(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(timex.words()[name])})\s\Z", re.IGNORECASE)


@functools.cache
def _saying() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(timex.words()['saying'])})(?!\w)")


def _either(options: Sequence[str]) -> str:
    return "|".join(re.escape(option) for option in sorted(options, key=lambda o: (-len(o), o)))
