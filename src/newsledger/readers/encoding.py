"""Bytes to text: byte order mark, UTF-8, the declared encoding, a confident guess, or nothing."""

import codecs
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

SAMPLE = 64 * 1024  # bytes looked at to tell text from other matter, and to guess an encoding
CONTROL = 0.02  # share of control characters from which bytes are no text
DISORDER = 0.1  # share of unlikely characters up to which a guess is taken
BROKEN = 1_000  # characters to one that cannot be read, from which a text is only damaged

MARKS = (  # byte order marks, the longer of two that begin alike first
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
)
_NO_TEXT = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_COMMON = ("cp1252", "utf-8")  # preferred where a guess leaves several encodings open
_NO_CHARSET = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})
# Labels that pages use for a larger encoding (WHATWG Encoding Standard, 4.2).
_MEANT: Mapping[str, str] = MappingProxyType(
    {
        "iso8859-1": "cp1252",
        "ascii": "cp1252",
        "iso8859-9": "cp1254",
        "iso8859-11": "cp874",
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "shift_jis": "cp932",
        "euc_kr": "cp949",
    }
)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """A text, the Python name of its encoding, and the length of its byte order mark."""

    text: str
    encoding: str
    mark: int


def decoded(content: bytes, declared: str | None = None) -> Decoded | None:
    """Text of `content` without its byte order mark, or None where the encoding is in doubt.

    UTF-8 is believed before a declaration. Line ends are kept. A text that is damaged in few places
    (one character in a thousand) holds U+FFFD there. A guess is made by charset-normalizer
    (measures of disorder and coherence).
    """
    skipped = mark(content)
    damaged = _damaged(content[skipped:], _label(declared) or "utf-8")
    name = damaged or codec(content, declared, whole=True)
    return Decoded(content[skipped:].decode(name, "replace"), name, skipped) if name else None


def decode(content: bytes, declared: str | None = None) -> str | None:
    """Text of `content`, or None where its encoding is in doubt."""
    found = decoded(content, declared)
    return found.text if found else None


def codec(content: bytes, declared: str | None = None, *, whole: bool = False) -> str | None:
    """Python's name of the encoding of `content`, None where it is in doubt.

    Unless it is `whole`, its last character may be cut.
    """
    for start, name in MARKS:
        if content.startswith(start):
            return name if _decodes(content[len(start) :], name, whole) else None
    if _decodes(content, "utf-8", whole):
        return "utf-8"
    for name in filter(None, (_label(declared), _guessed(content))):
        if _decodes(content, name, whole):
            return name
    return None


def mark(content: bytes) -> int:
    """Length of the byte order mark that `content` begins with, 0 for none."""
    return next((len(start) for start, _ in MARKS if content.startswith(start)), 0)


def binary(content: bytes) -> bool:
    """Whether bytes are no text: a known signature, or many control characters."""
    if content.startswith(_MAGIC):
        return True
    if mark(content):
        return False
    sample = content[:SAMPLE]
    return len(sample) - len(sample.translate(None, _NO_TEXT)) > max(CONTROL * len(sample), 1)


def clean(text: str) -> str:
    """Replace lone surrogates, which no encoding can write, by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def _label(declared: str | None) -> str | None:
    """The encoding that a declaration means, None where it names no encoding of text."""
    try:
        name = codecs.lookup(declared or "").name
        b"\0".decode(name, "replace")  # refuses what is no text encoding, such as a compression
    except (LookupError, ValueError, TypeError, AssertionError):
        return None
    return None if name in _NO_CHARSET else _MEANT.get(name, name)


def _decodes(content: bytes, name: str, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(name)("strict").decode(content, whole)
    except (UnicodeError, LookupError, ValueError):
        return False
    return True


def _damaged(content: bytes, name: str) -> str | None:
    """The declared encoding of what is not UTF-8, where it reads all but a few bytes."""
    if _decodes(content, "utf-8", whole=True) or content.startswith(b"\0"):
        return None
    text = content.decode(name, "replace")
    broken, more = text.count("\ufffd"), len(content) - len(text)
    told = name != "utf-8" or more > 2 * broken
    return name if told and broken * BROKEN <= len(text) else None


def _guessed(content: bytes) -> str | None:
    import charset_normalizer  # slow, and seldom needed

    best = charset_normalizer.from_bytes(content[:SAMPLE]).best()
    if best is None or best.chaos > DISORDER:
        return None
    open_ = {codecs.lookup(name).name for name in best.could_be_from_charset}
    return next((each for each in _COMMON if each in open_), codecs.lookup(best.encoding).name)
