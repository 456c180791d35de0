"""Bytes into the ledger: in batches, once each, and on from where a run was cut short."""

import json
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from newsledger import intake
from newsledger.progress import Step
from newsledger.store import Store, open_store

ROWS = 150


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "a.ledger", create=True)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = (json.dumps({"id": n, "text": f"At least {n} people left Ulmen."}) for n in range(ROWS))
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(rows) + "\n")
    return path


class Cut(Exception):
    """Stands for a kill."""


def test_every_record_of_a_file_is_taken(store: Store, table: Path) -> None:
    (taken,) = intake.take(store, [table])
    assert (len(taken.reports), taken.held, taken.skips) == (ROWS, 0, ())
    assert sorted(taken.reports) == store.report_ids()


def test_a_run_cut_short_goes_on_where_it_stopped(store: Store, table: Path) -> None:
    def cut(_step: Step) -> None:
        raise Cut

    with pytest.raises(Cut):
        intake.take(store, [table], progress=cut)
    kept = len(store.report_ids())
    assert kept == intake.RECORDS
    (taken,) = intake.take(store, [table])
    assert (taken.held, len(taken.reports)) == (kept, ROWS - kept)


def test_progress_tells_bytes_reports_and_refusals(store: Store, table: Path) -> None:
    with table.open("a") as file:
        file.write("no row\n")
    steps: list[Step] = []
    intake.take(store, [table], progress=steps.append)
    assert steps[-1].note == f"{ROWS} reports, 1 refused"
    assert (steps[-1].done, steps[-1].total, steps[-1].unit) == (
        *[table.stat().st_size] * 2,
        "bytes",
    )
    assert [s.done for s in steps] == sorted(s.done for s in steps)


def test_two_files_of_the_same_bytes_are_one_report(store: Store, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Tarsk is calm.")
    first, second = intake.take(store, [tmp_path / "a.txt", tmp_path / "b.txt"])
    assert len(first.reports) == 1
    assert "the same bytes as" in second.skips[0].reason


def test_standard_input_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"Tarsk is calm, officials said.")))
    (taken,) = intake.take(store, [Path("-")])
    (report,) = store.reports()
    assert (taken.path, report.path) == ("-", "stdin")
    assert report.text == "Tarsk is calm, officials said."


def test_a_glob_that_the_shell_left_alone_is_matched(store: Store, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(f"{name}: Tarsk is calm.")
    taken = intake.take(store, [tmp_path / "*.txt"])
    assert [Path(each.path).name for each in taken] == ["a.txt", "b.txt"]
    (missed,) = intake.take(store, [tmp_path / "*.pdf"])
    assert missed.skips[0].reason == "no file matches"
