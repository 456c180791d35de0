"""Made reports on two happenings, threaded."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsledger import stories
from newsledger.model import (
    Annotations,
    Dispatch,
    PublicationFact,
    Report,
    Sentence,
    Story,
    StoryDecision,
)
from newsledger.stories import Threads

FERRY = (
    "A ferry sank off the port of Tarsk on Sunday with ninety passengers aboard. Divers from "
    "Norvania searched the wreck of the ferry near Tarsk for passengers."
)
FERRY_LATER = (
    "The owner of the ferry that sank near Tarsk, the Velem Line, was questioned. Relatives of "
    "the passengers gathered in Tarsk while divers from Norvania searched the wreck."
)
STRIKE = (
    "Teachers in Ulmen walked out over unpaid wages. Union leader Pavo Renn told a rally in "
    "Ulmen that schools would stay shut until the wages were paid."
)
STRIKE_LATER = (
    "Talks between the teachers of Ulmen and the ministry failed. Pavo Renn, the union leader, "
    "said schools in Ulmen would not open before the wages arrived."
)
PILE = {"f1": FERRY, "f2": FERRY_LATER, "s1": STRIKE, "s2": STRIKE_LATER}


@dataclass(frozen=True)
class Day:
    day: str | None


def threaded(
    texts: Mapping[str, str],
    days: Mapping[str, str | None] | None = None,
    dispatches: Sequence[Dispatch] = (),
    *,
    titles: Mapping[str, str] | None = None,
    before: Mapping[str, str] | None = None,
    decided: Sequence[StoryDecision] = (),
) -> Threads:
    reports = {k: Report(id=k, path=k, text=t, source_sha256=k) for k, t in texts.items()}
    annotations = {
        key: annotated(key, text, (titles or {}).get(key)) for key, text in texts.items()
    }
    published = {key: Day((days or {}).get(key)) for key in texts}
    return stories.thread(
        reports, annotations, published, dispatches, before=before or {}, decisions=decided
    )


def standing(found: Iterable[Story]) -> dict[str, str]:
    return {report: story.id for story in found for report in story.reports}


def annotated(key: str, text: str, title: str | None) -> Annotations:
    spans = re.finditer(r"[^\s.][^.]*\.", text)
    found = tuple(Sentence(report=key, start=m.start(), end=m.end(), paragraph=0) for m in spans)
    facts = (PublicationFact(field="title", value=title, basis="text"),) if title else ()
    return Annotations(report=key, facts=facts, sentences=found)


def groups(found: Iterable[Story]) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in found}


FERRY_THIRD = (
    "Ninety passengers were aboard the ferry that sank off Tarsk. Divers from Norvania ended the "
    "search of the wreck near the port of Tarsk."
)


def many(number: int) -> dict[str, str]:
    """Reports on either happening, each with some of the sentences told of it."""
    found = {}
    for kind, texts in {
        "f": (FERRY, FERRY_LATER, FERRY_THIRD),
        "s": (STRIKE, STRIKE_LATER),
    }.items():
        told = [sentence for text in texts for sentence in re.findall(r"\S[^.]*\.", text)]
        for n in range(number):
            found[f"{n}{kind}"] = " ".join(told[(n + k) % len(told)] for k in (0, 1, 3))
    return found
