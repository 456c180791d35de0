"""A text's lines, or pieces of them, each judged by its own words and shape."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsledger.model import ZoneKind
from newsledger.zones import furniture, joins, lines, stamps
from newsledger.zones.agencies import Patterns
from newsledger.zones.lines import Line, Shape

LONG_CAPTION = 600  # characters; no caption is longer, so the article runs into its credit
CAPTION_LOOK = 200  # characters at the end of a line where a photo credit can stand

_NAMED = r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,4}"
_JOINED_CREDIT = re.compile(rf"(?<=[.!?\"”’)])(?P<credit>{_NAMED}(?:/{_NAMED}){{1,3}})$")
_PHOTO = re.compile(
    r"(?:[(\[](?:[^()\[\]]{0,60}\b)?(?:photos?|photograph|images?|pictures?|file|handout|courtesy"
    r"|screen ?(?:grab|shot)|video|source|credit)\b[^()\[\]]{0,60}[)\]]|\bgetty images(?:/[\w .]+)?"
    r"|\bshutterstock|\bEPA(?:-EFE)?|(?:^|[.!?]\s*)(?:view full caption\s+)?(?:photo|image|picture"
    r"|credit|courtesy|handout|via|file (?:photo|image))\s*(?:by|of|:|/|from|via)\s*"
    r"[\w .,/'’-]{2,50})\.?$",
    re.IGNORECASE,
)
SEEN = re.compile(
    r"\b(?:is|are) (?:seen|pictured|shown)\b|\bpictured\b|\((?:L|R|C|[Ll]eft|[Rr]ight|[Cc]enter)\)"
)
_TITLE_BAR = re.compile(r"\s+(?:[|»·]|::|[-–—])\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """A line, or a piece of one, and what is known of it so far; `kind` None: undecided."""

    line: Line
    shape: Shape
    kind: ZoneKind | None = None
    heading: bool = False
    closing: bool = False

    @property
    def prose(self) -> bool:
        """Whether it may be a sentence of the article."""
        return self.kind is None and self.shape.prose

    @property
    def size(self) -> int:
        """Its length in characters."""
        return self.line.end - self.line.start


def split(text: str, known: Patterns) -> list[Part]:
    """Lines of a text, furniture parted from what it is run together with, each judged alone."""
    middle = text[len(text) // 2 :]  # a page's foreign scraps are told from a foreign article
    foreign = furniture.foreign(middle)
    return [_judged(part, foreign) for part in _parts(text, known)]


def _parts(text: str, known: Patterns) -> Iterator[Part]:
    for line in lines.split(text):
        length = _stamp(line.text)
        if 0 < length < len(line.text):
            head, line = cut(line, length)
            yield Part(head, lines.shape(head.text), "date_banner")
        length = stamps.suffix(line.text)
        body, stamp = cut(line, length) if length else (line, None)
        yield from _joined(body, known)
        if stamp:
            yield Part(stamp, lines.shape(stamp.text), "date_banner")


def _joined(line: Line, known: Patterns) -> Iterator[Part]:
    """A line's pieces, where furniture is run together with it; the line alone elsewhere."""
    done = 0
    for join in joins.find(line.text, known):
        yield from _piece(line, done, join.start, None)
        yield from _piece(line, join.start, join.end, join.kind)
        done = join.end
    yield from _piece(line, done, len(line.text), None)


def _piece(line: Line, start: int, end: int, kind: ZoneKind | None) -> Iterator[Part]:
    """A piece of a line; of several sentences a known phrase tells of the first alone."""
    text = line.text[start:end]
    inner = text.strip()
    if not inner:
        return
    at = line.start + start + len(text) - len(text.lstrip())
    piece = Line(at, at + len(inner), inner, line.gap and start == 0)
    shape = lines.shape(inner)
    length = 0 if kind else joins.first_sentence(inner)
    match = furniture.known(inner, shape) if length else None
    if match and match.kind in {"caption", "promotion", "advert", "byline"}:
        head, piece = cut(piece, length)
        yield Part(head, lines.shape(head.text), match.kind)
        shape = lines.shape(piece.text)
    yield Part(piece, shape, kind)


def _stamp(text: str) -> int:
    cut = stamps.prefix(text)
    rest = text[cut:].strip()
    whole = stamps.kind(text) and (stamps.kind(rest) or len(rest.split()) < 2)  # noqa: PLR2004
    return 0 if whole else cut


def cut(line: Line, at: int) -> tuple[Line, Line]:
    """Part a line before its character `at`."""
    head, rest = line.text[:at].rstrip(), line.text[at:].lstrip()
    start = line.end - len(rest)
    return Line(line.start, line.start + len(head), head, line.gap), Line(
        start, line.end, rest, False
    )


def _judged(part: Part, foreign: bool) -> Part:
    if part.kind:
        return part
    text, shape = part.line.text, part.shape
    stamp = stamps.kind(text)
    if stamp:
        return replace(part, kind=stamp)
    match = furniture.known(text, shape)
    if match:
        return replace(part, kind=match.kind, heading=match.heading, closing=match.closing)
    return replace(part, kind=_looks(text, shape, foreign))


def _looks(text: str, shape: Shape, foreign: bool) -> ZoneKind | None:
    if furniture.bar(text, shape):
        return "navigation"
    if furniture.ticker(text, shape):
        return "promotion"
    signed = _PHOTO.search(text[-CAPTION_LOOK:]) or _JOINED_CREDIT.search(text[-CAPTION_LOOK:])
    if signed and not (shape.prose and len(text) > LONG_CAPTION):
        return "caption"
    if furniture.talk(shape, text) or (not foreign and furniture.foreign(text)):
        return "other"
    return None


def related(parts: list[Part]) -> list[Part]:
    """Mark page titles that repeat the headline, and scraps that come twice."""
    seen: dict[str, int] = {}
    for part in parts:
        key = furniture.normal(part.line.text)
        seen[key] = seen.get(key, 0) + 1
    return [replace(p, kind="navigation") if _echo(p, seen) else p for p in parts]


def _echo(part: Part, seen: dict[str, int]) -> bool:
    text = part.line.text[: furniture.LONGEST]
    cuts = [m.start() for m in _TITLE_BAR.finditer(text)]
    return part.kind is None and any(furniture.normal(text[:cut]) in seen for cut in cuts)


def credited(part: Part) -> Iterator[Part]:
    """Part a run-together photo credit from its caption."""
    tail = part.line.text[-CAPTION_LOOK:]
    match = _JOINED_CREDIT.search(tail) if part.kind == "caption" else None
    if not match:
        yield part
        return
    head, rest = cut(part.line, len(part.line.text) - len(tail) + match.start("credit"))
    yield replace(part, line=head)
    yield replace(part, line=rest, kind="credit")
