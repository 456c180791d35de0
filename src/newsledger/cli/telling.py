"""Verbs that tell what a ledger holds."""

import json
import sys
from pathlib import Path

import click
from rich.console import Console

from newsledger import api, marks
from newsledger.cli.common import errors, json_option, ledger_argument
from newsledger.cli.printing import table
from newsledger.view import file_name, find_report


@click.command()
@ledger_argument
def report(ledger: str) -> None:
    """Print the situation report of LEDGER in Markdown, each line with its source spans.

    \b
    Example:
      newsledger report crisis.ledger > sitrep.md
    """
    with errors():
        click.echo(api.report(ledger), nl=False)


@click.command()
@ledger_argument
@click.argument("wanted", metavar="REPORT")
def show(ledger: str, wanted: str) -> None:
    """Print REPORT with its annotations marked. REPORT is a file name, the start of one, or an id.

    \b
    Example:
      newsledger show crisis.ledger 04-tribune.html
    """
    with errors():
        view = api.view(ledger)
        found = find_report(view, wanted)
    console = Console(highlight=False)
    console.print(marks.printable(file_name(found)), style="bold", markup=False)
    console.print(marks.printable(found.path), style="dim", markup=False, soft_wrap=True)
    days = (("published", found.published), ("captured", found.captured))
    told = (f"{word} {day}" for word, day in days if day)
    facts = (found.outlet, found.author, found.agency, *told)
    console.print(" · ".join(marks.printable(f) for f in facts if f) or "no facts", markup=False)
    for doubt in found.conflicts:
        console.print(f"in doubt: {marks.printable(doubt.text)}", markup=False)
    console.print(marks.legend(), "\n")
    console.print(marks.marked(found, view), soft_wrap=True)
    console.print(table(("characters", "kind", "read as"), list(marks.notes(found, view))))


@click.command()
@ledger_argument
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="File.")
def export(ledger: str, format_: str, output: Path | None) -> None:  # noqa: ARG001 - one so far
    """Write LEDGER as JSON Lines, one record a line, in a fixed order.

    \b
    Example:
      newsledger export crisis.ledger --format jsonl -o crisis.jsonl
    """
    with errors():
        lines = api.export(ledger)
    if output:
        output.write_bytes(b"".join(lines))
        return
    for each in lines:
        sys.stdout.buffer.write(each)


@click.command()
@ledger_argument
@json_option
def verify(ledger: str, as_json: bool) -> None:
    """Check every span of LEDGER against every text again. Exit code 1 and a list on a fault."""
    with errors():
        faults, pending = api.verify(ledger), api.pending(ledger)
    if as_json:
        click.echo(json.dumps({"faults": faults, "pending": pending}))
    else:
        click.echo("\n".join(faults) if faults else "sound: every span holds what rests on it")
        if pending:
            click.echo(f"{pending} reports are not built yet; run: newsledger add {ledger}")
    sys.exit(1 if faults else 0)
