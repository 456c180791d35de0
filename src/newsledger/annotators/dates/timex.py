"""Time expressions of English text: found by the rules of `vocabulary/time_words.toml`.

Extents are those of TIMEX3 (Pustejovsky et al. 2003) without leading prepositions; what the words
are worth once their anchor is known is worked out by `annotators.timevalues`.
"""

import functools
import itertools
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from newsledger import vocabulary

Hangs = Literal["absolute", "duration", "text", "published", "earlier"]
CONTEXT = 48  # characters beside a match that its rule may look at
SPACE = r"(?:[ \t\u00a0]{1,2}|\r?\n)"  # hard-wrapped lines split expressions
WORD = re.compile(r"[^\W_]+")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s|t|$)")
LONGEST_IN_WORDS = 10
LONGEST = 160  # characters; no rule matches more


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to write a time: what its value is worked out by, and what it depends on."""

    name: str
    kind: str
    hangs: Hangs
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """Characters `start` to `end` that tell a time, with the parts their rule names."""

    start: int
    end: int
    kind: str
    hangs: Hangs
    parts: Mapping[str, str]


@functools.cache
def words() -> dict[str, Any]:
    """The time words: months, weekdays, units, numbers and the rules over them."""
    return vocabulary.load("time_words")


def find(text: str) -> Iterator[Timex]:
    """Time expressions of `text` from left to right, none within another; linear in its length."""
    position = 0
    for start in _starts(text):
        timex = _at(text, start) if start >= position else None
        if timex:
            position = timex.end
            yield timex


def _starts(text: str) -> Iterator[int]:
    """Where an expression may begin: at a word that can open one, with a time word close ahead."""
    opening, core = _opening(), _core()
    waiting: deque[tuple[int, int]] = deque()
    for number, word in enumerate(WORD.finditer(text)):
        lower = word[0].lower()
        if lower in opening or lower[0].isdigit():
            waiting.append((number, word.start()))
        if waiting and (lower in core or YEAR.match(lower)) and word[0] not in _lower_only():
            yield from (start for first, start in waiting if number - first < LONGEST_IN_WORDS)
            waiting.clear()


def read(expression: str) -> Timex | None:
    """The parts of one expression that stands alone, or None where it is none.

    The context a rule asks for is not asked here: whoever holds an expression has found it.
    """
    if len(expression) > LONGEST:
        return None
    for rule in _rules():
        found = rule.pattern.fullmatch(expression)
        if found:
            return _timex(rule, found)
    return None


def _at(text: str, start: int) -> Timex | None:
    scanned = _scanner().match(text, start)
    for rule in _rules()[int(str(scanned.lastgroup)[1:]) :] if scanned else ():
        found = rule.pattern.match(text, start)
        if found and _fits(rule, text, found):
            return _timex(rule, found)
    return None


def _timex(rule: Rule, found: re.Match[str]) -> Timex:
    parts = {name.split("_")[0]: part for name, part in found.groupdict().items() if part}
    hangs: Hangs = "absolute" if rule.hangs == "text" and "year" in parts else rule.hangs
    return Timex(start=found.start(), end=found.end(), kind=rule.kind, hangs=hangs, parts=parts)


def _fits(rule: Rule, text: str, found: re.Match[str]) -> bool:
    left = text[max(0, found.start() - CONTEXT) : found.start()]
    right = text[found.end() : found.end() + CONTEXT]
    return not (
        (rule.before and not rule.before.search(left))
        or (rule.not_before and rule.not_before.search(left))
        or (rule.not_after and rule.not_after.match(right))
    )


@functools.cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            name=rule["name"],
            kind=rule["kind"],
            hangs=rule["hangs"],
            pattern=re.compile(rf"(?<!\w)(?:{_filled(rule['pattern'])})"),
            before=_context(rule.get("before"), r"(?:{})\Z"),
            not_before=_context(rule.get("not_before"), r"(?:{})\Z"),
            not_after=_context(rule.get("not_after"), "(?:{})"),
        )
        for rule in words()["rule"]
    )


def _context(pattern: str | None, shape: str) -> re.Pattern[str] | None:
    return re.compile(shape.format(_filled(pattern))) if pattern else None


@functools.cache
def _scanner() -> re.Pattern[str]:
    """All rules as one pattern, each a group named by its place."""
    patterns = (_filled(rule["pattern"]) for rule in words()["rule"])
    plain = (re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in patterns)
    bare = (pattern.replace("(?P=sep)", "[-/.]") for pattern in plain)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(f"(?P<r{i}>{pattern})" for i, pattern in enumerate(bare)) + ")"
    )


@functools.cache
def _opening() -> frozenset[str]:
    """Words, in lower case, that an expression can begin with, besides digits."""
    names = ("approximate", "edges", "vague_numbers", "couples", "openers", "numbers")
    lists = (*names, "directions", "day_words")
    return _core() | _first_words(phrase for name in lists for phrase in words()[name])


@functools.cache
def _core() -> frozenset[str]:
    """Words, in lower case, of which each expression holds one, or else a year in digits."""
    table = words()
    rows = [*table["months"].values(), *table["weekdays"].values()]
    lists = ("months", "weekdays", "seasons", "units", "plurals", "cores")
    return _first_words(
        [*itertools.chain(*rows), *(phrase for name in lists for phrase in table[name])]
    )


def _first_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase.lower().replace("-", " ").split()[0] for phrase in phrases)


@functools.cache
def _lower_only() -> frozenset[str]:
    return frozenset(words()["capital_only"])


def _filled(pattern: str) -> str:
    """`pattern` with its `@name` fragments filled in; white space may be a line end."""
    fragments = _fragments()
    filled = re.sub(r"@(\w+)", lambda name: fragments[name[1]], pattern)
    spaced = re.sub(r"(?<!\\)\\s(?![-\w]*\])", lambda _: SPACE, filled)
    return _distinct(spaced)


def _distinct(pattern: str) -> str:
    """Number the later groups of one name, which a pattern may not hold twice."""
    seen: Counter[str] = Counter()

    def numbered(group: re.Match[str]) -> str:
        seen[group[1]] += 1
        return f"(?P<{group[1]}_{seen[group[1]]}>" if seen[group[1]] > 1 else group[0]

    return re.sub(r"\(\?P<(\w+)>", numbered, pattern)


def _either(options: Iterable[str]) -> str:
    ordered = sorted(set(options), key=lambda option: (-len(option), option))
    return "|".join(re.escape(option).replace(r"\ ", r"\s") for option in ordered)


def _cased(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (name, name.upper())
        if name.lower() not in words()["capital_only"]:
            yield name.lower()


@functools.cache
def _fragments() -> dict[str, str]:
    return _calendar_fragments() | _word_fragments()


def _calendar_fragments() -> dict[str, str]:
    months, weekdays = words()["months"], words()["weekdays"]
    short_months = [short for shorts in months.values() for short in shorts]
    short_days = [short for shorts in weekdays.values() for short in shorts]
    any_month = _either([*_cased(months), *short_months, *map(str.upper, short_months)])
    any_day = _either([*_cased(weekdays), *short_days, *map(str.upper, short_days)])
    plain_months = set(months) - set(words()["ambiguous_months"])
    zone = _either(words()["clock_zones"])
    clock = (
        r"(?:\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\b\.?)?|\d{1,2}\s?[AaPp]\.?[Mm]\b\.?)"
        rf"(?:\s?(?:{zone})\b)?"
    )
    number = r"(?:0?[1-9]|[12]\d|3[01])"
    return {
        "YYYY": r"(?:1[5-9]|20)\d\d",
        "year": r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)",
        "num_guard": r"(?<![\w$€£#.,:/+])(?<!\d[-–])",
        "tail": rf"(?:,?\s(?:at\s)?(?:{clock})(?![\w:]))?",
        "day": rf"(?P<day>{number})(?:st|nd|rd|th)?(?!\d)",
        "day2": rf"(?P<day2>{number})(?:st|nd|rd|th)?(?!\d)",
        "month": rf"(?P<month>{any_month})(?![^\W\d])",
        "month_name": rf"(?P<month>{_either([*months, *map(str.upper, months)])})",
        "plain_month": rf"(?P<month>{_either([*plain_months, *map(str.upper, plain_months)])})",
        "wday": rf"(?P<wday>{any_day})",
        "wday2": rf"(?P<wday>{any_day})",
        "weekday": rf"(?P<weekday>{_either(_cased(weekdays))})",
    }


def _word_fragments() -> dict[str, str]:
    table = words()
    directions, parts = _either(table["directions"]), _either(table["day_parts"]["names"])
    singular, plural = _either(table["units"]), _either(table["plurals"])
    numbers = set(table["numbers"])
    many = _either(numbers - {"a", "an", "one"})
    digits = r"\d{1,3}(?:\.\d)?"
    vague, approximate = _either(table["vague_numbers"]), _either(table["approximate"])
    edges = rf"(?i:{_either(table['edges'])})(?:[\s-]of)?[\s-]"
    sums = rf"(?:{many})(?:-(?:{_either(numbers)}))?"
    day_words = table["day_words"]
    return {
        "season": rf"(?P<season>(?i:{_either(table['seasons'])}))",
        "ordinal": rf"(?P<ordinal>(?i:{_either(table['ordinals'])}))",
        "direction": rf"(?P<direction>(?i:{directions}))",
        "direction2": rf"(?P<direction2>(?i:{directions}))",
        "part": rf"(?i:{parts})\b",
        "day_word": rf"(?P<dayword>{_either(day_words)})",
        "day_word_capital": rf"(?P<dayword>{_either(map(str.capitalize, day_words))})",
        "number": rf"(?P<number>(?i:{digits}|{sums}|an?|one))",
        "count": rf"(?P<number>(?i:{digits}|{sums}|one))",
        "count2": rf"(?P<number2>(?i:{digits}|{sums}))",
        "couple": rf"(?P<couple>(?i:{_either(table['couples'])}))",
        "vague": rf"(?P<vague>(?i:{vague}))",
        "unit": rf"(?P<unit>(?i:{singular}))",
        "plural": rf"(?P<unit>(?i:{plural}))",
        "units": rf"(?P<unit>(?i:{plural}|{singular}))",
        "period": r"(?P<unit>(?i:week|month|year|decade|century|quarter))",
        "period_or_day": r"(?P<unit>(?i:day|week|month|year|decade|century))",
        "approx": rf"(?:(?i:{approximate})\s)?",
        "edge": rf"(?:{edges})?",
        "edge_must": edges,
        "counted": rf"(?:{_either(table['counted'])})",
        "placed": rf"(?:{_either(table['placed'])})",
    }
