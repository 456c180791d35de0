"""The store: rows are added, never changed; anything else is refused with a reason."""

import hashlib
from pathlib import Path

import pytest
import sqlalchemy as sa
from reading import report_of

from newsledger.model import Capture, Skip, StoryChange, identified
from newsledger.store import NotALedger, Store, Traced, open_store
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


@pytest.mark.parametrize(("version", "advice"), [(2, "make it anew"), (99, "update this one")])
def test_a_ledger_of_another_format_is_refused(
    tmp_path: Path, store: Store, version: int, advice: str
) -> None:
    with store.engine.begin() as connection:
        connection.execute(sa.update(stores.ledger_format).values(version=version))
    with pytest.raises(NotALedger, match=f"format {version}.*{advice}"):
        open_store(tmp_path / "a.ledger")


def test_a_refused_ledger_is_left_as_it_was(tmp_path: Path, store: Store) -> None:
    with store.engine.begin() as connection:
        stores.decision.drop(connection)
        connection.execute(sa.update(stores.ledger_format).values(version=2))
    with pytest.raises(NotALedger):
        open_store(tmp_path / "a.ledger", create=True)
    assert not sa.inspect(store.engine).has_table("decision")


def test_a_ledger_cut_short_as_it_was_made_is_made(tmp_path: Path, store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(sa.delete(stores.ledger_format))
    with pytest.raises(FileNotFoundError, match="newsledger add"):
        open_store(tmp_path / "a.ledger")
    assert open_store(tmp_path / "a.ledger", create=True).reports() == []
    assert open_store(tmp_path / "a.ledger").reports() == []


def test_what_was_traced_comes_back_in_its_order(store: Store) -> None:
    store.keep_traced([Traced("r2", "k", b"two"), Traced("r1", "k", b"one")])
    store.keep_traced([Traced("r3", "k", b"three"), Traced("r2", "k", b"again")])
    store.keep_traced([Traced("r1", "other", b"read anew")])
    bodies = [each.body for each in store.traced()]
    assert bodies == [b"two", b"one", b"three", b"read anew"]


def test_the_last_run_says_where_a_report_stands(store: Store) -> None:
    assert store.threads() == {}
    store.keep_run("one", [], {"r1": "s1", "r2": "s2"})
    store.keep_run("two", [], {"r1": "s1", "r2": "s1", "r3": "s1"})
    assert store.threads() == {"r1": "s1", "r2": "s1", "r3": "s1"}
    assert rows(store, stores.story) == 4
    store.keep_run("three", [], {"r1": "s1", "r2": "s2", "r3": "s1"})
    assert store.threads()["r2"] == "s2"


def test_changes_of_stories_are_kept_with_their_run(store: Store) -> None:
    merged = change("merged", ("s1", "s2"), ("s1",))
    split = change("split", ("s1",), ("s1", "s2"))
    store.keep_run("one", [])
    store.keep_run("two", [], {}, [merged])
    store.keep_run("three", [], {}, [split, merged])
    assert store.changes() == [(2, merged), (3, split), (3, merged)]


def change(kind: str, before: tuple[str, ...], after: tuple[str, ...]) -> StoryChange:
    made: StoryChange = identified(
        StoryChange(
            kind="merged" if kind == "merged" else "split",
            before=before,
            after=after,
            reports=("r1",),
        )
    )
    return made
