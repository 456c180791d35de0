"""Places named in one report, with coordinates only where the name leads to one place.

A state has no point on a map, a region neither. A town is pinned where a gazetteer holds one
bearer of its name that is meant: the one in a state this report names, or by far the largest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsledger.annotators.entities.lexicon import Lexicon, lexicon
from newsledger.model import Mention, Place, Precision, Report, identified
from newsledger.names import Known, Names, headline_case

PLACES = frozenset({"state", "polity", "place"})
LARGER = 5  # times as many people; then the larger bearer of a name is meant
FAMOUS = 200_000  # people; a town of a state the report does not name is pinned from this size on
BETWEEN = re.compile(r",? (?:in |of )?(?:the )?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The report that names the places, and the states, polities and regions it speaks of."""

    report: Report
    names: Names
    words: Lexicon
    areas: frozenset[str]


def annotate(report: Report, mentions: Sequence[Mention], names: Names) -> tuple[Place, ...]:
    """Places in the order they stand; demonyms and capitals that speak are none."""
    areas = _areas(mentions, names)
    setting = Setting(report=report, names=names, words=lexicon(), areas=areas)
    located = [mention for mention in mentions if _is_place(mention, names)]
    following = [*located[1:], None][: len(located)]
    return tuple(
        identified(_place(setting, mention, after))
        for mention, after in zip(located, following, strict=True)
    )


def _is_place(mention: Mention, names: Names) -> bool:
    if mention.kind == "place":
        return True
    if mention.kind not in PLACES:
        return False
    return any(bearer.name == mention.name for bearer in names.find(mention.text))


def _areas(mentions: Sequence[Mention], names: Names) -> frozenset[str]:
    """States, polities and regions this report names, with what encloses them for certain."""
    named = {mention.name for mention in mentions if mention.kind in PLACES}
    named |= {mention.of for mention in mentions if mention.of}
    sure = [name for name in named if len(names.find(name)) == 1 or _is_area(name, names)]
    return frozenset(named | {up for name in sure for up in _above(name, names)})


def _is_area(name: str, names: Names) -> bool:
    return any(bearer.kind in {"state", "polity"} for bearer in names.find(name)[:1])


def _above(name: str, names: Names) -> list[str]:
    """What encloses the place of this name, nearest first."""
    chain: list[str] = []
    bearers = names.find(name)
    while bearers and bearers[0].within and bearers[0].within not in chain:
        chain.append(bearers[0].within)
        bearers = names.find(chain[-1])
    return chain


def _place(setting: Setting, mention: Mention, after: Mention | None) -> Place:
    bearers = setting.names.find(mention.text)
    if mention.kind != "place":
        return _of(setting.report, mention, next(b for b in bearers if b.name == mention.name))
    near = _enclosing(setting.report.text, mention, after)
    bearer = meant(bearers, setting.areas, near, setting.names)
    if bearer is not None:
        return _of(setting.report, mention, bearer)
    return Place(
        report=setting.report.id,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        name=_written(mention.text),
        precision=_precision(setting, mention, bearers, near),
    )


def _of(report: Report, mention: Mention, bearer: Known) -> Place:
    town = bearer.precision == "town" and bearer.gazetteer_id is not None
    return Place(
        report=report.id,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        name=_written(mention.text) if town else bearer.name,
        gazetteer_id=bearer.gazetteer_id,
        latitude=bearer.latitude,
        longitude=bearer.longitude,
        precision=bearer.precision,
    )


def _written(text: str) -> str:
    plain = " ".join(text.split())
    return headline_case(plain) if plain.isupper() and len(plain) > 3 else plain  # noqa: PLR2004


def meant(
    bearers: Sequence[Known], context: frozenset[str], near: str | None, names: Names
) -> Known | None:
    """The bearer that is meant, or None where that cannot be told.

    First a sea or continent; then those inside the place named right after; then those inside what
    the report names; then all. Among them one must be alone or by far the largest, and away from
    all the report names also well known.
    """
    alone = [b for b in bearers if b.within is None]
    if alone:
        return alone[0]
    if near:
        holders = (frozenset({near}), frozenset(_above(near, names)))
        narrowed = ([b for b in bearers if _lies_in(b, areas, names)] for areas in holders)
        inside = next(filter(None, narrowed), [])
        if inside:
            return _largest(inside)
    inside = [b for b in bearers if _lies_in(b, context, names)]
    if inside:
        return _largest(inside)
    largest = _largest(bearers)
    known = largest is not None and (largest.population >= FAMOUS or largest.within is None)
    return largest if known else None


def _lies_in(bearer: Known, areas: frozenset[str], names: Names) -> bool:
    return bearer.within is not None and (
        bearer.within in areas or any(up in areas for up in _above(bearer.within, names))
    )


def _largest(bearers: Sequence[Known]) -> Known | None:
    if not bearers:
        return None
    first, *rest = sorted(bearers, key=lambda b: (-b.population, b.within or "", b.name))
    alone = not any(_rivals(first, other) for other in rest)
    return first if not rest or (alone and first.population) else None


def _rivals(first: Known, other: Known) -> bool:
    """Whether the second of two bearers may as well be meant.

    It is not far smaller, or it is a region, whose size is not known, of another state.
    """
    region = other.precision == "region" and not other.population
    unlike = region and other.within != first.within
    return unlike or first.population < LARGER * other.population


def _enclosing(text: str, mention: Mention, after: Mention | None) -> str | None:
    """The place named right after, as in "Tarsk, Norvania" or "Tarsk in Norvania"."""
    if after is None or after.start < mention.end:
        return None
    return after.name if BETWEEN.fullmatch(text, mention.end, after.start) else None


def _precision(
    setting: Setting, mention: Mention, bearers: Sequence[Known], near: str | None
) -> Precision | None:
    """What the name tells, "Tarsk airport" is exact; else all bearers; else what encloses it."""
    words = mention.text.lower().split()
    told = setting.words.kinds.get(words[-1]) if len(words) > 1 else None
    if told is None and len(words) > 1 and words[0] in setting.words.compass:
        told = "region"
    shared = {bearer.precision for bearer in bearers}
    if told is None and len(shared) == 1:
        told = next(iter(shared))
    return told or (None if bearers else _precision_around(setting, near))


def _precision_around(setting: Setting, near: str | None) -> Precision | None:
    """The precision of what encloses a place, where the report names one such area."""
    names = setting.names
    areas = {
        bearer.name: bearer.precision
        for name in ({near} if near else setting.areas)
        for bearer in names.find(name)[:1]
        if bearer.precision and bearer.kind in PLACES
    }
    finest = [name for name in areas if not any(name in _above(other, names) for other in areas)]
    found = {areas[name] for name in finest}
    return next(iter(found)) if len(found) == 1 else None
