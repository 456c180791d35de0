"""Figures read from a text, with the examples of the vocabulary parsed in one go."""

import functools

from reading import pipeline, report_of

from newsledger import language, vocabulary
from newsledger.annotators import dates, figures
from newsledger.model import Figure, Zone, identified

MEASURES = vocabulary.load("measures")
COMPARATORS = vocabulary.load("numbers")["comparator"]
RULES = [(kind, rule) for kind in ("act", "class", "dimension") for rule in MEASURES[kind]]
EXAMPLES = [(rule["name"], each) for _, rule in RULES for each in rule.get("examples", ())]
COUNTER = [(kind, rule, each) for kind, rule in RULES for each in rule.get("counter_examples", ())]


@functools.cache
def parses() -> dict[str, bytes]:
    """The parses of all examples, made in one go."""
    texts = [each["text"] for _, each in EXAMPLES] + [each["text"] for _, _, each in COUNTER]
    cache: dict[str, bytes] = {}
    language.parse(texts, pipeline(), cache)
    return cache


def figures_of(text: str) -> tuple[Figure, ...]:
    report = report_of(text)
    zones = (identified(Zone(report=report.id, start=0, end=len(text), kind="body")),)
    spans = language.paragraphs(text, zones)
    language.parse([text[start:end] for start, end in spans], pipeline(), parses())
    parsed = language.read(text, spans, pipeline().name, parses())
    return figures.annotate(report, parsed, dates.annotate(report, zones), ())


def only(text: str) -> Figure:
    (figure,) = figures_of(text)
    return figure
