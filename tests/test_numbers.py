"""The grammar of numbers: words and digits, ranges, units and comparators."""

import pytest
from figures_read import figures_of, only

from newsledger.annotators.figures import numbers


def number_of(text: str) -> tuple[str, float | None, float | None, str]:
    (found,) = numbers.find(numbers.masked(text))
    return text[found.start : found.end], found.low, found.high, found.comparator


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("saw 1,250 men", ("1,250", 1250, 1250, "exact")),
        ("saw 84 770 men", ("84 770", 84770, 84770, "exact")),
        ("saw 13000 men", ("13000", 13000, 13000, "exact")),
        ("about 1.2 million men", ("about 1.2 million", 1.2e6, 1.2e6, "about")),
        ("two hundred and twenty-one men", ("two hundred and twenty-one", 221, 221, "exact")),
        ("twenty-five thousand men", ("twenty-five thousand", 25000, 25000, "exact")),
        ("half a million men", ("half a million", 5e5, 5e5, "exact")),
        ("two dozen men", ("two dozen", 24, 24, "exact")),
        ("dozens of men", ("dozens", 24, 99, "vague")),
        ("tens of thousands of men", ("tens of thousands", 20000, 99999, "vague")),
        ("several hundred men", ("several hundred", 200, 999, "vague")),
        ("18,000 to 20,000 men", ("18,000 to 20,000", 18000, 20000, "between")),
        ("between 30 and 50 men", ("between 30 and 50", 30, 50, "between")),
        ("as few as 50 to 1,000 men", ("as few as 50 to 1,000", 50, 1000, "between")),
        ("2 to 3 million men", ("2 to 3 million", 2e6, 3e6, "between")),
        ("2,000-3,000 men", ("2,000-3,000", 2000, 3000, "between")),
        ("no fewer than 12 men", ("no fewer than 12", 12, None, "at_least")),
        ("up to an estimated 60 men", ("up to an estimated 60", None, 60, "at_most")),
        ("just under 60 men", ("just under 60", None, 60, "less_than")),
        ("5m people", ("5m", 5e6, 5e6, "exact")),
        ("40 lakh men", ("40 lakh", 4e6, 4e6, "exact")),
    ],
)
def test_numbers(text: str, expected: tuple[str, float, float, str]) -> None:
    assert number_of(text) == expected


def test_a_change_is_two_numbers_and_no_range() -> None:
    assert [f.low for f in figures_of("The toll rose from 20 dead to 31 dead.")] == [20, 31]
    assert [n.low for n in numbers.find("the toll rose from 20 to 31")] == [20, 31]


def test_a_score_is_no_number() -> None:
    assert not numbers.find("they won 3-1 in Tarsk")


def test_money_and_shares_carry_their_unit() -> None:
    aid = only("The bank gave $5-6 billion in aid.")
    assert (aid.text, aid.low, aid.high, aid.unit) == ("$5-6 billion", 5e9, 6e9, "USD")
    share = only("More than half of the houses fell.")
    assert (share.low, share.high, share.unit) == (50, None, "percent")


def test_minus_belongs_to_a_temperature() -> None:
    assert only("It was minus 20 degrees Celsius in Tarsk.").low == -20
