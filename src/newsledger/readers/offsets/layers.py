"""What stands between a source and a text: tags and references, JSON strings, quoted cells.

WHATWG HTML, 13.2.5 Tokenization (tags, comments, raw text, character references), with the CDATA
sections of XML 1.0, 2.7; RFC 8259, 7 (strings of JSON); RFC 4180, 2 (quoted cells).
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5

from newsledger.model.kinds import Layer
from newsledger.readers.offsets.view import Edit, View, edited, whole

WALL = "\0"  # where a string or a cell begins or ends: nothing goes on across it
TAG = "\1"  # where a tag stood: no tag or reference of a layer within goes on across it

# Each alternative takes what it began, up to a wall or the end where it is not closed, and gives
# nothing back: time is linear in the source.
_RAW = r"(?:script|style|iframe|noembed|noframes|xmp)"
_REST = r"""[^>=\0\1]*+(?:=\s*+(?:"[^"\0\1]*+"?|'[^'\0\1]*+'?)?[^>=\0\1]*+)*+>?"""
_PLAIN = rf"(?!{_RAW}[\s/>])/?[a-z]{_REST}"
_TOKEN = re.compile(
    rf"""<(?:
        {_PLAIN}(?:\s*+<{_PLAIN})*+
      | (?P<raw>{_RAW}){_REST}(?:[^<\0\1]++|<(?!/(?P=raw)[\s/>]))*+(?:</[^>\0\1]*+>?)?
      | !--(?:-?>|(?:[^-\0\1]++|-(?!-!?>))*+(?:--!?>)?)
      | !\[CDATA\[(?P<kept>(?:[^]\0\1]++|](?!]>))*+)(?:\]\]>)?
      | [!?/][^>\0\1]*+>?
    )
    | &(?:\#(?:[0-9]++|x[0-9a-f]++);?|[a-z][a-z0-9]{{1,31}}+;?)""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_ESCAPE = re.compile(
    r'\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|u([0-9a-f]{4})|(.))|"',
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_RUN = re.compile('"+')
_BEFORE = ",;\t|\r\n"  # what a quoted cell may follow
_LONGEST = 4_000  # digits of a reference; int() refuses a few more
_HIGH, _LOW, _PAIR = 0xD800, 0xDC00, 0x10000  # surrogates: high ones, low ones, what a pair begins


def resolved(source: str, layers: tuple[Layer, ...], *, inside: bool) -> View:
    """See through `layers`, in order; `inside` says whether the source begins inside a cell."""
    view = whole(source)
    for layer in layers:
        view = edited(view, _edits(view.text, layer, inside=inside))
    return view


def _edits(text: str, layer: Layer, *, inside: bool) -> Iterator[Edit]:
    if layer == "markup":
        return _markup(text)
    return _json(text) if layer == "json" else _cells(text, inside=inside)


def _markup(text: str) -> Iterator[Edit]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if text[start] == "&":
            size, shown = _reference(match[0])
            yield start, start + size, shown
        elif match.start("kept") >= 0:
            yield start, match.start("kept"), ""
            yield match.end("kept"), end, ""
        else:
            yield start, end, TAG


def _reference(token: str) -> tuple[int, str]:
    """Characters of `token` that a reference takes, and what it stands for."""
    if token[1] == "#":
        return len(token), html.unescape(token) if len(token) < _LONGEST else "\ufffd"
    sizes = range(len(token), 2, -1)
    known = next((size for size in sizes if token[1:size] in html5), 1)
    return known, html5.get(token[1:known], "&")


def _json(text: str) -> Iterator[Edit]:
    for match in _ESCAPE.finditer(text):
        yield match.start(), match.end(), _unescaped(*match.groups())


def _unescaped(high: str | None, low: str | None, code: str | None, plain: str | None) -> str:
    if high and low:
        return chr(_PAIR + (int(high, 16) - _HIGH) * 0x400 + int(low, 16) - _LOW)
    if code:
        shown = chr(int(code, 16))
        return " " if shown in (WALL, TAG) else shown
    return _SHORT.get(plain, plain) if plain else WALL


def _cells(text: str, *, inside: bool) -> Iterator[Edit]:
    """Two quotes are one; the first and the last of a cell are walls."""
    for match in _RUN.finditer(text):
        place, end = match.span()
        if not inside:
            if place and text[place - 1] not in _BEFORE:
                continue
            yield place, place + 1, WALL
            place, inside = place + 1, True
        for start in range(place, end - 1, 2):
            yield start, start + 2, '"'
        if (end - place) % 2:
            yield end - 1, end, WALL
            inside = False
