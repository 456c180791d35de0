"""Where a line stands decides what it is: above the article, in it, or below it.

The article runs from the first to the last line of prose. Titles above it are headlines, scraps
there belong to the page; below it a line stays only where it reads as a sentence or a signature.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsledger.model import ZoneKind
from newsledger.zones import agencies, furniture, lines, stamps
from newsledger.zones.parts import CAPTION_LOOK, SEEN, Part

FOOT = 0.2  # share of a text's prose that may follow what opens the foot of its page
BLOCK = 2  # lines known to be a page's that make others beside them the page's too
STRANGE = 25  # words; a longer sentence below the article is not judged by what it shares with it
TITLE = 4  # words a headline has at least, where there is a choice
MANY = 3  # titles above an article, none of which is its own
ASKED = 14  # words of a question that is a title
NEAR = 0.2  # share of a headline's longer words that its article uses too
STEM = 5  # characters that two forms of one word share
CLEAN = 8  # words of a sentence that stays body even in the foot of a page
BROKEN = 12  # words, mostly in lower case, that are a sentence even where its end is cut off
_COUNT = re.compile(r"\w:\s*(?:\d[\d.,]*)?$")  # "Houses lost: 12", or what announces a statement
BULLETS = "•·▪►▶‣"  # not the dash or the star: an article's own lists use them


def placed(parts: list[Part], known: agencies.Patterns) -> list[Part]:
    """Decide the parts their own words left open; what nothing speaks against stays open."""
    parts = _captioned(_listed(parts, _first(parts)), known)
    parts = _introduced(parts, _first(parts)) if _first(parts) < len(parts) else parts
    strange = _strange(parts)
    prose = [i for i, part in enumerate(parts) if part.prose and i not in strange]
    if not prose:
        return _headed(parts, len(parts), known)
    foot = _foot(parts, prose)
    last = max((i for i in prose if i < foot), default=prose[-1])
    parts = _headed(parts, prose[0], known)
    if _unsure(parts, last):
        return parts
    below = [replace(p, kind="other") if i in strange else p for i, p in enumerate(parts)]
    return [*parts[: last + 1], *_footed(below[last + 1 :], known)]


def _unsure(parts: Sequence[Part], last: int) -> bool:
    """Whether much follows the last sentence, and it may as well be a list of the article's."""
    below = [part for part in parts[last + 1 :] if part.kind is None]
    much = sum(part.size for part in below) > FOOT * sum(part.size for part in parts)
    told = words(parts[: last + 1])
    far = sum(not near(part, told) for part in below)
    known = len(parts) - last - 1 - len(below)
    return much and known < BLOCK and (far <= BLOCK or 3 * far < 2 * len(below))


def _strange(parts: Sequence[Part]) -> set[int]:
    """Sentences in a page's foot, below other lines of it, that neither report nor fit the text."""
    found: set[int] = set()
    above = 0
    first = _first(parts)
    told: set[str] = set()
    for i, part in enumerate(parts[first:], first):
        page = part.kind is not None and part.kind not in {"caption", "headline", "advert"}
        if part.prose and above >= BLOCK and not _fits(part, told):
            found.add(i)
            above += 1
        elif part.prose:
            above, found = 0, set()
            told |= _keys(part)
        else:
            above += 2 if page and (part.closing or part.heading) else page
    return found


def _fits(part: Part, told: set[str]) -> bool:
    text, words = part.line.text, part.shape.words
    if part.shape.quoted or furniture.reports(text) or len(words) > STRANGE:
        return True
    return near(part, frozenset(told))


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
        title = _title(part, kind is not None)
        carries = kind and title and part.kind is None and not (part.line.gap and i < first)
        kind = part.kind if part.heading else (kind if carries or part.kind == kind else None)
        out.append(replace(part, kind=kind) if carries else part)
    return out[:first] + _linked(out[first:])


def _title(part: Part, listed: bool) -> bool:
    """Whether a line may be another article's title; in a list a question may be one too."""
    text, shape = part.line.text, part.shape
    if listed and text.endswith("?") and not shape.quoted and len(shape.words) <= ASKED:
        return True
    return not part.prose and (not shape.terminal or furniture.item(text))


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


def _headed(parts: list[Part], first: int, known: agencies.Patterns) -> list[Part]:
    """Decide the lines above the article: headlines, an author's name, scraps of the page."""
    open_ = [i for i in range(first) if parts[i].kind is None]
    titles = [i for i in open_ if len(parts[i].shape.words) >= TITLE]
    own = _own(parts, titles)
    told = words(parts)
    out = list(parts)
    for i in open_:
        kind = _head(i, own or titles, parts)
        if bool(own or len(titles) >= MANY) and i in titles and i not in own:
            kind = "promotion"
        elif kind == "headline" and titles and _scrap(parts[i], told, known):
            kind = "navigation"
        out[i] = replace(parts[i], kind=kind)
    return out


def _own(parts: Sequence[Part], titles: Sequence[int]) -> list[int]:
    """Where there are several titles, those that belong to the article."""
    if len(titles) < 2:  # noqa: PLR2004
        return list(titles)
    told = words(parts)
    return [i for i in titles if near(parts[i], told)]


def words(parts: Iterable[Part]) -> frozenset[str]:
    """The longer words of an article's prose, by their beginnings."""
    return frozenset(key for part in parts if part.prose for key in _keys(part))


def near(part: Part, told: frozenset[str]) -> bool:
    """Whether a title shares words with the prose; titles of other articles share few."""
    keys = _keys(part)
    return len(keys & told) >= NEAR * max(len(keys), 1)


def _keys(part: Part) -> frozenset[str]:
    """The beginnings of a part's longer words: "burst" and "bursts" are one."""
    return frozenset(word.casefold()[:STEM] for word in part.shape.words if len(word) >= STEM - 1)


def _head(i: int, titles: Sequence[int], parts: Sequence[Part]) -> ZoneKind:
    if titles and i > titles[0] and _author(parts[i], parts[i + 1 : i + 2]):
        return "byline"
    scrap = len(parts[i].shape.words) < TITLE and _above(i, titles, parts)
    return "navigation" if scrap else "headline"


def _scrap(part: Part, told: frozenset[str], known: agencies.Patterns) -> bool:
    """Whether a few words have nothing to do with the article: neither place nor credit."""
    text = part.line.text[: agencies.LOOK]
    if len(part.shape.words) >= TITLE or near(part, told) or text.isupper():
        return False
    return not known.anywhere.search(text) and not agencies.dateline(text, first=True)


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
    if _COUNT.search(text[-agencies.LOOK :]) and len(shape.words) > 1:
        return True
    figures = any(char.isdigit() for char in text[: lines.LOOK])
    broken = len(shape.words) >= BROKEN and shape.lower >= 0.6 and not furniture.item(text)  # noqa: PLR2004
    clean = (shape.prose and len(shape.words) >= CLEAN) or (broken and not furnished)
    return clean or ((shape.terminal or figures) and not furnished)
