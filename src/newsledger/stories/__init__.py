"""Reports on one happening: story threads over words, names and days, kept as the pile grows.

The members of a dispatch weigh as one. New reports are threaded among the stories so far, of which
only those near are looked at again (`state`); two threads are one where they are as alike as each
is within itself (`clustering`), and the sides of one crisis where they name the same on the same
days (`crises`). A story keeps its id (`naming`), and what a person decides holds (`decisions`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from newsledger import similarity
from newsledger.lineage import days as calendar
from newsledger.lineage.days import Dated
from newsledger.model import Annotations, Dispatch, Report, Story, StoryChange, StoryDecision
from newsledger.similarity import Vector
from newsledger.stories import decisions as deciding
from newsledger.stories import naming, sketches, state, usage
from newsledger.stories.decisions import Wishes
from newsledger.stories.naming import Name, Time
from newsledger.stories.sketches import Sketch
from newsledger.stories.state import State, Unit

NOTHING: Mapping[str, str] = MappingProxyType({})
UNKNOWN = "9999"  # sorts a report without a day after all others


@dataclass(frozen=True, slots=True)
class Threads:
    """Every story, over which it iterates, and those that were merged or split in this run."""

    stories: tuple[Story, ...]
    changes: tuple[StoryChange, ...]

    def __iter__(self) -> Iterator[Story]:
        """Go over the stories."""
        return iter(self.stories)


@dataclass(frozen=True, slots=True)
class Pile:
    """All that is known of the reports."""

    reports: Mapping[str, Report]
    annotations: Mapping[str, Annotations]
    sketches: Mapping[str, Sketch]
    days: Mapping[str, date | None]

    def time(self, report: str) -> Time:
        """When a report is from, for sorting."""
        day = self.days[report]
        return (day.isoformat() if day else UNKNOWN), report


def thread(
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotations],
    published: Mapping[str, Dated],
    dispatches: Sequence[Dispatch],
    *,
    before: Mapping[str, str] = NOTHING,
    decisions: Sequence[StoryDecision] = (),
) -> Threads:
    """Put every report into one story; the members of a dispatch stand in one.

    `before` says of reports threaded earlier which story they are in; only what is near the others
    changes. A report without a day is compared by its words alone. `decisions` hold whatever the
    texts say, the later of two that contradict. The result does not depend on the order of reports.
    """
    wishes = deciding.wishes(decisions)
    pile = Pile(
        reports,
        annotations,
        {key: sketches.sketch(reports[key], annotations[key]) for key in sorted(reports)},
        {key: _day(published.get(key)) for key in reports},
    )
    now = State()
    new = _recall(now, _units(pile, dispatches, wishes), before)
    changes = state.add(now, new, wishes)
    found = (_story(pile, now, story) for story in now.stories)
    return Threads(tuple(sorted(found, key=lambda s: s.reports)), tuple(changes))


def unit(times: Iterable[Time], known: Mapping[str, Sketch], day: date | None) -> Unit:
    """Reports that weigh as one, known by the sketches of some."""
    ordered = tuple(sorted(times))
    chosen = tuple(known[report] for _, report in ordered[: state.MEMBERS])
    return Unit(min(report for _, report in ordered), ordered, chosen, day)


def _day(published: Dated | None) -> date | None:
    return calendar.read(published.day) if published else None


def _units(pile: Pile, dispatches: Iterable[Dispatch], wishes: Wishes) -> list[Unit]:
    """The reports of one dispatch together, but not those a person sets apart; others alone."""
    members = ([m.report for m in d.members if m.report in pile.reports] for d in dispatches)
    groups = [part for group in members for part in _parts(group, wishes)]
    placed = {report for group in groups for report in group}
    groups += [[report] for report in sorted(pile.reports) if report not in placed]
    return [_unit(pile, group) for group in groups]


def _unit(pile: Pile, group: Sequence[str]) -> Unit:
    first = min((day for report in group if (day := pile.days[report])), default=None)
    return unit(map(pile.time, group), pile.sketches, first)


def _parts(group: Sequence[str], wishes: Wishes) -> Iterator[list[str]]:
    """The reports of a dispatch, those named in a split among them alone."""
    members = set(group)
    alone = {r for one, two in wishes.apart if two & members for r in one & members}
    yield from ([report] for report in sorted(alone))
    if rest := sorted(members - alone):
        yield rest


def _recall(now: State, units: Sequence[Unit], before: Mapping[str, str]) -> list[Unit]:
    """Hold the units that were threaded before; those that were not, or not as they are now."""
    known = {r: before[r] for each in units for _, r in each.times if r in before}
    now.story_of.update(known)
    now.named.update(_named(known))
    new: list[Unit] = []
    for each in sorted(units, key=lambda each: each.key):
        stories = {known.get(report) for _, report in each.times}
        (story,) = stories if len(stories) == 1 else (None,)
        if story:
            state.hold(now, each, now.named[story])
        else:
            new.append(each)
    return new


def _named(known: Mapping[str, str]) -> dict[str, Name]:
    """The names of stories, by the reports that may have founded them."""
    stories = set(known.values())
    names = _founded(known, 0)
    if stories - names.keys():
        names = _founded(known, 1) | _founded(known, 2) | names
    return {story: names.get(story, Name(story, None, 0)) for story in stories}


def _founded(reports: Iterable[str], edition: int) -> dict[str, Name]:
    names = (naming.founded(report, edition) for report in sorted(reports))
    return {name.id: name for name in names}


def _story(pile: Pile, now: State, story: str) -> Story:
    units = [now.units[key] for key in now.stories[story]]
    group = sorted(report for each in units for _, report in each.times)
    days = sorted(day.isoformat() for report in group if (day := pile.days[report]))
    name = now.named[story]
    return Story(
        id=name.id,
        label=_label(pile, now, group),
        reports=tuple(group),
        start=days[0] if days else None,
        end=days[-1] if days else None,
        founder=name.founder,
        edition=name.edition,
    )


def _label(pile: Pile, now: State, group: Sequence[str]) -> str:
    """The title of the report nearest to the middle that has one, else how the nearest begins."""
    vectors: dict[str, Vector] = {
        report: usage.vector(now.usage, pile.sketches[report]) for report in group
    }
    middle = usage.mean(list(vectors.values()))
    central = sorted(group, key=lambda r: (-similarity.product(vectors[r], middle), r))
    titles = (sketches.title(pile.reports[r], pile.annotations[r]) for r in central)
    first = pile.reports[central[0]], pile.annotations[central[0]]
    return next(filter(None, titles), None) or sketches.opening(*first)
