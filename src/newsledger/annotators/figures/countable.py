"""Whether a number counts anything: dates, ages, scores, names and labels do not."""

import functools
import re

from newsledger import vocabulary
from newsledger.annotators.figures.amounts import MASK
from newsledger.annotators.figures.numbers import Number, words

SMALL = 10  # counts up to this need a measure: "two leaders" is no figure of a crisis
YEARS = range(1500, 2200)
OLDEST = 110  # years of age
LARGE = 100  # a bare number this large is taken as a count


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rules = vocabulary.load("numbers")["patterns"]
    return {name: re.compile(rules[name]) for name in ("price_after", "age_before")}


def excluded(masked: str, number: Number) -> bool:
    """Whether the characters around a number say that it is none: a time, a label, an age."""
    behind = re.findall(r"[\w.'’]+|[^\w\s]", masked[number.after : number.after + 40])
    before = re.search(r"([\w.]+)[\s-]*$", masked[max(0, number.start - 30) : number.start])
    label = before.group(1) if before else ""
    return (
        _time(behind)
        or _label(label)
        or _compound(masked, number)
        or _age(masked, number)
        or _patterns()["age_before"].search(masked[max(0, number.bare - 40) : number.bare])
        is not None
        or number.high == 0
        or (number.dimension in {"money", "share"} and _priced(masked, number))
        or MASK in masked[number.start : number.after]
    )


def _time(behind: list[str]) -> bool:
    sets = words()
    for word in behind:
        plain = word.lower()
        if plain in sets["time"] or plain.rstrip(".") in sets["months"] - {"may", "march"}:
            return True
        if plain not in sets["between"] and plain != "-":
            return plain == "of" and len(behind) > 1 and behind[1].lower() in sets["time"]
    return False


def _label(label: str) -> bool:
    sets = words()
    return (
        label.lower() in sets["before"]
        or label in sets["names"]
        or label.lower() in sets["months"] - {"may", "march"}
    )


def _compound(masked: str, number: Number) -> bool:
    """Whether the number is a part of a compound that is no unit: "4-match series"."""
    rest = masked[number.after : number.after + 8]
    return bool(re.match(r"[-–][A-Za-z]", rest)) and not rest.lower().startswith(("-plus", "-odd"))


def _age(masked: str, number: Number) -> bool:
    """Whether the number stands in commas behind a name: "Ana Tor, 54, said"."""
    if number.comparator != "exact" or number.unit or (number.high or 0) > OLDEST:
        return False
    left = re.search(r"[A-Z][\w'’-]+(,| \() ?$", masked[max(0, number.start - 40) : number.start])
    return left is not None and re.match(r"[,.)]", masked[number.end : number.end + 1]) is not None


def _priced(masked: str, number: Number) -> bool:
    return _patterns()["price_after"].match(masked, number.after) is not None


def year(masked: str, number: Number, counted: str | None) -> bool:
    """Whether the number is more likely a year than a count of `counted`."""
    written = masked[number.bare : number.end]
    if number.comparator not in {"exact", "between"} or not re.fullmatch(
        r"\d{4}(?:\W+\d{4})?", written
    ):
        return False
    led = re.search(
        r"(?i)\b(?:the|in|of|since|by|until|from|during|after|before|to|and)\s+$",
        masked[max(0, number.start - 10) : number.start],
    )
    return int(number.high or 0) in YEARS and (counted is None or led is not None)


def counts(
    number: Number, noun: str | None, measure: str | None, befell: bool, definite: bool
) -> bool:
    """Whether a number with this counted noun and measure is a quantity worth a record."""
    if noun is not None and noun.lower() in words()["nouns"]:
        return False
    if number.unit is not None or befell:
        return True
    if measure is None:
        wide = number.comparator != "exact" or (number.high or LARGE) >= LARGE
        return (
            wide if noun is None else (number.high or LARGE) > SMALL or number.comparator != "exact"
        )
    return not (definite and _small(number)) and not (
        number.high == 1 and number.comparator == "exact"
    )


def _small(number: Number) -> bool:
    return number.comparator == "exact" and (number.high or 0) <= SMALL
