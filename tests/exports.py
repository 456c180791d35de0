"""An export as records, and what of it does not hang on when a story was founded."""

import json
from pathlib import Path

import newsledger


def exported(ledger: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in newsledger.export(ledger)]


def unnamed(ledger: Path) -> list[str]:
    """An export without founders and ids of stories, and ids of entries, which follow from them.

    A story keeps the id it was founded with, so these alone tell in which runs reports came.
    """
    records = exported(ledger)
    hidden = [str(each["id"]) for each in records if each["type"] in {"story", "entry"}]
    kept = [{k: v for k, v in each.items() if k != "founder"} for each in records]
    whole = "\n".join(json.dumps(each) for each in kept)
    for name in hidden:
        whole = whole.replace(name, "")
    return sorted(whole.split("\n"))
