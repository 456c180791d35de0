"""Reports put together from zones, and the days they are published and their words hang on."""

from collections.abc import Mapping, Sequence

from reading import report_of

from newsledger import chronology
from newsledger.annotators import dates
from newsledger.model import (
    Annotations,
    Basis,
    Date,
    Location,
    Passage,
    PublicationFact,
    Report,
    Zone,
    ZoneKind,
    identified,
)

BACKGROUND = (
    "Some 40,000 herders of the Lower Tarsk valley lost their winter pastures when the army of "
    "Norvania closed the dam at Ulmen."
)


def noted(
    *parts: tuple[ZoneKind, str], facts: Sequence[PublicationFact] = ()
) -> tuple[Report, Annotations]:
    """A report put together from zones, with its dates and publication facts."""
    report = report_of("\n\n".join(text for _, text in parts))
    zones, start = [], 0
    for kind, text in parts:
        zone = Zone(report=report.id, start=start, end=start + len(text), kind=kind)
        zones.append(identified(zone))
        start += len(text) + 2
    found = dates.annotate(report, zones)
    return report, Annotations(
        report=report.id, zones=tuple(zones), dates=found, facts=tuple(facts)
    )


def fact(value: str, basis: Basis, start: int | None = None) -> PublicationFact:
    end = start + len(value) if start is not None else None
    return PublicationFact(field="published", value=value, basis=basis, start=start, end=end)


def shared(a: Report, b: Report, text: str = BACKGROUND) -> Passage:
    places = [
        Location(report=r.id, start=r.text.index(text), end=r.text.index(text) + len(text))
        for r in (a, b)
    ]
    return identified(Passage(a=places[0], b=places[1], kind="identical"))


def published(
    *read: tuple[Report, Annotations], passages: Sequence[Passage] = ()
) -> Mapping[str, chronology.Published]:
    return chronology.publish([r for r, _ in read], {r.id: n for r, n in read}, passages)


def resolved(
    *read: tuple[Report, Annotations], passages: Sequence[Passage] = ()
) -> list[dict[str, str | None]]:
    days = published(*read, passages=passages)
    anchored = chronology.anchor({r.id: n for r, n in read}, days)
    return [{d.text: d.value for d in anchored[r.id]} for r, _ in read]


def dates_of(*read: tuple[Report, Annotations]) -> tuple[Date, ...]:
    days = published(*read)
    return chronology.anchor({r.id: n for r, n in read}, days)[read[0][0].id]
