"""newsledger: a ledger of crisis reports.

import newsledger
newsledger.add("crisis.ledger", ["reports/"])
print(newsledger.report("crisis.ledger"))
"""

from newsledger.api import (
    add,
    export,
    family_tree,
    fetch,
    pending,
    report,
    skipped,
    story_list,
    story_log,
    story_merge,
    story_split,
    story_undo,
    verify,
    view,
)

__all__ = [
    "add",
    "export",
    "family_tree",
    "fetch",
    "pending",
    "report",
    "skipped",
    "story_list",
    "story_log",
    "story_merge",
    "story_split",
    "story_undo",
    "verify",
    "view",
]
