"""The command line: what it prints, and its exit codes."""

import json
from pathlib import Path

import crisis
import pytest
from click.testing import CliRunner, Result

from newsledger import intake
from newsledger.cli import main
from newsledger.store import open_store


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    crisis.write(folder)
    result = run("add", folder / "a.ledger", folder / "reports", "--names", folder / "names.toml")
    assert result.exit_code == 0, result.output
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_add_lists_what_was_taken(tmp_path: Path) -> None:
    reports = crisis.write(tmp_path, ("c-counts.txt",))
    (reports / "empty.txt").touch()
    result = run("add", tmp_path / "a.ledger", reports)
    assert result.exit_code == 0
    assert "1 reports taken, 0 held already, 1 refused" in result.output
    assert "empty.txt" in "".join(result.output.split())


def test_add_of_nothing_readable_exits_2(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert run("add", tmp_path / "a.ledger", tmp_path / "empty.txt").exit_code == 2


def test_skipped_lists_file_reason_and_advice(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    run("add", tmp_path / "a.ledger", tmp_path / "empty.txt")
    rows = json.loads(run("skipped", tmp_path / "a.ledger", "--json").output)
    assert [Path(row["path"]).name for row in rows] == ["empty.txt"]
    assert rows[0]["reason"]
    assert rows[0]["advice"]


def test_add_answers_machines_in_json(folder: Path) -> None:
    result = run("add", folder / "a.ledger", folder / "reports", "--json")
    assert json.loads(result.stdout) == {"reports": [], "held": 4, "skipped": []}


def test_report_cites_characters_that_hold_the_number(folder: Path) -> None:
    text = run("report", folder / "a.ledger").output
    line = next(x for x in text.splitlines() if "**At least 40**" in x)
    assert "replaces At least 25" in line
    span = line.split("[d-later.txt ")[1].split("]")[0]
    start, end = map(int, span.split("-"))
    assert crisis.LATER[start:end] == "At least 40"


def test_report_lists_what_is_not_resolved(tmp_path: Path) -> None:
    reports = crisis.write(tmp_path, ("b-banner.txt",))
    run("add", tmp_path / "a.ledger", reports)
    text = run("report", tmp_path / "a.ledger").output
    assert "“Friday” has no date [b-banner.txt" in text


def test_show_marks_a_report(folder: Path) -> None:
    result = run("show", folder / "a.ledger", "c-counts")
    assert result.exit_code == 0
    assert "killed: 25 to open" in " ".join(result.output.split())


def test_show_of_an_unknown_report_says_so(folder: Path) -> None:
    result = run("show", folder / "a.ledger", "zzz")
    assert result.exit_code == 2
    assert "no report zzz; all: newsledger report LEDGER" in " ".join(result.stderr.split())


def test_a_name_that_is_nearly_right_is_answered_with_those_near(folder: Path) -> None:
    result = run("show", folder / "a.ledger", "c-count.txt")
    assert result.exit_code == 2
    assert "near it: c-counts.txt" in " ".join(result.stderr.split())


def test_export_writes_json_lines(folder: Path) -> None:
    rows = [json.loads(line) for line in run("export", folder / "a.ledger").output.splitlines()]
    assert {"report", "figure", "entry", "dispatch", "story"} <= {row["type"] for row in rows}
    assert all(row["id"] for row in rows)


def test_verify_passes(folder: Path) -> None:
    assert run("verify", folder / "a.ledger").exit_code == 0


@pytest.mark.parametrize(
    "verb", ["report", "export", "verify", "skipped", "lineage REPORT", "story list", "story log"]
)
def test_a_missing_ledger_is_told_in_one_line(tmp_path: Path, verb: str) -> None:
    first, *rest = verb.split()
    group, report = (rest, []) if first == "story" else ([], rest)
    result = run(first, *group, tmp_path / "none.ledger", *report)
    assert result.exit_code == 2
    assert "newsledger add" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_bad_names_file_is_named(tmp_path: Path) -> None:
    names = tmp_path / "names.toml"
    names.write_text("[[polity]\n")
    result = run("add", tmp_path / "a.ledger", tmp_path, "--names", names)
    assert result.exit_code == 2
    assert "names.toml" in result.stderr
    assert not (tmp_path / "a.ledger").exists()


@pytest.mark.parametrize(
    "verb", ["add", "report", "show", "export", "lineage", "verify", "skipped"]
)
def test_help_shows_an_example(verb: str) -> None:
    result = run(verb, "--help")
    assert result.exit_code == 0
    if verb not in ("verify", "skipped"):
        assert "newsledger " + verb in result.output


def test_verify_says_what_a_run_cut_short_left(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.ledger", create=True)
    intake.take(store, [crisis.write(tmp_path, ("c-counts.txt",))])
    result = run("verify", tmp_path / "a.ledger")
    assert (result.exit_code, "1 reports are not built yet" in result.output) == (0, True)
    assert "Not complete" in run("report", tmp_path / "a.ledger").output
    assert run("add", tmp_path / "a.ledger").exit_code == 0
    assert "not built" not in run("verify", tmp_path / "a.ledger").output
