"""When a page says it was published: every candidate with its source, and one decision.

Candidates speak with the weight their kind of source has earned. Sources of one family copy each
other, so of each family only the surest counts. htmldate (Barbaresi 2020, JOSS 5(51), 2439) is one
more voice where the others leave it open.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from newsledger.model import PublicationFact
from newsledger.readers.pages import page_candidates as named
from newsledger.readers.pages import page_stamps
from newsledger.readers.pages.page_candidates import DOUBT, Candidate, Head
from newsledger.readers.pages.page_stamps import Stamp
from newsledger.zones import printed_days

SURE = 2.5  # weight from which htmldate is not asked, unless another day comes close
CLOSE = 1.0  # weight within which two days leave it open
VOICE = 0.5  # weight of htmldate
ELEMENTS = 50_000  # of a page; in larger ones htmldate is not asked
CHARACTERS = 2_000_000  # the same for its text
LIST = 3  # days that stand alike from which they are a list
STALE = 14  # days after which a printed day is not that of the day the head gives
STATED = 16  # candidates of a page that are kept, for each field


class Dates(NamedTuple):
    """The day decided on, if any, and all that was weighed, the strongest first."""

    published: PublicationFact | None
    modified: PublicationFact | None
    stated: tuple[PublicationFact, ...]


def decided(
    tree: HtmlElement,
    head: Head,
    *,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
    captured: str | None = None,
) -> Dates:
    """Collect and weigh the days of a page.

    `captured` is the day the page was fetched: no later one is believed. Without it no clock is
    asked. A day that stands for publication and for a change is the change.
    """
    stamps = list(page_stamps.find(tree, title))
    found = [
        *named.structured(head),
        *named.described(head),
        *named.address(url),
        *named.printed(stamps),
    ]
    changes = [*named.changes(head), *named.changed(stamps)]
    order = _order(stamps, language)
    found = _settled([each for each in found if _possible(each, captured)], order)
    changed = {fact.value[:10] for fact in changes}
    found = _local(_unlisted(_unchanged(found, changed)))
    weights = _weights(found)
    if _open(weights):
        voice = _voice(tree, url, captured, found)
        found += [e for e in voice if not weights or e.value not in changed]
        weights = _weights(found)
    return _dates(found, weights, changes)


def _order(stamps: Sequence[Stamp], language: str | None) -> printed_days.Order | None:
    """The order of day and month the page's other days show, else that of its language."""
    shown = {stamp.order for stamp in stamps if stamp.order}
    return shown.pop() if len(shown) == 1 else None if shown else printed_days.habit(language)


def _possible(each: Candidate, captured: str | None) -> bool:
    """Whether a day lies before the capture, with a day of grace for time zones."""
    if not captured:
        return True
    try:
        last = datetime.date.fromisoformat(captured[:10]) + datetime.timedelta(days=1)
    except (ValueError, OverflowError):
        return True
    return min(printed_days.either(each.value)) <= str(last)


def _settled(found: Sequence[Candidate], order: printed_days.Order | None) -> list[Candidate]:
    """Days in doubt settled by another that is a member, else by the order of day and month."""
    certain = {each.value for each in found if each.weight > DOUBT}
    result = []
    for each in found:
        members = printed_days.either(each.value)
        known = [day for day in members if day in certain]
        value = each.value
        if len(members) > 1 and len(known) == 1:
            value = known[0]
        elif len(members) > 1 and order:
            value = printed_days.in_order(value, order)
        result.append(each if value == each.value else _moved(each, value))
    return result


def _moved(each: Candidate, value: str) -> Candidate:
    fact = each.fact
    new = PublicationFact(
        field=fact.field, value=value, basis=fact.basis, source=f"{fact.source}, order settled"
    )
    return each._replace(value=value, fact=new)


def _unchanged(found: Sequence[Candidate], changes: set[str]) -> list[Candidate]:
    """Days only the print gives: one that is a change by the head, or long after it, counts less.

    A page prints the day it was changed, or that of the visit, where readers look for its date.
    """
    head = {e.value for e in found if e.family == "head" and e.weight > 1 and e.value[0] != "["}
    if not head:
        return list(found)
    late = _days_after(max(head), STALE)
    return [
        each._replace(weight=max(each.weight - 1.5, DOUBT))
        if each.family == "print"
        and each.value not in head
        and (each.value in changes or each.value > late)
        else each
        for each in found
    ]


def _unlisted(found: Sequence[Candidate]) -> list[Candidate]:
    """Days that stand alike are a list, of other reports or of what is to come."""
    alike: dict[float, set[str]] = defaultdict(set)
    for each in found:
        if each.family == "print":
            alike[each.weight].add(each.value)
    return [
        each._replace(weight=max(each.weight - 1.0, DOUBT))
        if each.family == "print" and len(alike[each.weight]) >= LIST
        else each
        for each in found
    ]


def _local(found: Sequence[Candidate]) -> list[Candidate]:
    """A time in UTC is of the day that the page prints, or its address spells, where it can be."""
    shown = {e.value for e in found if e.family in {"print", "url"} and e.weight > 1}
    return [
        each._replace(value=local.pop())
        if each.family == "head" and len(local := _days_of(each.fact.value) & shown) == 1
        else each
        for each in found
    ]


def _days_of(value: str) -> set[str]:
    """The days an instant in UTC falls on from one end of the world to the other."""
    try:
        instant = datetime.datetime.fromisoformat(value)
        if "T" not in value or instant.utcoffset() != datetime.timedelta(0):
            return set()
        return {str((instant + datetime.timedelta(hours=h)).date()) for h in (-12, 0, 14)}
    except (ValueError, OverflowError):
        return set()


def _days_after(value: str, days: int) -> str:
    return str(datetime.date.fromisoformat(value) + datetime.timedelta(days=days))


def _weights(found: Iterable[Candidate]) -> dict[str, float]:
    """The weight of each day: the surest source of each family, added up."""
    best: dict[str, dict[str, float]] = defaultdict(dict)
    for each in found:
        if each.weight > 0:
            families = best[each.value]
            families[each.family] = max(each.weight, families.get(each.family, 0.0))
    return {value: sum(families.values()) for value, families in best.items()}


def _open(weights: Mapping[str, float]) -> bool:
    first, second = [*sorted(weights.values(), reverse=True), 0.0, 0.0][:2]
    return first < SURE or first - second < CLOSE


def _large(tree: HtmlElement) -> bool:
    """Whether a page is larger than articles are, so that searching all of it would take long."""
    return bool(tree.xpath(f"count(//*) > {ELEMENTS} or string-length(.) > {CHARACTERS}"))


def _voice(
    tree: HtmlElement, url: str | None, captured: str | None, found: Sequence[Candidate]
) -> list[Candidate]:
    """What htmldate makes of the page; it may not choose between day and month by itself."""
    import htmldate  # slow, and only pages need it

    if _large(tree):
        return []
    try:
        latest = datetime.datetime.fromisoformat(_days_after((captured or "2100-01-01")[:10], 1))
        value = htmldate.find_date(
            tree, extensive_search=True, original_date=True, url=url, max_date=latest
        )
    except Exception:  # noqa: BLE001  a hostile page may break the extractor in any way
        return []
    doubtful = {day for each in found for day in printed_days.either(each.value)[1:]}
    doubtful |= {printed_days.either(e.value)[0] for e in found if e.value.startswith("[")}
    # htmldate calls a month or a year by its first day; a month is no day.
    month = value is not None and value.endswith("-01") and value not in {e.value for e in found}
    if month or value in doubtful:
        return []
    return list(named.candidates("published", "htmldate", VOICE, value, "htmldate", basis="banner"))


def _dates(
    found: Sequence[Candidate], weights: Mapping[str, float], changes: Sequence[PublicationFact]
) -> Dates:
    """The heaviest day, the earliest of equals; none where day and month are in doubt."""
    ranked = sorted(found, key=lambda each: (-weights.get(each.value, 0.0), each.value))
    ranked = sorted(ranked, key=lambda e: (-weights.get(e.value, 0.0), e.value, -e.weight))
    first = ranked[0] if ranked and weights.get(ranked[0].value) else None
    published = first.fact if first and not first.value.startswith("[") else None
    facts = [*dict.fromkeys(each.fact for each in ranked)][:STATED]
    facts += [*dict.fromkeys(changes)][:STATED]
    modified = max(changes, key=lambda fact: fact.value, default=None)
    return Dates(published, modified, tuple(facts))
