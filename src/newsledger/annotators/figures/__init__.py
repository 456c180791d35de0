"""Figures: every number of a crisis report that is a quantity of something, with what it measures.

Numbers are read by a grammar (`numbers`), what they count by word order and the parse (`counted`,
`predicates`), and what that measures by the vocabulary (`measures`, `befallen`). A number that
counts nothing, such as a date, an age or a score, is no figure (`countable`).
"""

from collections.abc import Iterator, Sequence

from newsledger.annotators.figures import befallen, countable, locality, numbers, scope, sites
from newsledger.annotators.figures.befallen import Reading
from newsledger.annotators.figures.sites import Page, Site
from newsledger.language import Parsed
from newsledger.model import CountKind, Date, Figure, Place, Report, identified

RECENT = 5  # figures before one that an elided noun may go back to


def annotate(
    report: Report, parsed: Parsed, dates: Sequence[Date], places: Sequence[Place]
) -> tuple[Figure, ...]:
    """Figures of the body and headline of a report, in the order they stand.

    `Figure.as_of` is the id of the Date that gives the moment of the count, `Figure.place` that of
    the Place it is said of; None where the sentence gives none. Statement and speaker stay open.
    """
    masked = numbers.masked(report.text, [(date.start, date.end) for date in dates])
    around = scope.scope(parsed, dates, places)
    page = sites.page(masked, parsed)
    return tuple(_figure(report, reading, around) for reading in _readings(page))


def _readings(page: Page) -> Iterator[Reading]:
    recent: tuple[Reading, ...] = ()
    for start, end in sites.paragraphs(page.parsed):
        for number in numbers.find(page.masked, start, end):
            if countable.excluded(page.masked, number):
                continue
            reading = befallen.read(sites.site(page, number, start), recent)
            if _counts(reading):
                yield reading
                recent = (*recent[1 - RECENT :], reading)


def _counts(reading: Reading) -> bool:
    site, befell = reading.site, reading.act is not None
    known = site.noun if reading.measure else None
    if countable.year(site.page.masked, site.number, known) or (not befell and _named(site)):
        return False
    before = sites.before(site, 1)
    definite = bool(before) and before[0] in numbers.words()["definite"]
    return countable.counts(site.number, site.noun, reading.measure, befell, definite)


def _named(site: Site) -> bool:
    """Whether a name stands right before the number, which is then a part of it: "Radio 934"."""
    plain = site.noun is None and site.number.unit is None and site.number.comparator == "exact"
    first = site.span[0]
    before = site.parsed.tokens[first - 1]
    near = site.parsed.tokens[first].start == before.end + 1
    return plain and first > 0 and before.tag == "NNP" and near


def _figure(report: Report, reading: Reading, around: scope.Scope) -> Figure:
    site, number = reading.site, reading.site.number
    words = scope.words(site, reading.verb)
    act = reading.act.name if reading.act else None
    return identified(
        Figure(
            report=report.id,
            start=number.start,
            end=number.end,
            text=report.text[number.start : number.end],
            low=number.low,
            high=number.high,
            comparator=number.comparator,
            unit=number.unit,
            item=report.text[slice(*reading.item)] if reading.item else None,
            measure=reading.measure,
            kind=_kind(words, reading),
            place=locality.place(around, site.parsed, words, act),
            as_of=scope.as_of(around, words),
            polarity=scope.polarity(site.parsed, words),
            withdrawn=scope.withdrawn(report.text, site, words),
        )
    )


def _kind(words: scope.Words, reading: Reading) -> CountKind | None:
    if scope.increment(words):
        return "increment"
    if scope.total(words):
        return "total"
    stands = reading.act.stock if reading.act else reading.counted.stock
    return "stock" if stands or reading.measure == "population" else None
