"""Which pairs of reports rest on one text, and what is kept of them."""

from dataclasses import replace
from itertools import combinations

import msgspec
from made_reports import (
    BACK,
    LEAD,
    OTHER,
    OWNER,
    RESCUE,
    SLIDE,
    SLIDE_RETOLD,
    Made,
    report,
    slide,
    text,
    told,
    traced,
    weighed,
)

from newsledger.lineage import profiles
from newsledger.lineage.links import Link
from newsledger.model import Location, Passage


def test_the_same_voices_in_the_same_order_are_one_dispatch_however_worded() -> None:
    expected = frozenset({("a", "first", None), ("b", "rewrite", "a")})
    assert expected in told(traced(slide(SLIDE_RETOLD)))


def test_the_same_facts_in_another_order_are_no_dispatch() -> None:
    assert len(traced(slide(reversed(SLIDE_RETOLD)))) == 3


def test_one_authoritys_account_told_by_two_is_no_dispatch() -> None:
    assert len(traced(slide(SLIDE_RETOLD, ("Transport Office",)))) == 3
    assert len(traced(slide(SLIDE_RETOLD, ("Transport Office", "owner", "engineer")))) == 3


def test_names_of_one_body_are_one_voice() -> None:
    office = (part.replace("Oda Brandt", "Transport Office") for part in SLIDE_RETOLD)
    speakers = ("Transport Office", "Office", "Transport")
    assert len(traced(slide(office, speakers))) == 3


def test_rival_agencies_are_two_dispatches_though_voices_agree() -> None:
    pile = slide(SLIDE_RETOLD)
    made = {"a": replace(pile["a"], agency="Varda"), "b": replace(pile["b"], agency="Ostra Press")}
    assert len(traced(pile | made)) == 3


def test_one_agency_stands_for_voices() -> None:
    pile = slide(SLIDE_RETOLD, ())
    made = {key: replace(pile[key], agency="Varda") for key in "ab"}
    assert len(traced(pile | made)) == 2


def test_half_of_a_report_amid_much_else_is_quoted_and_makes_no_dispatch() -> None:
    amid = text(
        OTHER,
        "Ferry crews may join the walkout this week, and so may pilots of the harbour.",
        "The ministry offered four percent and a bonus paid in two parts until next summer.",
        "In Ulmen parents set up classes of their own in barns, chapels and a disused cinema.",
        "Teachers last went on strike nine years ago, when a government fell over pensions.",
        LEAD,
    )
    pile = {"a": Made(amid), "b": Made(text(LEAD, OWNER.replace("spring", "long wet spring")))}
    assert len(traced(pile)) == 2


def test_what_is_said_of_a_pair_does_not_hang_on_the_other_pairs() -> None:
    pile = slide(SLIDE_RETOLD) | {
        "c": Made(text(*SLIDE[:3], BACK)),
        "d": Made(text(LEAD, RESCUE, BACK)),
    }
    whole = weighed(pile)
    assert len(whole) > 1
    for a, b in combinations(sorted(pile), 2):
        expected = {(a, b): whole[a, b]} if (a, b) in whole else {}
        assert weighed(pile, [(a, b)]) == expected


def test_links_are_kept_as_data() -> None:
    found = weighed(slide(SLIDE_RETOLD))
    kept = msgspec.json.decode(msgspec.json.encode(list(found.values())), type=list[Link])
    assert kept == list(found.values())


def test_a_passage_may_cover_part_of_a_sentence() -> None:
    key, made = "a", Made(text(LEAD, RESCUE))
    known = profiles.profile(*report(key, made))
    end = len(LEAD) // 2
    passage = Passage(
        a=Location(report="b", start=3, end=3 + end),
        b=Location(report="a", start=0, end=end),
        kind="identical",
    )
    ((pair, (stretch,)),) = profiles.stretches([passage]).items()
    assert pair == ("a", "b")
    assert stretch.a == (0, end)
    assert known.covered((stretch.a,)) == end
    assert known.covered((stretch.a,), frozenset({0})) == 0
    assert known.mostly((stretch.a,)) == frozenset()
    assert known.mostly(((0, end + 2),)) == {0}
    assert profiles.merged([(5, 9), (0, 3), (2, 4), (9, 12)]) == ((0, 4), (5, 12))
