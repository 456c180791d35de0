"""The command line: `newsledger VERB LEDGER ...`. Exit codes: 0 done, 1 faults, 2 nothing done."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec
from rich.console import Console

from newsledger import api, marks
from newsledger.cli.printing import print_added, print_skips, progress, table
from newsledger.intake import Taken
from newsledger.language import PipelineMissing
from newsledger.model import Report
from newsledger.readers.web import Settings
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
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
model_option = click.option(
    "--model", help="spaCy pipeline to read with; the largest installed one otherwise."
)
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
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Column of a table that holds a field: text, title, url, published ... Repeatable.",
)
@model_option
@json_option
def add(
    ledger: str,
    paths: tuple[Path, ...],
    names_files: tuple[Path, ...],
    columns: tuple[str, ...],
    model: str | None,
    as_json: bool,
) -> None:
    """Read files and folders into LEDGER; run it again to finish what was cut short.

    \b
    Takes pages (HTML), text as scraped, feeds (RSS, Atom, JSON Feed), archives (WARC, WACZ),
    tables (JSON Lines, CSV, TSV, Parquet) and agency formats (ninjs, NewsML-G2, NITF), also
    packed (.gz, .zst); folders, globs, and - for standard input.
    Exit code 0 if anything given is in the ledger, 2 if nothing is.

    \b
    Examples:
      newsledger add crisis.ledger reports/ crawl.warc.gz feed.xml
      newsledger add crisis.ledger reports/ --names names.toml
      newsledger add crisis.ledger export.csv --column text=full_text --column published=day
      curl -s https://herald.example/story | newsledger add crisis.ledger -
      newsledger add crisis.ledger
    """
    with _errors(), progress(quiet=as_json) as told:
        taken = api.add(
            ledger,
            paths,
            names_files=names_files,
            columns=_mapping(columns),
            model=model,
            progress=told,
        )
    _tell(ledger, taken, asked=bool(paths), as_json=as_json)


@main.command()
@ledger_argument
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--sitemap", is_flag=True, help="The URLs are sitemaps: fetch the pages they list.")
@click.option("--most", type=click.IntRange(1), default=1000, show_default=True,
              help="Pages to take from sitemaps.")  # fmt: skip
@click.option("--delay", type=click.FloatRange(0), default=1.0, show_default=True,
              help="Seconds between two requests to one host, if it asks for no more.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(1), default=60.0, show_default=True,
              help="Seconds one page may take in all.")  # fmt: skip
@click.option("--allow-private", is_flag=True, help="Also fetch from addresses of a local network.")
@model_option
@json_option
def fetch(
    ledger: str,
    urls: tuple[str, ...],
    sitemap: bool,
    most: int,
    delay: float,
    timeout: float,
    allow_private: bool,
    model: str | None,
    as_json: bool,
) -> None:
    """Fetch the pages at URLS into LEDGER, politely; nothing else is fetched.

    \b
    robots.txt is obeyed, one host is asked at most every --delay seconds, and a page that did
    not change since the last run is not sent again. http and https only.
    Exit code 0 if anything given is in the ledger, 2 if nothing is.

    \b
    Examples:
      newsledger fetch crisis.ledger https://herald.example/dam https://daily.example/flood
      newsledger fetch crisis.ledger --sitemap https://herald.example/news.xml --most 200
    """
    settings = Settings(delay=delay, timeout=timeout, allow_private=allow_private)
    with _errors(), progress(quiet=as_json) as told:
        taken = api.fetch(
            ledger,
            urls,
            settings=settings,
            sitemap=sitemap,
            most=most,
            model=model,
            progress=told,
        )
    _tell(ledger, taken, asked=True, as_json=as_json)


def _mapping(columns: Sequence[str]) -> dict[str, str]:
    """FIELD=COLUMN pairs. Raises ValueError for anything else."""
    pairs = [each.partition("=") for each in columns]
    for field, equals, column in pairs:
        if not (field and equals and column):
            raise ValueError(f"--column {field}{equals}{column}: write it as FIELD=COLUMN")
    return {field.strip(): column.strip() for field, _, column in pairs}


def _tell(ledger: str, taken: Sequence[Taken], *, asked: bool, as_json: bool) -> None:
    with _errors():
        known = api.view(ledger).by_id(Report)
    print_added(taken, known, as_json=as_json)
    if asked and not any(t.reports or t.held for t in taken):
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
        print_skips(skips)


@contextmanager
def _errors() -> Iterator[None]:
    """Tell expected errors in one line and leave with exit code 2."""
    try:
        yield
    except EXPECTED as error:
        click.echo(f"newsledger: {error}", err=True)
        sys.exit(2)
