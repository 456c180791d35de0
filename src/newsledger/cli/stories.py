"""Verbs that show the stories of a ledger, and keep what a person decides of them."""

from collections.abc import Iterable, Sequence
from itertools import count

import click
import msgspec
from rich.console import Console
from rich.table import Table

from newsledger import api
from newsledger.cli.common import errors, json_option, ledger_argument, model_option
from newsledger.cli.printing import progress, table
from newsledger.model import Report, Story, StoryChange, StoryDecision
from newsledger.stories.decisions import in_force
from newsledger.view import View, file_name

SHORT = 14  # characters of an id that are shown; commands take the start of an id
NAMED = 3  # reports named in a row
by_option = click.option("--by", metavar="NAME", help="Who decides.")
Cells = tuple[str, ...]
note_option = click.option("--note", metavar="TEXT", help="Why.")


@click.group()
def story() -> None:
    """List stories, and decide which reports belong in one.

    \b
    A decision is kept with the ledger and holds whatever is added later, until it is withdrawn.
    A report is named by its file name, the start of one, or an id; a story by its id.

    \b
    Examples:
      newsledger story list crisis.ledger
      newsledger story merge crisis.ledger story_1f2e story_9ab0 --note "one flood, two rivers"
      newsledger story split crisis.ledger 07-herald.html --by Ana
      newsledger story log crisis.ledger
      newsledger story undo crisis.ledger 2
    """


@story.command(name="list")
@ledger_argument
@json_option
def list_(ledger: str, as_json: bool) -> None:
    """List the stories of LEDGER, the largest first."""
    with errors():
        view = api.view(ledger)
    if as_json:
        click.echo(msgspec.json.encode([_summary(each, view) for each in view.of(Story)]))
        return
    if not view.of(Story):
        click.echo(f"no stories yet; read reports: newsledger add {ledger} PATH...")
        return
    Console().print(_table(view.of(Story), view))


@story.command()
@ledger_argument
@click.argument("one", metavar="REPORT_OR_STORY")
@click.argument("other", metavar="REPORT_OR_STORY")
@by_option
@note_option
@model_option
def merge(
    ledger: str, one: str, other: str, by: str | None, note: str | None, model: str | None
) -> None:
    """Decide that two reports, or all reports of two stories, belong in one story.

    \b
    Example:
      newsledger story merge crisis.ledger 04-tribune.html 07-herald.html --note "same dam"
    """
    with errors(), progress(quiet=False) as told:
        made = api.story_merge(ledger, one, other, by=by, note=note, model=model, progress=told)
    _print_outcome(ledger, made)


@story.command()
@ledger_argument
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("--from", "apart", metavar="REPORT_OR_STORY", help="Else: all else in their story.")
@by_option
@note_option
@model_option
def split(
    ledger: str,
    reports: tuple[str, ...],
    apart: str | None,
    by: str | None,
    note: str | None,
    model: str | None,
) -> None:
    """Decide that REPORTS, with what rests on their dispatches, stand apart from others.

    \b
    Examples:
      newsledger story split crisis.ledger 07-herald.html 09-post.txt
      newsledger story split crisis.ledger 07-herald.html --from story_9ab0 --note "another dam"
    """
    with errors(), progress(quiet=False) as told:
        made = api.story_split(ledger, reports, apart, by=by, note=note, model=model, progress=told)
    _print_outcome(ledger, made)


@story.command()
@ledger_argument
@click.argument("decision")
@by_option
@note_option
@model_option
def undo(ledger: str, decision: str, by: str | None, note: str | None, model: str | None) -> None:
    """Withdraw DECISION, named by its number in the log or its id; the log keeps both.

    \b
    Example:
      newsledger story undo crisis.ledger 2 --note "it was the same dam"
    """
    with errors(), progress(quiet=False) as told:
        made = api.story_undo(ledger, decision, by=by, note=note, model=model, progress=told)
    _print_outcome(ledger, made)


@story.command()
@ledger_argument
@json_option
def log(ledger: str, as_json: bool) -> None:
    """List every decision on stories, and every merge and split that they went through."""
    with errors():
        view, logged = api.view(ledger), api.story_log(ledger)
    made = [each for _, each in logged if isinstance(each, StoryDecision)]
    holding = {each.id for each in in_force(made)}
    if as_json:
        click.echo(msgspec.json.encode([_logged(run, each, holding) for run, each in logged]))
        return
    if not logged:
        click.echo("nothing was decided, merged or split so far")
        return
    numbers = count(1)
    cells = [
        _decision(next(numbers), each, holding, made, view)
        if isinstance(each, StoryDecision)
        else _change(run, each, view)
        for run, each in logged
    ]
    Console().print(table(("", "what", "by", "of", "note"), cells))


def _decision(
    number: int, each: StoryDecision, holding: set[str], made: Sequence[StoryDecision], view: View
) -> Cells:
    """A decision as a row of the log."""
    who, note = each.by or "a person", each.note or ""
    if each.kind == "withdrawn":
        place = [m.id for m in made].index(each.withdraws or "") + 1
        return f"{number}", "withdrawal", who, f"of decision {place}", note
    word = " with " if each.kind == "merge" else " from "
    of = word.join(_names(side, view) for side in (each.reports, each.others) if side)
    return (
        f"{number}",
        each.kind if each.id in holding else f"{each.kind}, withdrawn",
        who,
        of,
        note,
    )


def _logged(run: int, each: StoryDecision | StoryChange, holding: set[str]) -> dict[str, object]:
    """A decision or change as an object; a decision's run is the last one before it."""
    if isinstance(each, StoryDecision):
        return {"run": run, "decision": each, "holds": each.id in holding}
    return {"run": run, "change": each}


def _change(run: int, each: StoryChange, view: View) -> Cells:
    """What became of stories as a row of the log."""
    before, after = (" ".join(s[:SHORT] for s in ids) for ids in (each.before, each.after))
    by = "a decision" if each.by == "person" else "reports"
    through = f"through {_names(each.reports, view)}" if each.reports else ""
    return "", f"{each.kind} in run {run}", by, f"{before} → {after}", through


def _names(reports: Sequence[str], view: View) -> str:
    known = view.by_id(Report)
    named = sorted(file_name(known[each]) if each in known else each for each in reports)
    more = len(named) - NAMED
    return ", ".join(named[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _summary(each: Story, view: View) -> dict[str, object]:
    """A story with the number of dispatches its reports rest on."""
    reports = view.by_id(Report)
    body: dict[str, object] = msgspec.to_builtins(each)
    return body | {"dispatches": len({reports[r].dispatch for r in each.reports})}


def _table(stories: Iterable[Story], view: View) -> Table:
    """Stories, the largest first."""
    reports = view.by_id(Report)
    cells = []
    for each in sorted(stories, key=lambda s: (-len(s.reports), s.start or "", s.id)):
        days = " to ".join(dict.fromkeys(day for day in (each.start, each.end) if day))
        texts = {reports[r].dispatch for r in each.reports}
        sizes = str(len(each.reports)), str(len(texts))
        cells.append((each.id[:SHORT], days, *sizes, each.label))
    return table(("story", "days", "reports", "texts", "what"), cells)


def _print_outcome(ledger: str, made: StoryDecision) -> None:
    """Tell in which stories the reports of a decision stand now."""
    with errors():
        view, logged = api.view(ledger), api.story_log(ledger)
    decisions = [each for _, each in logged if isinstance(each, StoryDecision)]
    by_id = {each.id: each for each in decisions}
    while made.kind == "withdrawn" and made.withdraws in by_id:
        made = by_id[made.withdraws]
    named = {*made.reports, *made.others}
    click.echo(f"kept as decision {len(decisions)}; the reports it names stand in:")
    Console().print(_table((s for s in view.of(Story) if named & set(s.reports)), view))
