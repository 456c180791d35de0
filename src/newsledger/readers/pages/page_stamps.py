"""Days a page prints for its readers, and where they stand: by the headline, in a link.

A day just below the headline, in a <time> or in an element named for it, is as a rule that of
publication; one far from it or among links is of something else.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from lxml.html import HtmlElement

from newsledger import vocabulary
from newsledger.zones import furniture, printed_days

LONGEST = 200  # characters of a run of text that is a stamp
LOOSE = 2 * LONGEST  # the same with the white space of its markup
LABEL = 40  # characters before a day in which a word tells what it is of
GAP = 15  # characters between such a word and the day: "Posted by J. on"
SENTENCE = 80  # characters from which a run of text is no label and its day
BELOW = 300  # characters after the headline in which a day is the report's
NEAR = 1_000
ABOVE = -200
MOST = 300  # days of a page that are placed; beyond them it is a list
ELEMENTS = 200_000  # elements of a page that are looked at
ANCESTORS = 30
KINDS = ("capture", "later", "first")  # of labels; of two that fit, the one named first
_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "svg", "option", "textarea", "title")
)
_ASIDE = frozenset(("aside", "nav", "footer"))
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")

Where = Literal["below", "near", "far"]
Label = Literal["first", "later", "capture"]


class Stamp(NamedTuple):
    """A day on the page. `timed`: of a <time>; `marked`: its element is named for a date."""

    value: str
    where: Where
    label: Label | None
    timed: bool = False
    marked: bool = False
    aside: bool = False
    linked: bool = False
    role: Label | None = None  # what the element says it is: publication, change
    order: printed_days.Order | None = None


class _Run(NamedTuple):
    text: str
    before: str
    element: HtmlElement
    position: int


def find(tree: HtmlElement, title: str | None) -> Iterator[Stamp]:
    """Days printed on a page, in document order."""
    headline = _headline(tree, title)
    runs, start = _runs(tree, headline)
    for run in runs:
        for day in printed_days.find(run.text):
            before = " ".join(f"{run.before} {run.text[: day.start]}".split())[-LABEL:]
            yield _placed(run, day, before if len(run.text) <= SENTENCE else "", start)


def _headline(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    """The heading that is the title, else the first one of the highest rank."""
    heads = [(each, _text(each)) for each in islice(tree.iter("h1", "h2"), NEAR)]
    wanted = furniture.normal(title) if title else ""
    same = (each for each, text in heads if wanted and furniture.normal(text) == wanted)
    highest = (each for each, text in heads if text and each.tag == "h1")
    found = next(same, None)
    return found if found is not None else next(highest, None)


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(islice(element.itertext(), NEAR)).split())


def _runs(tree: HtmlElement, headline: HtmlElement | None) -> tuple[Sequence[_Run], int | None]:
    """Short runs of text that show a digit, and the position where the headline ends."""
    found: list[_Run] = []
    position, before, start = 0, "", None
    for element in islice(tree.iter(), ELEMENTS):
        if element is headline:
            start = position + len(_text(element))
        if element.tag == "time" and element.get("datetime"):
            found.append(_Run(str(element.get("datetime")), before, element, position))
        for text, tail in ((element.text, False), (element.tail, True)):
            if not text or text.isspace() or not (tail or _seen(element)):
                continue
            holder = element.getparent() if tail else element
            if len(text) <= LOOSE and _DIGIT.search(text) and holder is not None and _seen(holder):
                found.append(_Run(" ".join(text.split()), before, holder, position))
            position += len(text.strip())
            before = text[-LABEL:] if len(text) > LABEL else f"{before} {text}"[-LOOSE:]
        if len(found) >= MOST:
            break
    return found, start


def _seen(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and element.tag not in _UNSEEN


def _placed(run: _Run, day: printed_days.Printed, before: str, start: int | None) -> Stamp:
    own = [run.element, *islice(run.element.iterancestors(), ANCESTORS)]
    near = frozenset().union(*map(_words, own[:3]))
    around = frozenset().union(*map(_words, own))
    tags = {each.tag for each in own}
    data = _vocabulary()
    capture = bool(around & data.captures)
    return Stamp(
        value=day.value,
        where=_where(run.position, start),
        label="capture" if capture else _label(before),
        timed=run.element.tag == "time",
        marked=bool(near & data.places),
        aside=bool(around & data.elsewhere or tags & _ASIDE),
        linked=any(each.tag == "a" for each in own[:3]),
        role=_role(run.element),
        order=day.order,
    )


def _where(position: int, start: int | None) -> Where:
    if start is None:
        return "far"
    distance = position - start
    if 0 <= distance < BELOW:
        return "below"
    return "near" if ABOVE <= distance < NEAR else "far"


def _role(element: HtmlElement) -> Label | None:
    """What a <time> says of itself by `pubdate`, `itemprop` or the classes of hAtom."""
    words = _words(element) | _words(element.getparent())
    if "modified" in words or "datemodified" in words or "updated" in words:
        return None if element.get("pubdate") is not None or "published" in words else "later"
    own = element.get("pubdate") is not None or bool(words & {"datepublished", "published"})
    return "first" if own or {"entry", "date"} <= words else None


def _words(element: HtmlElement | None) -> frozenset[str]:
    if element is None or element.tag in {"body", "html"}:
        return frozenset()
    named = (element.get("class"), element.get("id"), element.get("itemprop"))
    text = " ".join(each[:LONGEST] for each in named if each).casefold()
    return frozenset(_WORD.findall(text)) | frozenset(text.split())


def _label(before: str) -> Label | None:
    """The word of publishing, changing or copying that stands last before a day."""
    found = list(_vocabulary().labels.finditer(before.casefold()))
    close = found and len(before) - found[-1].end() <= GAP
    return found[-1].lastgroup if close else None  # type: ignore[return-value]


class _Vocabulary(NamedTuple):
    places: frozenset[str]
    elsewhere: frozenset[str]
    captures: frozenset[str]
    labels: re.Pattern[str]


@functools.cache
def _vocabulary() -> _Vocabulary:
    data = vocabulary.load("page_dates")
    words = {kind: sorted(data["label"][kind], key=len, reverse=True) for kind in KINDS}
    kinds = (rf"(?P<{kind}>{'|'.join(map(re.escape, words[kind]))})" for kind in KINDS)
    return _Vocabulary(
        frozenset(data["place_words"]),
        frozenset(data["elsewhere_words"]),
        frozenset(data["capture_places"]),
        re.compile(rf"(?<!\w)(?:{'|'.join(kinds)})(?!\w)"),
    )
