"""Furniture learnt from a pile of reports: lines that come back where the article does not.

A line that stands in several reports which share little other prose belongs to their pages; the
lines of copies of one dispatch come back too, but together with its prose, and are the article.
The idea of template lines by repetition within a site is Bar-Yossef and Rajagopalan's (Template
Detection via Data Mining, WWW 2002), here over lines of text where there is no markup. A line that
is another report's headline is a link to it.

Everything follows from the reports' profiles alone: neither order nor number of runs matters, and
a report adds no more work than its own lines and the reports that hold one of them.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from newsledger.model import Report, Zone
from newsledger.zones import agencies, furniture, lines, placement
from newsledger.zones.parts import Part

OF_ONE = 3  # independent reports of one outlet that make a line its furniture
OF_ALL = 5  # independent reports of any outlets that make a line furniture everywhere
WORDS = 20  # words of a line that can be learnt
TITLE = 4  # words of a headline that can be known again
WITNESS = 10  # words of a sentence that tells two reports carry one text
COPY = 0.5  # share of the shorter text's sentences that two copies of one text share
LINES = 400  # lines of a report that are looked at, from either end
HOLDERS = 64  # reports of one line that are looked at, first by id

_MARK = re.compile(r"\W*(?:\d{1,2}[.)]\s+)?")
_DIGITS = re.compile(r"\d+")
_RECORD = re.compile(r"\w[\w ]{1,40}(?:\s*:|\s+[-–—])\s+\S")  # "Age: 40": a record, not a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What of a report is compared with others: digests of its lines, 63 bits each, sorted.

    `lines` may be furniture, `prose` tells copies of one text, `titles` are its headlines.
    """

    report: str
    outlet: str
    lines: tuple[int, ...]
    prose: tuple[int, ...]
    titles: tuple[int, ...]


def profile(report: Report, zones: Sequence[Zone], outlet: str | None = None) -> Profile:
    """Profile of a report of an outlet, from its text and its zones without anything learnt."""
    found = _looked(lines.split(report.text))
    shapes = [(line.text, lines.shape(line.text)) for line in found]
    return Profile(
        report=report.id,
        outlet=(outlet or report.outlet or "").casefold(),
        lines=_digests(text for text, shape in shapes if _learnable(text, shape)),
        prose=_digests(t for t, s in shapes if s.prose and len(s.words) >= WITNESS),
        titles=_digests(_titles(report, zones)),
    )


def packed(each: Profile) -> bytes:
    """A profile as bytes, to be kept."""
    return msgspec.msgpack.encode(each)


def unpacked(content: bytes) -> Profile:
    """The profile that was kept."""
    return msgspec.msgpack.decode(content, type=Profile)


def learn(profiles: Iterable[Profile]) -> Mapping[str, frozenset[int]]:
    """For each report that has any, its lines that are furniture.

    A digest stands for a line that comes back, its complement (~) for another report's headline.
    """
    held: dict[int, list[Profile]] = defaultdict(list)
    titled: dict[int, list[Profile]] = defaultdict(list)
    every = sorted(profiles, key=lambda each: each.report)
    for each in every:
        for digest in each.lines:
            held[digest].append(each)
        for digest in each.titles:
            titled[digest].append(each)
    shared = {digest: _Shared.of(holders) for digest, holders in held.items() if len(holders) > 1}
    found = {each.report: _furniture(each, shared, titled) for each in every}
    return {report: digests for report, digests in found.items() if digests}


def learnt_in(own: Profile, others: Iterable[Profile]) -> frozenset[int]:
    """What `learn` says of one report; `others` are all that share a line, or are named in one."""
    near = {each.report: each for each in others} | {own.report: own}
    return learn(near.values()).get(own.report, frozenset())


def marked(parts: list[Part], learnt: frozenset[int]) -> list[Part]:
    """Mark undecided lines that were learnt, but no line above the article that is its headline."""
    if not learnt:
        return parts
    first = next((i for i, part in enumerate(parts) if part.prose), len(parts))
    told = placement.words(parts)
    return [
        part if i < first and placement.near(part, told) else _marked(part, i < first, learnt)
        for i, part in enumerate(parts)
    ]


def digest(text: str) -> int:
    """Digest of a line's words, whatever their case, marks, list number and counters."""
    words = furniture.normal(_MARK.sub("", text[: furniture.LONGEST], count=1))
    if furniture.touched(lines.shape(text)):
        words = _DIGITS.sub("0", words)
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest()) >> 1


@dataclass(frozen=True, slots=True)
class _Shared:
    """How many independent reports hold a line: in all, and by outlet."""

    all: int
    by_outlet: Mapping[str, int]

    @classmethod
    def of(cls, holders: Sequence[Profile]) -> "_Shared":
        """Count holders; of copies of one text one counts."""
        apart = _independent(holders[:HOLDERS])
        outlets: dict[str, list[Profile]] = defaultdict(list)
        for each in holders:
            outlets[each.outlet].append(each)
        counts = {k: len(_independent(v[:HOLDERS])) for k, v in outlets.items() if k}
        return cls(len(apart), counts)


def _furniture(
    own: Profile, shared: Mapping[int, _Shared], titled: Mapping[int, Sequence[Profile]]
) -> frozenset[int]:
    back = {each for each in own.lines if _repeats(shared.get(each), own.outlet)}
    named = {~each for each in own.lines if _named(own, titled.get(each, ()))}
    return frozenset(back | named)


def _named(own: Profile, titled: Sequence[Profile]) -> bool:
    return any(not _copies(own, other) for other in titled[:HOLDERS])


def _repeats(shared: _Shared | None, outlet: str) -> bool:
    if shared is None:
        return False
    return shared.all >= OF_ALL or shared.by_outlet.get(outlet, 0) >= OF_ONE


def _independent(holders: Sequence[Profile]) -> list[Profile]:
    apart: list[Profile] = []
    for each in holders:
        if each.prose and not any(_copies(each, other) for other in apart):
            apart.append(each)
    return apart


def _copies(a: Profile, b: Profile) -> bool:
    """Whether one text stands in both; a report is a copy of itself."""
    least = min(len(a.prose), len(b.prose))
    common = len(set(a.prose) & set(b.prose))
    return a.report == b.report or (common > 0 and common >= COPY * least)


def _looked(found: Sequence[lines.Line]) -> Sequence[lines.Line]:
    half = LINES // 2
    return found if len(found) <= LINES else [*found[:half], *found[-half:]]


def _learnable(text: str, shape: lines.Shape) -> bool:
    """Whether a line may be furniture: no sentence of a report, no dateline, no signature."""
    if not shape.words or len(shape.words) > WORDS or shape.quoted:
        return False
    speaks = shape.terminal or _RECORD.match(text)
    if shape.prose or (speaks and not furniture.touched(shape)):
        return False
    return not agencies.dateline(text, first=True)


def _titles(report: Report, zones: Sequence[Zone]) -> Iterator[str]:
    for zone in zones:
        if zone.kind == "headline":
            for line in lines.split(report.text[zone.start : zone.end]):
                if len(lines.shape(line.text).words) >= TITLE:
                    yield line.text


def _digests(texts: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({digest(text) for text in texts}))


def _marked(part: Part, above: bool, learnt: frozenset[int]) -> Part:
    if part.kind is not None or part.shape.prose:
        return part
    own = digest(part.line.text)
    if own in learnt:
        return replace(part, kind="navigation" if above else "other")
    if ~own in learnt and not above and len(part.shape.words) >= TITLE:
        return replace(part, kind="promotion")
    return part
