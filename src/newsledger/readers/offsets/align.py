"""Lines of a text in the stream of its source: in order where they are, else wherever they are."""

from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from newsledger.readers.offsets.stream import GAP

LONG = 40  # characters of a line that is taken to stand where it is first found
SEED = 16  # characters by which a part of a line is looked for, or a line away from its neighbours
SHORT = 5  # characters by which a part is looked for between two other parts of its line
LEAST = 3  # characters of the shortest part
NEAR = 2_000  # characters looked through for short parts, and for anything once EFFORT is spent
EFFORT = 200_000_000  # characters looked through in one text for what is not found at once
MOST = 50_000  # parts that are given

_BULLETS = "-*•·–—>#"  # put before the items of a list by extractors


class Match(NamedTuple):
    """Characters `start` to `end` of a text, and `low` to `high` of a stream."""

    start: int
    end: int
    low: int
    high: int


class Line(NamedTuple):
    """A line and where it begins in its text."""

    start: int
    text: str


class Window(NamedTuple):
    """Characters `low` to `high` of a stream."""

    low: int
    high: int


Find = Callable[[str, Window], int]  # where a text stands, or below 0


def matches(stream: str, text: str) -> list[Match]:
    """Parts of the lines of `text`, in order, where `stream` holds the same characters.

    The heading is looked for last, as near before the rest as it stands: a page repeats its title.
    """
    find = _finder(stream)
    head, *rest = _lines(text)
    first = stream.find(head.text)
    body = _body(find, stream, rest, first + len(head.text) if first >= 0 else 0)
    place = stream.rfind(head.text, 0, body[0].low) if body else -1
    everywhere = Window(0, len(stream))
    found = [_match(head, place)] if place >= 0 else _found(find, stream, head, everywhere)
    return [*found, *body][:MOST]


def _lines(text: str) -> list[Line]:
    lines = text.split(GAP)
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return [Line(start, line) for start, line in zip(starts, lines, strict=False) if line]


def _finder(stream: str) -> Find:
    """A search that goes on near by only, once EFFORT is spent."""
    left = EFFORT

    def find(what: str, within: Window) -> int:
        nonlocal left
        low, high = within
        if left <= 0:
            high = min(high, low + NEAR + len(what))
        place = stream.find(what, low, high)
        left -= (place if place >= 0 else high) - low
        return place

    return find


def _body(find: Find, stream: str, lines: list[Line], cursor: int) -> list[Match]:
    """Long lines are looked for first, in order; then what stands between them."""
    long = _long(find, lines, Window(cursor, len(stream)))
    found: list[Match] = []
    for line, match, until in zip(lines, long, _until(long, len(stream)), strict=True):
        within = Window(cursor, until) if cursor < until else Window(0, len(stream))
        found.extend([match] if match else _found(find, stream, line, within))
        cursor = found[-1].high if found else cursor
        if len(found) > MOST:
            break
    return found


def _long(find: Find, lines: list[Line], within: Window) -> list[Match | None]:
    found: list[Match | None] = []
    cursor, size = within
    for line in lines:
        long = len(line.text) >= LONG
        place = _place(find, line.text, Window(cursor, size), size) if long else -1
        found.append(_match(line, place) if place >= 0 else None)
        cursor = place + len(line.text) if place >= 0 else cursor
    return found


def _until(matches: list[Match | None], size: int) -> list[int]:
    """Where the next line that was found begins, for each line."""
    untils, until = [], size
    for match in reversed(matches):
        untils.append(until)
        until = match.low if match else until
    return untils[::-1]


def _place(find: Find, what: str, within: Window, size: int) -> int:
    """Where a text stands; a short one is not looked for away from where it should be."""
    place = find(what, within)
    elsewhere = place < 0 and len(what) >= SEED and within != (0, size)
    return find(what, Window(0, size)) if elsewhere else place


def _found(find: Find, stream: str, line: Line, within: Window) -> list[Match]:
    """A line within a window, else anywhere, else its parts."""
    for each in (line, _unlisted(line)):
        place = _place(find, each.text, within, len(stream)) if each.text else -1
        if place >= 0:
            return [_match(each, place)]
    parts = _parts(find, stream, line, within)
    parts = parts or _parts(find, stream, line, Window(0, len(stream)))
    return list(_filled(find, stream, line, parts)) if parts else []


def _unlisted(line: Line) -> Line:
    size = len(line.text) - len(line.text.lstrip(_BULLETS))
    return Line(line.start + size, line.text[size:])


def _match(line: Line, place: int) -> Match:
    return Match(line.start, line.start + len(line.text), place, place + len(line.text))


def _parts(find: Find, stream: str, line: Line, within: Window, *, seed: int = SEED) -> list[Match]:
    """Parts of a line that does not stand together, each as long as can be."""
    found: list[Match] = []
    (low, high), what, done, start = within, line.text, 0, 0
    while start + seed <= len(what) and low < high:
        place = find(what[start : start + seed], Window(low, high))
        if place < 0:
            start += max(seed // 2, 1)
            continue
        back = _behind(
            what[max(done, start - seed) : start], stream[max(low, place - seed) : place]
        )
        done = start + _ahead(what, start, stream, place)
        low = place + done - start
        found.append(Match(line.start + start - back, line.start + done, place - back, low))
        start = done
    return found


def _behind(one: str, other: str) -> int:
    """Characters that both end with."""
    pairs = enumerate(zip(reversed(one), reversed(other), strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _ahead(one: str, first: int, other: str, second: int) -> int:
    """Characters that are the same in both, from `first` in one and from `second` in the other."""

    def same(low: int, size: int) -> bool:
        part = one[first + low : first + low + size]
        return len(part) == size and other.startswith(part, second + low)

    size, step = 0, 1
    while same(size, step):
        size, step = size + step, step * 2
    while step:
        size, step = size + step * same(size, step), step // 2
    return size


def _filled(find: Find, stream: str, line: Line, parts: list[Match]) -> Iterator[Match]:
    """The parts of a line, and between them such short parts as stand close by."""
    low, high = max(parts[0].low - NEAR, 0), min(parts[-1].high + NEAR, len(stream))
    end = line.start + len(line.text)
    edges = Match(line.start, line.start, low, low), Match(end, end, high, high)
    for before, after in pairwise((edges[0], *parts, edges[1])):
        if before.start < before.end:
            yield before
        rest = line.text[before.end - line.start : after.start - line.start]
        within = Window(before.high, min(after.low, before.high + NEAR))
        yield from _short(find, stream, Line(before.end, rest), within)


def _short(find: Find, stream: str, line: Line, within: Window) -> list[Match]:
    if len(line.text) < LEAST or within.low >= within.high:
        return []
    place = find(line.text, within)
    return [_match(line, place)] if place >= 0 else _parts(find, stream, line, within, seed=SHORT)
