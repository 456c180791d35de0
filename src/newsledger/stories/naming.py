"""Which id a story has after it was threaded anew, and what became of the stories before.

A story keeps the id it was founded with: merged, that of the part with more reports; split, in its
larger part. Of equal parts the one with the earlier report has it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from newsledger.model import Story, StoryChange, identified
from newsledger.stories.decisions import Wishes

Day = str  # ISO 8601, or "9999" where it is not known
Time = tuple[Day, str]  # a report's day and id: what comes first founds


class Name(NamedTuple):
    """A story's id, the report that founded it (None where it is gone) and which edition."""

    id: str
    founder: str | None
    edition: int


def founded(founder: str, edition: int = 0) -> Name:
    """The name of a story that a report founds."""
    blank = Story(label="", reports=(), founder=founder, edition=edition)
    return Name(identified(blank).id, founder, edition)


def names(
    groups: Sequence[Sequence[str]],
    before: Mapping[str, str],
    times: Mapping[str, Time],
    live: Mapping[str, Name],
) -> list[Name]:
    """Name groups of reports, by the stories their reports were in and those that live."""
    kept = _kept(groups, before, times)
    taken = set(live)
    found: dict[int, Name] = {n: live[story] for n, story in kept.items()}
    firsts = {n: min(group, key=times.__getitem__) for n, group in enumerate(groups)}
    for n in sorted(firsts.keys() - found.keys(), key=lambda n: times[firsts[n]]):
        found[n] = next(e for c in count() if (e := founded(firsts[n], c)).id not in taken)
        taken.add(found[n].id)
    return [found[n] for n in range(len(groups))]


def _kept(
    groups: Sequence[Sequence[str]], before: Mapping[str, str], times: Mapping[str, Time]
) -> dict[int, str]:
    parts: dict[tuple[int, str], list[Time]] = defaultdict(list)
    for n, group in enumerate(groups):
        for report in group:
            if report in before:
                parts[n, before[report]].append(times[report])
    found: dict[int, str] = {}
    for n, story in sorted(parts, key=lambda p: (-len(parts[p]), min(parts[p]), p[1])):
        if n not in found and story not in found.values():
            found[n] = story
    return found


def changes(
    groups: Sequence[Sequence[str]],
    named: Sequence[Name],
    before: Mapping[str, str],
    wishes: Wishes,
) -> list[StoryChange]:
    """Say which stories were merged and which split, and what brought it about."""
    after = {r: name.id for group, name in zip(groups, named, strict=True) for r in group}
    went: dict[str, set[str]] = defaultdict(set)
    came: dict[str, set[str]] = defaultdict(set)
    for report in after.keys() & before.keys():
        went[before[report]].add(after[report])
        came[after[report]].add(before[report])
    merged = [
        (
            StoryChange(kind="merged", before=tuple(sorted(parts)), after=(story,), reports=()),
            joined,
        )
        for story, parts in sorted(came.items())
        if len(parts) > 1
        for joined in [_joining(wishes, story, before, after)]
    ]
    split = [
        (StoryChange(kind="split", before=(story,), after=tuple(sorted(parts)), reports=()), parted)
        for story, parts in sorted(went.items())
        if len(parts) > 1
        for parted in [_parting(wishes, story, before, after)]
    ]
    return [_finished(change, named, before, after, wishes) for change, named in merged + split]


def _finished(
    change: StoryChange,
    decided: Set[str],
    before: Mapping[str, str],
    after: Mapping[str, str],
    wishes: Wishes,
) -> StoryChange:
    """With the reports that brought it about: those decided on, else those new in the stories."""
    inside = {report for report, story in after.items() if story in change.after}
    new = inside - before.keys()
    person = decided or (set() if new else inside & wishes.loosened)
    reports = tuple(sorted(person or new))
    return identified(replace(change, reports=reports, by="person" if person else "reports"))


def _joining(
    wishes: Wishes, story: str, before: Mapping[str, str], after: Mapping[str, str]
) -> set[str]:
    """Reports a person put together that stood in several stories and now stand in this."""
    sets = [{r for r in each if after.get(r) == story and r in before} for each in wishes.together]
    return set().union(*(each for each in sets if len({before[r] for r in each}) > 1))


def _parting(
    wishes: Wishes, story: str, before: Mapping[str, str], after: Mapping[str, str]
) -> set[str]:
    """Reports a person set apart that stood in this story and now stand in several."""
    found: set[str] = set()
    for sides in wishes.apart:
        one, other = ({r for r in s if before.get(r) == story and r in after} for s in sides)
        if one and other:
            found |= one | other
    return found
