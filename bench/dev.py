"""The export of whole flows over the dev sets, scored against their gold.

Sets: `seeds` (2 pages), `karabakh` (63 re-told reports) and its `noisy` variant with page
furniture added. All are dev: rules were developed on them, so these figures promise nothing of
other crises.
Method: the scorer beside the sets, run on `newsledger export`.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import newsledger
from bench.shared import SHARED, Figures, present

SETS = {"seeds": ("dev", "seeds"), "karabakh": ("dev", "karabakh"),
        "noisy": ("dev", "karabakh", "noisy")}  # fmt: skip


def measure(name: str, folder: Path) -> dict[str, float | None]:
    """Add a set to a new ledger, export it, and return the scorer's headline and its lineage."""
    gold = SHARED.joinpath(*SETS[name])
    ledger, export, result = (folder / f"{name}.{kind}" for kind in ("ledger", "jsonl", "json"))
    newsledger.add(ledger, [gold / "reports"])
    export.write_bytes(b"".join(newsledger.export(ledger)))
    scorer = SHARED / "eval" / "score_ledger.py"
    command = [sys.executable, str(scorer), str(gold), str(export), "--json", str(result)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    scored = json.loads(result.read_text(encoding="utf-8"))
    headline = scored["headline"]
    own = {**headline["parts"], "macro mean": headline["macro mean"]}
    return own | _lineage(scored["metrics"]["dispatch"])


def _lineage(scored: Mapping[str, Mapping[str, float]]) -> dict[str, float | None]:
    """What is scored of dispatches beside the headline; None where the set has no gold for it."""
    merged = scored["passages: background sharers wrongly merged"]
    return {
        "dispatch relation accuracy": scored["relation of members of right pairs"].get("accuracy"),
        "dispatch parent accuracy": scored["parent (of) of members of right pairs"].get("accuracy"),
        "background sharers kept apart": 1 - merged["count"] / merged["of"]
        if merged["of"]
        else None,
    }


def main() -> Mapping[str, Figures]:
    """Print a table of all sets."""
    if not present("eval", "score_ledger.py"):
        print("dev: the shared folder is missing; nothing measured")
        return {}
    with tempfile.TemporaryDirectory() as folder:
        measured = {name: measure(name, Path(folder)) for name in SETS}
    print("| figure |", " | ".join(measured), "|")
    print("| --- |" + " --- |" * len(measured))
    for part in measured["karabakh"]:
        cells = [f"{v:.3f}" if (v := m[part]) is not None else "-" for m in measured.values()]
        print(f"| {part} |", " | ".join(cells), "|")
    return measured


if __name__ == "__main__":
    main()
