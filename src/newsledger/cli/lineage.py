"""The verb that shows what a report was made from, and what of it is whose."""

import click
import msgspec
from rich.console import Console

from newsledger import api
from newsledger.cli import columns, trees
from newsledger.cli.common import errors, json_option, ledger_argument
from newsledger.cli.words import name
from newsledger.family import lineage_of
from newsledger.family.beside import Beside
from newsledger.family.tree import Family
from newsledger.model import Report
from newsledger.view import View

FACTS = ("id", "path", "outlet", "agency", "published")  # told of each report to machines


@click.command()
@ledger_argument
@click.argument("wanted", metavar="REPORT")
@click.option("--beside", "other", metavar="OTHER", help="Report to set beside REPORT.")
@click.option("--full", is_flag=True, help="Leave nothing out of the tree and the two texts.")
@click.option("--width", type=click.IntRange(40, 1000), help="Columns to print in.")
@json_option
def lineage(
    ledger: str, wanted: str, other: str | None, full: bool, width: int | None, as_json: bool
) -> None:
    """Print the family tree of the dispatch REPORT stands in, and two of its texts side by side.

    \b
    REPORT is set beside the report it was made from, or beside OTHER. Numbers are characters of
    each report's text. Between the texts, = is a passage of both and ~ one whose words were
    edited: [-cut-] on the left, {+added+} on the right, {~moved~}, in colour on a terminal. x is
    a passage that stands elsewhere on the right. Other lines are told by one report alone.

    \b
    Examples:
      newsledger lineage crisis.ledger 04-tribune.html
      newsledger lineage crisis.ledger 04-tribune.html --beside 07-herald.html --full
      newsledger lineage crisis.ledger 04-tribune.html --width 120 | less
      newsledger lineage crisis.ledger 04-tribune.html --json > lineage.json
    """
    with errors():
        view = api.view(ledger)
        found, pair = lineage_of(view, wanted, other)
    if as_json:
        click.echo(msgspec.json.encode(_answer(view, found, pair)))
        return
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    reports = view.by_id(Report)
    trees.print_family(console, found, view, full=full)
    if pair:
        columns.print_beside(console, pair, reports, full=full)
    else:
        console.print(f"{name(reports[found.asked])} shares no passage with any other report.")


def _answer(view: View, found: Family, pair: Beside | None) -> dict[str, object]:
    """The tree and the rows, with the names of all reports they speak of."""
    ids = {b.report for b in found.branches} | {r for b in found.background for r in b.reports}
    ids |= {pair.left, pair.right} if pair else set()
    reports = view.by_id(Report)
    named = [{fact: getattr(reports[each], fact) for fact in FACTS} for each in sorted(ids)]
    return {"family": found, "beside": pair, "reports": named}
