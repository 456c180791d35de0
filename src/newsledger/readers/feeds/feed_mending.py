"""A feed's bytes to text that an XML parser reads: its encoding, and the common faults mended.

Bare ampersands and marks, references that no document type declares, characters that XML forbids,
a section that never ends. An entity is replaced where its declaration is short and plain; one that
refers to another, to a file or to an address is left as it is written.
"""

import html.entities
import re
import sys

from newsledger.readers.encoding import MARKS
from newsledger.readers.offsets import coding

ENTITY = 64  # characters that a declared entity may stand for
DAMAGED = 10  # characters beyond ASCII for each byte that is no UTF-8, from which it is UTF-8
# Comments, sections and instructions, also those that never end.
SKIPPED = r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FAULTS = re.compile(
    rf"(?P<skipped>{SKIPPED})|&(?P<reference>\#[0-9]{{1,7}};|\#[xX][0-9a-fA-F]{{1,6}};|\w{{1,32}};)?"
    r"|(?P<less><(?![A-Za-z_/]))",
    re.DOTALL,
)
_PROLOGUE = re.compile(r"\s+|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?(?:\]\s*>|\Z)|>|\Z)", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(rf"""<!ENTITY\s+(\w{{1,32}})\s+(["'])([^<>&%"']{{0,{ENTITY}}})\2\s*>""")
_CODED = re.compile(r"""<!ENTITY\s+(\w{1,32})\s+(["'])(&\#\w{1,8};)\2\s*>""")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""")
_ODD = frozenset(("punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"))
_STARTS = (  # of documents whose encoding they tell (XML 1.0, appendix F)
    *MARKS,
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def decoded(content: bytes, charset: str | None) -> coding.Decoded | None:
    """The characters of `content` with their codec, or None where that cannot be told."""
    encoding = _codec(content, charset)
    return coding.decoded(content, encoding, None) if encoding else None


def mended(text: str) -> str:
    """XML without its prologue, with every reference and mark that would break it escaped."""
    text = _FORBIDDEN.sub("", text)
    start, declared = _prologue(text)

    def mend(match: re.Match[str]) -> str:
        skipped = match["skipped"]
        if skipped is None:
            return "&lt;" if match["less"] else _reference(match["reference"], declared)
        if not skipped.startswith("<![CDATA["):
            return ""
        return skipped if skipped.endswith("]]>") else f"{skipped}]]>"

    return _FAULTS.sub(mend, text[start:])


def _prologue(text: str) -> tuple[int, dict[str, str]]:
    """Where the root begins, and the short entities that its document type declares."""
    place, declared = max(text.find("<"), 0), dict[str, str]()
    while match := _PROLOGUE.match(text, place) or _DOCTYPE.match(text, place):
        for entity in (*_ENTITY.finditer(match[0]), *_CODED.finditer(match[0])):
            declared.setdefault(entity[1], entity[3])
        place = match.end()
    return place, declared


def _reference(written: str | None, declared: dict[str, str]) -> str:
    if written is None:
        return "&amp;"
    entity = written[:-1]
    if entity.startswith("#"):
        digits = entity[1:].casefold()
        return _character(int(f"0{digits}", base=0) if digits[0] == "x" else int(digits))
    if entity in {"amp", "lt", "gt", "quot", "apos"}:
        return f"&{entity};"
    point = html.entities.name2codepoint.get(entity)
    return declared.get(entity) or (f"&#{point};" if point else f"&amp;{entity};")


def _character(number: int) -> str:
    allowed = number <= sys.maxunicode and not _FORBIDDEN.match(chr(number))
    return f"&#{number};" if allowed else ""


def _codec(content: bytes, charset: str | None) -> str | None:
    """Codec by byte order mark, by trial of UTF-8, as declared, or cp1252 (RFC 7303, section 3)."""
    marked = next((codec for mark, codec in _STARTS if content.startswith(mark)), None)
    written = _DECLARED.search(content[:1_024])
    declared = [charset, written[1].decode("ascii") if written else None]
    if marked:
        return marked
    if any(each and each.casefold().startswith("iso-2022") for each in declared):
        declared = [*declared, "utf-8"]
    elif _utf8(content):
        return "utf-8"
    return next((each for each in (*declared, "cp1252") if each and _reads(content, each)), None)


def _utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 3 and error.end == len(content):
            return True  # cut short inside of a character
        text = content.decode("utf-8", "replace")
        beyond = sum(1 for each in text if each > "\x7f" and each != "\ufffd")
        return beyond >= DAMAGED * text.count("\ufffd")
    return True


def _reads(content: bytes, codec: str) -> bool:
    known = coding.codec(content, codec)
    if known is None or known.replace("-", "_") in _ODD or known in _ODD:
        return False
    try:
        content.decode(known)
    except (LookupError, ValueError):
        return False
    return True
