"""A person's decisions on stories: kept as rows, withdrawn by rows, told by the command line."""

import json
from pathlib import Path

import crisis
import kin
import pytest
from click.testing import CliRunner, Result

from newsledger import api, deciding, ledger
from newsledger.cli import main
from newsledger.model import Report, Story, StoryChange, identified
from newsledger.store import Store, open_store
from newsledger.stories import decisions
from newsledger.view import View


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "a.ledger", create=True)


def test_decisions_are_kept_in_order_with_the_run_they_came_after(store: Store) -> None:
    first = decisions.merge(["r1", "r2"])
    taken_back = decisions.withdraw(first)
    store.keep_decision(first)
    store.keep_run("one", [])
    store.keep_decision(taken_back)
    assert store.decisions() == [(0, first), (1, taken_back)]


@pytest.fixture(name="view")
def two_stories() -> View:
    """Two stories; a.txt and its copy b.txt stand in one with c.txt, d.txt in the other."""
    a, b, c, d = (kin.report(f"{n}.txt", f"Report {n}.") for n in "abcd")
    home = kin.dispatch((a, "first", None), (b, "copy", a))
    rest = [kin.dispatch((r, "first", None)) for r in (c, d)]
    one = Story(id="story_1a", label="Flood", reports=tuple(sorted(r.id for r in (a, b, c))))
    two = Story(id="story_2b", label="Snow", reports=(d.id,))
    made = kin.view([a, b, c, d], [home, *rest], [])
    return View(records=(*made.records, one, two), pending=0)


def ids(view: View, names: str) -> set[str]:
    return {r.id for r in view.of(Report) if r.path[0] in names}


def test_two_reports_are_merged_by_name(view: View) -> None:
    made = deciding.merge(view, "c.txt", "d.txt", by="Ana", note="")
    assert {*made.reports, *made.others} == ids(view, "cd")
    assert (made.kind, made.by, made.note) == ("merge", "Ana", None)
    assert made.id.startswith("storydecision_")


def test_a_story_stands_for_all_its_reports(view: View) -> None:
    made = deciding.merge(view, "story_1", "story_2b")
    assert {*made.reports, *made.others} == ids(view, "abcd")


def test_what_is_split_off_takes_its_dispatch_along(view: View) -> None:
    made = deciding.split(view, ["b.txt"])
    assert (set(made.reports), set(made.others)) == (ids(view, "ab"), ids(view, "c"))
    away = deciding.split(view, ["b.txt"], "story_2b")
    assert set(away.others) == ids(view, "d")


@pytest.mark.parametrize(
    ("reports", "apart", "error", "advice"),
    [
        (["a.txt"], "b.txt", ValueError, "--from"),
        (["a.txt", "c.txt"], None, ValueError, "--from"),
        (["a.txt", "d.txt"], None, ValueError, "--from"),
        (["zzz"], None, LookupError, "newsledger report LEDGER"),
        (["a.txt"], "story_9", LookupError, "newsledger story list LEDGER"),
        (["a.txt"], "story_", LookupError, "story_1a, story_2b"),
    ],
)
def test_a_split_that_makes_no_sense_says_what_to_do(
    view: View, reports: list[str], apart: str | None, error: type[Exception], advice: str
) -> None:
    with pytest.raises(error, match=advice):
        deciding.split(view, reports, apart)


def test_a_report_is_not_merged_with_its_own_story(view: View) -> None:
    with pytest.raises(ValueError, match="in common"):
        deciding.merge(view, "a.txt", "story_1a")


def test_a_decision_against_another_is_refused(view: View) -> None:
    merged = [deciding.merge(view, "a.txt", "c.txt"), deciding.merge(view, "c.txt", "d.txt")]
    split = deciding.split(view, ["a.txt"], "d.txt")
    with pytest.raises(ValueError, match=r"decision \d \(merge\).*story undo LEDGER \d"):
        deciding.check(merged, split)
    with pytest.raises(ValueError, match=r"decision 1 \(split\).*story undo LEDGER 1"):
        deciding.check([split, merged[0]], merged[1])
    deciding.check([*merged, decisions.withdraw(merged[0])], split)
    deciding.check(merged[:1], deciding.split(view, ["a.txt"], "d.txt"))
    with pytest.raises(ValueError, match="decided already"):
        deciding.check(merged, merged[0])


def test_taking_a_withdrawal_back_goes_against_nothing_either(view: View) -> None:
    merged, split = (
        deciding.merge(view, "c.txt", "d.txt"),
        deciding.split(view, ["c.txt"], "d.txt"),
    )
    made = [merged, decisions.withdraw(merged), split]
    with pytest.raises(ValueError, match=r"decision 3 \(split\)"):
        deciding.check(made, deciding.withdraw(made, "2"))


def test_a_decision_is_withdrawn_by_number_or_id(view: View) -> None:
    made = [deciding.merge(view, "a.txt", "c.txt"), deciding.merge(view, "c.txt", "d.txt")]
    assert deciding.withdraw(made, "2").withdraws == made[1].id
    assert deciding.withdraw(made, made[0].id[:20]).withdraws == made[0].id
    for wanted in ("3", "0", "zzz", "storydecision_"):
        with pytest.raises(LookupError, match="newsledger story log LEDGER"):
            deciding.withdraw(made, wanted)


def test_what_changes_nothing_is_refused_with_a_way_out(view: View) -> None:
    made = [deciding.merge(view, "a.txt", "c.txt")]
    made.append(deciding.withdraw(made, "1"))
    with pytest.raises(ValueError, match="withdrawn already"):
        deciding.check(made, deciding.withdraw(made, "1", note="again"))
    with pytest.raises(ValueError, match="newsledger story undo LEDGER 2"):
        deciding.check(made, made[0])
    made.append(deciding.withdraw(made, "2"))
    with pytest.raises(ValueError, match="decided already"):
        deciding.check(made, deciding.merge(view, "c.txt", "a.txt"))
    with pytest.raises(ValueError, match="newsledger story undo LEDGER 3"):
        deciding.check(made, deciding.withdraw(made, "1"))
    deciding.check(made, deciding.withdraw(made, "1", note="for good"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decisions")
    reports = crisis.write(folder, ("a-dated.txt", "c-counts.txt"))
    assert run("add", folder / "a.ledger", reports).exit_code == 0
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_decisions_are_made_listed_and_withdrawn(folder: Path) -> None:
    ledger = folder / "a.ledger"
    merged = run("story", "merge", ledger, "a-dated", "c-counts", "--by", "Ana", "--note", "[one]")
    assert merged.exit_code == 0, merged.output
    assert "kept as decision 1" in merged.output
    refused = run("story", "split", ledger, "a-dated", "--from", "c-counts")
    assert (refused.exit_code, "story undo LEDGER 1" in refused.stderr) == (2, True)
    log = run("story", "log", ledger).output
    assert "merge" in log
    assert "[one]" in log
    assert run("story", "undo", ledger, "1").exit_code == 0
    rows = json.loads(run("story", "log", ledger, "--json").output)
    kinds = [(r["decision"]["kind"], r["holds"]) for r in rows if "decision" in r]
    assert kinds == [("merge", False), ("withdrawn", False)]
    assert "merge, withdrawn" in " ".join(run("story", "log", ledger).output.split())


def test_stories_are_listed(folder: Path) -> None:
    stories = json.loads(run("story", "list", folder / "a.ledger", "--json").output)
    assert sum(len(each["reports"]) for each in stories) == 2
    assert all(each["dispatches"] for each in stories)
    text = run("story", "list", folder / "a.ledger").output
    assert all(each["id"][:14] in text for each in stories)


def test_the_log_tells_what_the_reports_brought_about(folder: Path) -> None:
    ledger = folder / "a.ledger"
    change = identified(
        StoryChange(kind="merged", before=("story_1", "story_2"), after=("story_1",), reports=())
    )
    store = open_store(ledger)
    store.keep_run("again", store.lines(), {}, [change])
    assert "story_1 story_2 → story_1" in " ".join(run("story", "log", ledger).output.split())


@pytest.mark.parametrize("verb", ["list", "merge", "split", "undo", "log"])
def test_help_says_what_a_verb_does(verb: str) -> None:
    result = run("story", verb, "--help")
    assert result.exit_code == 0
    assert "LEDGER" in result.output


def test_a_decision_is_kept_before_anything_is_built(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    path = folder / "a.ledger"
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            api.story_merge(path, "a-dated", "c-counts", note="before the kill")
    assert open_store(path).decisions()[-1][1].note == "before the kill"
    assert run("add", path).exit_code == 0
    assert run("verify", path).exit_code == 0


def test_a_decision_holds_when_more_reports_come(tmp_path: Path) -> None:
    reports = crisis.write(tmp_path)
    path, names = tmp_path / "a.ledger", tmp_path / "names.toml"
    (reports / "snow.txt").write_text("Snow fell in Tarsk on Friday. Schools were closed.\n")
    assert run("add", path, reports, "--names", names).exit_code == 0
    assert run("story", "merge", path, "snow", "c-counts").exit_code == 0
    assert together(path, "snow.txt", "c-counts.txt")
    (reports / "frost.txt").write_text("Frost closed two schools in Tarsk on Saturday.\n")
    assert run("add", path, reports).exit_code == 0
    assert together(path, "snow.txt", "c-counts.txt")
    assert run("story", "undo", path, "1").exit_code == 0
    assert not together(path, "snow.txt", "c-counts.txt")
    log = [row["change"]["kind"] for row in json.loads(run("story", "log", path, "--json").output)
           if "change" in row]  # fmt: skip
    assert log[0] == "merged"
    assert "split" in log


def together(path: Path, one: str, other: str) -> bool:
    known = {Path(r.path).name: r.story for r in api.view(path).of(Report)}
    return known[one] == known[other]
