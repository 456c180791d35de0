"""When each report was published, and through that the days its words stand for.

A date printed on a page may be the day it was fetched, so a banner never dates a report unless the
report's own words lead to the same days. A report without any date of its own is dated through
other reports, on the day its own words ask for, or not at all.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsledger.chronology import conflicts, dating, neighbours
from newsledger.chronology.anchoring import Published, anchor
from newsledger.chronology.dating import DATELINE, STALE, Evidence, Stamp
from newsledger.model import Anchor, Annotations, Basis, Passage, PublicationFact, Report

__all__ = ["Published", "anchor", "publish"]

Day = datetime.date
STRONG: frozenset[Basis] = frozenset({"markup", "feed", "url", "user"})


def publish(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotations],
    passages: Sequence[Passage],
) -> Mapping[str, Published]:
    """The day each report was published, by report id; `day` None where nothing fixes it.

    Each report is first asked alone, then those without a day are dated through those with one.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    evidence = {each.id: dating.evidence(each, annotations.get(each.id)) for each in ordered}
    alone = {key: _alone(known) for key, known in evidence.items()}
    dated = neighbours.date(ordered, evidence, alone, passages)
    return {
        key: replace(found, conflict=conflicts.lines(evidence[key], found, annotations.get(key)))
        for key, found in dated.items()
    }


def _alone(known: Evidence) -> Published:
    """The day a report's own evidence fixes: a stamp, a dateline, or the dates of its text."""
    day, near = dating.text_day(known)
    bare = Published(
        near=str(near) if near else None,
        refuted=_refuted(known, day),
        ahead=tuple(each.date.id for each in known.told if each.ahead),
        spoken=tuple(each.date.id for each in known.told if each.speaks),
    )
    stamp = _stamp(known, bare.refuted)
    if stamp:
        return _printed(known, bare, *stamp)
    line = dating.dateline(known, day) if day else dating.dated_dateline(known)
    if line:
        return _on(bare, line, line, "dateline", "dateline")
    return _on(bare, day, day, "text", "published") if day else bare


def _refuted(known: Evidence, day: Day | None) -> tuple[PublicationFact, ...]:
    """Stamps the text rules out, and weak ones long after the day the text was written on."""
    return tuple(
        fact
        for fact, stamped in known.stamps
        if dating.refutes(known, stamped)
        or (fact.basis not in STRONG and day is not None and stamped - day > STALE)
    )


def _stamp(known: Evidence, refuted: Sequence[PublicationFact]) -> Stamp | None:
    """The stamp to trust: a strong one, else a plain one that can be of the news told.

    A banner counts only where the text tells of the days before it.
    """
    standing = [stamp for stamp in known.stamps if stamp[0] not in refuted]
    strong = [stamp for stamp in standing if stamp[0].basis in STRONG]
    if strong:
        return strong[0]
    plain = [stamp for stamp in standing if stamp[0].basis == "text"]
    if plain:
        return min(plain, key=lambda stamp: _gap(known, stamp[1]) > STALE)
    banners = [stamp for stamp in standing if stamp[0].basis == "banner"]
    fitting = [stamp for stamp in banners if dating.confirms(known, stamp[1])]
    return min(fitting, key=lambda stamp: stamp[1], default=None)


def _gap(known: Evidence, day: Day) -> datetime.timedelta:
    """How long before `day` lies the latest day the text tells of."""
    told = [each for each in dating.days(known, day) if each <= day]
    return day - max(told, default=day)


def _printed(known: Evidence, bare: Published, fact: PublicationFact, day: Day) -> Published:
    """Published on a stamped day; its words hang on the dateline's day where that is near."""
    line = dating.dateline(known, day)
    if line is None or abs(day - line) > DATELINE:
        return _on(bare, day, day, fact.basis, "published")
    if fact.basis == "banner":
        return _on(bare, line, line, "dateline", "dateline")
    return _on(bare, day, line, fact.basis, "dateline")


def _on(bare: Published, day: Day, written: Day, basis: Basis, hook: Anchor) -> Published:
    return replace(bare, day=str(day), written=str(written), basis=basis, anchor=hook)
