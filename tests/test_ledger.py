"""The whole flow on a small made-up crisis."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import crisis
import pytest
import sqlalchemy as sa
from exports import exported, unnamed

import newsledger
from newsledger.model import Date, Dispatch, Entity, Entry, Event, Figure, Report
from newsledger.store import Store, open_store
from newsledger.store import tables as stores
from newsledger.view import View


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    return build(folder)


@pytest.fixture(scope="module")
def view(built: Path) -> View:
    return newsledger.view(built)


def build(folder: Path, *names: str) -> Path:
    reports = crisis.write(folder, names or tuple(crisis.REPORTS))
    ledger = folder / "a.ledger"
    newsledger.add(ledger, [reports], names_files=[folder / "names.toml"])
    return ledger


def report(view: View, name: str) -> Report:
    return next(r for r in view.of(Report) if r.path.endswith(name))


def figures(view: View, name: str) -> list[Figure]:
    return [f for f in view.of(Figure) if f.report == report(view, name).id]


def test_every_report_is_in_one_dispatch(view: View) -> None:
    members = [m.report for d in view.of(Dispatch) for m in d.members]
    assert sorted(members) == sorted(r.id for r in view.of(Report))


def test_a_banner_dates_nothing_and_friday_is_worked_out(view: View) -> None:
    friday = [d for d in view.of(Date) if d.text == "Friday"]
    assert {d.value for d in friday} == {"2031-03-07"}
    assert report(view, "b-banner.txt").published == "2031-03-07"


def test_friday_stays_open_where_nothing_fixes_it(tmp_path: Path) -> None:
    alone = newsledger.view(build(tmp_path, "b-banner.txt"))
    assert {d.value for d in alone.of(Date) if d.text == "Friday"} == {None}
    assert alone.of(Report)[0].published is None


def test_a_background_figure_in_two_dispatches_is_one_origin(view: View) -> None:
    figure = next(f for f in figures(view, "a-dated.txt") if f.low == 90_000)
    entry = next(e for e in view.of(Entry) if figure.id in e.claims)
    assert len(entry.claims) == 2
    assert (entry.origins, entry.sources, entry.status) == (1, 1, "single_origin")


def test_the_same_counter_later_supersedes(view: View) -> None:
    first, later = figures(view, "c-counts.txt")[0], figures(view, "d-later.txt")[0]
    entries = {claim: e for e in view.of(Entry) for claim in e.claims}
    relation = entries[later.id].relations[0]
    assert (relation.kind, relation.to) == ("supersedes", entries[first.id].id)
    assert entries[first.id].status == "superseded"


def test_a_figure_has_the_speaker_it_stands_under(view: View) -> None:
    guns = next(f for f in figures(view, "a-dated.txt") if f.text == "more than 300")
    speaker = view.by_id(Entity)[guns.speaker or ""]
    assert speaker.name == "Norvanian Defence Ministry"
    assert (guns.low, guns.high, guns.comparator) == (300, None, "more_than")


def test_what_is_denied_did_not_happen(view: View) -> None:
    shelled = [e for e in view.of(Event) if e.trigger.text == "shelled"]
    assert shelled
    assert {e.status for e in shelled} == {"denied"}
    agreed = [e for e in view.of(Event) if e.trigger.text == "agreement"]
    assert {e.status for e in agreed} <= {"denied"}


def test_every_reference_leads_to_a_record(built: Path) -> None:
    rows = exported(built)
    ids = {row["id"] for row in rows}
    assert len(ids) == len(rows)
    for row in rows:
        for field in ("report", "dispatch", "story", "statement", "place", "actor", "target"):
            assert row.get(field) is None or row[field] in ids, (row["type"], field)


def test_adding_again_adds_nothing(built: Path) -> None:
    before = b"".join(newsledger.export(built))
    store = open_store(built)
    tables = stores.metadata.sorted_tables
    counts = [rows_in(store, table) for table in tables]
    taken = newsledger.add(built, [built.parent / "reports"])
    assert all(t.held for t in taken)
    assert [rows_in(store, table) for table in tables] == counts
    assert b"".join(newsledger.export(built)) == before


def rows_in(store: Store, table: sa.Table) -> int:
    with store.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def test_the_order_of_files_changes_no_byte(built: Path, tmp_path: Path) -> None:
    files = sorted((built.parent / "reports").iterdir(), reverse=True)
    together = tmp_path / "together.ledger"
    newsledger.add(together, files, names_files=[built.parent / "names.toml"])
    assert b"".join(newsledger.export(together)) == b"".join(newsledger.export(built))


def test_one_add_a_file_names_stories_otherwise_and_changes_nothing_else(
    built: Path, tmp_path: Path
) -> None:
    """A story keeps the id it was founded with, so only that tells of the order of runs."""
    apart = tmp_path / "apart.ledger"
    for file in sorted((built.parent / "reports").iterdir(), reverse=True):
        newsledger.add(apart, [file], names_files=[built.parent / "names.toml"])
    assert unnamed(apart) == unnamed(built)


def test_a_sound_ledger_verifies(built: Path) -> None:
    assert newsledger.verify(built) == []


@pytest.mark.parametrize("change", ["text", "figure", "bytes"])
def test_one_changed_character_is_found(tmp_path: Path, change: str) -> None:
    ledger = build(tmp_path, "c-counts.txt")
    with open_store(ledger).engine.begin() as connection:
        if change == "text":
            text = sa.func.replace(stores.report.c.text, "At least 25", "At least 26")
            connection.execute(sa.update(stores.report).values(text=text))
        elif change == "figure":
            body = sa.func.replace(stores.record.c.body, '"low":25', '"low":26')
            connection.execute(sa.update(stores.record).values(body=body))
        else:
            connection.execute(sa.update(stores.source).values(sha256="0" * 64))
    assert newsledger.verify(ledger)


@pytest.mark.parametrize("after", [0.0, 1.5, 2.5])
def test_a_kill_loses_nothing_and_the_run_goes_on(tmp_path: Path, after: float) -> None:
    reports = crisis.write(tmp_path)
    for number in range(24):
        copy = crisis.COUNTS.replace("25", str(100 + number))
        (reports / f"e{number}.txt").write_text(copy)
    ledger, names = tmp_path / "k.ledger", tmp_path / "names.toml"
    command = [sys.executable, "-m", "newsledger", "add", str(ledger), str(reports)]
    process = subprocess.Popen(
        [*command, "--names", str(names)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 30
    while not ledger.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    if ledger.stat().st_size:
        newsledger.add(ledger, (), names_files=[names])
        assert newsledger.verify(ledger) == []
    newsledger.add(ledger, [reports], names_files=[names])
    whole = tmp_path / "whole.ledger"
    newsledger.add(whole, [reports], names_files=[names])
    assert newsledger.verify(ledger) == []
    assert b"".join(newsledger.export(ledger)) == b"".join(newsledger.export(whole))
