"""The command line: `newsledger VERB LEDGER ...`. Exit codes: 0 done, 1 faults, 2 nothing done."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from newsledger import api, marks
from newsledger.language import PipelineMissing
from newsledger.ledger import Progress as Step
from newsledger.ledger import Taken
from newsledger.model import Report, Skip
from newsledger.store import NotALedger
from newsledger.view import file_name, find_report

EXPECTED = (
    FileNotFoundError,
    LookupError,
    msgspec.MsgspecError,
    NotALedger,
    PipelineMissing,
    ValueError,
)
ROWS_SHOWN = 40  # reports listed after an `add`; all of them with --json
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
ledger_argument = click.argument("ledger", type=click.Path())


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="newsledger")
def main() -> None:
    """Read a pile of crisis reports into a ledger: who said what, and what rests on what.

    \b
    Examples:
      newsledger add crisis.ledger reports/
      newsledger report crisis.ledger > sitrep.md
      newsledger show crisis.ledger 04-tribune.html
      newsledger export crisis.ledger --format jsonl > crisis.jsonl
    """


@main.command()
@ledger_argument
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--names",
    "names_files",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="TOML file of names to know: polities, places, agencies, organisations. Repeatable.",
)
@click.option("--model", help="spaCy pipeline to read with; the largest installed one otherwise.")
@json_option
def add(
    ledger: str,
    paths: tuple[Path, ...],
    names_files: tuple[Path, ...],
    model: str | None,
    as_json: bool,
) -> None:
    """Read files and folders into LEDGER; run it again to finish what was cut short.

    \b
    Takes plain text, HTML pages and JSON Lines (.jsonl, also .gz).
    Exit code 0 if anything given is in the ledger, 2 if nothing is.

    Examples:
      newsledger add crisis.ledger reports/ feed.jsonl
      newsledger add crisis.ledger reports/ --names names.toml
      newsledger add crisis.ledger

    """
    with _errors(), _progress(quiet=as_json) as progress:
        taken = api.add(ledger, paths, names_files=names_files, model=model, progress=progress)
        known = {} if as_json else api.view(ledger).by_id(Report)
    _print_added(taken, known, as_json=as_json)
    if paths and not any(t.reports or t.held for t in taken):
        sys.exit(2)


@main.command()
@ledger_argument
def report(ledger: str) -> None:
    """Print the situation report of LEDGER in Markdown, each line with its source spans.

    \b
    Example:
      newsledger report crisis.ledger > sitrep.md
    """
    with _errors():
        click.echo(api.report(ledger), nl=False)


@main.command()
@ledger_argument
@click.argument("wanted", metavar="REPORT")
def show(ledger: str, wanted: str) -> None:
    """Print REPORT with its annotations marked. REPORT is a file name, the start of one, or an id.

    \b
    Example:
      newsledger show crisis.ledger 04-tribune.html
    """
    with _errors():
        view = api.view(ledger)
        found = find_report(view, wanted)
    console = Console(highlight=False)
    console.print(marks.printable(found.path), style="bold", markup=False)
    facts = (found.outlet, found.agency, found.published and f"published {found.published}")
    console.print(" · ".join(marks.printable(f) for f in facts if f) or "no facts", markup=False)
    console.print(marks.legend(), "\n")
    console.print(marks.marked(found, view), soft_wrap=True)
    console.print(_table(("characters", "kind", "read as"), list(marks.notes(found, view))))


@main.command()
@ledger_argument
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="File.")
def export(ledger: str, format_: str, output: Path | None) -> None:  # noqa: ARG001 - one so far
    """Write LEDGER as JSON Lines, one record a line, in a fixed order.

    \b
    Example:
      newsledger export crisis.ledger --format jsonl -o crisis.jsonl
    """
    with _errors():
        lines = api.export(ledger)
    if output:
        output.write_bytes(b"".join(lines))
        return
    for each in lines:
        sys.stdout.buffer.write(each)


@main.command()
@ledger_argument
@json_option
def verify(ledger: str, as_json: bool) -> None:
    """Check every span of LEDGER against every text again. Exit code 1 and a list on a fault."""
    with _errors():
        faults, pending = api.verify(ledger), api.pending(ledger)
    if as_json:
        click.echo(json.dumps({"faults": faults, "pending": pending}))
    else:
        click.echo("\n".join(faults) if faults else "sound: every span holds what rests on it")
        if pending:
            click.echo(f"{pending} reports are not built yet; run: newsledger add {ledger}")
    sys.exit(1 if faults else 0)


@main.command()
@ledger_argument
@json_option
def skipped(ledger: str, as_json: bool) -> None:
    """List what LEDGER refused: the file, the reason, what to do."""
    with _errors():
        skips = api.skipped(ledger)
    if as_json:
        click.echo(msgspec.json.encode(skips))
    else:
        _print_skips(skips)


@contextmanager
def _errors() -> Iterator[None]:
    """Tell expected errors in one line and leave with exit code 2."""
    try:
        yield
    except EXPECTED as error:
        click.echo(f"newsledger: {error}", err=True)
        sys.exit(2)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Step]:
    """Show a bar a stage on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=Console(stderr=True), disable=quiet
    ) as bars:
        tasks: dict[str, int] = {}

        def step(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type]

        yield step


def _print_added(taken: Sequence[Taken], known: Mapping[str, Report], *, as_json: bool) -> None:
    reports = [known.get(r.id, r) for t in taken for r in t.reports]
    skips = [s for t in taken for s in t.skips]
    held = sum(t.held for t in taken)
    if as_json:
        ids = [{"id": r.id, "path": r.path} for r in reports]
        body = {"reports": ids, "held": held, "skipped": msgspec.to_builtins(skips)}
        click.echo(json.dumps(body))
        return
    if reports:
        Console().print(_table(("report", "outlet", "agency", "published"), _facts(reports)))
    _print_skips(skips)
    click.echo(f"{len(reports)} reports taken, {held} files held already, {len(skips)} refused")


def _facts(reports: Sequence[Report]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (file_name(r), r.outlet or "", r.agency or "", r.published or "")
        for r in reports[:ROWS_SHOWN]
    ]
    more = len(reports) - ROWS_SHOWN
    return [*rows, (f"... and {more} more", "", "", "")] if more > 0 else rows


def _print_skips(skips: Sequence[Skip]) -> None:
    if skips:
        rows = [(s.path, s.reason, s.advice) for s in skips]
        Console().print(_table(("refused", "reason", "what to do"), rows))


def _table(head: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    table = Table(header_style="bold", box=None, pad_edge=False)
    for name in head:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(marks.printable(cell).replace("[", "\\[") for cell in row))
    return table
