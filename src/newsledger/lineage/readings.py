"""A report made ready, once, to be compared with any number of others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsledger.lineage.standing import standing
from newsledger.lineage.wording import Line, lines
from newsledger.model import Annotations, Figure, Statement

SHARED_CONTENT = 5  # content words in common, in order, before two sentences share a passage
MOST_WORDS = 400  # of a sentence; a longer one (a table, a list) is compared as a whole only
MOST_BEARERS = 16  # sentences of one report a word leads to: more, and it tells none apart

Numbers = tuple[int, ...]  # of sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What of a report is compared: its sentences, their words, who is quoted, its figures.

    `keys` leads from a plain wording to the sentences that read so, `bearers` from a content word
    to the sentences that have it; only sentences of enough content are in either. Sentences `apart`
    have other text between them and the one before, a caption for instance.
    """

    report: str
    text: str
    lines: tuple[Line, ...]
    apart: frozenset[int]
    keys: Mapping[str, Numbers]
    bearers: Mapping[str, Numbers]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]


def read(text: str, annotations: Annotations) -> Reading:
    """Make a report ready."""
    found = lines(text, annotations.sentences)
    kept = [n for n, line in enumerate(found) if _counts(line)]
    short = [n for n in kept if len(found[n].words) <= MOST_WORDS]
    bearers = _index((word, n) for n in short for word in dict.fromkeys(found[n].content))
    return Reading(
        report=annotations.report,
        text=text,
        lines=found,
        apart=frozenset(_apart(text, found)),
        keys=_index((found[n].key, n) for n in kept),
        bearers={
            word: numbers for word, numbers in bearers.items() if len(numbers) <= MOST_BEARERS
        },
        statements=annotations.statements,
        figures=annotations.figures,
    )


def _apart(text: str, found: Sequence[Line]) -> Iterator[int]:
    for number, (before, line) in enumerate(pairwise(found), start=1):
        if text[before.end : line.start].strip():
            yield number


def _counts(line: Line) -> bool:
    return len(line.content) >= SHARED_CONTENT and not standing(line)


def _index(found: Iterable[tuple[str, int]]) -> dict[str, Numbers]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for key, number in found:
        numbers[key].append(number)
    return {key: tuple(each) for key, each in numbers.items()}
