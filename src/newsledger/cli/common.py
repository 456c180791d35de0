"""What the verbs of the command line have in common: options, and how errors are told."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
import msgspec

from newsledger.language import PipelineMissing
from newsledger.store import NotALedger

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


@contextmanager
def errors() -> Iterator[None]:
    """Tell expected errors in one line and leave with exit code 2."""
    try:
        yield
    except EXPECTED as error:
        said = error.args[0] if isinstance(error, KeyError) and error.args else error
        click.echo(f"newsledger: {said}", err=True)
        sys.exit(2)
