"""What a person decides of stories, from the names they use to a decision that can be kept.

A decision names reports, so that it holds however the stories are threaded later. Members of one
dispatch stand in one story: who splits off one of them splits off all.
"""

from collections.abc import Iterable, Mapping, Sequence

from newsledger.model import Dispatch, Story, StoryDecision
from newsledger.stories import decisions
from newsledger.stories.decisions import in_force
from newsledger.view import View, find_report

Made = Sequence[StoryDecision]  # every decision of a ledger, in order, withdrawn ones too


def merge(
    view: View, one: str, other: str, *, by: str | None = None, note: str | None = None
) -> StoryDecision:
    """Decide that two reports, or all of two stories, belong in one story.

    Raises LookupError for what is not found, ValueError where both name the same.
    """
    left, right = reports_of(view, one), reports_of(view, other)
    if set(left) & set(right):
        raise ValueError(f"{one} and {other} have reports in common; name two that stand apart")
    first, second = sorted((left, right))
    return decisions.merge(first, second, by or None, note or None)


def split(
    view: View,
    reports: Iterable[str],
    apart: str | None = None,
    *,
    by: str | None = None,
    note: str | None = None,
) -> StoryDecision:
    """Decide that reports stand apart from a report or story, else from all else in their story.

    Raises LookupError for what is not found, ValueError where nothing is left to stand apart from.
    """
    named = [find_report(view, each).id for each in reports]
    off = _with_dispatches(view, named)
    stories = {r: s for s in view.of(Story) for r in s.reports}
    rest = reports_of(view, apart) if apart else _together(stories, named)
    others = set(rest) - off
    if not others:
        raise ValueError(
            "nothing is left to stand apart from, as reports of one dispatch stand in one story; "
            "name other reports with --from"
        )
    return decisions.split(off, others, by or None, note or None)


def withdraw(
    made: Made, wanted: str, *, by: str | None = None, note: str | None = None
) -> StoryDecision:
    """Decide that a decision holds no longer; `wanted` is its number, id or the start of one.

    A withdrawal may be withdrawn too: what it took back holds again. Raises LookupError where
    there is no such decision.
    """
    return decisions.withdraw(_find(made, wanted), by or None, note or None)


def check(made: Made, new: StoryDecision) -> None:
    """Raise ValueError where a new decision changes nothing, or goes against one that holds."""
    holding, then = in_force(made), in_force([*made, new])
    if _held(made) == _held([*made, new]):
        raise ValueError(_idle(made, new))
    heads = _heads(then)
    for each in then:
        both = {heads[r] for r in each.reports} & {heads[r] for r in each.others}
        if each.kind == "split" and both:
            merges = (m for m in holding if m.kind == "merge" and heads[m.reports[0]] in both)
            number = _number(made, each if each in holding else next(merges))
            raise ValueError(
                f"decision {number} ({made[number - 1].kind}) says otherwise; withdraw it first: "
                f"newsledger story undo LEDGER {number}"
            )


def reports_of(view: View, wanted: str) -> tuple[str, ...]:
    """Ids of the reports that a report or a story stands for, by name, id or the start of an id."""
    if wanted.startswith("story_"):
        return find_story(view, wanted).reports
    return (find_report(view, wanted).id,)


def find_story(view: View, wanted: str) -> Story:
    """The story whose id is this or starts so. Raises LookupError where none or several do."""
    found = [each for each in view.of(Story) if each.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise LookupError(f"{wanted} may be any of: {', '.join(each.id for each in found[:5])}")
    raise LookupError(f"no story {wanted}; list them: newsledger story list LEDGER")


def _find(made: Made, wanted: str) -> StoryDecision:
    if wanted.isdecimal() and 0 < int(wanted) <= len(made):
        return made[int(wanted) - 1]
    found = {each.id: each for each in made if each.id.startswith(wanted)}
    if len(found) == 1:
        return next(iter(found.values()))
    several = "several decisions are" if found else "no decision is"
    raise LookupError(f"{several} {wanted}; list them: newsledger story log LEDGER")


def _number(made: Made, decision: StoryDecision) -> int:
    return [each.id for each in made].index(decision.id) + 1


def _held(made: Made) -> list[str]:
    return [each.id for each in in_force(made)]


def _idle(made: Made, new: StoryDecision) -> str:
    """Why a decision changes nothing, and what to do where it should."""
    for each in reversed(made):
        if each.withdraws == new.id and _held(made) != _held([*made, decisions.withdraw(each)]):
            again = f"newsledger story undo LEDGER {_number(made, each)}"
            return f"this was withdrawn; to let it hold again: {again}"
    if new.kind == "withdrawn":
        return "that decision is withdrawn already; see: newsledger story log LEDGER"
    return "this is decided already; see: newsledger story log LEDGER"


def _with_dispatches(view: View, reports: Sequence[str]) -> set[str]:
    """Reports with the other members of their dispatches."""
    wanted = set(reports)
    members = ({m.report for m in each.members} for each in view.of(Dispatch))
    return wanted.union(*(group for group in members if group & wanted))


def _together(stories: Mapping[str, Story], reports: Sequence[str]) -> tuple[str, ...]:
    """All reports of the one story that reports stand in."""
    found = {story.id: story for each in reports if (story := stories.get(each))}
    if len(found) != 1:
        raise ValueError("these reports stand in several stories; name one with --from")
    return next(iter(found.values())).reports


def _heads(made: Iterable[StoryDecision]) -> dict[str, str]:
    """For each report named, one report that stands for all it is merged with (union-find)."""
    above: dict[str, str] = {}

    def head(report: str) -> str:
        while above.setdefault(report, report) != report:
            above[report] = report = above[above[report]]
        return report

    for each in made:
        heads = [head(report) for report in (*each.reports, *each.others)]
        if each.kind == "merge":
            above.update(dict.fromkeys(heads, heads[0]))
    return {report: head(report) for report in above}
