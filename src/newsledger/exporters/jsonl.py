"""The ledger as JSON Lines: one record a line, in a fixed order, by the export contract."""

from collections.abc import Iterator

from newsledger import evidence
from newsledger.model import Report
from newsledger.records import exported
from newsledger.view import View


def export(view: View) -> Iterator[bytes]:
    """Yield the lines of the export, UTF-8, each with its line end.

    Raises ValueError at a record whose characters do not hold what it says.
    """
    texts = {report.id: report.text for report in view.of(Report)}
    for record in view.records:
        for fault in evidence.faults(record, texts):
            raise ValueError(f"{record.id}: {fault}; run: newsledger verify LEDGER")
        yield exported(record) + b"\n"
