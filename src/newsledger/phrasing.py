"""Words of the situation report and the terminal: plurals, headings, escaped excerpts."""

import re
from collections.abc import Mapping
from types import MappingProxyType

LONGEST = 240  # characters of a sentence that are shown
SPECIAL = re.compile(r"([\\`*_\[\]<>|~]|^[#+-])")
BREAK = re.compile(r"[.!?…][\"”’')]*\s|\n")

HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Reported as happened": ("happened", "ongoing"),
        "Denied": ("denied",),
        "Offered": ("offered",),
        "Planned": ("planned",),
        "Feared, demanded or supposed": ("hypothetical",),
    }
)
VERBS: Mapping[str, str] = MappingProxyType(
    {
        "corroborates": "agrees with",
        "repeats": "repeats",
        "supersedes": "replaces",
        "contradicts": "contradicts",
        "differs_scope": "is not comparable with",
        "answers": "answers",
    }
)


def count(number: int, thing: str) -> str:
    """A number with its noun: 1 report, 2 reports."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def escaped(text: str) -> str:
    """Text from outside as plain Markdown: on one line, nothing in it marks anything up."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def measure_name(measure: str) -> str:
    """A measure's controlled name for readers: `killed.civilians`, Killed (civilians)."""
    head, _, rest = measure.replace("_", " ").partition(".")
    return f"{head.capitalize()} ({rest.replace('.', ', ')})" if rest else head.capitalize()


def sentence_around(text: str, start: int, end: int, zone: tuple[int, int]) -> str:
    """The sentence of `zone` that holds the characters `start` to `end`, cut where very long."""
    low, high = max(zone[0], start - LONGEST), min(zone[1], end + LONGEST)
    before = [m.end() for m in BREAK.finditer(text, low, start)]
    after = BREAK.search(text, end, high)
    first = before[-1] if before else low
    last = after.end() if after else high
    cut_before, cut_after = first > zone[0] and not before, last < zone[1] and not after
    return ("… " if cut_before else "") + text[first:last].strip() + (" …" if cut_after else "")
