"""Verbs that take reports in, and what was refused."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from newsledger import api
from newsledger.cli.common import errors, json_option, ledger_argument, model_option
from newsledger.cli.printing import print_added, print_skips, progress
from newsledger.intake import Taken
from newsledger.model import Report
from newsledger.readers.web import Settings


@click.command()
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
    with errors(), progress(quiet=as_json) as told:
        taken = api.add(
            ledger,
            paths,
            names_files=names_files,
            columns=_mapping(columns),
            model=model,
            progress=told,
        )
    _tell(ledger, taken, asked=bool(paths), as_json=as_json)


@click.command()
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
    with errors(), progress(quiet=as_json) as told:
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


@click.command()
@ledger_argument
@json_option
def skipped(ledger: str, as_json: bool) -> None:
    """List what LEDGER refused: the file, the reason, what to do."""
    with errors():
        skips = api.skipped(ledger)
    if as_json:
        click.echo(msgspec.json.encode(skips))
    else:
        print_skips(skips)


def _mapping(columns: Sequence[str]) -> dict[str, str]:
    """FIELD=COLUMN pairs. Raises ValueError for anything else."""
    pairs = [each.partition("=") for each in columns]
    for field, equals, column in pairs:
        if not (field and equals and column):
            raise ValueError(f"--column {field}{equals}{column}: write it as FIELD=COLUMN")
    return {field.strip(): column.strip() for field, _, column in pairs}


def _tell(ledger: str, taken: Sequence[Taken], *, asked: bool, as_json: bool) -> None:
    with errors():
        known = api.view(ledger).by_id(Report)
    print_added(taken, known, as_json=as_json)
    if asked and not any(t.reports or t.held for t in taken):
        sys.exit(2)
