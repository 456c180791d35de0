"""Figures: what is none, what is counted, and how a figure is said."""

import time
from typing import Any

import pytest
from figures_read import COMPARATORS, COUNTER, EXAMPLES, MEASURES, figures_of, only
from reading import reading, report_of

from newsledger.annotators import dates, figures
from newsledger.annotators.figures import numbers
from newsledger.language import Parsed
from newsledger.model import Figure, Place, identified

# --- vocabulary: every example and counter-example ----------------------------


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_examples_get_their_measure(name: str, example: dict[str, str]) -> None:
    found = {figure.text: figure.measure for figure in figures_of(example["text"])}
    assert found.get(example["number"]) == example["measure"], name


@pytest.mark.parametrize(("kind", "rule", "example"), COUNTER)
def test_counter_examples_get_another(
    kind: str, rule: dict[str, str], example: dict[str, str]
) -> None:
    found = {figure.text: figure.measure or "" for figure in figures_of(example["text"])}
    part = -1 if kind == "class" else 0
    assert found.get(example["number"], "").split(".")[part] != rule["name"]


@pytest.mark.parametrize("rule", MEASURES["act"], ids=lambda rule: rule["name"])
def test_every_act_has_examples(rule: dict[str, object]) -> None:
    assert rule["examples"]
    assert rule["counter_examples"]


@pytest.mark.parametrize("rule", COMPARATORS, ids=lambda rule: rule["name"])
def test_comparators(rule: dict[str, Any]) -> None:
    for example in rule["examples"]:
        figure = figures_of(example["text"])[0]
        said = (figure.comparator, figure.low, figure.high)
        assert said == (rule["name"], example.get("low"), example.get("high")), example
    for text in rule["counter_examples"]:
        assert rule["name"] not in {figure.comparator for figure in figures_of(text)}, text


# --- what is no figure --------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The meeting on 12 May 2021 began at 9:30 a.m.",
        "The two-day talks followed a 24-hour truce and six weeks of war.",
        "Ana Tor, 54, lost her house.",
        "A 24-year-old man spoke.",
        '"I had two sons," she said.',
        "Call +44 20 7946 0958 or write to desk@ulmen.example.",
        "They drove down Highway 7 past the Su-27 and read Article 5.",
        "Ulmen beat Tarsk 3-1 in the 22nd round.",
        "Listen to Radio 934 for news.",
        "The two sides met, and one of them left.",
        "The 2019 war ended.",
        "Support us from $2 a month.",
        "A star of the 4-match series returns.",
        "1. Read the terms",
        "Police came around 2:00am and left at 10:15pm.",
        "Thirty-one-year-old Adam Venn lives in Ulmen.",
        "Half an hour before dawn on Friday they left.",
        "Call 713 308-3600 with news.",
        "A third man called 911 and hid his 12-gauge shotgun.",
        "It happened in the 300 block of Orla Street, near 4417 N. Sulty Mill Road.",
    ],
)
def test_no_figures(text: str) -> None:
    assert figures_of(text) == ()


# --- what is counted ----------------------------------------------------------


def test_the_span_leaves_out_the_thing_counted() -> None:
    figure = only("The blast killed more than 20 young miners.")
    assert (figure.text, figure.item) == ("more than 20", "young miners")


def test_an_elided_noun_takes_the_state_or_the_verb() -> None:
    dead, hurt, children = figures_of(
        "The mayor reported two civilians dead and 23 hurt, at least eight of them children."
    )
    measures = (dead.measure, hurt.measure, children.measure)
    assert measures == ("killed.civilians", "injured", "injured.children")


def test_an_elided_noun_is_the_thing_counted_before() -> None:
    _, more = figures_of("The quake destroyed 5,600 houses and damaged a further 12,000.")
    assert (more.measure, more.kind) == ("damaged.homes", "increment")


def test_a_toll_announces_its_number() -> None:
    toll, earlier = figures_of("The toll has climbed to 170, up from 68 on Monday.")
    assert (toll.measure, earlier.measure) == ("killed", "killed")
    assert toll.kind == "total"


def test_a_part_and_its_whole() -> None:
    part, whole = figures_of("About 3,000 of the 9,000 residents have fled.")
    assert (part.measure, whole.measure) == ("displaced.residents", "population")


def test_headlines() -> None:
    assert [f.measure for f in figures_of("Quake in Ulmen kills 20, hurts 200")] == [
        "killed",
        "injured",
    ]


def test_another_is_a_number_where_it_stands_for_one() -> None:
    assert [
        (f.text, f.low) for f in figures_of("One civilian was killed and another injured.")
    ] == [
        ("One", 1),
        ("another", 1),
    ]


# --- how a figure is said -----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A further 290 people were wounded.", "increment"),
        ("So far 60 people have died.", "total"),
        ("The island is home to 45,000 people.", "stock"),
        ("The blast killed 20 people.", None),
    ],
)
def test_kind(text: str, kind: str | None) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The blast killed 20 people.", "asserted"),
        ("The blast may have killed 20 people.", "hedged"),
        ("Up to 20 people are feared dead.", "hedged"),
        ("The army denied that 500 civilians had been killed.", "denied"),
        ("The mayor, who denied wrongdoing, said 40 people had died.", "asserted"),
        ("In May 2019 the flood killed 40 people.", "asserted"),
        ("The strike did not kill 40 civilians.", "denied"),
        ("No fewer than 40 civilians were killed.", "asserted"),
    ],
)
def test_polarity(text: str, polarity: str) -> None:
    assert only(text).polarity == polarity


def test_a_correction_withdraws_the_number_it_replaces() -> None:
    old, new = figures_of(
        "CORRECTION: An earlier version of this report said 60 people had been killed. "
        "The correct figure is 16."
    )
    assert (old.low, old.withdrawn) == (60, True)
    assert (new.low, new.withdrawn, new.measure) == (16, False, "killed")
    right, wrong = figures_of("Correction: The number of dead in the accident is 21, not 31.")
    assert (right.withdrawn, wrong.withdrawn) == (False, True)


def test_no_correction_no_withdrawal() -> None:
    earlier, later = figures_of(
        "The ministry earlier said 60 people had died. Now it says 80 died."
    )
    assert not earlier.withdrawn
    assert not later.withdrawn


def test_as_of_is_the_date_the_text_gives_the_count() -> None:
    report, zones, parsed = reading("As of 12 May, 118 deaths had been reported in Tarsk.")
    days = dates.annotate(report, zones)
    (figure,) = figures.annotate(report, parsed, days, ())
    assert figure.as_of == days[0].id
    report, zones, parsed = reading("The blast on 12 May killed 118 people in Tarsk.")
    (figure,) = figures.annotate(report, parsed, dates.annotate(report, zones), ())
    assert figure.as_of is None


def places_of(text: str, *names: str) -> tuple[tuple[Place, ...], tuple[Figure, ...]]:
    report, zones, parsed = reading(text)
    found = tuple(
        identified(Place(report=report.id, start=text.index(n), end=text.index(n) + len(n), text=n))
        for n in names
    )
    return found, figures.annotate(report, parsed, dates.annotate(report, zones), found)


def test_the_place_is_the_one_tied_to_the_count() -> None:
    (_, ulmen), (figure,) = places_of("Norvania said 20 people died in Ulmen.", "Norvania", "Ulmen")
    assert figure.place == ulmen.id
    (_, goal), (figure,) = places_of(
        "Some 900 people from Tarsk have arrived in Ulmen.", "Tarsk", "Ulmen"
    )
    assert figure.place == goal.id


def test_a_place_that_only_speaks_is_not_taken() -> None:
    _, (figure,) = places_of("The ministry in Tarsk said 20 people had died.", "Tarsk")
    assert figure.place is None


# --- robustness ---------------------------------------------------------------


def test_nothing_to_read() -> None:
    assert figures.annotate(report_of(""), Parsed(), (), ()) == ()


def test_figures_lie_in_the_text() -> None:
    text = "\u00a0 At least 9 dead,\t30 missing – 1,000 homes\x00gone; 5 %% of 70tonnes “60”\n7 7"
    report, zones, parsed = reading(text)
    for figure in figures.annotate(report, parsed, dates.annotate(report, zones), ()):
        assert text[figure.start : figure.end] == figure.text
        assert any(char.isalnum() for char in figure.text)
        assert figure.item is None or figure.item in text


@pytest.mark.parametrize(
    "part", ["1,", "more than ", "twenty ", "9 ", "a ", "$", "from 5 to ", "1:"]
)
def test_hostile_text_takes_linear_time(part: str) -> None:
    began = time.process_time()
    numbers.find(numbers.masked(part * 10_000))
    assert time.process_time() - began < 1.5


def test_a_sentence_of_numbers_takes_linear_time() -> None:
    report, zones, parsed = reading(" ".join(f"{n} dead and" for n in range(1000, 1500)))
    days = dates.annotate(report, zones)
    began = time.process_time()
    assert len(figures.annotate(report, parsed, days, ())) == 500
    assert time.process_time() - began < 1.5
