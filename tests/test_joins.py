"""Furniture run together with the article is parted from it, in time that grows with length."""

import time
from typing import Any

import pytest
from reading import report_of
from zoned import ARTICLE, BODY, NAMES, kinds

from newsledger import vocabulary
from newsledger.zones import agencies, joins, zone


@pytest.mark.parametrize(
    ("joined", "parts"),
    [
        ("Share this article{0}", [("promotion", "Share this article"), ("body", "{0}")]),
        ("{0}Advertisement{1}", [("body", "{0}"), ("advert", "Advertisement"), ("body", "{1}")]),
        (
            "{0} Story continues below advertisement {1}",
            [("body", "{0}"), ("advert", "Story continues below advertisement"), ("body", "{1}")],
        ),
        (
            "{0} [Read more: Envoy leaves] {1}",
            [("body", "{0}"), ("promotion", "[Read more: Envoy leaves]"), ("body", "{1}")],
        ),
        (
            "A truck stands near Tarsk.JANE DOE/AFP/Getty Images{0}",
            [
                ("caption", "A truck stands near Tarsk."),
                ("credit", "JANE DOE/AFP/Getty Images"),
                ("body", "{0}"),
            ],
        ),
    ],
)
def test_what_is_run_together_is_parted(joined: str, parts: list[tuple[str, str]]) -> None:
    expected = [(kind, text.format(*ARTICLE)) for kind, text in parts]
    assert kinds(joined.format(*ARTICLE)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Shop owners feared that Advertisement revenue would fall, officials said on Monday.",
        "The mayor said: Share this article with nobody, or the dam will burst once more.",
    ],
)
def test_a_phrase_inside_a_sentence_is_the_articles(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}") == [("body", f"{BODY}\n\n{line}")]


def test_a_page_that_is_one_line_is_parted() -> None:
    head = "Skip to content Home World Politics Sport Listen to this article 4 min"
    foot = "Most read 1. Envoy leaves Ulmen 2. Storm on the coast Contact us | About © 2021 Herald"
    found = kinds(f"{head} {' '.join(ARTICLE)} {foot}")
    assert found == [("navigation", head), ("body", " ".join(ARTICLE)), ("other", foot)]


def test_an_article_of_one_line_is_body() -> None:
    text = " ".join(ARTICLE * 40)
    assert kinds(text) == [("body", text)]


@pytest.mark.parametrize(
    "unit", ["A.", " ", "A.A/", "AFP/", "Most read ", "A\n", "Home ", "12:30 "]
)
def test_time_grows_with_length_alone(unit: str) -> None:
    short, long = (_seconds((unit * size)[:size]) for size in (5_000, 40_000))
    assert long < 40 * max(short, 0.005)


def _seconds(text: str) -> float:
    begin = time.process_time()
    assert zone(report_of(text), NAMES)
    return time.process_time() - begin


@pytest.mark.parametrize(
    "rule", vocabulary.load("furniture")["inline"], ids=lambda rule: rule["kind"]
)
def test_joined_examples(rule: dict[str, Any]) -> None:
    known = agencies.patterns(NAMES)
    for text in rule["examples"]:
        assert rule["kind"] in {join.kind for join in joins.find(text, known)}
    assert not [join for text in rule["counter_examples"] for join in joins.find(text, known)]
