"""Which reports rest on one dispatch, and what each is to the others there."""

from itertools import permutations

import pytest
from made_reports import (
    BACK,
    CAUSE,
    LEAD,
    MASTER,
    OTHER,
    OWNER,
    QUOTE,
    RESCUE,
    SPEAKERS,
    Made,
    card,
    groups,
    text,
    told,
    traced,
    weighed,
)

from newsledger.lineage import dispatches
from newsledger.lineage.evidence import Evidence
from newsledger.lineage.links import Link


def test_every_report_stands_in_exactly_one_dispatch() -> None:
    pile = {"a": Made(text(LEAD, RESCUE)), "b": Made(OTHER), "c": Made(""), "d": Made(LEAD)}
    members = [m.report for d in traced(pile) for m in d.members]
    assert sorted(members) == sorted(pile)
    assert all(d.first == d.members[0].report and d.id for d in traced(pile))


def test_a_later_re_run_is_a_copy_of_the_first() -> None:
    whole = text(LEAD, RESCUE, CAUSE, QUOTE)
    pile = {
        "a": Made(whole, None, "2031-05-05"),
        "b": Made(whole, "Varda", "2031-05-04"),
        "x": Made(OTHER),
    }
    assert told(traced(pile)) == {
        frozenset({("b", "first", None), ("a", "copy", "b")}),
        frozenset({("x", "first", None)}),
    }
    dispatch = next(d for d in traced(pile) if len(d.members) > 1)
    assert (dispatch.agency, dispatch.published) == ("Varda", "2031-05-04")


def test_a_longer_version_of_the_same_day_revises_the_shorter() -> None:
    pile = {
        "a": Made(text(LEAD, RESCUE, CAUSE, OWNER, QUOTE), "Varda"),
        "b": Made(text(LEAD, RESCUE), "Varda"),
        "x": Made(OTHER),
    }
    assert frozenset({("b", "first", None), ("a", "revision", "b")}) in told(traced(pile))


def test_a_part_cut_out_later_is_an_excerpt() -> None:
    pile = {
        "a": Made(text(LEAD, RESCUE, CAUSE, OWNER, QUOTE), "Varda", "2031-05-04"),
        "b": Made(text(LEAD, RESCUE), None, "2031-05-05"),
        "x": Made(OTHER),
    }
    assert frozenset({("a", "first", None), ("b", "excerpt", "a")}) in told(traced(pile))


def test_a_loose_rewrite_with_the_same_opening_is_a_rewrite() -> None:
    loose = text(
        "A ferry carrying ninety passengers sank on Sunday night off Tarsk, the Norvanian port, "
        "its harbour master Ulf Renner said.",
        QUOTE,
        "Trawlers saved sixty-one of them from the sea ahead of the storm in the bay.",
    )
    pile = {
        "a": Made(text(MASTER, RESCUE, CAUSE, QUOTE), "Varda", "2031-05-04", SPEAKERS),
        "b": Made(loose, None, "2031-05-05", SPEAKERS),
        "x": Made(OTHER),
    }
    assert frozenset({("a", "first", None), ("b", "rewrite", "a")}) in told(traced(pile))


def test_a_shared_background_paragraph_makes_no_dispatch() -> None:
    pile = {
        "a": Made(text(LEAD, RESCUE, CAUSE, BACK)),
        "b": Made(text(*OTHER.split("\n"), "Ferry crews may join the walkout this week.", BACK)),
    }
    assert groups(traced(pile)) == {frozenset("a"), frozenset("b")}


def test_background_does_not_chain_two_dispatches_together() -> None:
    strike = text(OTHER, "Ferry crews may join the walkout this week.", BACK)
    ferry = text(LEAD, RESCUE, CAUSE, BACK)
    pile = {
        "a": Made(ferry, "Varda"),
        "b": Made(text(ferry, QUOTE), "Varda"),
        "c": Made(strike, "Varda"),
        "d": Made(strike, None, "2031-05-05"),
    }
    assert groups(traced(pile)) == {frozenset("ab"), frozenset("cd")}


def test_two_agencies_on_one_happening_are_two_dispatches() -> None:
    other = text(
        "Ninety people were aboard the ferry that went down near Tarsk late on Sunday, "
        "coastguards report.",
        "Sixty-one survivors reached the shore in small boats while waves rose.",
        "The Velem Line, which ran the ship, gave no comment.",
    )
    pile = {"a": Made(text(LEAD, RESCUE, OWNER), "Varda"), "b": Made(other, "Ostra Press")}
    assert len(traced(pile)) == 2


REWORDED = (
    text(
        "Ninety passengers were aboard the ferry that sank off Tarsk late on Sunday.",
        "Trawlers saved sixty-one survivors while a storm closed the bay for the night.",
        "Velem Line, which owned the ferry, refused to comment on the wreck.",
        "Schools took in relatives.",
    ),
    text(
        "Off Tarsk a ferry sank late on Sunday, and ninety passengers with it.",
        "Before a storm closed the bay, sixty-one survivors had been saved, all by trawlers.",
        "There was no comment from Velem Line, owner of the ferry.",
        "Insurers counted four million crowns in lost freight.",
    ),
)


@pytest.mark.parametrize(
    ("agencies", "days", "dispatches_found"),
    [
        (("Varda", "Varda"), (None, None), 1),
        (("Varda", "Varda"), ("2031-05-04", "2031-05-09"), 2),
        (("Varda", "Ostra Press"), (None, None), 2),
        ((None, None), (None, None), 2),
    ],
)
def test_one_agencys_wordings_are_one_dispatch_unless_days_lie_between(
    agencies: tuple[str | None, str | None],
    days: tuple[str | None, str | None],
    dispatches_found: int,
) -> None:
    made = (Made(*each) for each in zip(REWORDED, agencies, days, strict=True))
    assert len(traced(dict(zip("ab", made, strict=True)))) == dispatches_found


def test_one_statement_in_two_reports_own_words_is_no_dispatch() -> None:
    one = text(
        "The interior ministry of Norvania said 14 officers were hurt in clashes near the bridge.",
        "Shopkeepers swept up glass and asked when the army would leave.",
        "Residents counted six burnt cars in Almond Street.",
    )
    two = text(
        "Fourteen police were injured, according to the ministry in charge of them.",
        "Opposition deputies walked out of a budget session over the curfew.",
        "Markets opened lower and the currency lost two percent against the dollar.",
    )
    assert len(traced({"a": Made(one), "b": Made(two)})) == 2


def test_where_a_day_is_unknown_the_fuller_wording_comes_first() -> None:
    loose = text(
        "A ferry carrying ninety passengers sank on Sunday night off Tarsk, the Norvanian port, "
        "its harbour master Ulf Renner said.",
        QUOTE,
        "Trawlers saved sixty-one of them from the sea ahead of the storm in the bay, and "
        "hospitals on the shore called in every nurse they could find that night.",
    )
    pile = {
        "a": Made(loose, None, "2031-05-05", SPEAKERS),
        "b": Made(text(MASTER, RESCUE, CAUSE, QUOTE), None, None, SPEAKERS),
        "x": Made(OTHER),
    }
    assert frozenset({("b", "first", None), ("a", "rewrite", "b")}) in told(traced(pile))


def test_unknown_days_and_agencies_are_left_unknown() -> None:
    (dispatch,) = traced(
        {"a": Made(text(LEAD, RESCUE), None, None), "b": Made(text(LEAD, RESCUE), None, None)}
    )
    assert dispatch.agency is None
    assert dispatch.published is None


def test_order_of_input_makes_no_difference() -> None:
    pile = {
        "a": Made(text(LEAD, RESCUE, CAUSE, BACK), "Varda"),
        "b": Made(text(LEAD, RESCUE, CAUSE, QUOTE, BACK), "Varda"),
        "c": Made(text(LEAD, RESCUE), None),
        "d": Made(text(OTHER, BACK)),
        "e": Made(text(LEAD, RESCUE, CAUSE, BACK), None),
    }
    expected = traced(pile)
    assert len(expected) == 2
    assert all(traced(pile, keys) == expected for keys in permutations(pile))


def test_what_shares_wording_with_one_of_many_copies_alone_is_set_apart() -> None:
    whole = (LEAD, RESCUE, CAUSE, OWNER, QUOTE)
    pile = {key: Made(text(*whole)) for key in "abcd"}
    found = weighed(pile)
    near = Link(0.9, Evidence(0.1, 0.6, lead=0.3, body=0.2, within=0.4))
    loose = Link(0.9, Evidence(0.1, 0.1, lead=0.3, body=0.2, within=0.4, retold=0.5))
    cards = {key: card(key, pile[key]) for key in "abcd"} | {"e": card("e", Made(OTHER))}
    assert groups(dispatches.group({**found, ("a", "e"): near}, cards)) == {
        frozenset("abcd"),
        frozenset("e"),
    }
    assert groups(dispatches.group({**found, ("a", "e"): loose}, cards)) == {frozenset("abcde")}


def test_nothing_to_trace() -> None:
    assert traced({}) == ()
