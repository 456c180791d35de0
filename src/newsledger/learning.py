"""What the pile teaches about a report's page, and so which reading of it stands.

A line that comes back across reports of one outlet is furniture (`zones.learnt`). What is learnt
of a report is part of the key its annotations are kept under, so a report is read anew when, and
only when, other reports have shown more of its lines to be furniture.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from newsledger import publication, zones
from newsledger.model import Report
from newsledger.names import Names
from newsledger.progress import Progress, Step
from newsledger.store import Store
from newsledger.tools import Tools
from newsledger.zones import learnt

BATCH = 256  # reports profiled between two commits


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """By report id: the digests of its lines that are furniture, and the key of its reading."""

    furniture: Mapping[str, frozenset[int]]
    keys: Mapping[str, str]

    def of(self, report: str) -> frozenset[int]:
        """What was learnt of a report."""
        return self.furniture.get(report, frozenset())


def learn(store: Store, tools: Tools, progress: Progress) -> Lessons:
    """Profile the reports that are new, and learn from all profiles."""
    reports = store.report_ids()
    held = store.profiles(tools.reader)
    new = [report for report in reports if report not in held]
    for first in range(0, len(new), BATCH):
        made = [_profile(each, tools.names) for each in store.reports(new[first : first + BATCH])]
        store.keep_profiles(tools.reader, {each.report: learnt.packed(each) for each in made})
        done = min(first + BATCH, len(new))
        progress(Step(stage="learning page furniture", done=done, total=len(new)))
    known = map(learnt.unpacked, store.profiles(tools.reader).values())
    furniture = learnt.learn(known)
    keys = {each: _key(tools.reader, furniture.get(each, frozenset())) for each in reports}
    return Lessons(furniture=furniture, keys=keys)


def _profile(report: Report, names: Names) -> learnt.Profile:
    zoned = zones.zone(report, names)
    return learnt.profile(report, zoned, publication.outlet(report, zoned))


def _key(reader: str, furniture: frozenset[int]) -> str:
    if not furniture:
        return reader
    digest = hashlib.sha256(repr(sorted(furniture)).encode()).hexdigest()
    return f"{reader}, furniture {digest[:12]}"
