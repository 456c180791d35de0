"""The ledger of the demo crisis, and what demo/expected.toml says a right ledger says of it."""

import functools
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest

import newsledger
from newsledger.model import Date, Event, Excerpt, Figure, Report
from newsledger.view import View, file_name

DEMO = Path(__file__).parent.parent / "demo"
EXPECTED = tomllib.loads((DEMO / "expected.toml").read_text(encoding="utf-8"))
# What must never happen is checked case by case. How much is found is pinned as a share: the share
# may be raised, never lowered.
FLOORS = {
    "figure": 0.95,
    "speaker": 0.94,
    "date": 1.0,
    "event": 0.7,
    "relation": 0.77,
    "publication": 0.97,
    "furniture": 1.0,
    "standing": 0.6,
}
Row = dict[str, Any]
Claim = TypeVar("Claim", Figure, Date, Event)


@functools.cache
def built() -> View:
    """The ledger of the demo, built once for all files of tests."""
    with TemporaryDirectory() as folder:
        ledger = Path(folder) / "demo.ledger"
        newsledger.add(ledger, [DEMO / "reports"], names_files=[DEMO / "names.toml"])
        assert newsledger.verify(ledger) == []
        return newsledger.view(ledger)


@pytest.fixture(name="view")
def demo_view() -> View:
    return built()


def reports(view: View) -> dict[str, Report]:
    return {file_name(r): r for r in view.of(Report)}


def found(view: View, kind: type[Claim], row: Row) -> list[Claim]:
    """Records of a kind on the words a row names."""
    report = reports(view)[row["file"]]
    spans = list(stretches(report.text, row))
    claims = [c for c in view.of(kind) if c.report == report.id]
    return [c for c in claims if any(a < where(c).end and where(c).start < b for a, b in spans)]


def stretches(text: str, row: Row) -> Iterator[tuple[int, int]]:
    context = str(row.get("context", row["text"]))
    place = text.find(context)
    while place >= 0:
        first = place + context.find(row["text"])
        yield first, first + len(row["text"])
        place = text.find(context, place + 1)


def where(claim: Figure | Date | Event) -> Excerpt | Figure | Date:
    return claim.trigger if isinstance(claim, Event) else claim


def is_right(claim: Figure, row: Row) -> bool:
    return (claim.low, claim.high, claim.comparator) == (
        row.get("low"),
        row.get("high"),
        row["comparator"],
    )


def share(right: int, total: int, what: str, misses: Sequence[object]) -> None:
    lines = "\n".join(map(str, misses))
    print(f"{what}: {right} of {total}\n{lines}")  # noqa: T201 - shown where the test fails
    assert right / total >= FLOORS[what]
