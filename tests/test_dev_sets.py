"""The dev sets beside the project, where they are there: no pinned figure may drop.

Every rule checked here is checked on our own fixtures too; these sets say how far the rules go.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from bench import dev, feeds, zones
from bench.shared import SHARED, below, present

import newsledger
from newsledger.model import Date, Dispatch, Entry, Event, Figure, Passage, Report
from newsledger.view import View

pytestmark = pytest.mark.skipif(
    not present("eval", "score_ledger.py"), reason="the shared folder with the dev sets is missing"
)
SEEDS = SHARED / "dev" / "seeds"
BARE_DAY = "004_d75adfaf15392eda.txt"  # its only date is the banner of the day it was copied


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> View:
    ledger = tmp_path_factory.mktemp("seeds") / "seeds.ledger"
    newsledger.add(ledger, [SEEDS / "reports"])
    return newsledger.view(ledger)


@pytest.mark.parametrize("name", list(dev.SETS))
def test_no_pinned_figure_drops(tmp_path: Path, name: str) -> None:
    assert below(name, dev.measure(name, tmp_path)) == []


@pytest.mark.parametrize("name", list(zones.SETS))
def test_no_figure_of_zones_drops(name: str) -> None:
    assert below(f"zones {name}", zones.measure(name)) == []


def test_furniture_is_learnt_from_a_pile() -> None:
    assert below("zones pile", zones.measure_pile()) == []


def test_no_figure_of_feeds_drops() -> None:
    root = present("bench", "extraction", "feedparser-wellformed", "wellformed")
    if not root:
        pytest.skip("the feeds of the conformance suite are missing")
    assert below("feeds", feeds.measure(root)) == []


def test_friday_is_worked_out_from_the_other_text(seeds: View, tmp_path: Path) -> None:
    assert fridays(seeds) == {"2023-09-22"}
    newsledger.add(tmp_path / "alone.ledger", [SEEDS / "reports" / BARE_DAY])
    assert fridays(newsledger.view(tmp_path / "alone.ledger")) == {None}


def fridays(view: View) -> set[str | None]:
    report = next(r.id for r in view.of(Report) if r.path.endswith(BARE_DAY))
    return {d.value for d in view.of(Date) if d.report == report and d.text == "Friday"}


def test_the_figure_in_the_shared_paragraph_counts_one_origin(seeds: View) -> None:
    figures = {f.id for f in seeds.of(Figure) if f.text == "120,000"}
    entries = [e for e in seeds.of(Entry) if figures & set(e.claims)]
    assert len(figures) == 3
    assert [(e.origins, e.sources) for e in entries] == [(1, 1)]


def test_two_dispatches_share_one_paragraph_and_one_sentence_that_lost_its_voice(
    seeds: View,
) -> None:
    texts = {r.id: r.text for r in seeds.of(Report)}
    (exact,) = (p for p in seeds.of(Passage) if p.kind == "identical")
    (edited,) = (p for p in seeds.of(Passage) if p.kind == "edited")
    one, other = (texts[at.report][at.start : at.end] for at in (exact.a, exact.b))
    assert one == other
    assert len(seeds.of(Dispatch)) == 2
    assert not exact.same_dispatch
    assert all("amnesty" in texts[at.report][at.start : at.end] for at in (edited.a, edited.b))
    (lost,) = edited.lost
    named = texts[lost.stands.report][lost.stands.start : lost.stands.end]
    assert "told Reuters" in named
    assert lost.missing != lost.stands.report


def test_nothing_planned_offered_or_denied_is_shown_as_happened(seeds: View) -> None:
    gold = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))["events"]
    unreal = [g for g in gold if g["status"] != "happened"]
    wrong = [(g, e.status) for g in unreal for e in on(seeds, g) if e.status == "happened"]
    assert len(unreal) >= 4
    assert wrong == []


def on(view: View, gold: dict[str, Any]) -> list[Event]:
    """Events whose trigger overlaps a gold trigger."""
    report = next(r.id for r in view.of(Report) if r.path.endswith(gold["report"]))
    return [
        e
        for e in view.of(Event)
        if e.report == report and e.trigger.start < gold["end"] and gold["start"] < e.trigger.end
    ]
