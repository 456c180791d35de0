"""What a feed says of an entry: moments as they are stated, names, one line each."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from newsledger.model import Block, Capture, PublicationFact
from newsledger.model.kinds import Layer
from newsledger.readers import encoding, moments, offsets

Layered = Sequence[tuple[Layer, ...]]

LONGEST = 500  # characters of a value; longer ones are not what they claim to be
ADDRESS = 2_000  # characters of an address
WHOLE = 30_000  # bytes of a source that is searched for a text as a whole

# Moments that stand for no date: the zero of .NET, of databases, of spreadsheets and of Unix.
_ZEROS = frozenset(
    (date(1, 1, 1), date(1601, 1, 1), date(1899, 12, 30), date(1900, 1, 1), date(1970, 1, 1))
)
_DIGITS = re.compile(r"\s*\d{4}-?\d\d-?\d\d[\d:.,TZ+\- ]*", re.ASCII)
_COARSE = re.compile(r"\s*\d{4}(?:-?\d{2})?\s*")  # a year, or a year and its month


def moment(raw: object, parsed: object, captured: str | None = None) -> str | None:
    """A stated date as ISO 8601, in the zone and to the precision that it is stated in, or None.

    `parsed` is the time tuple in UTC that feedparser read from `raw`. None for a year or a month
    alone, for the zero of a calendar or a clock, and for a day after the one the bytes were
    fetched on.
    """
    when = _when(parsed)
    if when is None or not isinstance(raw, str) or _COARSE.fullmatch(raw):
        return None
    if not credible(when, captured):
        return None
    stated = moments.iso(raw)
    if stated is None and _DIGITS.fullmatch(raw):
        return None  # a day that no month has, which feedparser counts on into the next
    read = _read(stated) if stated else None
    return stated if read == when else when.isoformat().replace("+00:00", "Z")


def iso(raw: object, captured: str | None = None) -> str | None:
    """A date or date-time as it is stated, or None where it is none or not to be believed."""
    stated = moments.iso(raw) if isinstance(raw, str) else None
    when = _read(stated) if stated else None
    return stated if when and credible(when, captured) else None


def credible(when: datetime, captured: str | None) -> bool:
    """Whether a moment can be a date: no zero, and not after the day the bytes were fetched."""
    if when.date() in _ZEROS and when.time() == datetime.min.time():
        return False
    fetched = _read(captured) if captured else None
    return fetched is None or when <= fetched + timedelta(days=1)


def line(value: object, longest: int = LONGEST) -> str | None:
    """A value on one line, or None where it is empty or too long to be what it claims."""
    words = " ".join(encoding.clean(value).split()) if isinstance(value, str) else ""
    return words if 0 < len(words) <= longest else None


def address(value: object) -> str | None:
    """A value that is a whole address of the web, else None: a relative one names no page."""
    words = line(value, ADDRESS)
    return words if words and re.match(r"https?://[^/]", words, re.IGNORECASE) else None


def fact(field: str, value: object, source: str) -> list[PublicationFact]:
    """One candidate with the name of the element it was read from, or none."""
    words = line(value)
    if words is None:
        return []
    return [PublicationFact(field=field, value=words, basis="feed", source=source)]  # type: ignore[arg-type]


def tag(value: object) -> str | None:
    """A language tag as feeds write it, with hyphens (BCP 47)."""
    words = line(value)
    return words.replace("_", "-") if words and len(words) <= 35 else None  # noqa: PLR2004


def _when(parsed: object) -> datetime | None:
    if not isinstance(parsed, Sequence) or len(parsed) < 6:  # noqa: PLR2004
        return None
    try:
        return datetime(*parsed[:6]).replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _read(value: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(value)
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def aligned(
    capture: Capture, encoding: str, kinds: Layered, text: str, within: tuple[int, int] | None
) -> tuple[tuple[Layer, ...], tuple[Block, ...]]:
    """Blocks of a text through whichever of `kinds` of layers opens the most of it.

    None where it would have to be looked for in a large source that shows no bounds of it.
    """
    if within is None and len(capture.content) > WHOLE:
        return kinds[0], ()
    found = []
    for layers in kinds:
        blocks = offsets.blocks(capture.content, encoding, layers, text, within)
        covered = sum(each.end - each.start for each in blocks)
        if covered >= len(text.replace("\n", "")):
            return layers, blocks
        found.append((covered, layers, blocks))
    _, layers, blocks = max(found, key=lambda each: each[0])
    return layers, blocks
