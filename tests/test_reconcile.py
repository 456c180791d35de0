"""Comparability before comparison: time, scope and rounding are not contradictions."""

import itertools
from dataclasses import replace

import pytest

from newsledger.model import (
    Comparator,
    CountKind,
    Entry,
    Event,
    Excerpt,
    Figure,
    Location,
    Passage,
    Status,
    identified,
)
from newsledger.reconcile import lineage, reconcile
from newsledger.reconcile.comparison import RULES, reason

NUMBERS = itertools.count()


def figure(
    low: float,
    *,
    day: str | None = "2031-03-08",
    speaker: str | None = "ministry",
    report: str | None = None,
    comparator: Comparator = "exact",
    place: str | None = None,
    measure: str = "killed",
    kind: CountKind | None = "total",
    start: int = 0,
    withdrawn: bool = False,
) -> Figure:
    return identified(
        Figure(
            report=report or f"report{next(NUMBERS)}",
            start=start,
            end=start + 2,
            text=f"{low:g}",
            low=low,
            high=None if comparator in ("more_than", "at_least") else low,
            comparator=comparator,
            measure=measure,
            kind=kind,
            place=place,
            as_of=day,
            as_of_basis="said",
            speaker=speaker,
            withdrawn=withdrawn,
        )
    )


def event(status: Status, speaker: str | None, report: str) -> Event:
    return identified(
        Event(
            report=report,
            trigger=Excerpt(text="shelled", start=0, end=7),
            event_type="ASSAULT",
            status=status,
            speaker=speaker,
            date="2031-03-08",
            place="Ulmen",
        )
    )


def entries(*figures: Figure, dispatch: dict[str, str] | None = None) -> list[Entry]:
    return reconcile("story", figures, (), lineage(dispatch or {}, ()))


def kinds(*figures: Figure) -> set[str]:
    return {r.kind for e in entries(*figures) for r in e.relations}


def test_thirty_copies_of_one_ministry_are_one_origin_and_one_source() -> None:
    copies = [figure(25, report=f"r{n}") for n in range(30)]
    (entry,) = entries(*copies, dispatch={f"r{n}": "dispatch" for n in range(30)})
    assert (entry.origins, entry.sources, entry.status) == (1, 1, "single_origin")


def test_three_agencies_hearing_one_ministry_are_three_origins_and_one_source() -> None:
    (entry,) = entries(*(figure(25) for _ in range(3)))
    assert (entry.origins, entry.sources, entry.status) == (3, 1, "single_origin")


def test_two_speakers_corroborate() -> None:
    (entry,) = entries(figure(25), figure(25, speaker="monitors"))
    assert (entry.origins, entry.sources, entry.status) == (2, 2, "corroborated")


def test_a_bare_repeat_in_the_same_text_is_no_second_voice() -> None:
    (entry,) = entries(figure(25, report="r"), figure(25, report="r", speaker=None, start=9))
    assert (entry.origins, entry.sources) == (1, 1)


def test_a_shared_passage_is_one_origin_whoever_carries_it() -> None:
    here, there = figure(90, report="a", start=10), figure(90, report="b", start=50)
    passage = identified(
        Passage(
            a=Location(report="a", start=0, end=40),
            b=Location(report="b", start=40, end=80),
            kind="identical",
        )
    )
    (entry,) = reconcile("story", (here, there), (), lineage({}, (passage,)))
    assert entry.origins == 1
    outside = figure(90, report="b", start=90)
    (entry,) = reconcile("story", (here, outside), (), lineage({}, (passage,)))
    assert entry.origins == 2


def test_the_same_counter_later_supersedes() -> None:
    first, later = figure(25), figure(40, day="2031-03-09")
    found = {e.low: e for e in entries(first, later)}
    assert [(r.kind, r.to) for r in found[40].relations] == [("supersedes", found[25].id)]
    assert found[25].status == "superseded"


def test_time_passing_between_counters_is_no_contradiction() -> None:
    assert kinds(figure(25), figure(60, speaker="monitors", day="2031-03-10")) == {"differs_scope"}


def test_two_counters_of_one_day_that_exclude_each_other_contradict() -> None:
    found = entries(figure(25), figure(60, speaker="monitors"))
    assert {e.status for e in found} == {"contested"}
    assert {r.kind for e in found for r in e.relations} == {"contradicts"}


@pytest.mark.parametrize(
    "other",
    [
        figure(60, speaker="monitors", place="Dolmar"),
        figure(60, speaker="monitors", measure="killed.civilians"),
        figure(60, speaker="monitors", kind="increment"),
    ],
    ids=["place", "group", "increment"],
)
def test_another_scope_is_no_contradiction(other: Figure) -> None:
    assert kinds(figure(25, place="Ulmen"), other) <= {"differs_scope"}


def test_overlapping_bounds_do_not_contradict() -> None:
    at_least = figure(20, comparator="at_least")
    assert "contradicts" not in kinds(at_least, figure(60, speaker="monitors"))


def test_a_rounded_number_of_the_same_source_repeats() -> None:
    assert kinds(figure(100_417), figure(100_000, comparator="more_than")) == {"repeats"}


def test_other_units_are_not_compared() -> None:
    tonnes = figure(60, measure="aid", speaker="monitors")
    assert kinds(figure(25, measure="arrived"), tonnes) == set()


def test_a_withdrawn_number_contradicts_nothing() -> None:
    found = entries(figure(140, withdrawn=True), figure(104, speaker="monitors"))
    assert {e.low: e.status for e in found}[140] == "withdrawn"
    assert not [r for e in found for r in e.relations]


def test_a_denial_answers_what_it_denies() -> None:
    claimed, denied = event("happened", "mayor", "a"), event("denied", "ministry", "b")
    found = {e.event_status: e for e in reconcile("s", (), (claimed, denied), lineage({}, ()))}
    assert [r.kind for r in found["denied"].relations] == ["answers"]
    assert found["happened"].status == "contested"


@pytest.mark.parametrize("status", ["planned", "offered", "denied", "hypothetical"])
def test_what_did_not_happen_has_an_entry_of_its_own(status: Status) -> None:
    found = reconcile(
        "s", (), (event("happened", "x", "a"), event(status, "x", "b")), lineage({}, ())
    )
    assert {e.event_status for e in found} == {"happened", status}


def test_the_order_of_claims_does_not_matter() -> None:
    figures = [figure(n, speaker=s, report=f"o{n}{s}") for n in (3, 5, 8) for s in ("a", "b")]
    assert entries(*figures) == entries(*reversed(figures))


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_reason_for_readers(rule: object) -> None:
    assert reason(rule).endswith(".")  # type: ignore[arg-type]


def test_a_number_dated_by_its_publication_alone_contradicts_nothing() -> None:
    stale = replace(figure(60, speaker="monitors"), as_of_basis="published")
    assert "contradicts" not in kinds(figure(25), stale)


def test_two_populations_of_one_month_contradict() -> None:
    here = figure(90_000, speaker=None, measure="population", kind="stock")
    there = figure(70_000, speaker=None, measure="population", kind="stock", day="2031-03-20")
    assert kinds(here, there) == {"contradicts"}


def test_a_described_speaker_beside_a_named_one_is_no_second_source() -> None:
    claims = (figure(25), figure(25, speaker="officials"), figure(25, speaker=None))
    (entry,) = reconcile("story", claims, (), lineage({}, (), named={"ministry"}))
    assert (entry.origins, entry.sources) == (3, 1)


def test_a_correction_names_the_number_it_puts_in_place() -> None:
    taken, given = figure(140, report="r", withdrawn=True), figure(104, report="r", start=30)
    found = {e.low: e for e in entries(taken, given)}
    assert [(r.kind, r.to) for r in found[104].relations] == [("supersedes", found[140].id)]


def test_one_counters_town_and_its_region_are_one_place() -> None:
    town = figure(19, place="Ulmen")
    region = figure(27, place="Norvania", day="2031-03-09")
    texts = lineage({}, (), within={"Ulmen": "Norvania"})
    found = {e.low: e for e in reconcile("s", (town, region), (), texts)}
    assert [r.kind for r in found[27].relations] == ["supersedes"]
    apart = {e.low: e for e in reconcile("s", (town, region), (), lineage({}, ()))}
    assert [r.kind for r in apart[27].relations] == []


def test_two_numbers_nobody_is_named_for_do_not_contradict() -> None:
    shares = [figure(n, speaker=None, measure="share", report="r", start=n) for n in (13, 81)]
    assert kinds(*shares) == set()


def test_shares_of_different_things_are_not_compared() -> None:
    told = [
        replace(figure(n, speaker=who, measure="share"), item=item)
        for n, who, item in ((45, "ministry", "homes"), (80, "monitors", "roads"))
    ]
    assert kinds(*told) == set()
    assert kinds(*(replace(f, item="homes") for f in told)) == {"contradicts"}
