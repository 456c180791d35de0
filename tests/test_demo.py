"""The demo crisis: dispatches, figures, dates, events and relations against demo/expected.toml."""

import io
import re
from itertools import combinations
from typing import cast

from demo_ledger import (
    DEMO,
    EXPECTED,
    Row,
    demo_view,  # noqa: F401
    found,
    is_right,
    reports,
    share,
)
from rich.console import Console

from newsledger.cli.columns import print_beside
from newsledger.family import lineage_of
from newsledger.model import Date, Dispatch, Entity, Entry, Event, Figure, Report
from newsledger.sitrep import situation_report
from newsledger.view import View


def test_every_report_is_read(view: View) -> None:
    assert len(reports(view)) == 38


def test_reports_that_only_share_matter_stay_apart(view: View) -> None:
    home = {m.report: d.id for d in view.of(Dispatch) for m in d.members}
    by_file = {name: home[r.id] for name, r in reports(view).items()}
    merged = [a for a in EXPECTED["apart"] if by_file[a["files"][0]] == by_file[a["files"][1]]]
    assert merged == []


def test_copies_cuts_and_revisions_are_one_dispatch(view: View) -> None:
    home = {m.report: d.id for d in view.of(Dispatch) for m in d.members}
    by_file = {name: home[r.id] for name, r in reports(view).items()}
    pairs = [p for d in EXPECTED["dispatch"] for p in combinations(d["files"], 2)]
    assert [p for p in pairs if by_file[p[0]] != by_file[p[1]]] == []


def test_figures_are_found_with_their_bounds(view: View) -> None:
    rows = EXPECTED["figure"]
    misses = [r for r in rows if not any(is_right(c, r) for c in found(view, Figure, r))]
    share(len(rows) - len(misses), len(rows), "figure", misses)


def test_figures_are_attributed(view: View) -> None:
    entities = view.by_id(Entity)
    rows = [r for r in EXPECTED["figure"] if "speaker" in r and found(view, Figure, r)]
    misses = []
    for row in rows:
        speaker = entities.get(found(view, Figure, row)[0].speaker or "")
        names = {speaker.name, *speaker.aliases} if speaker else {""}
        if not any(row["speaker"].casefold() == n.casefold() for n in names):
            misses.append((row["file"], row["text"], row["speaker"], sorted(names)))
    share(len(rows) - len(misses), len(rows), "speaker", misses)


def test_no_number_is_shown_that_is_no_figure_of_the_crisis(view: View) -> None:
    shown = [
        (row["file"], row["text"], c.measure)
        for row in EXPECTED["not_crisis"]
        for c in found(view, Figure, row)
        if c.measure and c.measure.split(".")[0] in ("killed", "injured", "displaced", "missing")
    ]
    assert shown == []


def test_dates_are_resolved(view: View) -> None:
    rows = EXPECTED["date"]
    misses = [
        (r["file"], r["text"], r["value"], [c.value for c in found(view, Date, r)])
        for r in rows
        if r["value"] not in [c.value for c in found(view, Date, r)]
    ]
    share(len(rows) - len(misses), len(rows), "date", misses)


def test_the_friday_without_a_date_is_worked_out(view: View) -> None:
    row = {"file": "09-orrinmouth-gazette.txt", "text": "Friday"}
    assert {c.value for c in found(view, Date, row)} == {"2031-03-07"}


def test_nothing_planned_offered_or_denied_is_shown_as_happened(view: View) -> None:
    rows = [r for r in EXPECTED["event"] if r["status"] not in ("happened", "ongoing")]
    wrong = [
        (row["file"], row["text"], row["status"], c.status)
        for row in rows
        for c in found(view, Event, row)
        if c.status in ("happened", "ongoing")
    ]
    assert wrong == []


def test_events_have_their_status(view: View) -> None:
    rows = EXPECTED["event"]
    misses = [
        (r["file"], r["text"], r["status"], [c.status for c in found(view, Event, r)])
        for r in rows
        if r["status"] not in [c.status for c in found(view, Event, r)]
    ]
    share(len(rows) - len(misses), len(rows), "event", misses)


def test_relations_are_found(view: View) -> None:
    rows = EXPECTED["relation"]
    misses = [(r, related(view, r)) for r in rows if r["kind"] not in related(view, r)]
    share(len(rows) - len(misses), len(rows), "relation", misses)


def test_what_is_marked_otherwise_does_not_contradict(view: View) -> None:
    rows = [r for r in EXPECTED["relation"] if r["kind"] != "contradicts"]
    assert [r for r in rows if "contradicts" in related(view, r)] == []


def related(view: View, row: Row) -> set[str]:
    """Kinds of relation between the entries of two claims; `repeats` where they share one."""
    sides = []
    for side in "ab":
        words = {"file": row[f"{side}_file"], "text": row[f"{side}_text"]}
        ids = {c.id for c in found(view, Figure, words)} | {c.id for c in found(view, Event, words)}
        sides.append({e.id: e for e in view.of(Entry) if ids & set(e.claims)})
    shared = {"repeats", "corroborates"} if sides[0].keys() & sides[1].keys() else set()
    there = {r.kind for e in sides[0].values() for r in e.relations if r.to in sides[1]}
    back = {r.kind for e in sides[1].values() for r in e.relations if r.to in sides[0]}
    return shared | there | (back - {"supersedes"})


def test_the_corrected_number_is_withdrawn(view: View) -> None:
    entries = [e for e in view.of(Entry) if e.measure == "injured" and e.low == 140]
    assert {e.status for e in entries} == {"withdrawn"}


def test_an_unattributed_number_adds_no_source_to_the_ministry_that_gave_it(view: View) -> None:
    entities = view.by_id(Entity)
    for entry in view.of(Entry):
        named = [
            s for s in entry.speakers if any(w[:1].isupper() for w in entities[s].name.split())
        ]
        if len(named) == 1 and entry.kind == "figure":
            assert entry.sources == 1, entry


def test_the_readme_shows_what_the_demo_prints(view: View) -> None:
    readme = (DEMO.parent / "README.md").read_text(encoding="utf-8")
    shown = [line for line in readme.splitlines() if re.match(r"- \*\*.*\[.* \d+-\d+\]", line)]
    printed = situation_report(view).splitlines()
    assert len(shown) >= 4
    assert [line for line in shown if line not in printed] == []


def test_the_readme_shows_what_lineage_prints(view: View) -> None:
    readme = (DEMO.parent / "README.md").read_text(encoding="utf-8")
    call = r"\$ newsledger lineage [^\n]* --width (\d+)\n\.\.\.\n(.*?)```"
    (shown,) = re.findall(call, readme, re.DOTALL)
    _, pair = lineage_of(view, "14-dunmarrow")
    assert pair
    console = Console(file=io.StringIO(), width=int(shown[0]), markup=False, highlight=False)
    print_beside(console, pair, view.by_id(Report), full=False)
    printed = {line.rstrip() for line in cast("io.StringIO", console.file).getvalue().splitlines()}
    assert len(shown[1].splitlines()) > 8
    assert set(shown[1].splitlines()) <= printed


def test_two_officials_who_disagree_are_shown_against_each_other(view: View) -> None:
    conflicts = situation_report(view).split("### In conflict")[1].split("### Figures")[0]
    assert "No convoy reached Belkarsh" in conflicts
    assert "answers: 2031-03-09" in conflicts
