"""Standing text: sentences that many reports carry whatever they tell of (vocabulary)."""

import functools
import re
from typing import NamedTuple

from newsledger import vocabulary
from newsledger.lineage.wording import Line

LONGEST = 400  # characters of a sentence that are looked at


class Rule(NamedTuple):
    """A kind of standing text: a word of `words` is in it, and `pattern` is found."""

    words: frozenset[str]
    pattern: re.Pattern[str]


def standing(line: Line) -> bool:
    """Whether a sentence is an appeal to witnesses, a notice of rights, a credit or a page note.

    That two reports carry it shows no common origin.
    """
    marked = "©" in line.key
    return any(
        (marked or not rule.words.isdisjoint(line.words))
        and rule.pattern.search(line.key[:LONGEST])
        for rule in rules()
    )


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The rules of vocabulary/standing_text.toml."""
    return tuple(
        Rule(frozenset(each["words"]), re.compile(each["pattern"], re.IGNORECASE))
        for each in vocabulary.load("standing_text")["pattern"]
    )
