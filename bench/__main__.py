"""Run yardsticks, print them, keep what was printed in RESULTS.md, and refuse a drop.

python -m bench                     all of them, which takes a while
python -m bench zones extraction    these; the others keep what RESULTS.md says of them
"""

import contextlib
import io
import re
import sys
from types import ModuleType

from bench import (
    archives,
    copies,
    dev,
    extraction,
    feeds,
    flow,
    growth,
    growth_whole,
    publication,
    stories,
    zones,
)
from bench.shared import HERE, Figures, below

LINEAGE = (copies, stories, growth, growth_whole)
BENCHES = (dev, zones, *LINEAGE, extraction, publication, feeds, archives, flow)
RESULTS = HERE / "RESULTS.md"
HEAD = "# Results\n\nWritten by `make bench`; nothing here is typed in by hand.\n"


def main() -> None:
    """Write RESULTS.md anew; exit with 1 where a pinned figure fell under its floor."""
    wanted = sys.argv[1:] or [_name(bench) for bench in BENCHES]
    kept = _kept()
    faults: list[str] = []
    for bench in BENCHES:
        if _name(bench) in wanted:
            kept[_name(bench)], figures = _run(bench)
            faults += [line for name, each in figures.items() for line in below(name, each)]
            print(kept[_name(bench)])
    parts = [kept[_name(bench)] for bench in BENCHES if _name(bench) in kept]
    RESULTS.write_text("\n".join([HEAD, *parts]), encoding="utf-8")
    print("\n".join(faults) or "no pinned figure fell")
    sys.exit(1 if faults else 0)


def _name(bench: ModuleType) -> str:
    return bench.__name__.rsplit(".", 1)[-1]


def _run(bench: ModuleType) -> tuple[str, dict[str, Figures]]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        figures = bench.main()
    text = f"## {_name(bench)}\n\n{(bench.__doc__ or '').strip()}\n\n{printed.getvalue()}"
    return text, figures


def _kept() -> dict[str, str]:
    parts = re.split(r"(?m)^(?=## )", RESULTS.read_text(encoding="utf-8"))[1:]
    return {
        part.split("\n", 1)[0].removeprefix("## ").strip(): part.rstrip("\n") + "\n"
        for part in parts
    }


if __name__ == "__main__":
    main()
