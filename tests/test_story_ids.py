"""Stories as the pile grows, and what a person decides of them."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from stories_made import FERRY, FERRY_THIRD, PILE, STRIKE, groups, many, standing, threaded

from newsledger.model import (
    Dispatch,
    Member,
    StoryDecision,
)
from newsledger.stories import decisions


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
