"""The terms of a report, counted: what of it is compared, in little space."""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from newsledger import similarity
from newsledger.lineage.wording import content, lines, plain, words
from newsledger.model import Annotations, Report

MOST = 255  # times a term is counted in one report
LONGEST_LABEL = 160  # characters


@dataclass(frozen=True, slots=True)
class Sketch:
    """Terms in order, how often each is used and how often as part of a name (255 at most)."""

    terms: tuple[str, ...]
    counts: bytes
    named: bytes


def sketch(report: Report, annotations: Annotations) -> Sketch:
    """Count the terms of title and body, furniture left out."""
    found = lines(report.text, annotations.sentences)
    heading = _terms(content(words(plain(title(report, annotations) or ""))))
    inside = Counter(term for line in found for term in _terms(line.content))
    matter = Counter(term for line in found for term in _terms(line.matter))
    counts, named = inside + Counter(heading), inside - matter
    terms = tuple(sys.intern(term) for term in sorted(counts))
    return Sketch(terms, _bytes(counts[t] for t in terms), _bytes(named[t] for t in terms))


def _terms(found: Iterable[str]) -> list[str]:
    return [similarity.term(word) for word in found]


def _bytes(counts: Iterable[int]) -> bytes:
    return bytes(min(count, MOST) for count in counts)


def title(report: Report, annotations: Annotations) -> str | None:
    """The title given with a report, else that its text states, on one line."""
    stated = (fact.value for fact in annotations.facts if fact.field == "title")
    return _short(report.title or next(stated, ""))


def opening(report: Report, annotations: Annotations) -> str:
    """The first sentence of a report."""
    first = min(annotations.sentences, key=lambda s: (s.start, s.end), default=None)
    return _short(plain(report.text[first.start : first.end])) if first else ""


def _short(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= LONGEST_LABEL else joined[: LONGEST_LABEL - 1].rstrip() + "…"
