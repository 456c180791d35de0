"""How one sentence stands to another, and which sentences of two reports answer each other."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

from newsledger import vocabulary
from newsledger.lineage.readings import MOST_WORDS, SHARED_CONTENT, Reading
from newsledger.lineage.wording import Line, content

Kind = Literal["identical", "edited"]
Ends = tuple[int, int]  # numbers of a first and a last sentence

# Chosen on 12,610 pairs of akin sentences of 2,588 news pages, among them made copies with words
# changed, beside independent reports of like incidents in the set phrases of their trade; pairs of
# one origin are given as right, pairs of others (some share text too) as wrong.
EDITED = 0.6  # of the shorter sentence's words stand in the longer one, in order, with names or not
REWORDED = 0.75  # of the longer sentence's content as well: words were changed; 8,399 : 939
SHORTENED = 0.8  # of the shorter sentence's content: clauses were cut, where the next are given too
SHORT_RUN = 8  # words of it in one unbroken run, with `RUN_CONTENT`; 212 : 705
RUN_CONTENT = 5  # content words of a run
PIECE = 3  # words of a run that counts, where a sentence is pieced together from several
PIECED = 0.75  # of the shorter sentence's words are in such runs, with `PIECED_CONTENT`; 37 : 129
PIECED_CONTENT = 6
LONG_RUN = 10  # words in one unbroken run: shared text whatever stands around it; of 8, 15 : 129
PLAIN_RUN = 12  # words of one that holds no name: such are the set phrases of courts and clinics
PLAIN_CONTENT = 7  # content words of a reworded sentence that shares no name
RUN_MATTER = 4  # words of that run neither common, nor names, nor offices: no mere name and title
NUMBER = 3  # digits of a number that tells as a name does
EDGE = 3  # words that may stand before a run that opens both sentences, or behind a last one
MOVED = 0.8  # of either sentence's content stands in the other, in any order
TILE = 4  # words of the shortest clause that may have changed places
MOST_JOINED = 16  # edited sentences in one passage, so that aligning their words stays cheap
MOST_CELLS = 10_000  # words of one sentence times words of the other, compared each with each
MOST_TILES = 6  # clauses of one sentence
JOINED = 3  # content words that a sentence adds to those its neighbour shares, to be split from it


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence `a` of one report answers sentence `b` of another; `score` is 1 for identical."""

    score: float
    a: int
    b: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring sentences, first to last of each report, that answer each other in order."""

    a: Ends
    b: Ends
    kind: Kind


class Tile(NamedTuple):
    """Words in an unbroken run: where it begins in either sentence and how many."""

    a: int
    b: int
    size: int


def overlap(one: Line, other: Line) -> float:
    """Share of the shorter sentence's content that stands in the other in order; 0: no edit.

    The longest common subsequence of content words (rapidfuzz). Either most words are left, or a
    sentence was shortened, or one long run opens or ends both, or clauses changed places. That the
    same person and office, or the same set phrase, stands in both makes no edit.
    """
    shared = LCSseq.similarity(one.content, other.content)
    sizes = sorted((len(one.content), len(other.content)))
    if shared < SHARED_CONTENT or not sizes[0]:
        return 0.0
    share = shared / sizes[0]
    named = shared >= PLAIN_CONTENT or _names(one, one.words) & _names(other, other.words)
    reworded = bool(named) and shared >= REWORDED * sizes[1]
    if (reworded or share >= SHORTENED) and _alike(one, other):
        return share if reworded or _shortened(one, other) else _continued(one, other, share)
    return _continued(one, other, share) or _moved(one, other)


def _alike(one: Line, other: Line) -> bool:
    """Whether the words are mostly shared, without names too."""
    pairs = (one.matter, other.matter), (one.words, other.words)
    return all(_share(*pair) >= EDITED for pair in pairs)


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    shorter = min(len(one), len(other))
    return LCSseq.similarity(one, other) / shorter if shorter else 0.0


def _shortened(one: Line, other: Line) -> bool:
    """Whether the shorter sentence is a long run of the longer one, or pieced together from it."""
    tile = longest(one.words, other.words)
    if tile.size >= SHORT_RUN and _content(one, tile) >= RUN_CONTENT:
        return True
    kept = [piece for piece in pieces(one.words, other.words) if piece.size >= PIECE]
    said = sum(piece.size for piece in kept)
    enough = sum(_content(one, piece) for piece in kept) >= PIECED_CONTENT
    return enough and said >= PIECED * min(len(one.words), len(other.words))


def pieces(one: Sequence[str], other: Sequence[str]) -> Iterator[Tile]:
    """The runs that a longest common subsequence of two wordings is made of, in order."""
    for op in LCSseq.opcodes(one, other):
        if op.tag == "equal":
            yield Tile(op.src_start, op.dest_start, op.src_end - op.src_start)


def _content(line: Line, tile: Tile) -> int:
    return len(content(line.words[tile.a : tile.a + tile.size]))


def _continued(one: Line, other: Line, share: float) -> float:
    """The share, where both sentences open or end with one long run: one was continued anew."""
    tile = long_run(one, other)
    if tile is None:
        return 0.0
    behind = len(one.words) - tile.a - tile.size, len(other.words) - tile.b - tile.size
    return share if max(tile.a, tile.b) <= EDGE or max(behind) <= EDGE else 0.0


def _moved(one: Line, other: Line) -> float:
    """Share of content in clauses that both have, wherever (greedy string tiling; Wise 1993)."""
    longer = max(len(one.content), len(other.content))
    if _common(one.content, other.content) < MOVED or _common(one.matter, other.matter) < MOVED:
        return 0.0
    shared = sum(_content(one, tile) for tile in _tiles(one.words, other.words))
    return shared / longer if shared >= max(SHARED_CONTENT, EDITED * longer) else 0.0


def _common(one: Sequence[str], other: Sequence[str]) -> float:
    """Share of the longer one's different words that the other has too."""
    longer = max(len(set(one)), len(set(other)))
    return len(set(one).intersection(other)) / longer if longer else 0.0


def _tiles(one: Sequence[str], other: Sequence[str]) -> Iterator[Tile]:
    a, b = list(one), list(other)
    for n in range(MOST_TILES):
        tile = longest(a, b)
        if tile.size < TILE:
            return
        yield tile
        a[tile.a : tile.a + tile.size] = [f"<{n}"] * tile.size
        b[tile.b : tile.b + tile.size] = [f"{n}>"] * tile.size


def longest(one: Sequence[str], other: Sequence[str]) -> Tile:
    """The longest run of words in both, the first of equals.

    Of very long sentences, the longest one in their longest common subsequence.
    """
    if len(one) * len(other) > MOST_CELLS:
        return max(pieces(one, other), key=lambda piece: piece.size, default=Tile(0, 0, 0))
    return Tile(*SequenceMatcher(None, one, other, autojunk=False).find_longest_match())


def long_run(one: Line, other: Line) -> Tile | None:
    """The longest run of words in both sentences, where it is long and has enough to say."""
    if LCSseq.similarity(one.words, other.words, score_cutoff=LONG_RUN) < LONG_RUN:
        return None
    tile = longest(one.words, other.words)
    said = one.words[tile.a : tile.a + tile.size]
    matter = set(one.matter).intersection(other.matter, said)
    least = LONG_RUN if _names(one, said) else PLAIN_RUN
    return tile if tile.size >= least and len(matter - offices()) >= RUN_MATTER else None


def _names(line: Line, said: Iterable[str]) -> set[str]:
    """Names among these words of a sentence, and numbers of some length."""
    words = set(line.content).intersection(said)
    return {word for word in words.difference(line.matter) if len(word) > 1} | {
        word for word in words if word[0].isdigit() and len(word) >= NUMBER
    }


@functools.cache
def offices() -> frozenset[str]:
    """Words for whom a person is (vocabulary/titles.toml)."""
    return frozenset(vocabulary.load("titles")["offices"])


def runs(matches: Iterable[Match], a: Reading, b: Reading) -> list[Run]:
    """Pair sentences one to one, best first, grow over short neighbours, join neighbours.

    A sentence left over that continues an edited one is added to it: two were made of one.
    """
    chosen = _grown(_one_to_one(matches), a.lines, b.lines)
    free_a = set(range(len(a.lines))).difference(match.a for match in chosen)
    free_b = set(range(len(b.lines))).difference(match.b for match in chosen)
    return [
        run if run.kind == "identical" else _stretched(run, a, b, free_a, free_b)
        for run in _joined(chosen, a, b)
    ]


def _joined(chosen: Iterable[Match], a: Reading, b: Reading) -> list[Run]:
    joined: list[Run] = []
    for match in sorted(chosen, key=lambda m: (m.a, m.b)):
        if joined and _continues(joined[-1], match, a, b):
            first = joined.pop()
            joined.append(Run((first.a[0], match.a), (first.b[0], match.b), match.kind))
        else:
            joined.append(Run((match.a, match.a), (match.b, match.b), match.kind))
    return joined


def _continues(run: Run, match: Match, a: Reading, b: Reading) -> bool:
    follows = run.kind == match.kind and match.a == run.a[1] + 1 and match.b == run.b[1] + 1
    short = run.kind == "identical" or match.a - run.a[0] < MOST_JOINED
    return follows and short and match.a not in a.apart and match.b not in b.apart


def _stretched(run: Run, a: Reading, b: Reading, free_a: set[int], free_b: set[int]) -> Run:
    """The run with the free neighbours on one side that the other side's sentences hold as well."""
    ends = _stretch(run.a, a, _said(b, run.b), free_a)
    if ends != run.a:
        return Run(ends, run.b, run.kind)
    return Run(run.a, _stretch(run.b, b, _said(a, run.a), free_b), run.kind)


def _stretch(ends: Ends, reading: Reading, held: Sequence[str], free: set[int]) -> Ends:
    """Ends moved by one sentence each way, where what it adds stands in `held` as well."""
    first, last = ends
    if last + 1 in free - reading.apart and _adds(reading, ends, last + 1, held):
        free.discard(last := last + 1)
    if first - 1 in free and first not in reading.apart and _adds(reading, ends, first - 1, held):
        free.discard(first := first - 1)
    return first, last


def _adds(reading: Reading, ends: Ends, new: int, held: Sequence[str]) -> bool:
    longer = _said(reading, (min(ends[0], new), max(ends[1], new)))
    gain = LCSseq.similarity(longer, held) - LCSseq.similarity(_said(reading, ends), held)
    return gain >= JOINED and gain >= EDITED * len(reading.lines[new].content)


def _said(reading: Reading, ends: Ends) -> list[str]:
    return [word for line in reading.lines[ends[0] : ends[1] + 1] for word in line.content]


def _one_to_one(matches: Iterable[Match]) -> list[Match]:
    chosen: list[Match] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for match in sorted(matches, key=lambda m: (-m.score, abs(m.a - m.b), m.a, m.b)):
        if match.a not in used_a and match.b not in used_b:
            chosen.append(match)
            used_a.add(match.a)
            used_b.add(match.b)
    return chosen


def _grown(chosen: list[Match], a: Sequence[Line], b: Sequence[Line]) -> list[Match]:
    """Add identical neighbours too short or too common to be matched by themselves."""
    grown = list(chosen)
    used_a, used_b = {m.a for m in chosen}, {m.b for m in chosen}
    for match in grown:  # the list grows while it is read: each new match is tried in turn
        for step in (-1, 1):
            i, j = match.a + step, match.b + step
            if _free(i, used_a, a) and _free(j, used_b, b) and a[i].key == b[j].key:
                grown.append(Match(1.0, i, j, match.kind))
                used_a.add(i)
                used_b.add(j)
    return grown


def _free(index: int, used: set[int], among: Sequence[Line]) -> bool:
    return 0 <= index < len(among) and index not in used and len(among[index].words) <= MOST_WORDS
