"""Reports on one happening: story threads over words, names and days.

Dispatches are the units, so that thirty copies weigh as one. Two units are alike by the cosine of
their weighted terms, less with every day between them; units are joined by average link, since
single link runs separate happenings together through reports that mention both.

The mean over all pairs falls as a thread widens, so the sides of one crisis (its fighting, its
refugees, its relief) may stay apart on words alone. Threads are then joined where their centres
name the same: many reports together say surely who and where, which one alone does not.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from newsledger import similarity
from newsledger.lineage import days as calendar
from newsledger.lineage.days import Dated
from newsledger.lineage.wording import Line, content, lines, plain, words
from newsledger.model import Annotations, Dispatch, Report, Story, identified
from newsledger.similarity import Vector
from newsledger.stories.clustering import average_link, centroid_link

# Chosen on development sets only: 2,602 news pages of 1,618 local incidents (pairwise F1 0.80 at
# 0.13, and between 0.79 and 0.81 from 0.12 to 0.20) and 63 reports of one fortnight's crisis,
# alone (59 in one thread at 0.12, 53 at 0.14) and mixed with pages of 150 incidents (56, 0.89).
ONE_STORY = 0.13  # mean likeness of two threads that are one
# Chosen on the same pages, on 185 lists of facts on four crises (wildfires of one state put on the
# same days among them) and on 982 texts of 86 happenings in pairs of a kind: threads of one crisis
# had 0.30 to 0.39, those of two at most 0.22.
ONE_CRISIS = 0.26  # likeness of the names of two threads that are one
WIDE = 10  # units of one of the two: fewer that share their names may just share a city
DECAY_DAYS = 30.0  # between two units, for their likeness to fall to 1/e
NAME_WEIGHT = 2.0  # of a name against another word: who and where tell happenings apart
LEAD_WEIGHT = 1.5  # of a term in title or opening
LEAD = 3  # sentences of some length that open a report
LEAD_CONTENT = 5  # content words of such a sentence
OTHER_REPORTS = 3000  # imagined reports that lack a name: in a small pile on one crisis the names
# that all reports share are still rare in the world, while a word all share is just a word
RARE_SHARE = 0.1  # of the rarer terms shared before two units are compared
LONGEST_LABEL = 160  # characters


@dataclass(frozen=True, slots=True)
class Sketch:
    """The terms of a report: how often, which open it, how often as part of a name."""

    counts: Counter[str]
    lead: frozenset[str]
    names: Counter[str]


def thread(
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotations],
    published: Mapping[str, Dated],
    dispatches: Sequence[Dispatch],
) -> tuple[Story, ...]:
    """Put every report into one story; the members of a dispatch stand in one.

    A report without a day is compared by its words alone. The result does not depend on the
    order of the input.
    """
    keys = sorted(reports)
    sketches = {key: _sketch(reports[key], annotations[key]) for key in keys}
    names = _names(sketches.values())
    vectors = _vectors(sketches, names)
    units = _units(keys, dispatches)
    means = {first: _mean([vectors[r] for r in unit]) for first, unit in units.items()}
    days = {first: _first_day(unit, published) for first, unit in units.items()}
    narrow = average_link(dict.fromkeys(units, 1), _likeness(means, days), ONE_STORY)
    joined = _crises(narrow, _restricted(means, names), days)
    groups = [sorted(r for first in group for r in units[first]) for group in joined]
    return tuple(
        _story(group, reports, annotations, published, vectors) for group in sorted(groups)
    )


def _sketch(report: Report, annotations: Annotations) -> Sketch:
    found = lines(report.text, annotations.sentences)
    title = _terms(content(words(plain(_title(report, annotations) or ""))))
    all_terms = Counter([*title, *(t for line in found for t in _terms(line.content))])
    matter = Counter(t for line in found for t in _terms(line.matter))
    inside = Counter(t for line in found for t in _terms(line.content))
    long = [line for line in found if len(line.content) >= LEAD_CONTENT][:LEAD]
    lead = frozenset([*title, *(t for line in long for t in _terms(line.content))])
    return Sketch(all_terms, lead, inside - matter)


def _terms(found: Iterable[str]) -> list[str]:
    return [similarity.term(word) for word in found]


def _vectors(sketches: Mapping[str, Sketch], names: Set[str]) -> dict[str, dict[str, float]]:
    bearers = Counter(term for sketch in sketches.values() for term in sketch.counts)
    rarity = {term: _rarity(len(sketches), bearers[term]) for term in bearers}
    named = {
        term: _rarity(len(sketches) + OTHER_REPORTS, bearers[term]) * NAME_WEIGHT for term in names
    }
    weight = rarity | named
    return {key: similarity.unit(_weights(sketch, weight)) for key, sketch in sketches.items()}


def _rarity(among: int, bearers: int) -> float:
    return math.log1p(among / bearers)


def _names(sketches: Iterable[Sketch]) -> set[str]:
    """Terms that stand in names at least half of the times they are used in the pile."""
    as_name: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for sketch in sketches:
        as_name.update(sketch.names)
        used.update(sketch.counts)
    return {t for t in as_name if 2 * as_name[t] >= used[t] and not t[0].isdigit()}


def _weights(sketch: Sketch, weight: Mapping[str, float]) -> dict[str, float]:
    return {
        term: (1 + math.log(count)) * weight[term] * (LEAD_WEIGHT if term in sketch.lead else 1.0)
        for term, count in sketch.counts.items()
    }


def _units(keys: Sequence[str], dispatches: Iterable[Dispatch]) -> dict[str, list[str]]:
    """Reports of one dispatch together, the others alone, each unit named by its first id."""
    known = set(keys)
    groups = [sorted(m.report for m in d.members if m.report in known) for d in dispatches]
    placed = {report for group in groups for report in group}
    groups += [[key] for key in keys if key not in placed]
    return {group[0]: group for group in sorted(groups) if group}


def _mean(vectors: Sequence[Vector]) -> dict[str, float]:
    return similarity.unit(_sum(vectors))


def _likeness(
    vectors: Mapping[str, Vector], days: Mapping[str, date | None]
) -> dict[tuple[str, str], float]:
    bags = {key: vector.keys() for key, vector in vectors.items()}
    return {
        (a, b): similarity.cosine(vectors[a], vectors[b]) * _decay(days[a], days[b])
        for a, b in similarity.pairs(bags, RARE_SHARE)
    }


def _decay(one: date | None, other: date | None) -> float:
    if one is None or other is None:
        return 1.0
    return math.exp(-abs((one - other).days) / DECAY_DAYS)


def _restricted(vectors: Mapping[str, Vector], terms: Set[str]) -> dict[str, dict[str, float]]:
    return {
        key: {term: value for term, value in vector.items() if term in terms}
        for key, vector in vectors.items()
    }


def _crises(
    threads: Sequence[Sequence[str]],
    named: Mapping[str, Vector],
    days: Mapping[str, date | None],
) -> list[list[str]]:
    """Join threads of some units to a wide one that names the same, less with time between."""
    some = {thread[0]: thread for thread in threads if len(thread) > 1}
    centres = {first: _sum(named[unit] for unit in thread) for first, thread in some.items()}
    spans = {first: _span(days[unit] for unit in thread) for first, thread in some.items()}
    products = {
        (a, b): _product(centres[a], centres[b]) * _apart(spans[a], spans[b])
        for a, b in similarity.pairs({key: each.keys() for key, each in centres.items()}, 0.0)
    }
    squares = {key: _product(each, each) for key, each in centres.items()}
    hubs = {first for first, thread in some.items() if len(thread) >= WIDE}
    joined = centroid_link(squares, products, ONE_CRISIS, hubs)
    lone = [list(thread) for thread in threads if len(thread) == 1]
    return lone + [[unit for first in group for unit in some[first]] for group in joined]


def _sum(vectors: Iterable[Vector]) -> Vector:
    total: Counter[str] = Counter()
    for vector in vectors:
        total.update(vector)
    return total


def _product(one: Vector, other: Vector) -> float:
    return math.fsum(one[each] * other[each] for each in one.keys() & other.keys())


def _span(days: Iterable[date | None]) -> tuple[date, date] | None:
    known = sorted(day for day in days if day)
    return (known[0], known[-1]) if known else None


def _apart(one: tuple[date, date] | None, other: tuple[date, date] | None) -> float:
    """How much the time between two threads takes off; nothing where they overlap."""
    if one is None or other is None:
        return 1.0
    first, second = sorted((one, other))
    return _decay(first[1], max(first[1], second[0]))


def _day(report: str, published: Mapping[str, Dated]) -> date | None:
    known = published.get(report)
    return calendar.read(known.day) if known else None


def _first_day(unit: Iterable[str], published: Mapping[str, Dated]) -> date | None:
    return min((day for r in unit if (day := _day(r, published))), default=None)


def _story(
    group: Sequence[str],
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotations],
    published: Mapping[str, Dated],
    vectors: Mapping[str, Vector],
) -> Story:
    middle = _mean([vectors[report] for report in group])
    central = sorted(group, key=lambda r: (-similarity.cosine(vectors[r], middle), r))
    labels = (_title(reports[report], annotations[report]) for report in central)
    days = sorted(day.isoformat() for report in group if (day := _day(report, published)))
    return identified(
        Story(
            label=next(filter(None, labels), None) or _opening(central[0], reports, annotations),
            reports=tuple(group),
            start=days[0] if days else None,
            end=days[-1] if days else None,
        )
    )


def _title(report: Report, annotations: Annotations) -> str | None:
    stated = (fact.value for fact in annotations.facts if fact.field == "title")
    return _short(report.title or next(stated, ""))


def _opening(
    report: str, reports: Mapping[str, Report], annotations: Mapping[str, Annotations]
) -> str:
    found: Sequence[Line] = lines(reports[report].text, annotations[report].sentences)
    return next((_short(line.key) or "" for line in found), "")


def _short(text: str) -> str | None:
    joined = " ".join(text.split())
    return joined if len(joined) <= LONGEST_LABEL else joined[: LONGEST_LABEL - 1].rstrip() + "…"
