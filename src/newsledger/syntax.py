"""Small questions asked of a dependency parse; pure functions over `Parsed`."""

from collections.abc import Iterator

from newsledger.language import Parsed
from newsledger.model import Span


def subtree(parsed: Parsed, index: int) -> Iterator[int]:
    """Indices of `index` and all that hangs on it, in no fixed order."""
    stack = [index]
    while stack:
        here = stack.pop()
        yield here
        stack.extend(parsed.children[here])


def child(parsed: Parsed, index: int, *deps: str) -> int | None:
    """First dependent of `index` with one of the labels `deps`, or None."""
    return next((i for i in parsed.children[index] if parsed.tokens[i].dep in deps), None)


def span_of(parsed: Parsed, index: int, without: frozenset[int] = frozenset()) -> Span:
    """Characters of the subtree of `index`, the subtrees of `without` left out at the edges."""
    left_out = {i for each in without for i in subtree(parsed, each)}
    inside = [i for i in subtree(parsed, index) if i not in left_out] or [index]
    return Span(start=parsed.tokens[min(inside)].start, end=parsed.tokens[max(inside)].end)


def sentence_at(parsed: Parsed, index: int) -> int:
    """Number of the sentence that holds token `index`. Raises ValueError where none does."""
    for number, (first, last) in enumerate(parsed.sentences):
        if first <= index < last:
            return number
    raise ValueError(f"token {index} stands in no sentence")


def tokens_in(parsed: Parsed, start: int, end: int) -> list[int]:
    """Indices of the tokens that lie wholly inside the characters `start` to `end`."""
    return [i for i, t in enumerate(parsed.tokens) if start <= t.start and t.end <= end]


def ancestors(parsed: Parsed, index: int) -> Iterator[int]:
    """Heads above `index`, nearest first, up to the root."""
    while parsed.tokens[index].head != index:
        index = parsed.tokens[index].head
        yield index
