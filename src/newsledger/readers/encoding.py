"""Bytes to text: byte order mark, UTF-8, the declared encoding, a confident guess, or nothing."""

import codecs
import re

import charset_normalizer

SAMPLE = 64 * 1024  # bytes looked at to tell text from other matter, and to guess an encoding
CONTROL = 0.02  # share of control characters from which bytes are no text
DISORDER = 0.1  # share of unlikely characters up to which a guess is taken

_MARKS = (
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
_COMMON = ("cp1252", "utf_8")  # preferred where a guess leaves several encodings open
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(content: bytes, declared: str | None = None) -> str | None:
    """Text of `content` without its byte order mark, or None where the encoding is in doubt.

    Line ends are kept. A guess is made by charset-normalizer (measures of disorder and coherence).
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding)
    text = _strict(content, "utf-8")
    if text is None and declared:
        text = _strict(content, declared)
    return _guessed(content) if text is None else text


def binary(content: bytes) -> bool:
    """Whether bytes are no text: a known signature, or many control characters."""
    if content.startswith(_MAGIC):
        return True
    if content.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    sample = content[:SAMPLE]
    return len(sample) - len(sample.translate(None, _NO_TEXT)) > max(CONTROL * len(sample), 1)


def clean(text: str) -> str:
    """Replace lone surrogates, which no encoding can write, by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError, UnicodeError, ValueError):
        return None


def _guessed(content: bytes) -> str | None:
    best = charset_normalizer.from_bytes(content[:SAMPLE]).best()
    if best is None or best.chaos > DISORDER:
        return None
    open_ = best.could_be_from_charset
    encoding = next((each for each in _COMMON if each in open_), best.encoding)
    return _strict(content, encoding)
