"""What the pile teaches about a report's page, and so which reading of it stands.

A line that comes back across reports of one outlet is furniture (`zones.learnt`). What is learnt
of a report is part of the key its annotations are kept under, so a report is read anew when, and
only when, other reports have shown more of its lines to be furniture.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsledger import publication, zones
from newsledger.model import Report, Zone
from newsledger.names import Names
from newsledger.progress import Progress, Step
from newsledger.store import Store
from newsledger.tools import Tools
from newsledger.zones import learnt

BATCH = 256  # reports profiled between two commits
KEPT = 200_000  # zones of new reports kept until they are read, some 200 bytes each


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """By report id: the digests of its lines that are furniture, and the key of its reading.

    `zoned` are the zones of reports profiled in this run, as far as they were kept.
    """

    furniture: Mapping[str, frozenset[int]]
    keys: Mapping[str, str]
    zoned: Mapping[str, tuple[Zone, ...]]

    def of(self, report: str) -> frozenset[int]:
        """What was learnt of a report."""
        return self.furniture.get(report, frozenset())

    def zones(self, report: Report, names: Names) -> tuple[Zone, ...]:
        """Its zones with what was learnt of it; those of its profile where nothing was."""
        learned = self.of(report.id)
        kept = None if learned else self.zoned.get(report.id)
        return zones.zone(report, names, learned) if kept is None else kept


def learn(store: Store, tools: Tools, progress: Progress) -> Lessons:
    """Profile the reports that are new, and learn from all profiles."""
    reports = store.report_ids()
    held = store.profiles(tools.reader)
    zoned = _profiled(store, [each for each in reports if each not in held], tools, progress)
    known = map(learnt.unpacked, store.profiles(tools.reader).values())
    furniture = learnt.learn(known)
    keys = {each: _key(tools.reader, furniture.get(each, frozenset())) for each in reports}
    return Lessons(furniture=furniture, keys=keys, zoned=zoned)


def _profiled(
    store: Store, new: Sequence[str], tools: Tools, progress: Progress
) -> dict[str, tuple[Zone, ...]]:
    """Profile reports and keep their profiles; return zones by report id, KEPT zones at most."""
    kept: dict[str, tuple[Zone, ...]] = {}
    room = KEPT
    for first in range(0, len(new), BATCH):
        batch = store.reports(new[first : first + BATCH])
        zoned = {each.id: zones.zone(each, tools.names) for each in batch}
        made = {each.id: learnt.packed(_profile(each, zoned[each.id])) for each in batch}
        store.keep_profiles(tools.reader, made)
        room -= sum(map(len, zoned.values()))
        kept |= zoned if room >= 0 else {}
        done = min(first + BATCH, len(new))
        progress(Step(stage="learning page furniture", done=done, total=len(new)))
    return kept


def _profile(report: Report, zoned: Sequence[Zone]) -> learnt.Profile:
    return learnt.profile(report, zoned, publication.outlet(report, zoned))


def _key(reader: str, furniture: frozenset[int]) -> str:
    if not furniture:
        return reader
    digest = hashlib.sha256(repr(sorted(furniture)).encode()).hexdigest()
    return f"{reader}, furniture {digest[:12]}"
