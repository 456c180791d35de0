"""The ledger as JSON Lines: one record a line, in a fixed order, by the export contract."""

from collections.abc import Iterator

from newsledger.records import exported
from newsledger.view import View


def export(view: View) -> Iterator[bytes]:
    """Yield the lines of the export, UTF-8, each with its line end."""
    for record in view.records:
        yield exported(record) + b"\n"
