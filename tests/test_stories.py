"""Reports on one happening, kept together and apart."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

import pytest

from newsledger import stories
from newsledger.model import (
    Annotations,
    Dispatch,
    Member,
    PublicationFact,
    Report,
    Sentence,
    Story,
    StoryDecision,
)
from newsledger.stories import Threads, crises, decisions, sketches, state
from newsledger.stories.clustering import Mass, average_link, centroid_link, cohesive_link
from newsledger.stories.state import State

FERRY = (
    "A ferry sank off the port of Tarsk on Sunday with ninety passengers aboard. Divers from "
    "Norvania searched the wreck of the ferry near Tarsk for passengers."
)
FERRY_LATER = (
    "The owner of the ferry that sank near Tarsk, the Velem Line, was questioned. Relatives of "
    "the passengers gathered in Tarsk while divers from Norvania searched the wreck."
)
STRIKE = (
    "Teachers in Ulmen walked out over unpaid wages. Union leader Pavo Renn told a rally in "
    "Ulmen that schools would stay shut until the wages were paid."
)
STRIKE_LATER = (
    "Talks between the teachers of Ulmen and the ministry failed. Pavo Renn, the union leader, "
    "said schools in Ulmen would not open before the wages arrived."
)
PILE = {"f1": FERRY, "f2": FERRY_LATER, "s1": STRIKE, "s2": STRIKE_LATER}


@dataclass(frozen=True)
class Day:
    day: str | None


def threaded(
    texts: Mapping[str, str],
    days: Mapping[str, str | None] | None = None,
    dispatches: Sequence[Dispatch] = (),
    *,
    titles: Mapping[str, str] | None = None,
    before: Mapping[str, str] | None = None,
    decided: Sequence[StoryDecision] = (),
) -> Threads:
    reports = {k: Report(id=k, path=k, text=t, source_sha256=k) for k, t in texts.items()}
    annotations = {
        key: annotated(key, text, (titles or {}).get(key)) for key, text in texts.items()
    }
    published = {key: Day((days or {}).get(key)) for key in texts}
    return stories.thread(
        reports, annotations, published, dispatches, before=before or {}, decisions=decided
    )


def standing(found: Iterable[Story]) -> dict[str, str]:
    return {report: story.id for story in found for report in story.reports}


def annotated(key: str, text: str, title: str | None) -> Annotations:
    spans = re.finditer(r"[^\s.][^.]*\.", text)
    found = tuple(Sentence(report=key, start=m.start(), end=m.end(), paragraph=0) for m in spans)
    facts = (PublicationFact(field="title", value=title, basis="text"),) if title else ()
    return Annotations(report=key, facts=facts, sentences=found)


def groups(found: Iterable[Story]) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in found}


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


def test_average_link_does_not_chain() -> None:
    """a-b and c-d are close and b-c is a bridge: single link would join all four."""
    likeness = {("a", "b"): 0.9, ("b", "c"): 0.5, ("c", "d"): 0.9}
    assert average_link(dict.fromkeys("abcd", 1), likeness, 0.3) == [["a", "b"], ["c", "d"]]


def test_average_link_merges_what_is_alike_on_average() -> None:
    likeness = {("a", "b"): 0.9, ("a", "c"): 0.4, ("b", "c"): 0.3}
    assert average_link(dict.fromkeys("abc", 1), likeness, 0.35) == [["a", "b", "c"]]
    assert average_link(dict.fromkeys("abc", 1), likeness, 0.36) == [["a", "b"], ["c"]]


def test_centroid_link_joins_centres_not_far_apart_in_direction() -> None:
    squares, products = {"a": 4.0, "b": 9.0, "c": 1.0}, {("a", "b"): 3.0, ("b", "c"): 1.0}
    all_three = frozenset("abc")
    assert centroid_link(squares, products, 0.5, all_three) == [["a", "b"], ["c"]]
    assert centroid_link(squares, products, 0.51, all_three) == [["a"], ["b"], ["c"]]


def test_centroid_link_begins_at_hubs() -> None:
    squares, products = dict.fromkeys("abc", 1.0), {("a", "b"): 0.9, ("b", "c"): 0.5}
    assert centroid_link(squares, products, 0.3, frozenset()) == [["a"], ["b"], ["c"]]
    assert centroid_link(squares, products, 0.3, frozenset("c")) == [["a", "b", "c"]]


def test_cohesive_link_asks_as_much_as_there_is_within() -> None:
    """The same likeness between two threads joins loose ones and keeps close ones apart."""
    between = {(a, b): 1.0 for a in ("a", "b") for b in ("c", "d")}

    def linked(inside: float) -> list[list[str]]:
        sums = {pair: 0.2 * value for pair, value in between.items()}
        sums |= {("a", "b"): inside * 25, ("c", "d"): inside * 25}
        return cohesive_link({key: Mass(5.0, inside * 10) for key in "abcd"}, sums, 0.5)

    close, loose = linked(0.9), linked(0.01)
    assert close == [["a", "b"], ["c", "d"]]
    assert loose != close


def test_cohesive_link_heeds_what_is_wished() -> None:
    masses, sums = {key: Mass(1.0) for key in "abcd"}, {("a", "b"): 0.9, ("c", "d"): 0.9}
    assert cohesive_link(masses, sums, apart=[("a", "b")]) == [["a"], ["b"], ["c", "d"]]
    assert cohesive_link(masses, sums, together=[("a", "c")]) == [["a", "b", "c", "d"]]
    both = cohesive_link(masses, sums, together=[("a", "c")], apart=[("b", "d")])
    assert both in ([["a", "b", "c"], ["d"]], [["a", "c", "d"], ["b"]])


FERRY_THIRD = (
    "Ninety passengers were aboard the ferry that sank off Tarsk. Divers from Norvania ended the "
    "search of the wreck near the port of Tarsk."
)


def test_a_story_keeps_its_id_when_the_pile_grows_even_by_an_earlier_report() -> None:
    days = {"f1": "2031-05-04", "f2": "2031-05-05", "a0": "2031-05-03"}
    first = threaded(PILE, days)
    later = threaded({**PILE, "a0": FERRY_THIRD}, days, before=standing(first))
    assert standing(later)["f1"] == standing(first)["f1"] == standing(later)["a0"]
    assert standing(threaded({**PILE, "a0": FERRY_THIRD}, days))["f1"] != standing(first)["f1"]
    assert later.changes == ()


def test_what_is_not_near_stays_as_it_is() -> None:
    odd = {"f1": "x", "s2": "x", "f2": "y", "s1": "z"}  # as no threading would have it
    found = threaded({**PILE, "n": "Nothing of this kind."}, before=odd)
    assert {k: v for k, v in standing(found).items() if k != "n"} == odd
    assert found.changes == ()


def test_threading_again_without_anything_new_changes_nothing() -> None:
    first = threaded(PILE)
    again = threaded(PILE, before=standing(first))
    assert again.stories == first.stories
    assert again.changes == ()


def test_merged_stories_keep_the_id_of_the_larger_and_say_so() -> None:
    before = {"f1": "p", "f2": "q", "f4": "q", "s1": "r"}
    pile = {**PILE, "f4": FERRY, "f3": FERRY_THIRD}
    found = threaded(pile, before=before)
    assert {standing(found)[key] for key in ("f1", "f2", "f3", "f4")} == {"q"}
    (change,) = found.changes
    assert (change.kind, change.before, change.after) == ("merged", ("p", "q"), ("q",))
    assert (change.reports, change.by) == (("f3",), "reports")


def test_a_split_keeps_the_id_for_the_larger_part_and_says_so() -> None:
    before = {"f1": "p", "f2": "p", "s1": "p"}
    found = threaded({**PILE, "f3": FERRY_THIRD}, before=before)
    at = standing(found)
    assert at["f1"] == at["f2"] == at["f3"] == "p"
    assert at["s1"] == at["s2"] != "p"
    (change,) = found.changes
    assert (change.kind, change.before, set(change.after)) == ("split", ("p",), {"p", at["s1"]})
    assert set(change.reports) == {"f3", "s2"}


def test_the_part_that_splits_off_takes_no_id_in_use() -> None:
    first = standing(threaded({"s1": STRIKE}))["s1"]
    found = threaded({**PILE, "f3": FERRY_THIRD}, before={"f1": first, "f2": first, "s1": first})
    assert standing(found)["f1"] == first
    (other,) = [story for story in found if "s1" in story.reports]
    assert (other.founder, other.edition) == ("s1", 1)
    again = threaded({**PILE, "f3": FERRY_THIRD}, before=standing(found))
    assert again.stories == found.stories


@pytest.mark.parametrize("keys", list(permutations(PILE)))
def test_order_of_input_makes_no_difference_to_what_is_added(keys: Sequence[str]) -> None:
    before = {"f1": "p", "s1": "p"}
    assert threaded({key: PILE[key] for key in keys}, before=before) == threaded(
        PILE, before=before
    )


def many(number: int) -> dict[str, str]:
    """Reports on either happening, each with some of the sentences told of it."""
    found = {}
    for kind, texts in {
        "f": (FERRY, FERRY_LATER, FERRY_THIRD),
        "s": (STRIKE, STRIKE_LATER),
    }.items():
        told = [sentence for text in texts for sentence in re.findall(r"\S[^.]*\.", text)]
        for n in range(number):
            found[f"{n}{kind}"] = " ".join(told[(n + k) % len(told)] for k in (0, 1, 3))
    return found


def test_what_a_person_merges_stays_merged_until_it_is_withdrawn() -> None:
    first = threaded(PILE)
    decided = decisions.merge(["f1", "s2"], by="editor", note="one strike at the port")
    merged = threaded(PILE, before=standing(first), decided=[decided])
    assert len(merged.stories) == 1
    (change,) = merged.changes
    assert (change.kind, change.by, change.reports) == ("merged", "person", ("f1", "s2"))
    grown = threaded({**PILE, **many(8)}, before=standing(merged), decided=[decided])
    at = standing(grown)
    assert at["f1"] == at["s2"]
    back = [decided, decisions.withdraw(decided)]
    apart = standing(threaded({**PILE, **many(8)}, before=at, decided=back))
    assert apart["f1"] != apart["s2"]
    assert apart["f1"] == apart["f2"]


def test_what_a_person_splits_stays_split_until_it_is_withdrawn() -> None:
    first = threaded(PILE)
    decided = decisions.split(["f1"], ["f2"])
    split = threaded(PILE, before=standing(first), decided=[decided])
    assert standing(split)["f1"] != standing(split)["f2"]
    (change,) = split.changes
    assert (change.kind, change.by, change.reports) == ("split", "person", ("f1", "f2"))
    grown = standing(threaded({**PILE, **many(8)}, before=standing(split), decided=[decided]))
    assert grown["f1"] != grown["f2"]
    back = [decided, decisions.withdraw(decided)]
    joined = standing(threaded({**PILE, **many(8)}, before=grown, decided=back))
    assert joined["f1"] == joined["f2"]


def test_a_person_may_split_a_dispatch() -> None:
    copies = Dispatch(
        id="d",
        members=(Member(report="f1", relation="first"), Member(report="f2", relation="copy")),
    )
    decided = decisions.split(["f1"], ["f2"])
    at = standing(threaded(PILE, dispatches=[copies], decided=[decided]))
    assert at["f1"] != at["f2"]


def test_of_decisions_that_contradict_the_later_holds() -> None:
    merge, split = decisions.merge(["f1", "s1"]), decisions.split(["s1"], ["f1"])
    last = standing(threaded(PILE, decided=[split, merge]))
    assert last["f1"] == last["s1"]
    last = standing(threaded(PILE, decided=[merge, split]))
    assert last["f1"] != last["s1"]
    chain = [split, decisions.merge(["f1", "f2"]), decisions.merge(["f2", "s1"])]
    last = standing(threaded(PILE, decided=chain))
    assert last["f1"] == last["f2"] == last["s1"]


def test_a_withdrawal_can_be_withdrawn() -> None:
    merge = decisions.merge(["f1", "s1"])
    back = decisions.withdraw(merge)
    again = decisions.withdraw(back)
    assert decisions.in_force([merge]) == [merge]
    assert decisions.in_force([merge, back]) == []
    assert decisions.in_force([again, back, merge]) == [merge]
    assert decisions.in_force([decisions.withdraw(again), merge, back, again]) == []


def test_ids_of_decisions_are_of_their_content() -> None:
    assert decisions.merge(["b", "a"]).id == decisions.merge(["a", "b", "a"]).id
    assert decisions.split(["a"], ["b"]).id != decisions.split(["b"], ["a"]).id
    assert decisions.merge(["a", "b"], by="one").id != decisions.merge(["a", "b"], by="two").id


@pytest.mark.parametrize(
    "odd",
    [
        decisions.merge([]),
        decisions.merge(["nobody", "f1"]),
        decisions.split(["f1"], ["f1"]),
        decisions.split([], ["f1"]),
        StoryDecision(id="x", kind="withdrawn", withdraws="x"),
        StoryDecision(id="y", kind="withdrawn"),
    ],
)
def test_an_odd_decision_does_no_harm(odd: StoryDecision) -> None:
    assert groups(threaded(PILE, decided=[odd])) == groups(threaded(PILE))


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
