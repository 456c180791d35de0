"""One number as written, in digits or words, and what it is worth."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsledger import vocabulary

MASK = "\x00"  # stands in for characters that hold no quantity; offsets stay as they were
GAP = "[ \u00a0\u202f\u2009]"  # white space that may group digits
TEN, TWENTY, THOUSAND = 10, 20, 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number without the words around it; `scaled` where a scale such as "million" is said."""

    start: int
    end: int
    low: float
    high: float
    vague: bool = False
    unit: str | None = None
    scaled: bool = False


def alternation(phrases: Iterable[str]) -> str:
    """A regular expression for any of `phrases`, longest first, any white space between words."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)


def find(text: str, start: int, end: int) -> Iterator[Amount]:
    """Numbers of `text` between `start` and `end`, left to right."""
    for match in _pattern().finditer(text, start, end):
        found = _amount(match)
        if found is not None:
            yield found


@functools.cache
def _tables() -> dict[str, dict[str, float]]:
    data = vocabulary.load("numbers")
    vague = {phrase: rule for rule in data["vague"] for phrase in rule["phrases"]}
    return {
        **{name: data[name] for name in ("words", "scales", "suffixes", "money_suffixes")},
        "shares": data["shares"],
        "low": {phrase: rule["low"] for phrase, rule in vague.items()},
        "high": {phrase: rule["high"] for phrase, rule in vague.items()},
    }


@functools.cache
def _currencies() -> dict[str, str]:
    return dict(vocabulary.load("numbers")["currencies"])


@functools.cache
def _pattern() -> re.Pattern[str]:
    """The grammar of one number: vague size, share, digits or words, with currency and scale."""
    tables = _tables()
    vague = rf"(?<!\w)(?P<vague>{alternation(tables['low'])})(?!\w)"
    share = (
        rf"(?<![\w-])(?P<share>{alternation(tables['shares'])})(?![\w-])"
        r"(?!\s+(?:million|billion|an?\b|dozen))"
    )
    single = rf"(?P<single>{vocabulary.load('numbers')['patterns']['single']})"
    spelled = rf"(?<![\w-])(?P<words>{_words()})(?!\w)"
    return re.compile("|".join((vague, share, single, _digits(), spelled)), re.IGNORECASE)


def _digits() -> str:
    tables = _tables()
    suffixes, money = alternation(tables["suffixes"]), alternation(tables["money_suffixes"])
    return (
        rf"(?:(?<!\w)(?P<currency>{alternation(_currencies())}){GAP}?"
        r"|(?<![\w.,/:+])(?<![^\W\d]-))"
        rf"(?P<digits>\d{{1,3}}(?:(?:[,'’]|{GAP})\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        rf"(?:(?P<glued>{suffixes})\b|(?P<money>{money})\b"
        rf"|[\s\u00a0-]?(?P<scale>(?:{alternation(tables['scales'])})s?|{suffixes})(?!\w))?"
        r"(?![\d/]|[:.,'’]\d)"
    )


def _words() -> str:
    words, scales = _tables()["words"], _tables()["scales"]
    small = alternation([w for w, v in words.items() if v < TEN])
    teens = alternation([w for w, v in words.items() if TEN <= v < TWENTY])
    tens = alternation([w for w, v in words.items() if v >= TWENTY])
    big = alternation([w for w, v in scales.items() if v >= THOUSAND])
    below = rf"(?:(?:{tens})(?:[\s-](?:{small}))?|{teens}|{small})"
    hundreds = rf"(?:{below}|a)[\s-]hundred(?:(?:\s+and)?\s+{below})?"
    any_below = rf"(?:{hundreds}|{below}|a)"
    rest = rf"(?:,?\s+(?:and\s+)?(?:{any_below}(?<!\ba)))?"
    scaled = rf"{any_below}[\s-](?:{big}){rest}(?:\s+(?:{big}))?"
    dozen = rf"half\s+a\s+dozen|(?:a|{below})\s+(?:dozen|score)(?=\s+\w)"
    return rf"{dozen}|half\s+an?\s+(?:{big})|{scaled}|{hundreds}|{below}"


def _amount(match: re.Match[str]) -> Amount | None:
    tables, (start, end) = _tables(), match.span()
    if match["digits"]:
        return _in_digits(match)
    if match["vague"]:
        phrase = " ".join(match["vague"].lower().split())
        low, high = tables["low"][phrase], tables["high"][phrase]
        return Amount(start=start, end=end, low=low, high=high, vague=True, scaled=True)
    if match["share"]:
        share = tables["shares"][" ".join(match["share"].lower().split())]
        return Amount(start=start, end=end, low=share, high=share, unit="percent")
    if match["single"]:
        return Amount(start=start, end=end, low=1, high=1)
    worth, scaled = _spelled(match["words"])
    return Amount(start=start, end=end, low=worth, high=worth, scaled=scaled)


def _in_digits(match: re.Match[str]) -> Amount | None:
    if match["money"] and not match["currency"] and not _millions(match):
        return None
    scale = _scale(match["scale"] or match["glued"] or match["money"])
    worth = _worth(match["digits"]) * scale
    unit = _currencies().get((match["currency"] or "").upper())
    start, end = match.span()
    return Amount(start=start, end=end, low=worth, high=worth, unit=unit, scaled=scale > 1)


def _worth(digits: str) -> float:
    """Value of digits with any grouping; a point before three noughts groups too ("5.000")."""
    plain = re.sub(rf"[,'’]|{GAP}", "", digits)
    return float(plain.replace(".", "") if re.fullmatch(r"\d{1,3}\.000", plain) else plain)


@functools.cache
def _people() -> re.Pattern[str]:
    words = vocabulary.load("numbers")["metres_or_millions"]["millions_before"]
    return re.compile(rf"\s+(?:{alternation(words)})\b", re.IGNORECASE)


def _millions(match: re.Match[str]) -> bool:
    """Whether the letter behind digits means millions: "5m people", not "5m"."""
    return _people().match(match.string, match.end()) is not None


def _scale(word: str | None) -> float:
    plain = (word or "").lower()
    forms = (plain, plain.removesuffix("s"))
    tables = (_tables()[name] for name in ("scales", "suffixes", "money_suffixes"))
    return next((table[form] for table in tables for form in forms if form in table), 1)


def _spelled(phrase: str) -> tuple[float, bool]:
    """Value of a number in words, and whether it says a scale."""
    words, scales = _tables()["words"], _tables()["scales"]
    total, current = 0.0, 0.0
    said = re.findall(r"[a-z]+", phrase.lower())
    for word in said:
        if word in scales:
            current = (current or 1) * scales[word]
        else:
            current += 0.5 if word == "half" else words.get(word, 0)
        if scales.get(word, 0) >= THOUSAND:
            total, current = total + current, 0.0
    return total + current, not scales.keys().isdisjoint(said)
