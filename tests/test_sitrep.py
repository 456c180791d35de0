"""The situation report: what it shows stands in the characters it cites, and marks nothing up."""

import re
from pathlib import Path

import crisis
import pytest

import newsledger
from newsledger.model import Report
from newsledger.phrasing import count, escaped, measure_name, sentence_around

FIGURE = re.compile(
    r"^- (?:[\w (),]+: )?\*\*(?P<number>[^*]+)\*\*.*?\[(?P<spans>[^\]]+)\]", re.MULTILINE
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sitrep")
    newsledger.add(folder / "a.ledger", [crisis.write(folder)], names_files=[folder / "names.toml"])
    return folder / "a.ledger"


def test_every_number_shown_stands_in_the_text_cited_for_it(ledger: Path) -> None:
    texts = {Path(r.path).name: r.text for r in newsledger.view(ledger).of(Report)}
    lines = list(FIGURE.finditer(newsledger.report(ledger)))
    assert len(lines) >= 5
    for line in lines:
        file, span = line["spans"].rsplit(" ", 1)
        start, end = map(int, span.split("-"))
        assert texts[file][start:end].casefold() == line["number"].casefold()


def test_every_entry_line_cites_its_source(ledger: Path) -> None:
    report = newsledger.report(ledger).split("## Where the reports come from")[0]
    lines = [x for x in report.splitlines() if x.startswith("- ")]
    assert lines
    assert [x for x in lines if not re.search(r"\[\S+ \d+-\d+\]", x)] == []


def test_conflicts_come_before_figures(tmp_path: Path) -> None:
    rival = crisis.COUNTS.replace("At least 25", "Sixty").replace("Health Ministry", "Red Cross")
    reports = crisis.write(tmp_path, ("c-counts.txt",))
    (reports / "c-counts.txt").write_text(crisis.COUNTS.replace("At least 25", "Thirty"))
    (reports / "rival.txt").write_text(rival)
    newsledger.add(tmp_path / "a", [reports], names_files=[tmp_path / "names.toml"])
    report = newsledger.report(tmp_path / "a")
    assert report.index("### In conflict") < report.index("### Figures")
    assert "contradicts: **" in report


def test_the_same_ledger_gives_the_same_report(ledger: Path) -> None:
    assert newsledger.report(ledger) == newsledger.report(ledger)


@pytest.mark.parametrize("text", ["*b*", "[x](y)", "<i>", "a|b", "`c`", "# head", "- item"])
def test_outside_text_marks_nothing_up(text: str) -> None:
    assert escaped(text) != text
    assert re.sub(r"\\(.)", r"\1", escaped(text)) == text


def test_outside_text_stays_on_one_line() -> None:
    assert "\n" not in escaped("a\n\n# b")


def test_a_sentence_is_cut_at_its_zone_and_its_length() -> None:
    text = "TARSK - Shells hit the market. Nobody was there. " + "word " * 200
    zone = (8, len(text))
    assert sentence_around(text, 15, 18, zone) == "Shells hit the market."
    long = sentence_around(text, 400, 404, zone)
    assert long.startswith("… ")
    assert long.endswith(" …")
    assert len(long) < 600


def test_words_for_readers() -> None:
    assert (count(1, "report"), count(2, "report")) == ("1 report", "2 reports")
    assert measure_name("killed.civilians") == "Killed (civilians)"
    assert measure_name("weapons.small_arms") == "Weapons (small arms)"
