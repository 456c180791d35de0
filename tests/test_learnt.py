"""Lines that come back in unlike reports are their pages'; copies of one dispatch teach nothing."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import report_of

from newsledger.model import Report, identified
from newsledger.names import Names
from newsledger.zones import learnt, zone

NAMES = Names()
PLACES = ("Tarsk", "Ulmen", "Ostra", "Velm", "Kirna", "Sordo", "Palva", "Rimmen")
THINGS = ("dam", "bridge", "tunnel", "harbour", "school", "market", "depot", "railway")
PAGE = "Plinth quorum vestige lattice"  # no vocabulary holds it
SCRAP = "Zephyr lounge"


def story(number: int) -> str:
    """Two sentences no other story has."""
    place, thing = PLACES[number], THINGS[number]
    return (
        f"The {thing} of {place} collapsed on Monday after {number + 3} days of rain in the hills."
        f"\n\nRescuers of the {place} brigade searched the {thing} until {number + 2} came out."
    )


def page(number: int, outlet: str | None, *, line: str = PAGE, body: str | None = None) -> Report:
    title = f"Rain destroys the {THINGS[number]} of {PLACES[number]}"
    text = f"{SCRAP}\n\n{title}\n\n{body or story(number)}\n\n{line}\n"
    return identified(replace(report_of(text, f"{number}.txt"), outlet=outlet, id=""))


def learn(reports: list[Report]) -> dict[str, frozenset[int]]:
    return dict(learnt.learn(learnt.profile(r, zone(r, NAMES)) for r in reports))


def kind(report: Report, line: str, known: dict[str, frozenset[int]]) -> str:
    at = report.text.index(line)
    zones = zone(report, NAMES, known.get(report.id, frozenset()))
    return next(z.kind for z in zones if z.start <= at < z.end)


def in_text(line: str, number: int) -> str:
    """A story with a line between its sentences."""
    first, second = story(number).split("\n\n")
    return f"{first}\n\n{line}\n\n{second}"


def test_three_reports_of_one_outlet_teach_its_lines() -> None:
    reports = [page(n, "Herald", body=in_text(PAGE, n), line="") for n in range(3)]
    assert kind(reports[0], PAGE, {}) == "body"
    assert kind(reports[0], PAGE, learn(reports)) == "other"
    assert kind(reports[0], PAGE, learn(reports[:2])) == "body"


def test_other_outlets_need_more() -> None:
    reports = [page(n, f"Herald {n}", body=in_text(PAGE, n), line="") for n in range(5)]
    assert kind(reports[0], PAGE, learn(reports)) == "other"
    assert kind(reports[0], PAGE, learn(reports[:4])) == "body"


def test_a_line_of_one_outlet_is_not_anothers() -> None:
    own = [page(n, "Herald", body=in_text(PAGE, n), line="") for n in range(3)]
    other = page(4, "Courier", body=in_text(PAGE, 4), line="")
    assert kind(other, PAGE, learn([*own, other])) == "body"


def test_copies_of_one_dispatch_teach_nothing() -> None:
    reports = [
        identified(replace(page(1, "Herald", body=in_text(PAGE, 1)), path=f"{n}.txt", id="",
                           locator=str(n)))
        for n in range(6)
    ]  # fmt: skip
    assert learn(reports) == {}


def test_a_sentence_that_comes_back_is_background() -> None:
    line = "The valley of Tarsk has been poor since the mines were closed thirty years ago."
    reports = [page(n, "Herald", body=in_text(line, n), line="") for n in range(6)]
    assert kind(reports[0], line, learn(reports)) == "body"


@pytest.mark.parametrize("line", ["ULMEN (Reuters) -", "Age: 40", '"We wait"', "Nobody answered."])
def test_what_is_never_learnt(line: str) -> None:
    reports = [page(n, "Herald", body=in_text(line, n), line="") for n in range(6)]
    assert learnt.digest(line) not in learn(reports).get(reports[0].id, frozenset())


def test_a_headline_of_another_report_is_a_link_to_it() -> None:
    title = f"Rain destroys the {THINGS[2]} of {PLACES[2]}"
    reports = [page(0, "Herald", body=in_text(title, 0)), page(2, "Courier")]
    assert kind(reports[0], title, {}) == "body"
    assert kind(reports[0], title, learn(reports)) == "promotion"
    assert kind(reports[1], title, learn(reports)) == "headline"


def test_a_headline_many_pages_link_to_stays_one() -> None:
    title = f"Rain destroys the {THINGS[6]} of {PLACES[6]}"
    reports = [page(n, "Herald", line=title) for n in range(5)] + [page(6, "Herald")]
    assert kind(reports[-1], title, learn(reports)) == "headline"


def test_counters_are_one_line_and_records_are_not() -> None:
    assert learnt.digest("Comments (12)") == learnt.digest("• Comments (3)")
    assert learnt.digest("12 dead in Tarsk") != learnt.digest("13 dead in Tarsk")


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_order_does_not_matter(chance: random.Random) -> None:
    reports = [page(n, "Herald" if n % 2 else "Courier") for n in range(8)]
    shuffled = list(reports)
    chance.shuffle(shuffled)
    assert learn(reports) == learn(shuffled)


def test_one_report_needs_only_those_it_shares_lines_with() -> None:
    reports = [page(n, "Herald") for n in range(4)]
    alone = page(7, "Courier", line="Gannet sorrel bramble crest", body=story(7))
    profiles = [learnt.profile(r, zone(r, NAMES)) for r in [*reports, alone]]
    whole = learnt.learn(profiles)
    for each in profiles[:4]:
        assert learnt.learnt_in(each, profiles[:4]) == whole[each.report]


def test_a_report_of_many_lines_is_bounded() -> None:
    text = "\n".join(f"{PAGE} {chr(97 + n % 26)}{n}" for n in range(5_000))
    report = report_of(text)
    assert len(learnt.profile(report, ()).lines) <= learnt.LINES
