"""Reports on one happening, kept together and apart."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import permutations

import pytest
from stories_made import (
    FERRY,
    FERRY_LATER,
    PILE,
    STRIKE,
    annotated,
    groups,
    many,
    standing,
    threaded,
)

from newsledger import stories
from newsledger.model import (
    Dispatch,
    Member,
    Report,
)
from newsledger.stories import crises, decisions, sketches, state
from newsledger.stories.state import State


def test_two_happenings_are_two_stories_also_without_dates() -> None:
    assert groups(threaded(PILE)) == {frozenset({"f1", "f2"}), frozenset({"s1", "s2"})}


def test_years_between_two_like_reports_make_two_stories() -> None:
    near = threaded(PILE, {"f1": "2031-05-04", "f2": "2031-05-06"})
    far = threaded(PILE, {"f1": "2031-05-04", "f2": "2033-05-06"})
    assert frozenset({"f1", "f2"}) in groups(near)
    assert frozenset({"f1"}) in groups(far)


def test_members_of_a_dispatch_stand_in_one_story() -> None:
    odd = Dispatch(
        id="d",
        members=(
            Member(report="f1", relation="first"),
            Member(report="s1", relation="rewrite", of="f1"),
        ),
    )
    assert any({"f1", "s1"} <= group for group in groups(threaded(PILE, dispatches=[odd])))


def test_every_report_stands_in_one_story() -> None:
    pile = {**PILE, "empty": "", "odd": "!!! ??? ..."}
    assert sorted(r for story in threaded(pile) for r in story.reports) == sorted(pile)


def test_start_and_end_are_the_first_and_last_known_day() -> None:
    days = {"f1": "2031-05-06T10:00:00Z", "f2": "2031-05-04", "s1": None, "s2": "not a day"}
    by_first = {story.reports[0]: story for story in threaded(PILE, days)}
    assert (by_first["f1"].start, by_first["f1"].end) == ("2031-05-04", "2031-05-06")
    assert (by_first["s1"].start, by_first["s1"].end) == (None, None)


def test_the_label_is_a_title_or_else_an_opening_sentence() -> None:
    labels = {s.label for s in threaded(PILE, titles={"f2": "Divers search the Tarsk ferry"})}
    assert "Divers search the Tarsk ferry" in labels
    assert any(label.startswith(("Teachers in Ulmen", "Talks between")) for label in labels)


@pytest.mark.parametrize("keys", list(permutations(PILE)))
def test_order_of_input_makes_no_difference(keys: Sequence[str]) -> None:
    days = {"f1": "2031-05-04", "s2": "2031-05-07"}
    assert threaded({key: PILE[key] for key in keys}, days) == threaded(PILE, days)


def test_one_crisis_in_a_small_pile_is_one_story_though_all_share_its_names() -> None:
    assert len(threaded({"f1": FERRY, "f2": FERRY_LATER}).stories) == 1


def crisis_side(size: float, names: str, day: str | None) -> crises.Side:
    known = date.fromisoformat(day) if day else None
    return crises.Side(size, dict.fromkeys(names.split(), 1.0), crises.span([known]))


@pytest.mark.parametrize(
    ("size", "names", "day", "one"),
    [
        (12.0, "Tarsk Ulmen Velem", "2031-05-06", True),
        (12.0, "Ferrin Gola Hask", "2031-05-06", False),
        (12.0, "Tarsk Ulmen Velem", "2032-05-06", False),  # a year later
        (12.0, "Tarsk Ulmen Velem", None, False),
        (3.0, "Tarsk Ulmen Velem", "2031-05-06", False),  # neither is wide
    ],
)
def test_sides_of_one_crisis_are_one_where_they_name_the_same_on_the_same_days(
    size: float, names: str, day: str | None, *, one: bool
) -> None:
    sides = {
        "f": crisis_side(size, "Tarsk Ulmen Velem", "2031-05-04"),
        "r": crisis_side(3.0, names, day),
    }
    assert crises.join([["f"], ["r"]], sides) == ([["f", "r"]] if one else [["f"], ["r"]])
    assert crises.join([["f"], ["r"]], sides, apart=[("r", "f")]) == [["f"], ["r"]]


def test_nothing_to_thread() -> None:
    assert threaded({}).stories == ()


def units(texts: Mapping[str, str], day: date | None = None) -> list[state.Unit]:
    found = {}
    for key, text in texts.items():
        report = Report(id=key, path=key, text=text, source_sha256=key)
        found[key] = sketches.sketch(report, annotated(key, text, None))
    return [stories.unit([("9999", key)], found, day) for key in sorted(texts)]


def test_units_one_by_one_come_to_what_they_come_to_at_once() -> None:
    at_once, one_by_one = State(), State()
    state.add(at_once, units(PILE))
    for each in units(PILE):
        state.add(one_by_one, [each])
    assert one_by_one.story_of == at_once.story_of


def test_thirty_copies_weigh_as_one() -> None:
    copies = {f"c{n:02}": f"{STRIKE} Only copy number{n} says{n} this{n}." for n in range(30)}
    later = (Member(report=key, relation="copy", of="s1") for key in copies)
    members = (Member(report="s1", relation="first"), *later)
    found = threaded({**PILE, **copies}, dispatches=[Dispatch(id="d", members=members)])
    assert groups(found) == {frozenset({"f1", "f2"}), frozenset({"s1", "s2", *copies})}


def test_large_threads_enter_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    pile = many(9)
    monkeypatch.setattr(state, "OPEN", 4)
    monkeypatch.setattr(state, "SAMPLE", 3)
    now = State()
    for each in units(pile):
        state.add(now, [each])
    assert len({story for key, story in now.story_of.items() if key[1] == "f"}) == 1
    assert len(now.stories) == 2


def test_what_stands_apart_in_a_large_thread_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "OPEN", 4)
    pile = many(9)
    first = standing(threaded(pile))
    decided = decisions.split(["0f"], ["1f", "2f"])
    at = standing(threaded(pile, before=first, decided=[decided]))
    assert at["0f"] not in {at["1f"], at["2f"]}
