"""Units behind a number ("70 tonnes"), and the magnitude of an earthquake before it."""

import functools
import re

from newsledger import vocabulary
from newsledger.annotators.figures.amounts import alternation

REACH = 40  # characters in which "magnitude" leads to a number
STRONGEST = 10  # no earthquake reaches this magnitude
MONEY = "money"

Unit = tuple[str | None, str | None, int]  # name, dimension, where the unit ends


def unit(text: str, start: int, end: int, known: str | None, size: float) -> Unit:
    """Unit of the number of this `size` at `start` to `end`; `known` is one it already carries."""
    if known == "percent":
        return known, "share", end
    match = _units()[0].match(text, end)
    name = named(match.group()) if match else None
    if known is not None:
        return known, MONEY, match.end() if match and name and name[1] == MONEY else end
    if match is not None and name is not None:
        return *name, match.end()
    return (
        ("magnitude", "magnitude", end) if _seismic(text, start, end, size) else (None, None, end)
    )


def named(word: str) -> tuple[str, str] | None:
    """Name and dimension of a unit as written, None where it is none."""
    plain = " ".join(word.strip(" -\n\t\u00a0\u202f").split())
    return _units()[1].get(plain if len(plain) == 1 else plain.lower())


def same_for_both(word: str, behind: str) -> bool:
    """Whether `word` between two numbers is a unit; percent must stand `behind` both."""
    first = named(word)
    if first is None or first[1] != "share":
        return first is not None
    match = _units()[0].match(behind)
    return match is not None and named(match.group()) == first


def below_zero(text: str, start: int) -> int:
    """Where the minus sign or word before a temperature begins; `start` where there is none."""
    match = re.search(r"(?:\bminus[ -]|(?<!\w)[-−])$", text[max(0, start - 8) : start])
    return start - len(match.group()) if match else start


@functools.cache
def _units() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    rules = vocabulary.load("numbers")["unit"]
    names = {word: (rule["name"], rule["dimension"]) for rule in rules for word in rule["words"]}
    plain = {word if len(word) == 1 else word.lower(): name for word, name in names.items()}
    pattern = rf"[\s-]?(?:%|(?:{alternation(names)})(?!\w))"
    return re.compile(pattern, re.IGNORECASE), plain


@functools.cache
def _magnitude() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rule = vocabulary.load("numbers")["before_unit"][0]
    left = rf"(?<!\w)(?:{alternation(rule['words'])})[\s-]*(?:a |an )?$"
    needs = rf"\b(?:{alternation(rule['needs'])})"
    return re.compile(left, re.IGNORECASE), re.compile(needs, re.IGNORECASE)


def _seismic(text: str, start: int, end: int, size: float) -> bool:
    left, needs = _magnitude()
    near = text[max(0, start - 2 * REACH) : end + 2 * REACH]
    led = left.search(text[max(0, start - REACH) : start]) is not None
    return size < STRONGEST and led and needs.search(near) is not None
