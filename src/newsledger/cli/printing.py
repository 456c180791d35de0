"""What the command line shows: progress while it works, tables when it is done."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import click
import msgspec
from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from newsledger import marks
from newsledger.intake import Taken
from newsledger.model import Report, Skip
from newsledger.progress import Progress as Told
from newsledger.progress import Step
from newsledger.view import file_name

ROWS_SHOWN = 40  # reports, and refusals, listed after a run; all of them with --json


@contextmanager
def progress(*, quiet: bool) -> Iterator[Told]:
    """Show a bar a stage on standard error: how far it is, and what it gave so far."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[amount]}"))
    with Progress(
        *columns, TimeElapsedColumn(), console=Console(stderr=True), disable=quiet
    ) as bars:
        tasks: dict[str, TaskID] = {}

        def show(step: Step) -> None:
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(step.stage, total=step.total, amount="")
            task = tasks[step.stage]
            bars.update(task, completed=step.done, total=step.total, amount=_amount(step))

        yield show


def _amount(step: Step) -> str:
    write = decimal if step.unit == "bytes" else str
    done = write(step.done) + (f" of {write(step.total)}" if step.total else "")
    return f"{done}, {step.note}" if step.note else done


def print_added(taken: Sequence[Taken], known: Mapping[str, Report], *, as_json: bool) -> None:
    """Tell what a run took: a table for people, one object for machines."""
    reports = [known[each] for t in taken for each in t.reports if each in known]
    skips = [s for t in taken for s in t.skips]
    held = sum(t.held for t in taken)
    if as_json:
        ids = [{"id": r.id, "path": r.path} for r in reports]
        body = {"reports": ids, "held": held, "skipped": msgspec.to_builtins(skips)}
        click.echo(json.dumps(body))
        return
    if reports:
        columns = ("report", "outlet", "agency", "published")
        Console().print(table(columns, _facts(reports), shown=ROWS_SHOWN))
    print_skips(skips, shown=ROWS_SHOWN)
    click.echo(f"{len(reports)} reports taken, {held} held already, {len(skips)} refused")


def print_skips(skips: Sequence[Skip], *, shown: int | None = None) -> None:
    """List refusals, all or the first so many."""
    if skips:
        rows = [(s.path, s.reason, s.advice) for s in skips]
        Console().print(table(("refused", "reason", "what to do"), rows, shown=shown))


def table(
    head: Sequence[str], rows: Sequence[tuple[str, ...]], *, shown: int | None = None
) -> Table:
    """A plain table, of all rows or the first so many; control characters are made visible."""
    made = Table(header_style="bold", box=None, pad_edge=False)
    for name in head:
        made.add_column(name, overflow="fold")
    for row in rows[:shown]:
        made.add_row(*(marks.printable(cell).replace("[", "\\[") for cell in row))
    more = len(rows) - len(rows[:shown])
    if more:
        made.add_row(f"... and {more} more", *[""] * (len(head) - 1))
    return made


def _facts(reports: Sequence[Report]) -> list[tuple[str, ...]]:
    return [(file_name(r), r.outlet or "", r.agency or "", r.published or "") for r in reports]
