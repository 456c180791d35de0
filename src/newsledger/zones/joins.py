"""Furniture run together with the article in one line: parted where its own words end it.

Text copied off a page loses its line ends: "Share this articleThe ministry said", or a whole page
in one line. A phrase is cut out only where a sentence ends before it and one begins after it.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from newsledger import vocabulary
from newsledger.model import ZoneKind
from newsledger.zones import furniture
from newsledger.zones.agencies import Patterns

PAGE = 400  # characters from which one line may be a whole page
EDGE = 150  # characters a page's head or foot may hold between two of its known phrases
HEAD = 3_000  # characters of a line its page's head can take up
FOOT = 0.4  # share of a line its page's foot can take up
ALONE = 200  # characters of a foot that one known phrase is enough for
CAPTION = 400  # characters before a photo credit that can be its caption

_ENDED = re.compile(r"(?<=\D)[.!?][\"”’)\]]*(?:\s|$)")
_SENTENCE = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]?[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class Join:
    """Characters `start` to `end` of a line that are furniture."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    kind: ZoneKind
    words: tuple[str, ...]


def find(text: str, known: Patterns) -> tuple[Join, ...]:
    """Furniture inside a line, from left to right, none overlapping."""
    found = sorted([*_phrases(text), *_photos(text, known), *_page(text)], key=_widest)
    kept: list[Join] = []
    for join in found:
        if not kept or join.start >= kept[-1].end:
            kept.append(join)
    return tuple(join for join in kept if join.end - join.start < len(text))


def _widest(join: Join) -> tuple[int, int]:
    return join.start, -join.end


def _phrases(text: str) -> Iterator[Join]:
    lower = text.lower()
    for rule in _rules()[0]:
        if not any(word in lower for word in rule.words):  # quicker than the pattern alone
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span("phrase")
            if end - start < len(text.strip()):
                yield Join(start, end, rule.kind)


def _photos(text: str, known: Patterns) -> Iterator[Join]:
    """A photo's credit that the article runs on from, and the one sentence before as caption."""
    for match in known.joined.finditer(text) if "/" in text else ():
        if match.end() == len(text):
            continue
        if match.start() <= CAPTION and not _SENTENCE.search(text[: match.start()]):
            yield Join(0, match.start(), "caption")
        yield Join(match.start(), match.end(), "credit")


def _page(text: str) -> Iterator[Join]:
    """The head and the foot of a page that is all one line."""
    if len(text) < PAGE:
        return
    head = _reach([m.span() for m in _rules()[1].finditer(text, 0, HEAD)])
    if head and head < len(text) / 2:
        yield Join(0, head, "navigation")
    from_ = max(head, int(len(text) * (1 - FOOT)))
    foot = _opening(text, [m.span("phrase") for m in _rules()[2].finditer(text, from_)])
    if foot is not None:
        yield Join(foot, len(text), "other")


def _reach(spans: list[tuple[int, int]]) -> int:
    """Where the last of the phrases ends that follow each other closely from the start."""
    reach = 0
    for start, end in spans:
        if start - reach > EDGE:
            break
        reach = end
    return reach


def _opening(text: str, spans: list[tuple[int, int]]) -> int | None:
    """Where the first of the phrases stands from which the foot is furniture without a break."""
    opening: int | None = None
    for (start, end), (after, _) in pairwise([*spans, (len(text), len(text))]):
        if after - end > 3 * EDGE or _tells(text[end:after]):
            opening = None
        elif opening is None:
            opening = start
    if opening is None:
        return None
    count = sum(start >= opening for start, _ in spans)
    return opening if count > 1 or len(text) - opening <= ALONE else None


def _tells(gap: str) -> bool:
    """Whether a sentence that reports something stands between two phrases."""
    return bool(_ENDED.search(gap)) and furniture.reports(gap)


def first_sentence(text: str) -> int:
    """Length of the first of several sentences of a line that may be a page; 0 elsewhere."""
    match = _SENTENCE.search(text) if len(text) > PAGE else None
    return match.end() if match and _SENTENCE.search(text, match.end()) else 0


@functools.cache
def _rules() -> tuple[tuple[_Rule, ...], re.Pattern[str], re.Pattern[str]]:
    data = vocabulary.load("furniture")
    sections = "|".join(re.escape(word.title()) for word in data["sections"])
    row = rf"\b(?:{sections})(?:[\s|/>›·•]+(?:{sections})\b){{2,}}"
    heads = "|".join(f"(?i:{each})" for each in data["page_heads"])
    feet = "|".join(f"(?i:{each})" for each in data["page_feet"])
    return (
        tuple(
            _Rule(_inline(each["pattern"]), each["kind"], tuple(each["words"]))
            for each in data["inline"]
        ),
        re.compile(rf"{row}|{heads}"),
        re.compile(rf"(?<!\w)(?P<phrase>{feet})"),
    )


def _inline(pattern: str) -> re.Pattern[str]:
    before = r"(?:^|(?<=[.!?…\"”’)\]]))\s*"
    after = r"(?=\s*(?:$|[\"“‘(\[]?[A-ZÀ-ÖØ-Þ]|[-–—•|]))"
    return re.compile(rf"{before}(?P<phrase>{pattern}){after}")
