"""Run every yardstick, print it, and keep what was printed in RESULTS.md."""

import contextlib
import io

from bench import dev, flow
from bench.shared import HERE

BENCHES = (dev, flow)


def main() -> None:
    """Write RESULTS.md anew."""
    parts = ["# Results\n\nWritten by `make bench`; nothing here is typed in by hand.\n"]
    for bench in BENCHES:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            bench.main()
        name = bench.__name__.rsplit(".", 1)[-1]
        parts.append(f"## {name}\n\n{(bench.__doc__ or '').strip()}\n\n{printed.getvalue()}")
        print(parts[-1])
    (HERE / "RESULTS.md").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
