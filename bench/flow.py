"""Pages a second through the whole flow, with the share of each stage.

Set: `registry/pages.small.jsonl.gz`, 300 news pages as scraped, in one JSON Lines file.
Method: wall-clock of each stage's function, one process, into a new ledger on disk; the pipeline
and the names are loaded before the clock starts. What is not listed is "the rest" (store,
attribution).
"""

import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import newsledger
from bench.shared import Figures, present
from newsledger import (
    chronology,
    entities,
    language,
    ledger,
    names,
    publication,
    readers,
    stories,
    zones,
)
from newsledger.annotators import dates, events, figures, places, statements
from newsledger.annotators import entities as mentions
from newsledger.lineage import dispatches, index, passages

STAGES: tuple[tuple[str, ModuleType, str], ...] = (
    ("readers", readers, "read"),
    ("zones", zones, "zone"),
    ("publication", publication, "facts"),
    ("parse", language, "parse"),
    ("parse, read back", language, "read"),
    ("dates", dates, "annotate"),
    ("mentions", mentions, "annotate"),
    ("places", places, "annotate"),
    ("statements", statements, "annotate"),
    ("figures", figures, "annotate"),
    ("events", events, "annotate"),
    ("shared text, index", index, "add"),
    ("shared text, passages", passages, "between"),
    ("chronology", chronology, "publish"),
    ("chronology, anchor", chronology, "anchor"),
    ("dispatches, links", dispatches, "link"),
    ("dispatches, groups", dispatches, "group"),
    ("stories", stories, "thread"),
    ("entities", entities, "resolve"),
    ("reconcile", ledger, "reconcile"),
)


@contextmanager
def timed(seconds: dict[str, float]) -> Iterator[None]:
    """Add up the time spent in each stage's function."""
    with ExitStack() as stack:
        for stage, module, function in STAGES:
            wrapped = _clocked(stage, getattr(module, function), seconds)
            stack.enter_context(mock.patch.object(module, function, wrapped))
        yield


def _clocked(
    stage: str, function: Callable[..., Any], seconds: dict[str, float]
) -> Callable[..., Any]:
    def run(*args: object, **kwargs: object) -> object:
        start = time.perf_counter()
        try:
            result = function(*args, **kwargs)
            return list(result) if stage == "readers" else result
        finally:
            seconds[stage] += time.perf_counter() - start

    return run


def measure(pages: Path, folder: Path) -> tuple[int, float, dict[str, float]]:
    """Reports taken, seconds in all, and seconds a stage."""
    language.load()
    names.load()
    seconds: dict[str, float] = defaultdict(float)
    with timed(seconds):
        start = time.perf_counter()
        taken = newsledger.add(folder / "flow.ledger", [pages])
        total = time.perf_counter() - start
    return sum(len(t.reports) for t in taken), total, dict(seconds)


def main() -> Mapping[str, Figures]:
    """Print pages a second and a table of stages."""
    pages = present("bench", "registry", "pages.small.jsonl.gz")
    if not pages:
        print("flow: the shared folder is missing; nothing measured")
        return {}
    with tempfile.TemporaryDirectory() as folder:
        reports, total, seconds = measure(pages, Path(folder))
    print(f"{reports} reports in {total:.1f} s: {reports / total:.1f} pages a second", end="")
    print(f" ({os.cpu_count()} cores)\n\n| stage | seconds | share |\n| --- | --- | --- |")
    rest = total - sum(seconds.values())
    for stage, spent in [*sorted(seconds.items(), key=lambda s: -s[1]), ("the rest", rest)]:
        print(f"| {stage} | {spent:.2f} | {spent / total:.1%} |")
    return {"flow": {"pages a second": reports / total}}


if __name__ == "__main__":
    main()
