"""Dates of a text that hang on a date said before or on the day of publication."""

from dated_reports import dates_of, fact, noted, resolved


def test_words_that_count_from_a_date_said_before() -> None:
    read = noted(
        ("body", "The truce of 3 May 2021 held. The next day guns were heard, and two weeks later"
         " war came. Many doubted it at the time. That year rain fell."),
    )  # fmt: skip
    found = resolved(read)[0]
    assert found["The next day"] == "2021-05-04"
    assert found["two weeks later"] == "2021-W20"
    assert found["That year"] == "2021"


def test_that_day_passes_over_the_day_something_was_said() -> None:
    read = noted(
        ("body", "The council ends on 1 January 2022, it said on Thursday. From that day it is no"
         " more."),
        facts=[fact("2021-09-30", "markup")],
    )  # fmt: skip
    found = dates_of(read)
    assert [(d.text, d.value, d.anchor) for d in found] == [
        ("1 January 2022", "2022-01-01", "absolute"),
        ("Thursday", "2021-09-30", "published"),
        ("that day", "2022-01-01", "earlier"),
    ]
    assert found[1].anchor_date == "2021-09-30"


def test_a_past_that_is_told_keeps_its_year() -> None:
    read = noted(
        ("body", "War began on 27 September 2016. On 10 November Tarsk gave in. On March 2 of this"
         " story nothing is known."),
        facts=[fact("2021-03-12", "markup")],
    )  # fmt: skip
    assert resolved(read)[0]["10 November"] == "2016-11-10"


def test_the_start_of_a_range_takes_the_year_of_its_end() -> None:
    read = noted(
        ("body", "He governed from May to July 2019."), facts=[fact("2021-03-12", "markup")]
    )
    assert resolved(read)[0] == {"May": "2019-05", "July 2019": "2019-07"}


def test_furniture_is_not_anchored_and_anchors_nothing() -> None:
    read = noted(
        ("navigation", "Friday 7 May 2021 | Most read this week"),
        ("body", "The next day came."),
        facts=[fact("2021-03-12", "markup")],
    )
    assert resolved(read)[0] == {
        "Friday 7 May 2021": "2021-05-07",
        "this week": None,
        "The next day": None,
    }
