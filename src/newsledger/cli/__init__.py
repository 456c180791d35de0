"""The command line: `newsledger VERB LEDGER ...`. Exit codes: 0 done, 1 faults, 2 nothing done."""

import click

from newsledger.cli.lineage import lineage
from newsledger.cli.stories import story
from newsledger.cli.taking import add, fetch, skipped
from newsledger.cli.telling import export, report, show, verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="newsledger")
def main() -> None:
    """Read a pile of crisis reports into a ledger: who said what, and what rests on what.

    \b
    Examples:
      newsledger add crisis.ledger reports/
      newsledger report crisis.ledger > sitrep.md
      newsledger show crisis.ledger 04-tribune.html
      newsledger lineage crisis.ledger 04-tribune.html
      newsledger story list crisis.ledger
      newsledger export crisis.ledger --format jsonl > crisis.jsonl
    """


for each in (add, export, fetch, lineage, report, show, skipped, story, verify):
    main.add_command(each)
