"""The order of the reports of one dispatch, and what each was made from."""

from dataclasses import replace
from itertools import permutations

import pytest

from newsledger.lineage import days, members
from newsledger.lineage.evidence import Evidence
from newsledger.lineage.links import Card, Link
from newsledger.lineage.versions import Version

DAY = "2031-05-04"


def card(
    *agencies: str,
    day: str | None = DAY,
    size: int = 1000,
    cites: bool = False,
) -> Card:
    names = frozenset(agencies)
    carried = frozenset[str]() if cites else names
    origin = agencies[0] if agencies else None
    return Card(day=day, agencies=names, size=size, carried=carried, origin=origin)


def link(cover_a: float, cover_b: float, retold: float = 0.0) -> Link:
    """Two reports with a lead in common, and these shares of either."""
    found = Evidence(cover_a, cover_b, lead=0.4, body=0.4, within=0.6, retold=retold, steps=4)
    return Link(cover_a + cover_b, found)


def told(one: Card, other: Card, between: Link) -> list[tuple[str, str, str | None]]:
    """Both orders of the group give the same."""
    cards, links = {"a": one, "b": other}, {("a", "b"): between}
    found = [members.relate(group, cards, links) for group in permutations("ab")]
    assert found[0] == found[1]
    return [(m.report, m.relation, m.of) for m in found[0]]


def test_the_earlier_moment_of_one_day_is_first() -> None:
    late = replace(card("Varda", size=900), moment=f"{DAY}T19:00:00+02:00")
    early = replace(card("Varda"), moment=f"{DAY}T16:30:00Z")
    assert told(late, early, link(0.5, 0.45)) == [("b", "first", None), ("a", "revision", "b")]


def test_the_day_goes_before_what_the_words_show() -> None:
    early, late = card(size=2000), card("Varda", day="2031-05-05", size=900)
    assert told(late, early, link(0.7, 0.4))[0][0] == "b"


def test_a_page_changed_since_is_the_later_version() -> None:
    changed = replace(card("Varda", size=700), changed="2031-05-05")
    assert told(changed, card("Varda"), link(0.4, 0.3))[1] == ("a", "revision", "b")


def test_a_page_changed_since_may_yet_carry_the_copy_that_was_first() -> None:
    changed = replace(card("Varda"), changed="2031-05-06")
    copied = card("Varda", "Ostra")
    assert told(changed, copied, link(0.9, 0.9)) == [("a", "first", None), ("b", "copy", "a")]


def test_one_that_came_by_way_of_a_second_agency_is_later() -> None:
    passed_on = card("Varda", "Ostra", size=900)
    assert told(passed_on, card("Varda"), link(0.95, 0.9))[1] == ("a", "copy", "b")


def test_the_agencys_own_page_is_first() -> None:
    own = replace(card("Varda"), own=True)
    assert told(card("Varda", size=900), own, link(0.5, 0.45))[0][0] == "b"


def test_the_credited_text_goes_before_a_newspapers_cut() -> None:
    cut, whole = card(size=400), card("Varda", size=1500)
    assert told(cut, whole, link(0.9, 0.3)) == [("b", "first", None), ("a", "excerpt", "b")]


def test_of_two_versions_of_one_agency_the_shorter_is_first() -> None:
    flash, full = card("Varda", size=300), card("Varda", size=1500)
    assert told(full, flash, link(0.1, 0.4)) == [("b", "first", None), ("a", "revision", "b")]


def test_a_text_that_keeps_most_of_the_earlier_and_grows_is_its_revision() -> None:
    early, late = card(size=500), card(size=1200)
    assert told(late, early, link(0.3, 0.65)) == [("b", "first", None), ("a", "revision", "b")]


def test_who_rewords_and_only_cites_the_agency_is_a_rewrite_of_the_credited() -> None:
    source, retold = card("Varda", size=900), card("Varda", cites=True, size=1100)
    found = told(retold, source, link(0.0, 0.0, retold=0.5))
    assert found == [("b", "first", None), ("a", "rewrite", "b")]


def test_who_rewords_leaves_out() -> None:
    fuller, shorter = card(size=1100), card(size=900)
    assert told(shorter, fuller, link(0.0, 0.0, retold=0.6))[1] == ("a", "rewrite", "b")


def test_a_dateline_stands_nearer_to_the_agency_than_none() -> None:
    datelined, fuller = replace(card(size=900), dateline=True), card(size=1100)
    assert told(fuller, datelined, link(0.3, 0.35, retold=0.5))[0][0] == "b"


def test_versions_of_one_page_go_by_their_number() -> None:
    second, first = (replace(card(), version=Version("b", number)) for number in (1, 0))
    assert told(second, first, link(0.9, 0.9)) == [("b", "first", None), ("a", "revision", "b")]


def test_of_two_copies_alike_in_all_the_first_by_place_is_first() -> None:
    one, other = card("Varda"), card("Varda", size=1100)
    one, other = replace(one, place="news/2.txt"), replace(other, place="news/1.txt")
    assert told(one, other, link(0.9, 0.9)) == [("b", "first", None), ("a", "copy", "b")]


def test_each_is_made_from_the_earlier_report_it_is_most_like() -> None:
    cards = {
        "a": card("Varda", day="2031-05-03"),
        "b": card("Varda", day="2031-05-04"),
        "c": card("Varda", day="2031-05-05"),
    }
    links = {("a", "b"): link(0.5, 0.5), ("b", "c"): link(0.6, 0.6), ("a", "c"): link(0.3, 0.3)}
    assert [m.of for m in members.relate("cba", cards, links)] == [None, "a", "b"]


def test_a_large_group_is_ordered() -> None:
    cards = {f"{n:03}": card(day=f"2031-05-{1 + n % 28:02}") for n in range(200)}
    found = members.relate(list(cards), cards, {})
    assert len(found) == len(cards)
    assert found[0].report == "000"
    assert [m.relation for m in found].count("first") == 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2031-05-04", "2031-05-05", -1),
        ("2031-05-04T23:30:00-02:00", "2031-05-05T01:00:00+00:00", 1),
        ("2031-05-04T10:00:00", "2031-05-04", 0),
        (None, "2031-05-04", 0),
        ("in May", "2031-05-04", 0),
        ("9999-12-31T23:59:59-14:00", "2031-05-04T10:00:00", 1),
    ],
)
def test_earlier(one: str | None, other: str | None, expected: int) -> None:
    assert days.earlier(one, other) == expected
    assert days.earlier(other, one) == -expected
