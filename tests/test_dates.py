import datetime
import time
from itertools import pairwise

import pytest
from reading import report_of

from newsledger import edtf
from newsledger.annotators.dates import annotate, resolve, tense, timevalues, timex
from newsledger.model import Date, Zone, identified

RULES = timex.words()["rule"]
ANCHOR = datetime.date.fromisoformat(timex.words()["example_anchor"])
EXAMPLES = [(r["name"], *example) for r in RULES for example in r.get("examples", [])]
COUNTER_EXAMPLES = [
    (r["name"], r["kind"], text) for r in RULES for text in r.get("counter_examples", [])
]


def dates_of(text: str, kind: str = "body") -> list[Date]:
    report = report_of(text)
    zone = Zone(report=report.id, start=0, end=len(text), kind=kind)  # type: ignore[arg-type]
    return list(annotate(report, (identified(zone),)))


def values(text: str) -> list[tuple[str, str | None]]:
    return [(date.text, date.value) for date in dates_of(text)]


@pytest.mark.parametrize(("name", "text", "expression", "value"), EXAMPLES)
def test_rule_finds_its_examples(name: str, text: str, expression: str, value: str) -> None:
    found = [text[t.start : t.end] for t in timex.find(text)]
    assert expression in found, name
    assert (resolve(expression, ANCHOR) or "") == value


@pytest.mark.parametrize(("name", "kind", "text"), COUNTER_EXAMPLES)
def test_rule_leaves_its_counter_examples(name: str, kind: str, text: str) -> None:
    assert kind not in [found.kind for found in timex.find(text)], name


def test_every_rule_has_an_example() -> None:
    assert [rule["name"] for rule in RULES if not rule.get("examples")] == []


def test_only_full_dates_years_and_durations_have_values_alone() -> None:
    text = (
        "Norvania said on Friday that a two-day raid on Tarsk on Sept. 20 broke the 2021 truce "
        "of 3 May 2021. It began last week, and yesterday it went on."
    )
    assert values(text) == [
        ("Friday", None),
        ("two-day", "P2D"),
        ("Sept. 20", None),
        ("2021", "2021"),
        ("3 May 2021", "2021-05-03"),
        ("last week", None),
        ("yesterday", None),
    ]


def test_absolute_dates_say_so() -> None:
    date = dates_of("Signed on 3 May 2021.")[0]
    assert (date.anchor, date.anchor_date, date.start, date.end) == ("absolute", None, 10, 20)


def test_numbers_prices_ids_and_ages_are_no_dates() -> None:
    text = (
        "At least 1,200 people and 2000 peacekeepers paid $2020 on line 555-2019 for his "
        "24-year-old son, item 2021/7, 18 years old, at 1990.5 metres, ref A2020, 300 a day."
    )
    assert values(text) == []


def test_furniture_dates_are_kept_but_not_its_durations() -> None:
    text = "29 November 2022, Tuesday | Reading time: 4 minutes"
    assert [d.text for d in dates_of(text, "date_banner")] == ["29 November 2022, Tuesday"]


def test_dates_that_no_calendar_has_are_left_without_a_value() -> None:
    assert values("On 31 February 2021 and 2021-02-30.") == [
        ("31 February 2021", None),
        ("2021-02-30", None),
    ]


def test_day_and_month_in_doubt_are_not_guessed() -> None:
    assert [value for _, value in values("on 03/04/2021 and 13/04/2021")] == [None, "2021-04-13"]


def test_expressions_break_over_a_line() -> None:
    assert values("three\ndays ago") == [("three\ndays ago", None)]


@pytest.mark.parametrize(
    ("text", "past", "value"),
    [
        ("Friday", True, "2023-09-22"),
        ("Saturday", True, "2023-09-16"),
        ("Saturday", False, "2023-09-23"),
        ("this Monday", True, "2023-09-18"),
        ("December 30", True, "2023-12-30"),
        ("March 1", True, "2023-03-01"),
        ("March", False, "2024-03"),
        ("November", True, "2022-11"),
        ("the weekend", False, "2023-09-23/2023-09-24"),
        ("last quarter", True, "2023-04/2023-06"),
        ("a decade ago", True, "201X"),
        ("a few days ago", True, None),
        ("green cheese", True, None),
    ],
)
def test_resolve(text: str, past: bool, value: str | None) -> None:
    assert resolve(text, ANCHOR, past=past) == value


def test_resolve_near_the_ends_of_the_calendar() -> None:
    assert resolve("last week", datetime.date.min) is None
    assert resolve("tomorrow", datetime.date.max) is None
    assert resolve("900 years ago", datetime.date(500, 1, 1)) is None
    assert resolve("next month", datetime.date(9999, 12, 1)) is None


def test_a_date_without_year_is_nearest_over_new_year() -> None:
    assert resolve("December 30", datetime.date(2024, 1, 2)) == "2023-12-30"
    assert resolve("Jan. 2", datetime.date(2023, 12, 30)) == "2024-01-02"
    assert resolve("February 29", datetime.date(2023, 3, 1)) == "2024-02-29"


@pytest.mark.parametrize(
    ("text", "word", "ahead"),
    [
        ("Talks will open in Ulmen on Sunday.", "Sunday", True),
        ("Talks opened in Ulmen on Sunday.", "Sunday", False),
        ("He said on Friday it would end.", "Friday", False),
        ("On Sunday, the sides will meet.", "Sunday", True),
        ("It is due to be published in May.", "May", True),
        ("He was held by guards on Monday.", "Monday", False),
        ("By Monday, 300 had fled.", "Monday", False),
        ("They must leave by Monday.", "Monday", True),
        ("They will talk. Fire broke out on Monday.", "Monday", False),
    ],
)
def test_tense(text: str, word: str, ahead: bool) -> None:
    start = text.index(word)
    assert tense.ahead(text, start, start + len(word)) is ahead


def test_a_day_on_which_something_was_said() -> None:
    text = "Fire broke out on Monday, officials said on Tuesday."
    said = [date.text for date in dates_of(text) if tense.speaks(text, date.start, date.end)]
    assert said == ["Tuesday"]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-W38", "2023-09-18", "2023-09-24"),
        ("2023-09-09/2023-09-10", "2023-09-09", "2023-09-10"),
        ("2023-09-09", "2023-09-09", "2023-09-09"),
    ],
)
def test_ends_of_a_value(value: str, first: str, last: str) -> None:
    assert (str(edtf.first_day(value)), str(edtf.last_day(value))) == (first, last)


@pytest.mark.parametrize("value", ["PT24H", "199X", "", "2023-13-01", "x/y"])
def test_values_that_have_no_first_day(value: str) -> None:
    assert edtf.first_day(value) is None


def test_every_spelling_of_month_and_weekday() -> None:
    assert timevalues.month_number("SEPT") == timevalues.month_number("September") == 9
    assert timevalues.weekday_number("Thurs") == 3


@pytest.mark.parametrize(
    "text",
    ["", " " * 50_000, "1" * 50_000, "2020 " * 10_000, "the " * 12_000, "two days " * 5_000,
     "September " * 5_000,
     "a and a half " * 4_000, "10-" * 15_000, "\u0662\u0660\u0662 " * 9_000],
)  # fmt: skip
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    began = time.perf_counter()
    found = dates_of(text)
    assert time.perf_counter() - began < 4
    assert all(text[date.start : date.end] == date.text for date in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
