"""The store: rows are added, never changed; anything else is refused with a reason."""

import hashlib
from pathlib import Path

import pytest
import sqlalchemy as sa
from reading import report_of

from newsledger.model import Capture, Skip, identified
from newsledger.store import NotALedger, Store, open_store
from newsledger.store import tables as stores
from newsledger.store.rows import line


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "a.ledger", create=True)


def capture(text: str, path: str = "a.txt") -> Capture:
    content = text.encode()
    return Capture(sha256=hashlib.sha256(content).hexdigest(), path=path, content=content)


def rows(store: Store, table: sa.Table) -> int:
    with store.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def test_keeps_a_report_with_its_bytes(store: Store) -> None:
    report = report_of("Tarsk is calm.\r\nStill.")
    store.keep([report], [], [capture(report.text)])
    assert store.reports() == [report]
    assert [c.content for c in store.sources()] == [report.text.encode()]
    assert store.held([report.source_sha256]) == {report.source_sha256: "a.txt"}


def test_keeping_twice_adds_nothing(store: Store) -> None:
    report, skip = report_of("Calm."), identified(Skip(path="b", reason="r", advice="a"))
    for _ in range(2):
        store.keep([report], [skip], [capture(report.text)])
    assert (rows(store, stores.report), rows(store, stores.skip), rows(store, stores.source)) == (
        1,
        1,
        1,
    )


def test_a_run_replaces_what_stood_and_deletes_nothing(store: Store) -> None:
    first, second = line("entry", "e1", b'{"id":"e1"}'), line("entry", "e2", b'{"id":"e2"}')
    store.keep_run("one", [first, second])
    store.keep_run("two", [second])
    assert store.lines() == [second]
    assert store.last_inputs() == "two"
    assert rows(store, stores.record) == 2
    store.keep_run("three", [first, second])
    assert sorted(each.id for each in store.lines()) == ["e1", "e2"]


def test_a_version_of_a_record_stands_alone(store: Store) -> None:
    store.keep_run("one", [line("date", "d1", b'{"value":null}')])
    store.keep_run("two", [line("date", "d1", b'{"value":"2031"}')])
    assert [each.body for each in store.lines()] == ['{"value":"2031"}']


def test_readers_see_a_ledger_while_it_is_written(tmp_path: Path, store: Store) -> None:
    reader = open_store(tmp_path / "a.ledger")
    with store.engine.begin() as writing:
        writing.execute(sa.insert(stores.run), [{"number": 1, "inputs": "x"}])
        assert reader.reports() == []
        assert reader.last_inputs() is None
    assert reader.last_inputs() == "x"


def test_a_missing_ledger_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="newsledger add"):
        open_store(tmp_path / "none.ledger")


def test_another_file_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Tarsk said on Friday that nothing had been agreed. " * 50)
    with pytest.raises(NotALedger, match=r"report\.txt"):
        open_store(path, create=True)
    assert path.read_text().startswith("Tarsk said")


def test_a_ledger_of_another_format_is_refused(tmp_path: Path, store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(sa.update(stores.ledger_format).values(version=99))
    with pytest.raises(NotALedger, match="format 99"):
        open_store(tmp_path / "a.ledger")
