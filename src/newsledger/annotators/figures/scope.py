"""As of when, how surely and as what kind of count a figure is said: by its own sentence."""

import bisect
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsledger import vocabulary
from newsledger.annotators.figures import measures
from newsledger.annotators.figures.sites import FAR, Site
from newsledger.language import Parsed, Token
from newsledger.model import Date, Place, Polarity
from newsledger.syntax import ancestors

HEDGED_WITHIN = 6  # words before a number in which a hedge is about it


@dataclass(frozen=True, slots=True)
class Scope:
    """Dates and places of a report by position, with the token each begins at."""

    dates: tuple[tuple[int, Date], ...]
    places: tuple[tuple[int, Place], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words around a figure: tokens of its number, sentence, phrase end and governing word."""

    first: int
    last: int
    begin: int
    end: int
    behind: int
    verb: int
    left: str
    right: str


def scope(parsed: Parsed, dates: Sequence[Date], places: Sequence[Place]) -> Scope:
    """Order dates and places by the token they begin at."""
    starts = [t.start for t in parsed.tokens]

    def at(start: int) -> int:
        return max(0, bisect.bisect_right(starts, start) - 1)

    return Scope(
        tuple(sorted(((at(d.start), d) for d in dates), key=lambda x: (x[0], x[1].id))),
        tuple(sorted(((at(p.start), p) for p in places), key=lambda x: (x[0], x[1].id))),
        tuple(t.text.lower() for t in parsed.tokens),
    )


def words(site: Site, verb: int) -> Words:
    """Collect the words of the sentence on both sides of a number governed by token `verb`."""
    (first, last), (begin, end) = site.span, site.sentence
    tokens = site.parsed.tokens
    left = " ".join(t.text.lower() for t in tokens[max(begin, first - FAR) : first])
    right = " ".join(t.text.lower() for t in tokens[last : min(end, last + FAR)])
    behind = max(site.phrase.last, last)
    return Words(first, last, begin, end, behind, verb, f" {left} ", f" {right} ")


def increment(words: Words) -> bool:
    """Whether the number is said to come on top of what was counted before."""
    cues = measures.context()
    near = " ".join(words.left.split()[-4:])
    first = (words.right.split() or [""])[0]
    return first in cues["increment_after"] or any(
        f" {cue} " in f" {near} " for cue in cues["increment"]
    )


def total(words: Words) -> bool:
    """Whether the number is said to be a running total."""
    near = f" {' '.join(words.left.split()[-14:])} "
    behind = f" {' '.join(words.right.split()[:14])} "
    late = measures.context()["late_total"]
    return any(f" {cue} " in near for cue in measures.context()["total"]) or any(
        f" {cue} " in behind for cue in late
    )


def as_of(scope: Scope, words: Words) -> str | None:
    """Id of the date that a word such as "as of" or "by" makes the moment of the count."""
    low = bisect.bisect_left(scope.dates, words.begin, key=lambda x: x[0])
    high = bisect.bisect_left(scope.dates, words.end, key=lambda x: x[0])
    found = [
        (abs(at - words.first), each.id)
        for at, each in scope.dates[low:high]
        if _moment(scope.words[max(0, at - 3) : at])
    ]
    return min(found)[1] if found else None


def _moment(before: Sequence[str]) -> bool:
    phrases = {" ".join(before[i:]) for i in range(len(before))}
    return not phrases.isdisjoint(measures.context()["as_of"])


def polarity(parsed: Parsed, words: Words) -> Polarity:
    """Whether the figure is asserted, hedged ("may have died") or denied ("did not kill")."""
    cues = measures.context()
    near = parsed.tokens[max(words.begin, words.first - HEDGED_WITHIN) : words.first]
    behind = parsed.tokens[words.behind : min(words.end, words.behind + 4)]
    under = [parsed.tokens[i] for i in parsed.children[words.verb]]
    around = {t.text.lower() for t in (*near, *behind, *under) if _doubts(parsed, t)}
    low, high = sorted((words.verb, words.first))
    denied = any(
        parsed.tokens[i].dep == "neg" and low - 2 <= i <= high for i in parsed.children[words.verb]
    )
    if denied or _denies(parsed, words.verb) or _denies(parsed, words.first):
        return "denied"
    return "hedged" if not cues["hedges"].isdisjoint(around) else "asserted"


def _denies(parsed: Parsed, index: int) -> bool:
    """Whether a verb of denial governs the token."""
    over = (parsed.tokens[i].text.lower() for i in ancestors(parsed, index))
    return not measures.context()["deniers"].isdisjoint(over)


def _doubts(parsed: Parsed, token: Token) -> bool:
    """Whether a word can hedge where it stands: not the month, and not "could not be named"."""
    month = token.text == "May" and token.tag != "MD"
    return not month and not _negated(parsed, token)


def _negated(parsed: Parsed, token: Token) -> bool:
    """Whether an auxiliary is negated: "could not be named" hedges nothing."""
    place = bisect.bisect_right(parsed.tokens, token.start, key=lambda t: t.start)
    return place < len(parsed.tokens) and parsed.tokens[place].dep == "neg"


@functools.cache
def _corrections() -> tuple[re.Pattern[str], re.Pattern[str], tuple[re.Pattern[str], ...]]:
    rules = vocabulary.load("measures")["correction"]
    before = tuple(re.compile(rule) for rule in rules["withdrawn_before"])
    return re.compile(rules["paragraph"]), re.compile(rules["withdrawn_unless"]), before


def withdrawn(text: str, site: Site, words: Words) -> bool:
    """Whether the report takes the number back: "an earlier version said 60"."""
    cue, unless, before = _corrections()
    tokens = site.parsed.tokens
    if cue.search(text, site.paragraph, tokens[words.end - 1].end) is None:
        return False
    left = text[tokens[words.begin].start : site.number.start]
    found = (rule.search(left) for rule in before)
    return any(match is not None and unless.search(match.group()) is None for match in found)
