"""The threads so far, and what more units make of them: only the threads near are looked at.

A unit is a dispatch: reports that rest on one text weigh as one. New units are compared with those
the index leads to, and with the threads those stand in; all of these are clustered anew, so threads
may merge and split, and all others stay as they are. Threads near that are too many or too large
enter as one item with the weight of all their units, known by a sample. So what one more unit costs
does not grow with the pile. The first units of an empty state are clustered all at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import NamedTuple

from newsledger import similarity
from newsledger.model import StoryChange
from newsledger.similarity import Neighbours, Vector
from newsledger.stories import crises, naming, usage
from newsledger.stories.clustering import ONE_STORY, Mass, Pair, cohesive_link
from newsledger.stories.crises import Side
from newsledger.stories.decisions import NONE, Wishes
from newsledger.stories.naming import Name, Time
from newsledger.stories.sketches import Sketch
from newsledger.stories.usage import Usage

ONE_WORDING = 0.45  # likeness: what is more says that words were taken over, not what happened
RARE_SHARE = 0.1  # of terms shared before two units are compared
# Of 1,150 pages, as they arrived: pairwise F1 0.78 with 12 compared, 0.80 with 24 and with 48.
MOST_MET = 24  # units the index leads to that are compared with a new one
MOST_NEAR = 8  # threads near a new unit
LEAST = 0.04  # likeness of a unit that makes its thread near
MEMBERS = 5  # reports of a unit that say what it is
OPEN = 100  # units of a thread that enter one by one
ALL_OPEN = 200  # units of all threads near that do
SAMPLE = 24  # units by which a larger thread is known, the latest


@dataclass(frozen=True, slots=True)
class Unit:
    """Reports that weigh as one, in order of day and id, sketches of some, and their first day."""

    key: str
    times: tuple[Time, ...]
    sketches: tuple[Sketch, ...]
    day: date | None


@dataclass(slots=True)
class State:
    """Units by key, which thread each report is in, the units and the name of each thread."""

    usage: Usage = field(default_factory=Usage)
    index: Neighbours = field(default_factory=lambda: Neighbours(RARE_SHARE))
    units: dict[str, Unit] = field(default_factory=dict)
    unit_of: dict[str, str] = field(default_factory=dict)
    story_of: dict[str, str] = field(default_factory=dict)
    stories: dict[str, list[str]] = field(default_factory=dict)
    named: dict[str, Name] = field(default_factory=dict)


class Item(NamedTuple):
    """What is clustered: a unit, or the units of a thread and those of them it is known by."""

    units: tuple[str, ...]
    known: tuple[str, ...]

    @property
    def scale(self) -> float:
        """How many units each known one stands for."""
        return len(self.units) / len(self.known)


def hold(state: State, unit: Unit, story: Name) -> None:
    """Take in a unit that was threaded before."""
    know(state, unit)
    state.index.keep(unit.key, _bag(unit))
    _place(state, [unit.key], story)


def add(state: State, units: Iterable[Unit], wishes: Wishes = NONE) -> list[StoryChange]:
    """Thread units among those held; the stories that were merged or split by it.

    A unit may hold reports that were threaded before in another unit.
    """
    new = sorted(units, key=lambda unit: unit.key)
    for unit in new:
        know(state, unit)
    near = _near(state, new) | dict.fromkeys(_stirred(state, new, wishes), 1.0)
    items = _items(state, new, near, _opened(state, wishes))
    found = group(compare(state, items), *_bound(state, items, wishes))
    groups = [sorted(unit for key in each for unit in items[key].units) for each in found]
    return _settle(state, sorted(groups), near, wishes)


def know(state: State, unit: Unit) -> None:
    """Count the terms of a unit; it is not threaded by that."""
    state.units[unit.key] = unit
    state.unit_of.update(dict.fromkeys((report for _, report in unit.times), unit.key))
    for each in unit.sketches:
        usage.see(state.usage, each)


def _bag(unit: Unit) -> set[str]:
    return {term for each in unit.sketches for term in each.terms}


def _vector(state: State, key: str) -> Vector:
    sketches = state.units[key].sketches
    return usage.mean([usage.vector(state.usage, each) for each in sketches])


def _near(state: State, new: Sequence[Unit]) -> dict[str, float]:
    """Threads near any of the new units, with the greatest likeness of one of their units."""
    found: dict[str, float] = {}
    for unit in new:
        met = state.index.add(unit.key, _bag(unit))
        known = list(islice((key for key in met if _story(state, key)), MOST_MET))
        for story, value in _best(state, unit, known):
            found[story] = max(found.get(story, 0.0), value)
    return found


def _story(state: State, key: str) -> str | None:
    return next((s for _, r in state.units[key].times if (s := state.story_of.get(r))), None)


def _best(state: State, unit: Unit, known: Sequence[str]) -> list[tuple[str, float]]:
    best: dict[str, float] = defaultdict(float)
    own = _vector(state, unit.key) if known else {}
    for key in known:
        value = similarity.product(own, _vector(state, key))
        value *= crises.decay(unit.day, state.units[key].day)
        story = _story(state, key) or ""
        best[story] = max(best[story], value)
    likely = ((story, value) for story, value in best.items() if value >= LEAST)
    return sorted(likely, key=lambda each: (-each[1], each[0]))[:MOST_NEAR]


def _stirred(state: State, new: Sequence[Unit], wishes: Wishes) -> set[str]:
    """Threads that new units take reports from, and those that are not as a person wishes."""
    fresh = {report for unit in new for _, report in unit.times}
    joined = [each for each in wishes.together if not fresh.isdisjoint(each)]
    moved = (state.story_of.get(report) for report in fresh.union(*joined))
    return {story for story in moved if story} | _opened(state, wishes)


def _opened(state: State, wishes: Wishes) -> set[str]:
    story = state.story_of
    found = {story[r] for r in wishes.loosened if r in story}
    for each in wishes.together:
        stories = {story[r] for r in each if r in story}
        found |= stories if len(stories) > 1 else set()
    for one, other in wishes.apart:
        found |= {story[r] for r in one if r in story} & {story[r] for r in other if r in story}
    return found


def _items(
    state: State, new: Sequence[Unit], near: Mapping[str, float], opened: Iterable[str]
) -> dict[str, Item]:
    """New units and units of threads near, one by one as far as they are not too many."""
    fresh = {unit.key for unit in new}
    items = {key: Item((key,), (key,)) for key in fresh}
    left, whole = ALL_OPEN, set(opened)
    for story in sorted(near, key=lambda s: (-near[s], s)):
        units = [key for key in state.stories.get(story, ()) if key not in fresh]
        if story in whole or len(units) <= min(OPEN, left):
            items |= {key: Item((key,), (key,)) for key in units}
            left -= len(units)
        else:
            items[units[0]] = _sampled(state, units)
    return items


def _sampled(state: State, units: Sequence[str]) -> Item:
    known = sorted(units, key=lambda k: (state.units[k].day or date.min, k))[-SAMPLE:]
    return Item(tuple(units), tuple(known))


@dataclass(frozen=True, slots=True)
class Compared:
    """Items as clusters of one, their likeness, and what is known of them as sides of a crisis."""

    masses: Mapping[str, Mass]
    sums: Mapping[Pair, float]
    sides: Mapping[str, Side]


def compare(state: State, items: Mapping[str, Item]) -> Compared:
    """Compare items by their units, less with time between."""
    vectors = {unit: _vector(state, unit) for item in items.values() for unit in item.known}
    holder = {unit: key for key, item in items.items() for unit in item.known}
    within: dict[str, float] = defaultdict(float)
    sums: dict[Pair, float] = defaultdict(float)
    for one, other in similarity.pairs({k: v.keys() for k, v in vectors.items()}, RARE_SHARE):
        value = min(ONE_WORDING, similarity.product(vectors[one], vectors[other]))
        value *= crises.decay(state.units[one].day, state.units[other].day)
        a, b = sorted((holder[one], holder[other]))
        if a == b:
            within[a] += value
        else:
            sums[a, b] += value * items[a].scale * items[b].scale
    masses = {key: _mass(item, within[key]) for key, item in items.items()}
    return Compared(masses, sums, {k: _side(state, each, vectors) for k, each in items.items()})


def group(
    found: Compared,
    together: Sequence[Pair] = (),
    apart: Sequence[Pair] = (),
    least: float = ONE_STORY,
) -> list[list[str]]:
    """Groups of items: stories, with the sides of one crisis in one."""
    threads = cohesive_link(found.masses, found.sums, least, together=together, apart=apart)
    return crises.join(threads, found.sides, apart)


def _mass(item: Item, within: float) -> Mass:
    known, size = len(item.known), len(item.units)
    pairs = known * (known - 1) / 2
    return Mass(size, within / pairs * size * (size - 1) / 2 if pairs else 0.0)


def _side(state: State, item: Item, vectors: Mapping[str, Vector]) -> Side:
    total = usage.added(crises.named(state.usage, vectors[unit]) for unit in item.known)
    names = {term: value * item.scale for term, value in total.items()}
    days = crises.span(state.units[unit].day for unit in item.units)
    return Side(len(item.units), names, days)


def _bound(
    state: State, items: Mapping[str, Item], wishes: Wishes
) -> tuple[list[Pair], list[Pair]]:
    """What is wished of reports, of items."""
    item_of = {unit: key for key, item in items.items() for unit in item.units}

    def held(reports: Iterable[str]) -> list[str]:
        units = (state.unit_of.get(report, "") for report in reports)
        return sorted({item_of[unit] for unit in units if unit in item_of})

    together = [(keys[0], key) for each in wishes.together if (keys := held(each)) for key in keys]
    apart = [(a, b) for one, two in wishes.apart for a in held(one) for b in held(two) if a != b]
    return together, apart


def _settle(
    state: State, groups: Sequence[Sequence[str]], near: Iterable[str], wishes: Wishes
) -> list[StoryChange]:
    """Put the groups in the place of the threads near."""
    times = [[time for unit in group for time in state.units[unit].times] for group in groups]
    reports = [[report for _, report in each] for each in times]
    when = {time[1]: time for each in times for time in each}
    before = {report: state.story_of[report] for report in when if report in state.story_of}
    named = naming.names(reports, before, when, state.named)
    changed = naming.changes(reports, named, before, wishes)
    for story in near:
        state.stories.pop(story, None)
        state.named.pop(story, None)
    for group, name in zip(groups, named, strict=True):
        _place(state, group, name)
    return changed


def _place(state: State, units: Iterable[str], story: Name) -> None:
    members = state.stories.setdefault(story.id, [])
    for unit in units:
        members.append(unit)
        state.story_of.update((report, story.id) for _, report in state.units[unit].times)
    state.named[story.id] = story
