"""newsledger: a ledger of crisis reports.

import newsledger
newsledger.add("crisis.ledger", ["reports/"])
print(newsledger.report("crisis.ledger"))
"""

from newsledger.api import add, export, fetch, pending, report, skipped, verify, view

__all__ = ["add", "export", "fetch", "pending", "report", "skipped", "verify", "view"]
