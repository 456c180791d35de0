"""Every day a page gives for its publication or a change, with its source and its weight.

Weights are log-odds, rounded, of naming the day of publication, on half of the pages that htmldate
is measured with.
"""

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from newsledger import vocabulary
from newsledger.model import Basis, PublicationFact
from newsledger.readers.pages import linked_data
from newsledger.readers.pages.linked_data import Json, Properties
from newsledger.readers.pages.page_stamps import Stamp
from newsledger.zones import printed_days

DOUBT = 0.1  # weight of a day that hardly says anything

Meta = Sequence[tuple[str, str]]  # names, lower case, and values


class Head(NamedTuple):
    """What a page states for machines: meta names with values, JSON-LD objects, properties."""

    meta: Meta
    data: Sequence[Json]
    properties: Properties


class Candidate(NamedTuple):
    """A day a page gives for its publication: how sure its kind of source is, and which it is."""

    value: str
    family: str
    weight: float
    fact: PublicationFact


def structured(head: Head) -> Iterator[Candidate]:
    """Days of publication that meta elements, JSON-LD and microdata state."""
    for kind, weight in (("published", 3.0), ("dated", 1.3), ("created", 1.2)):
        for name, value in _named(head.meta, kind):
            yield from candidates("published", "head", weight, value, f"meta {name}")
    for key, weight in (("datePublished", 2.8), ("dateCreated", 1.2), ("uploadDate", 0.5)):
        for value in linked_data.texts(head.data, key):
            yield from candidates("published", "head", weight, value, f"json-ld {key}")
    for name, element in head.properties:
        if name in {"datepublished", "datecreated"} and element.tag != "time":
            weight = 2.8 if name == "datepublished" else 1.2
            yield from candidates("published", "head", weight, _value(element), f"itemprop {name}")


def described(head: Head) -> Iterator[Candidate]:
    """The one day a description names: "Notice of 14 January 2020"."""
    texts = dict.fromkeys(v for n, v in head.meta if n in {"description", "og:description"})
    days = {day.value for text in texts for day in printed_days.find(text)}
    if len(days) == 1:
        yield from candidates(
            "published", "text", 0.3, days.pop(), "meta description", basis="banner"
        )


def address(url: str | None) -> Iterator[Candidate]:
    """The day an address spells out."""
    day = printed_days.in_address(url) if url else None
    if day:
        yield from candidates("published", "url", 4.0, day, "url", basis="url")


def printed(stamps: Iterable[Stamp]) -> Iterator[Candidate]:
    """Days printed on the page: by the headline they are its, elsewhere a mere possibility."""
    for stamp in stamps:
        weight = _weight(stamp)
        if stamp.label == "capture":
            yield from candidates("published", "", 0, stamp.value, "capture notice", basis="banner")
        elif "later" not in {stamp.label, stamp.role}:
            basis: Basis = "text" if weight > 1 else "banner"
            basis = "markup" if stamp.timed and weight > 1 else basis
            where = {"below": "below the headline", "near": "near the headline"}.get(stamp.where)
            source = f"{'time' if stamp.timed else 'date'} {where or 'in the page'}"
            yield from candidates("published", "print", weight, stamp.value, source, basis=basis)


def changes(head: Head) -> Iterator[PublicationFact]:
    """Days of a change that meta elements, JSON-LD and microdata state."""
    found = [(value, f"meta {name}") for name, value in _named(head.meta, "modified")]
    found += [(v, "json-ld dateModified") for v in linked_data.texts(head.data, "dateModified")]
    for name, element in head.properties:
        if name == "datemodified":
            found.append((_value(element) or "", "itemprop datemodified"))
    for value, source in found:
        for each in candidates("modified", "head", 0, value, source):
            yield each.fact


def changed(stamps: Iterable[Stamp]) -> Iterator[PublicationFact]:
    """Days printed as those of a change."""
    for stamp in stamps:
        if "later" in {stamp.label, stamp.role} and stamp.label != "capture":
            basis: Basis = "markup" if stamp.timed else "text"
            source = "time updated" if stamp.timed else "date updated"
            for each in candidates("modified", "print", 0, stamp.value, source, basis=basis):
                yield each.fact


def candidates(
    field: str,
    family: str,
    weight: float,
    value: str | None,
    source: str,
    *,
    basis: Basis = "markup",
) -> Iterator[Candidate]:
    """One candidate of a value that names a day; a time of day given in ISO 8601 is kept."""
    day = printed_days.first(value)
    if value and day:
        whole = _full(value) if value.startswith(day) and day != value else day
        fact = PublicationFact(field=field, value=whole, basis=basis, source=source)  # type: ignore[arg-type]
        yield Candidate(day, family, weight, fact)


def _named(meta: Meta, kind: str) -> list[tuple[str, str]]:
    """Names of that kind with their values, in the order of the vocabulary."""
    names = _names()[kind]
    return sorted((each for each in meta if each[0] in names), key=lambda each: names[each[0]])


@functools.cache
def _names() -> Mapping[str, Mapping[str, int]]:
    data = vocabulary.load("page_dates")
    kinds = ("published", "dated", "created", "modified")
    return {kind: {n: i for i, n in enumerate(data[f"{kind}_names"])} for kind in kinds}


def _value(element: HtmlElement) -> str | None:
    return element.get("datetime") or element.get("content") or str(element.text_content())[:200]


def _full(value: str) -> str:
    if len(value.strip()) <= len("2021-05-03"):
        return value.strip()
    try:
        return datetime.datetime.fromisoformat(value.strip()).isoformat()
    except ValueError:
        return value[:10]


def _weight(stamp: Stamp) -> float:
    weight = {"below": 2.0, "near": 0.9, "far": -0.3}[stamp.where]
    weight += 1.0 if stamp.role == "first" else 0.5 if stamp.timed or stamp.marked else -0.5
    weight += 1.5 if stamp.label == "first" else 0.0
    weight -= 1.0 if stamp.aside else 0.0
    weight -= 1.5 if stamp.linked and not stamp.timed else 0.0
    return max(weight, DOUBT)
