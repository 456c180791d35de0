"""Where a line stands decides what it is: above the article, in it, or below it.

The article runs from the first to the last line of prose. Titles above it are headlines, scraps
there belong to the page; below it a line stays only where it reads as a sentence or a signature.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger.model import ZoneKind
from newsledger.zones import agencies, furniture, lines, stamps
from newsledger.zones.parts import CAPTION_LOOK, SEEN, Part

FOOT = 0.2  # share of a text's prose that may follow what opens the foot of its page
TITLE = 4  # words a headline has at least, where there is a choice
CLEAN = 8  # words of a sentence that stays body even in the foot of a page
BROKEN = 12  # words, mostly in lower case, that are a sentence even where its end is cut off
BULLETS = "•·▪►▶‣"  # not the dash or the star: an article's own lists use them


def placed(parts: list[Part], known: agencies.Patterns) -> list[Part]:
    """Decide the parts their own words left open; what nothing speaks against stays open."""
    parts = _captioned(_listed(parts, _first(parts)), known)
    parts = _introduced(parts, _first(parts)) if _first(parts) < len(parts) else parts
    prose = [i for i, part in enumerate(parts) if part.prose]
    if not prose:
        return _headed(parts, len(parts))
    foot = _foot(parts, prose)
    last = max((i for i in prose if i < foot), default=prose[-1])
    parts = _headed(parts, prose[0])
    below = sum(part.size for part in parts[last + 1 :] if part.kind is None)
    if below > FOOT * sum(part.size for part in parts):
        return parts
    return [*parts[: last + 1], *_footed(parts[last + 1 :], known)]


def _first(parts: Sequence[Part]) -> int:
    return next((i for i, part in enumerate(parts) if part.prose), len(parts))


def _captioned(parts: list[Part], known: agencies.Patterns) -> list[Part]:
    """Mark lines above the article that are signed by a photographer or show what is seen."""
    out = list(parts)
    for i, part in enumerate(parts):
        if part.kind is not None or len(part.shape.words) < TITLE:
            continue
        if _caption(part.line.text, known):
            out[i] = replace(part, kind="caption")
        elif part.shape.prose:
            break
    return out if any(part.prose for part in out) else parts


def _caption(text: str, known: agencies.Patterns) -> bool:
    dated = next(stamps.find(text[: lines.LOOK]), None)
    signed = known.photo.search(text[-CAPTION_LOOK:])
    return bool(dated and (signed or SEEN.search(text[: lines.LOOK])))


def _introduced(parts: list[Part], first: int) -> list[Part]:
    """Mark the sentence that introduces an article above its byline or dateline."""
    below = next((i for i in range(first + 1, len(parts)) if parts[i].kind is None), first)
    alone = 0 < first < below - 1
    dateline = alone and agencies.dateline(parts[below].line.text, first=True)
    if not dateline or parts[first - 1].kind not in (None, "headline"):
        return parts
    return [replace(p, kind="other") if i == first else p for i, p in enumerate(parts)]


def _listed(parts: list[Part], first: int) -> list[Part]:
    """Carry a list's heading to its items: titles that follow it, across gaps below the article."""
    out: list[Part] = []
    kind: ZoneKind | None = None
    for i, part in enumerate(parts):
        title = not part.prose and (not part.shape.terminal or furniture.item(part.line.text))
        carries = kind and title and part.kind is None and not (part.line.gap and i < first)
        kind = part.kind if part.heading else (kind if carries or part.kind == kind else None)
        out.append(replace(part, kind=kind) if carries else part)
    return out[:first] + _linked(out[first:])


def _linked(parts: list[Part]) -> list[Part]:
    """Mark titles listed two or more together, and a title over them; a colon announces a list."""
    out: list[Part] = []
    for listed, run in itertools.groupby(parts, _link):
        group = list(run)
        announced = bool(out) and out[-1].line.text.endswith(":")
        if listed and len(group) > 1 and not announced:
            out[-1:] = [_promoted(part) if _heads(part) else part for part in out[-1:]]
            group = [_promoted(part) for part in group]
        out += group
    return out


def _link(part: Part) -> bool:
    text = part.line.text
    mark = text[0] in BULLETS or (text[0].isdigit() and furniture.item(text))
    return mark and len(part.shape.words) >= TITLE - 1 and not part.shape.terminal


def _heads(part: Part) -> bool:
    return len(part.shape.words) <= TITLE and not part.shape.terminal


def _promoted(part: Part) -> Part:
    return replace(part, kind=part.kind or "promotion", closing=True)


def _foot(parts: list[Part], prose: list[int]) -> int:
    """Index of the line that opens the foot of the page: little prose follows it."""
    total = sum(parts[i].size for i in prose)
    after = 0
    foot = len(parts)
    for i in range(len(parts) - 1, prose[0], -1):
        after += parts[i].size if parts[i].prose else 0
        if after > FOOT * total:
            return foot
        foot = i if parts[i].closing else foot
    return foot


def _headed(parts: list[Part], first: int) -> list[Part]:
    """Decide the lines above the article: headlines, an author's name, scraps of the page."""
    open_ = [i for i in range(first) if parts[i].kind is None]
    titles = [i for i in open_ if len(parts[i].shape.words) >= TITLE]
    out = list(parts)
    for i in open_:
        out[i] = replace(parts[i], kind=_head(i, titles, parts))
    return out


def _head(i: int, titles: Sequence[int], parts: Sequence[Part]) -> ZoneKind:
    if titles and i > titles[0] and _author(parts[i], parts[i + 1 : i + 2]):
        return "byline"
    scrap = len(parts[i].shape.words) < TITLE and _above(i, titles, parts)
    return "navigation" if scrap else "headline"


def _author(part: Part, below: Sequence[Part]) -> bool:
    """Whether a line is a name alone, right above a date."""
    words = part.shape.words
    stamped = bool(below) and below[0].kind == "date_banner" and not below[0].line.gap
    names = all(word[0].isupper() or word in agencies.PARTICLES for word in words)
    return stamped and names and 1 < len(words) <= TITLE + 1


def _above(i: int, titles: Sequence[int], parts: Sequence[Part]) -> bool:
    if furniture.sections_only(parts[i].shape) or furniture.item(parts[i].line.text):
        return True
    return bool(titles) and i < titles[0] and not parts[i].line.text.isupper()


def _footed(parts: Sequence[Part], known: agencies.Patterns) -> Iterator[Part]:
    """Decide the lines below the article's last prose; in a block of furniture scraps follow it."""
    furnished = False
    for part in parts:
        stays = part.kind is None and _stays(part, furnished, known)
        decided = part if stays or part.kind else replace(part, kind="other")
        furnished = part.kind is not None or (furnished and not stays)
        yield decided


def _stays(part: Part, furnished: bool, known: agencies.Patterns) -> bool:
    text, shape = part.line.text, part.shape
    if known.trailing.search(text[-agencies.LOOK :]) or text.startswith("("):
        return True
    if furniture.touched(shape):
        return False
    figures = any(char.isdigit() for char in text[: lines.LOOK])
    broken = len(shape.words) >= BROKEN and shape.lower >= 0.6 and not furniture.item(text)  # noqa: PLR2004
    clean = (shape.prose and len(shape.words) >= CLEAN) or (broken and not furnished)
    return clean or ((shape.terminal or figures) and not furnished)
