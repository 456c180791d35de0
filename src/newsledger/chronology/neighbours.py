"""Reports without a date of their own, dated through dated ones that tell the same."""

import datetime
import math
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from newsledger import edtf
from newsledger.annotators.dates import timex
from newsledger.chronology import dating
from newsledger.chronology.anchoring import Published
from newsledger.chronology.dating import CYCLE, STALE, Evidence
from newsledger.model import Passage, Report

Day = datetime.date
AKIN = 0.15  # cosine from which they told of the same fortnight
ALIKE = 0.35  # cosine from which two reports of one crisis told of the same three days, in tests
COMPARED = 50  # reports that may share a name for it to count as rare
_MARK = re.compile(r"[A-Z][^\W\d_]{3,}|\d{1,3}(?:[,. ]\d{3})+|\d{2,}")


def date(
    reports: Sequence[Report],
    evidence: Mapping[str, Evidence],
    alone: Mapping[str, Published],
    passages: Sequence[Passage],
) -> Mapping[str, Published]:
    """Give reports without a day that of the news cycle they share, where their words fix it.

    Dated neighbours are those that share most text with a report, or else those that name the same
    people, places and numbers.
    """
    shares, alike = _shares(passages), _alike(reports, evidence, alone)
    sure = {key for key, each in alone.items() if _sure(evidence[key], each)}
    return {
        key: found
        if found.day
        else _dated(evidence[key], found, _closest(shares.get(key, {}), alike[key], alone, sure))
        for key, found in alone.items()
    }


def _sure(known: Evidence, found: Published) -> bool:
    """Whether more than a stamp alone speaks for a report's day."""
    if found.basis == "text" and found.written:
        return dating.confirms(known, Day.fromisoformat(found.written))
    return _around(found) is not None


def _closest(
    shares: Mapping[str, int],
    alike: Sequence[tuple[float, str]],
    alone: Mapping[str, Published],
    sure: Container[str],
) -> tuple[list[Day], Day | None]:
    """Days of the reports that can date one, and the day of a report akin that can give a year.

    A neighbour that has no more than a stamp counts where the report akin is of its fortnight.
    """
    most = max((n for key, n in shares.items() if key in alone and alone[key].written), default=0)
    keys = [key for key, n in shares.items() if key in alone and 2 * n >= most > 0]
    keys = keys or [key for score, key in alike if score >= ALIKE and alone[key].written]
    days = {key: Day.fromisoformat(day) for key in keys if (day := alone[key].written)}
    akin = next((at for _, key in alike if key in sure and (at := _around(alone[key]))), None)
    firm = (
        day
        for key, day in days.items()
        if key in sure or (akin is not None and abs(day - akin) <= STALE)
    )
    return sorted(set(firm)), akin


def _around(found: Published) -> Day | None:
    day = found.written or found.near
    return Day.fromisoformat(day) if day else None


def _dated(known: Evidence, found: Published, closest: tuple[list[Day], Day | None]) -> Published:
    around, akin = closest
    near = akin
    if around:
        near = around[0] if around[-1] - around[0] <= STALE else None
    bare = replace(found, near=found.near or (str(near) if near else None))
    fixed = {_own_day(known, day) for day in around}
    printed = {stamped for _, stamped in known.stamps if stamped in around}
    day = printed.pop() if len(printed) == 1 else None
    day = day or (dating.agreeing(known, near) if near else None)
    day = day or (fixed.pop() if len(fixed) == 1 else None) or _in_cycle(known, around or [akin])
    if day is None or any(told > day for told in dating.days(known, day)):
        return bare
    others = (fact for fact, stamped in known.stamps if stamped != day)
    refuted = tuple(dict.fromkeys([*found.refuted, *others]))
    return replace(
        bare, day=str(day), written=str(day), basis="text", anchor="published", refuted=refuted
    )


def _own_day(known: Evidence, near: Day) -> Day | None:
    """The day the report's own words name, in the news cycle that holds `near`.

    That is the weekday it was told things on: the first one from the latest day it names, if that
    is close, else the one nearest to `near`. Where nothing was said on a weekday it is the only
    weekday it names, if that is next to `near`, and without weekdays a banner close to `near`.
    """
    said = dating.lead(known)
    if said is None:
        return _only_weekday(known, near) or _banner(known, near)
    latest = max(dating.days(known, near), default=None)
    after = dating.said_after(known, latest) if latest else None
    return after if after and dating.nearest(said, after) == after else dating.nearest(said, near)


def _only_weekday(known: Evidence, near: Day) -> Day | None:
    told = [each for each in known.past if each.timex.kind == "weekday"]
    named = {dating.nearest(each, near) for each in told}
    day = named.pop() if len(named) == 1 else None
    return day if day and abs(day - near) <= edtf.ONE_DAY else None


def _banner(known: Evidence, near: Day) -> Day | None:
    if any(each.timex.kind == "weekday" for each in known.past):
        return None
    close = {day for _, day in known.stamps if abs(day - near) <= CYCLE}
    return close.pop() if len(close) == 1 else None


def _in_cycle(known: Evidence, around: Sequence[Day | None]) -> Day | None:
    """The one stamp or banner in the news cycle of a dated report akin that the weekdays fit."""
    said = dating.lead(known)
    close = {
        day
        for _, day in known.stamps
        if any(other and abs(day - other) <= CYCLE for other in around)
        and (said is None or dating.just_before(said, day))
    }
    return close.pop() if len(close) == 1 else None


def _shares(passages: Iterable[Passage]) -> Mapping[str, Mapping[str, int]]:
    """Characters each report shares with each other one."""
    shares: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for passage in passages:
        a, b = passage.a, passage.b
        if a.report != b.report:
            shares[a.report][b.report] += a.end - a.start
            shares[b.report][a.report] += b.end - b.start
    return shares


def _alike(
    reports: Sequence[Report], evidence: Mapping[str, Evidence], alone: Mapping[str, Published]
) -> Mapping[str, list[tuple[float, str]]]:
    """For each undated report, the dated ones that tell of the same, the most alike first.

    Likeness is the cosine of names and numbers weighted by rarity (Salton and Buckley 1988); only
    reports that share a rare one are compared.
    """
    marks = {each.id: _marks(each.text, evidence[each.id]) for each in reports}
    bearers: dict[str, list[str]] = defaultdict(list)
    for key, found in marks.items():
        for mark in found:
            bearers[mark].append(key)
    weight = {mark: math.log((len(marks) + 1) / len(keys)) ** 2 for mark, keys in bearers.items()}
    size = {key: sum(weight[mark] for mark in sorted(found)) for key, found in marks.items()}
    dated = {key for key, each in alone.items() if _around(each)}
    near: dict[str, list[tuple[float, str]]] = {}
    for key in sorted(key for key in marks if alone[key].day is None):
        shared: dict[str, float] = defaultdict(float)
        for mark in sorted(marks[key]):
            for other in bearers[mark] if len(bearers[mark]) <= COMPARED else ():
                shared[other] += weight[mark]
        scores = (
            (shared[k] / math.sqrt(size[k] * size[key] or 1), k)
            for k in shared
            if k in dated - {key}
        )
        near[key] = sorted((each for each in scores if each[0] >= AKIN), reverse=True)
    return near


def _marks(text: str, known: Evidence) -> frozenset[str]:
    """Names and larger numbers in the text that is read, time words left out."""
    table = timex.words()
    told = {word for each in known.told for word in _MARK.findall(each.date.text)}
    read = " ".join(text[start:end] for start, end in known.read)
    return frozenset(_MARK.findall(read)) - told - set(table["months"]) - set(table["weekdays"])
