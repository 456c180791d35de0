"""The reports of the demo: who published them, versions, furniture, and what is not read."""

import subprocess
import sys

import pytest
from demo_ledger import (
    DEMO,
    EXPECTED,
    demo_view,  # noqa: F401
    found,
    reports,
    share,
)

import newsledger
from newsledger.marks import notes
from newsledger.model import Date, Entry, Event, Figure, Passage, Skip, Zone
from newsledger.view import View, file_name, find_report


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> list[Skip]:
    """What reading the inputs alone refuses."""
    ledger = tmp_path_factory.mktemp("refused") / "demo.ledger"
    newsledger.add(ledger, [DEMO / "reports" / "27-archive.warc.gz"])
    return newsledger.skipped(ledger)


def test_the_archive_is_what_its_script_writes() -> None:
    script = "import sys, make_archive; sys.stdout.buffer.write(make_archive.archive())"
    made = subprocess.run(
        [sys.executable, "-B", "-c", script], cwd=DEMO, capture_output=True, check=True
    )
    assert made.stdout == (DEMO / "reports" / "27-archive.warc.gz").read_bytes()


def test_reports_say_who_published_them_and_when(view: View) -> None:
    rows = EXPECTED["publication"]
    misses = []
    for row in rows:
        report = reports(view)[row["file"]]
        day = (report.published or "")[:10]
        said = {"outlet": report.outlet or "", "agency": report.agency or "", "published": day}
        misses += [
            (row["file"], k, row[k], said[k]) for k in said if said[k] != row.get(k, said[k])
        ]
    total = sum(len(row) - 1 for row in rows)
    share(total - len(misses), total, "publication", misses)


def test_a_page_told_again_is_a_version_of_its_first(view: View) -> None:
    found = reports(view)
    first = {r["file"]: found[r["file"]].version_of for r in EXPECTED["version"]}
    assert first == {r["file"]: found[r["of"]].id for r in EXPECTED["version"]}
    assert sum(r.version_of is not None for r in found.values()) == len(EXPECTED["version"])


def test_a_day_of_the_page_that_the_text_refutes_is_said(view: View) -> None:
    for row in EXPECTED["conflict"]:
        report = reports(view)[row["file"]]
        assert any(row["day"] in doubt.text for doubt in report.conflicts)
        assert not (report.published or "").startswith(row["day"])


def test_lines_that_come_back_in_an_outlet_are_furniture(view: View) -> None:
    misses = []
    for row in EXPECTED["furniture"]:
        report = reports(view)[row["file"]]
        place = report.text.index(row["text"])
        kinds = [
            z.kind for z in view.of(Zone) if z.report == report.id and z.start <= place < z.end
        ]
        if kinds[0] in ("body", "headline", "subheading", "caption"):
            misses.append((row["file"], row["text"], kinds))
    rows = EXPECTED["furniture"]
    share(len(rows) - len(misses), len(rows), "furniture", misses)


def test_furniture_is_no_passage(view: View) -> None:
    places = [place for each in view.of(Passage) for place in (each.a, each.b)]
    for row in EXPECTED["furniture"]:
        report = reports(view)[row["file"]]
        place = report.text.index(row["text"])
        assert not any(p.report == report.id and p.start <= place < p.end for p in places)
    assert places


def test_a_paragraph_in_another_language_is_told_and_not_read(view: View) -> None:
    for row in EXPECTED["foreign"]:
        report = reports(view)[row["file"]]
        place = report.text.index(row["text"])
        told = [f for f in report.stated if f.field == "language" and f.start is not None]
        assert row["language"] in [f.value for f in told if (f.start or 0) <= place < (f.end or 0)]
        assert report.language == "en"
        line = {"file": row["file"], "text": report.text[place : report.text.index("\n", place)]}
        read = [*found(view, Figure, line), *found(view, Event, line), *found(view, Date, line)]
        assert read == []


def test_records_that_are_no_reports_are_told(refused: list[Skip]) -> None:
    for row in EXPECTED["refused"]:
        assert any(row["file"] in s.path and row["text"] in s.reason for s in refused)


def test_copies_in_any_format_add_no_text_and_no_source(view: View) -> None:
    rows = EXPECTED["standing"]
    misses = []
    for row in rows:
        ids = {c.id for c in found(view, Figure, row)}
        entries = [e for e in view.of(Entry) if ids & set(e.claims)]
        said = [(e.origins, e.sources) for e in entries]
        if said != [(row["origins"], row["sources"])]:
            misses.append((row["file"], row["text"], row["origins"], row["sources"], said))
    share(len(rows) - len(misses), len(rows), "standing", misses)


def test_a_page_of_an_archive_is_found_by_its_name_and_by_its_address(view: View) -> None:
    name = "27-archive.warc.gz#sennik-toll-31"
    wanted = find_report(view, name)
    assert wanted.url == "https://norrhavenmercury.example/world/sennik-toll-31"
    assert find_report(view, wanted.url) == wanted
    assert file_name(wanted) == name


def test_versions_of_a_page_name_each_other(view: View) -> None:
    for row in EXPECTED["version"]:
        later, first = reports(view)[row["file"]], reports(view)[row["of"]]
        assert ("first version", row["of"]) in [note[1:] for note in notes(later, view)]
        assert ("later version", row["file"]) in [note[1:] for note in notes(first, view)]


def test_a_foreign_paragraph_is_shown_as_not_read(view: View) -> None:
    for row in EXPECTED["foreign"]:
        report = reports(view)[row["file"]]
        place = report.text.index(row["text"])
        shown = [note for note in notes(report, view) if note[1] == "language"]
        start, end = map(int, shown[0][0].split("-"))
        assert (len(shown), start <= place < end) == (1, True)
