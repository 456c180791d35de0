"""What a person decided of stories, and what of it holds.

A decision speaks of reports, so it outlives any threading. The last word counts: of decisions that
cannot all hold, the later ones do. The order that counts is that in which they are given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from newsledger.model import StoryDecision, identified

Reports = frozenset[str]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to hold of reports: sets that belong in one story, pairs of sets that stand apart.

    `loosened` are reports of which something was decided that does not hold any more.
    """

    together: tuple[Reports, ...] = ()
    apart: tuple[tuple[Reports, Reports], ...] = ()
    loosened: Reports = frozenset()


NONE = Wishes()


def merge(
    reports: Iterable[str],
    others: Iterable[str] = (),
    by: str | None = None,
    note: str | None = None,
) -> StoryDecision:
    """Decide that reports belong in one story, with others where two stories become one."""
    one, other = (tuple(sorted(set(side))) for side in (reports, others))
    return identified(StoryDecision(kind="merge", reports=one, others=other, by=by, note=note))


def split(
    reports: Iterable[str], others: Iterable[str], by: str | None = None, note: str | None = None
) -> StoryDecision:
    """Decide that reports stand apart from others."""
    one, other = (tuple(sorted(set(side))) for side in (reports, others))
    return identified(StoryDecision(kind="split", reports=one, others=other, by=by, note=note))


def withdraw(
    decision: StoryDecision, by: str | None = None, note: str | None = None
) -> StoryDecision:
    """Take back a decision, or a withdrawal."""
    return identified(StoryDecision(kind="withdrawn", withdraws=decision.id, by=by, note=note))


def in_force(decisions: Sequence[StoryDecision]) -> list[StoryDecision]:
    """Merges and splits that no withdrawal in force names, in the order given."""
    by_id = {each.id: each for each in decisions}
    withdrawing: dict[str, list[str]] = {}
    for each in by_id.values():
        if each.kind == "withdrawn" and each.withdraws in by_id:
            withdrawing.setdefault(each.withdraws, []).append(each.id)
    holds: dict[str, bool] = {}
    for key in by_id:
        _settle(key, withdrawing, holds)
    return [each for each in by_id.values() if each.kind != "withdrawn" and holds[each.id]]


def _settle(key: str, withdrawing: dict[str, list[str]], holds: dict[str, bool]) -> None:
    """Say whether a decision holds, once it is said of those that withdraw it (no recursion)."""
    waiting = [key]
    while waiting:
        each = waiting[-1]
        open_ = [other for other in withdrawing.get(each, ()) if other not in holds]
        # an id is a digest of what it withdraws, so only a forged one comes round to itself
        if open_ and not set(open_) & set(waiting):
            waiting += open_
        else:
            holds[each] = not any(holds.get(other) for other in withdrawing.get(each, ()))
            waiting.pop()


def wishes(decisions: Sequence[StoryDecision]) -> Wishes:
    """What holds, of contradicting decisions the later."""
    held = in_force(decisions)
    together: list[Reports] = []
    apart: list[tuple[Reports, Reports]] = []
    kept: set[str] = set()
    for each in reversed(held):
        one, other = frozenset(each.reports), frozenset(each.others)
        if each.kind == "merge" and not _parted(_joined([*together, one | other]), apart):
            together.append(one | other)
            kept.add(each.id)
        if each.kind == "split" and not _parted(_joined(together), [(one, other)]):
            apart.append((one, other))
            kept.add(each.id)
    loose = {r for d in decisions if d.id not in kept for r in (*d.reports, *d.others)}
    return Wishes(tuple(_joined(together)), tuple(apart), frozenset(loose))


def _joined(sets: Iterable[Reports]) -> list[Reports]:
    """Sets that share a report, made one."""
    found: list[Reports] = []
    for each in sets:
        touched = [other for other in found if not other.isdisjoint(each)]
        found = [other for other in found if other.isdisjoint(each)]
        found.append(each.union(*touched))
    return sorted(found, key=sorted)


def _parted(sets: Iterable[Reports], apart: Iterable[tuple[Reports, Reports]]) -> bool:
    """Whether a set holds reports of both sides of a split; a report never parts from itself."""
    found = product(list(sets), list(apart))
    both = any(each & one and each & other for each, (one, other) in found)
    return both or any(one & other for one, other in apart)
