"""`newsledger lineage`: the tree and the two columns as they are printed."""

import io
import json
import re
from pathlib import Path

import kin
import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len
from rich.console import Console

from newsledger.cli import columns, main, trees
from newsledger.family.beside import beside
from newsledger.family.tree import family
from newsledger.model import Dispatch, Report
from newsledger.view import View

WIRE = """ULMEN, March 9, 2031 (Meridian Press) - At least 200 people fled the town of Ulmen on \
Monday after a second night of shelling, the Norvanian Health Ministry said.

The only bridge across the Orla was closed to all traffic, and trucks with flour and fuel waited \
on the northern bank for a third day.
"""
TOLD = """More than 200 people fled the town of Ulmen on Monday after a second night of shelling.

The only bridge across the Orla was closed to all traffic, and trucks with flour and fuel waited \
on the northern bank for a third day.

{}"""
MORE = "\n".join(
    f"A reader of ours counted {n} boats at the old landing of Ulmen." for n in range(12)
)
NUMBER = re.compile(r"^ *(\d+) (.*)$")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lineage")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "a-wire.txt").write_text(WIRE)
    (reports / "b-told.txt").write_text(TOLD.format(MORE))
    (reports / "c-other.txt").write_text("Snow fell in Tarsk on Friday. Schools were closed.\n")
    result = run("add", folder / "a.ledger", reports)
    assert result.exit_code == 0, result.output
    return folder / "a.ledger"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def printed(view: View, one: Report, other: Report, width: int = 80, *, full: bool = True) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    reports = view.by_id(Report)
    columns.print_beside(console, beside(view, one, other), reports, full=full)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def pair(one: str, other: str, shared: str = "") -> tuple[View, Report, Report]:
    a, b = kin.report("a.txt", one, "2031-03-01"), kin.report("b.txt", other, "2031-03-02")
    passages = [kin.identical(a, b, shared)] if shared else []
    made = [kin.dispatch((a, "first", None), (b, "copy", a))]
    return kin.view([a, b], made, passages), a, b


def test_the_tree_and_the_two_texts_are_printed(ledger: Path) -> None:
    result = run("lineage", ledger, "b-told")
    assert result.exit_code == 0, result.output
    text = result.output
    assert "Dispatch · no agency credited · 2031-03-09 · 2 reports" in text
    assert text.index("a-wire.txt") < text.index("b-told.txt ← asked")
    assert re.search(r"characters shared, \d+% of it", text)
    assert "9 sentences not shared" in text or "10 sentences not shared" in text
    assert "counted 11 boats" not in text


def test_full_leaves_nothing_out(ledger: Path) -> None:
    text = run("lineage", ledger, "b-told", "--full").output
    assert "counted 11" in text
    assert "not shared" not in text


def test_a_pipe_has_no_colour_and_no_line_is_too_wide(ledger: Path) -> None:
    for width in (60, 80, 120):
        text = run("lineage", ledger, "b-told", "--width", width).output
        assert "\x1b" not in text
        assert max(cell_len(line) for line in text.splitlines()) <= width


def test_machines_get_the_tree_and_the_rows(ledger: Path) -> None:
    found = json.loads(run("lineage", ledger, "b-told", "--json").output)
    names = {r["id"]: Path(r["path"]).name for r in found["reports"]}
    first, made = found["family"]["branches"]
    assert (names[first["report"]], names[made["report"]]) == ("a-wire.txt", "b-told.txt")
    texts = {"left": WIRE, "right": TOLD.format(MORE)}
    assert names[found["beside"]["left"]] == "a-wire.txt"
    for row in found["beside"]["rows"]:
        for side, text in texts.items():
            for part in (row[side] or {"parts": ()})["parts"]:
                assert text[part["start"] : part["end"]] == part["text"]


def test_another_report_can_be_set_beside(ledger: Path) -> None:
    result = run("lineage", ledger, "a-wire", "--beside", "c-other")
    assert "they share no passage; --full shows both texts whole" in result.output
    whole = run("lineage", ledger, "a-wire", "--beside", "c-other", "--full")
    assert "they share no passage\n" in whole.output
    assert "which of the two is earlier is not known" in " ".join(result.output.split())


def test_a_report_without_kin_says_so(ledger: Path) -> None:
    result = run("lineage", ledger, "c-other")
    assert result.exit_code == 0
    assert "c-other.txt shares no passage with any other report" in result.output


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["zzz"], "newsledger report LEDGER"),
        (["a-wire", "--beside", "zzz"], "newsledger report LEDGER"),
        (["a-wire", "--beside", "a-wire"], "name another report"),
    ],
)
def test_errors_say_what_to_do(ledger: Path, arguments: list[str], advice: str) -> None:
    result = run("lineage", ledger, *arguments)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert advice in result.stderr


def test_every_line_opens_on_its_characters() -> None:
    shared = "The only bridge across the Orla was closed to all traffic. " * 5
    view, a, b = pair(f"Ulmen, Monday.\n\n{shared}", f"Rain.\n {shared}", shared.strip())
    lines = printed(view, a, b).splitlines()
    middle = 4 + 1 + (80 - 13) // 2 + 3
    seen = 0
    for line in lines:
        for cell, text in ((line[: middle - 2], a.text), (line[middle:], b.text)):
            if found := NUMBER.match(cell):
                shown = " ".join(found[2].rstrip(" =~").split())
                at = int(found[1])
                assert " ".join(text[at : at + len(shown) + 9].split()).startswith(shown)
                seen += 1
    assert seen > 10


def test_changes_are_marked_without_colour_and_in_it() -> None:
    from test_family import copy, edited, first

    made = [kin.dispatch((first, "first", None), (copy, "revision", first))]
    view = kin.view([first, copy], made, [edited()])
    text = " ".join(printed(view, first, copy, 200).split())
    assert "[-At least 200-] people fled Ulmen on Monday[-, the ministry said-]." in text
    assert "{+More than 200+} people fled Ulmen on Monday." in text
    assert "[-, the ministry said-]. ~ 83 {+More than 200+}" in text
    assert "! attribution lost: “the ministry said” (left 67-84) is not in right" in text
    assert "! comparator drift: “At least 200” (left 25-37) became “More than 200”" in text
    console = Console(file=io.StringIO(), width=200, force_terminal=True, color_system="standard")
    columns.print_beside(console, beside(view, first, copy), view.by_id(Report), full=True)
    assert isinstance(console.file, io.StringIO)
    coloured = console.file.getvalue()
    assert "[-" not in coloured
    assert "\x1b[9;33mAt least 200" in coloured


def test_a_passage_that_stands_elsewhere_is_marked_at_both_places() -> None:
    parts = [f"The ferry to Orla number {n} was held at the northern pier." for n in (1, 2)]
    a, b = kin.report("a.txt", " ".join(parts)), kin.report("b.txt", " ".join(parts[::-1]))
    passages = [kin.identical(a, b, each) for each in parts]
    view = kin.view([a, b], [kin.dispatch((a, "first", None), (b, "copy", a))], passages)
    lines = [" ".join(line.split()) for line in printed(view, a, b, 160).splitlines()]
    assert lines[3:] == [
        "x 0 to 57: beside 58-115",
        "",
        f"0 {parts[0]} = 58 {parts[0]}",
        "",
        f"58 {parts[1]} x 0 {parts[1]}",
    ]


def test_a_very_long_passage_is_cut_without_full() -> None:
    shared = "The only bridge across the Orla was closed to all traffic. " * 100
    view, a, b = pair(shared, shared, shared.strip())
    short, whole = (printed(view, a, b, full=full) for full in (False, True))
    assert f"… to {len(shared) - 1}: --full" in short
    assert len(short.splitlines()) < 110 < len(whole.splitlines())
    assert "--full" not in whole


HOSTILE = (
    "\x1b[31mred\x1b[0m [bold]markup[/bold] [/] :smile: \u202eevil\u2066 \x00\x07 a\tb\r\n"
    "\u3000漢字漢字漢字漢字 " + "w" * 300 + " " + "e\u0301" * 400 + " \ud800 end [-not cut-]."
)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_hostile_text_is_shown_as_text(width: int) -> None:
    view, a, b = pair(HOSTILE, HOSTILE + " More.", HOSTILE)
    text = printed(view, a, b, width)
    assert not {c for c in text if not c.isprintable() and c != "\n"}
    assert "[bold]markup[/bold]" in " ".join(text.split()) or width == 40
    assert ":smile:" in text
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_hostile_names_stay_on_their_line() -> None:
    name = "\x1b[2J[red]x\n\u202eb.txt"
    a, b = kin.report("a.txt", "Ulmen."), kin.report(name, "Tarsk.", outlet="[blink]\nX\x07")
    view = kin.view([a, b], [kin.dispatch((a, "first", None), (b, "copy", a))], [])
    console = Console(file=io.StringIO(), width=80, highlight=False, markup=False, emoji=False)
    trees.print_family(console, family(view, b), view, full=False)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert not {c for c in text if not c.isprintable() and c != "\n"}
    assert "[2J[red]x \N{REPLACEMENT CHARACTER}b.txt ← asked · [blink] X" in text


def test_a_large_dispatch_is_cut_but_for_the_way_to_the_asked_report() -> None:
    reports = [kin.report(f"r{n:03}.txt", f"Report {n}.") for n in range(60)]
    rest = [(r, reports[0]) for r in reports[1:50]] + [(r, reports[49]) for r in reports[50:]]
    made = kin.dispatch((reports[0], "first", None), *((r, "copy", of) for r, of in rest))
    view = kin.view(reports, [made], [])
    for full, shown in ((False, 12 + 1 + 10 + 1), (True, 60)):
        console = Console(file=io.StringIO(), width=80)
        trees.print_family(console, family(view, reports[55]), view, full=full)
        assert isinstance(console.file, io.StringIO)
        text = console.file.getvalue()
        assert len(re.findall(r"r\d{3}\.txt", text)) == shown
        assert "r055.txt ← asked" in text
        assert ("and 36 more; --full shows all" in text) is not full


def test_a_deep_tree_stays_readable() -> None:
    reports = [kin.report(f"v{n:03}.txt", f"Version {n}.") for n in range(300)]
    rest = [(r, "revision", reports[n]) for n, r in enumerate(reports[1:])]
    made: Dispatch = kin.dispatch((reports[0], "first", None), *rest)  # type: ignore[arg-type]
    view = kin.view(reports, [made], [])
    console = Console(file=io.StringIO(), width=80)
    trees.print_family(console, family(view, reports[-1]), view, full=True)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert "v299.txt ← asked" in text
    assert "revision of v298.txt" in text
