"""Where two wordings of one text differ: what was added, cut, replaced and moved.

Words and marks are aligned by their longest common subsequence (rapidfuzz). Short agreements
between long differences are chance ("of the" in two clauses) and count as differences, after the
semantic clean-up of N. Fraser's diff-match-patch. Of the rest, a clause that stands in both
wordings at different places has moved.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

from newsledger.lineage.alignment import LONG_RUN, Tile, longest, pieces
from newsledger.lineage.wording import Token, content
from newsledger.model import Edit, Span
from newsledger.model.kinds import EditKind

MOVED = 4  # words of a clause that moved; fewer where that is all of what differs
NEAR = 8  # differences away that a clause may have moved
MOVED_PHRASE = 2  # words of that fewer, one of them a content word

TELLING = frozenset('"?!()[]')  # marks that change what a sentence says or who says it

Tokens = Sequence[Token]


class Gap(NamedTuple):
    """Tokens of either wording, half open, that stand against each other."""

    a0: int
    a1: int
    b0: int
    b1: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two wordings as tokens: what is `shared` in place, what `moved`, and where they differ."""

    a: Tokens
    b: Tokens
    shared: tuple[Tile, ...]
    moved: tuple[Tile, ...]
    gaps: tuple[Gap, ...]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Numbers of the tokens that answer each other, in `a` and in `b`."""
        for tile in (*self.shared, *self.moved):
            ends = tile.a + tile.size, tile.b + tile.size
            yield from zip(range(tile.a, ends[0]), range(tile.b, ends[1]), strict=True)


def align(a: Tokens, b: Tokens) -> Alignment:
    """Align two wordings token by token."""
    agreements = pieces([token.word for token in a], [token.word for token in b])
    shared = _settled(agreements, a, b)
    gaps = list(_between(shared, a, b))
    moved = list(_moved(gaps, a, b))
    return Alignment(a, b, tuple(shared), tuple(moved), tuple(_left(gaps, moved)))


def part(a: Tokens, b: Tokens) -> tuple[Alignment, Gap] | None:
    """Align two sentences by their longest common run of words alone; the run comes with it.

    Words that differ in their capitals are taken where the others are too few; None where these
    are too few as well, a hyphenated word counted as one.
    """
    left = [n for n, token in enumerate(a) if _is_word(token)]
    right = [n for n, token in enumerate(b) if _is_word(token)]
    run = longest([a[n].key for n in left], [b[n].key for n in right])
    if run.size < LONG_RUN:
        run = longest([a[n].word for n in left], [b[n].word for n in right])
    if run.size < LONG_RUN:
        return None
    words_a, words_b = left[run.a : run.a + run.size], right[run.b : run.b + run.size]
    at = Gap(words_a[0], words_a[-1] + 1, words_b[0], words_b[-1] + 1)
    inner = align(a[at.a0 : at.a1], b[at.b0 : at.b1])
    shared = tuple(Tile(t.a + at.a0, t.b + at.b0, t.size) for t in inner.shared)
    gaps = tuple(Gap(g.a0 + at.a0, g.a1 + at.a0, g.b0 + at.b0, g.b1 + at.b0) for g in inner.gaps)
    return Alignment(a, b, shared, (), gaps), at


def whole(a: Tokens, b: Tokens) -> tuple[Alignment, Gap]:
    """Align two wordings, and what of them is the shared text: all but stray marks at the ends."""
    found = align(a, b)
    at = Gap(0, len(a), 0, len(b))
    kept = [gap for gap in found.gaps if not _stray(gap, at, a, b)]
    for gap in found.gaps:
        if gap not in kept:
            opens = gap.a0 == 0 and gap.b0 == 0
            at = Gap(gap.a1, at.a1, gap.b1, at.b1) if opens else Gap(at.a0, gap.a0, at.b0, gap.b0)
    return replace(found, gaps=tuple(kept)), at


def _stray(gap: Gap, at: Gap, a: Tokens, b: Tokens) -> bool:
    """Whether a difference at either end is a bullet, a dash or a stop, and shared text is left."""
    edge = gap[::2] == at[::2] or gap[1::2] == at[1::2]
    marks = {token.word for token in (*a[gap.a0 : gap.a1], *b[gap.b0 : gap.b1])}
    return edge and not any(mark[0].isalnum() or mark in TELLING for mark in marks)


def edits(found: Alignment, a: Span, b: Span) -> tuple[Edit, ...]:
    """The differences as characters; `a` and `b` are those of the wordings as a whole."""
    gaps = [*found.gaps, *_respelt(found)]
    made = [_edit(found, gap, a, b) for gap in sorted(gaps)]
    made += [_edit(found, Gap(t.a, t.a + t.size, t.b, t.b + t.size), a, b) for t in found.moved]
    return tuple(sorted(made, key=lambda e: (e.a.start, e.b.start, e.a.end, e.b.end)))


def _settled(tiles: Iterable[Tile], a: Tokens, b: Tokens) -> list[Tile]:
    """Agreements without those that say less than the differences on either side of them."""
    kept = [(_strength(a[tile.a : tile.a + tile.size]), tile) for tile in tiles]
    while True:
        differs = _differences([tile for _, tile in kept], a, b)
        weak = [n for n, (strength, _) in enumerate(kept) if strength <= differs[n]]
        if not weak:
            return [tile for _, tile in kept]
        least = min(kept[n][0] for n in weak)
        kept = [each for n, each in enumerate(kept) if n not in weak or each[0] > least]


def _strength(tokens: Tokens) -> int:
    said = [token.word for token in tokens if _is_word(token)]
    return len(said) + len(content(said))


def _differences(tiles: Sequence[Tile], a: Tokens, b: Tokens) -> list[int]:
    """Words of the smaller difference beside each agreement; -1 where it opens or ends both."""
    ends = [Tile(0, 0, 0), *tiles, Tile(len(a), len(b), 0)]
    sizes = [
        max(behind.a - before.a - before.size, behind.b - before.b - before.size)
        for before, behind in pairwise(ends)
    ]
    return [min(pair) or -1 for pair in pairwise(sizes)]


def _is_word(token: Token) -> bool:
    return token.word[0].isalnum()


def _between(tiles: Sequence[Tile], a: Tokens, b: Tokens) -> Iterator[Gap]:
    ends = [Tile(0, 0, 0), *tiles, Tile(len(a), len(b), 0)]
    for before, behind in pairwise(ends):
        gap = Gap(before.a + before.size, behind.a, before.b + before.size, behind.b)
        if gap.a0 < gap.a1 or gap.b0 < gap.b1:
            yield gap


def _moved(gaps: Sequence[Gap], a: Tokens, b: Tokens) -> Iterator[Tile]:
    """Clauses that stand in one gap of `a` and another of `b`; a gap gives and takes one."""
    taken: set[int] = set()
    for number, gap in enumerate(gaps):
        near = range(max(0, number - NEAR), min(len(gaps), number + NEAR + 1))
        for other in near:
            if other not in taken | {number} and (tile := _clause(gap, gaps[other], a, b)):
                taken.add(other)
                yield tile
                break


def _clause(one: Gap, other: Gap, a: Tokens, b: Tokens) -> Tile | None:
    left = [token.word for token in a[one.a0 : one.a1]]
    right = [token.word for token in b[other.b0 : other.b1]]
    tile = longest(left, right)
    said = [word for word in left[tile.a : tile.a + tile.size] if word[0].isalnum()]
    whole = min(sum(word[0].isalnum() for word in side) for side in (left, right))
    enough = len(said) >= MOVED or (len(said) == whole and len(said) >= MOVED_PHRASE)
    return Tile(one.a0 + tile.a, other.b0 + tile.b, tile.size) if enough and content(said) else None


def _left(gaps: Iterable[Gap], moved: Sequence[Tile]) -> Iterator[Gap]:
    """What still differs in each gap when clauses that moved are taken out."""
    for gap in gaps:
        a = list(_rest(gap.a0, gap.a1, [(t.a, t.a + t.size) for t in moved]))
        b = list(_rest(gap.b0, gap.b1, [(t.b, t.b + t.size) for t in moved]))
        if len(a) <= 1 and len(b) <= 1:
            whole = [*(a or [(gap.a0, gap.a0)]), *(b or [(gap.b0, gap.b0)])]
            yield from [Gap(*whole[0], *whole[1])] if a or b else []
        else:
            yield from (Gap(*piece, gap.b0, gap.b0) for piece in a)
            yield from (Gap(gap.a1, gap.a1, *piece) for piece in b)


def _rest(start: int, end: int, taken: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first, last in sorted(taken):
        if start <= first and last <= end:
            if start < first:
                yield start, first
            start = last
    if start < end:
        yield start, end


def _respelt(found: Alignment) -> Iterator[Gap]:
    """Runs of words that agree but for their capitals."""
    for tile in found.shared:
        differs = (
            n for n in range(tile.size) if found.a[tile.a + n].key != found.b[tile.b + n].key
        )
        for _, group in groupby(enumerate(differs), key=lambda each: each[1] - each[0]):
            run = [n for _, n in group]
            first, last = run[0], run[-1] + 1
            yield Gap(tile.a + first, tile.a + last, tile.b + first, tile.b + last)


def _edit(found: Alignment, gap: Gap, a: Span, b: Span) -> Edit:
    kind: EditKind = "replaced"
    if gap.a0 == gap.a1:
        kind = "added"
    elif gap.b0 == gap.b1:
        kind = "cut"
    elif any((gap.a0, gap.b0) == (t.a, t.b) for t in found.moved):
        kind = "moved"
    left, right = _span(found.a, gap.a0, gap.a1, a), _span(found.b, gap.b0, gap.b1, b)
    return Edit(kind=kind, a=left, b=right)


def _span(tokens: Tokens, first: int, last: int, whole: Span) -> Span:
    """Characters of these tokens; of none, the place behind the token before."""
    if first < last:
        return Span(start=tokens[first].start, end=tokens[last - 1].end)
    place = tokens[first - 1].end if first else whole.start
    return Span(start=place, end=place)
