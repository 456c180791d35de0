"""Reports on one happening, kept together and apart."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
)
from newsledger.stories.clustering import average_link, centroid_link

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
    titles: Mapping[str, str] | None = None,
) -> tuple[Story, ...]:
    reports = {k: Report(id=k, path=k, text=t, source_sha256=k) for k, t in texts.items()}
    annotations = {
        key: annotated(key, text, (titles or {}).get(key)) for key, text in texts.items()
    }
    published = {key: Day((days or {}).get(key)) for key in texts}
    return stories.thread(reports, annotations, published, dispatches)


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
    assert len(threaded({"f1": FERRY, "f2": FERRY_LATER})) == 1


FIGHTING = "shelling trenches artillery troops rockets barrage mortars infantry drones snipers"
RELIEF = "blankets insulin diapers flour convoy vaccines bandages tents lentils generators"
LINKED = "Norvania Tarsk Ulmen Velem"


def side(kind: str, words: str, names: str, many: int) -> dict[str, str]:
    """Reports of one side of a crisis: its words, the names it is told with."""
    text = f"Officials from {names} spoke of {words}. They counted {words} again."
    return {f"{kind}{n}": text for n in range(many)}


def sides(many: int, names: str, day: str) -> tuple[Story, ...]:
    fighting, relief = side("f", FIGHTING, LINKED, many), side("r", RELIEF, names, 3)
    days = dict.fromkeys(fighting, "2031-05-04") | dict.fromkeys(relief, day)
    return threaded(fighting | relief, days)


def test_sides_of_one_crisis_are_one_story_where_they_name_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stories, "ONE_STORY", 0.9)  # words alone keep the sides apart
    assert len(sides(12, LINKED, "2031-05-06")) == 1
    assert len(sides(12, "Ferrin Gola Hask Irl", "2031-05-06")) == 2
    assert len(sides(12, LINKED, "2032-05-06")) == 2  # a year later
    monkeypatch.setattr(stories, "WIDE", 13)  # one unit more than the wider side has
    assert len(sides(12, LINKED, "2031-05-06")) == 2


def test_nothing_to_thread() -> None:
    assert threaded({}) == ()


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
