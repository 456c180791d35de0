"""Reports traced as they come: each pair once, whatever the runs they come in."""

from collections.abc import Mapping

import pytest
from made_reports import BACK, CAUSE, LEAD, OTHER, OWNER, QUOTE, RESCUE, Made, report, text

from newsledger.lineage import readings, tracing
from newsledger.lineage.evidence import Evidence
from newsledger.lineage.links import Link
from newsledger.lineage.readings import Reading
from newsledger.lineage.tracing import Trace

PILE = {
    "a": text(LEAD, RESCUE, CAUSE),
    "b": text(LEAD, RESCUE, OWNER),
    "c": text(OTHER, BACK),
    "d": text(CAUSE, BACK),
    "e": text(QUOTE),
}
LINK = Link(0.9, Evidence(0.1, 0.6, lead=0.3, body=0.2, within=0.4))


def traced(
    texts: Mapping[str, str], before: list[Trace], keys: Mapping[str, str] | None = None
) -> list[Trace]:
    """All traces, once the reports are traced after those before."""

    def ready(key: str) -> Reading:
        record, annotations = report(key, Made(texts[key]))
        return readings.read(record.text, annotations)

    keys = keys or dict.fromkeys(texts, "one")
    return [*before, *tracing.trace(keys, before, ready)]


def pairs(traces: list[Trace], keys: Mapping[str, str]) -> list[tuple[str, str, int]]:
    found = tracing.shared(tracing.standing(keys, traces))
    return [(p.a.report, p.b.report, p.a.end - p.a.start) for p in found]


def test_it_makes_no_difference_in_which_runs_reports_come() -> None:
    keys = dict.fromkeys(PILE, "one")
    at_once = pairs(traced(PILE, []), keys)
    assert {(a, b) for a, b, _ in at_once} == {("a", "b"), ("a", "d"), ("c", "d")}
    for first in (("e", "d"), ("c",), ("b", "d", "e")):
        before = traced({key: PILE[key] for key in first}, [])
        assert pairs(traced(PILE, before), keys) == at_once


def test_what_was_traced_is_not_traced_again() -> None:
    before = traced(PILE, [])
    assert traced(PILE, before) == before


def test_a_report_read_anew_is_traced_anew_and_nothing_of_the_old_reading_counts() -> None:
    before = traced(PILE, [])
    changed = PILE | {"a": text(QUOTE, CAUSE)}
    keys = dict.fromkeys(PILE, "one") | {"a": "two"}
    after = traced(changed, before, keys)
    assert [each.report for each in after[len(before) :]] == ["a"]
    assert {(a, b) for a, b, _ in pairs(after, keys)} == {("a", "d"), ("a", "e"), ("c", "d")}
    again = traced(PILE, after, keys | {"a": "three"})
    assert {(a, b) for a, b, _ in pairs(again, keys | {"a": "three"})} == {
        ("a", "b"),
        ("a", "d"),
        ("c", "d"),
    }


def test_links_are_kept_with_the_later_of_two_reports() -> None:
    made = tracing.linked(traced(PILE, []), {("a", "b"): LINK})
    assert {each.report: dict(each.links) for each in made if each.links} == {"b": {"a": LINK}}
    assert tracing.links(made) == {("a", "b"): LINK}
    early = tracing.linked(traced({"b": PILE["b"]}, []), {})
    later = tracing.linked(traced(PILE, early)[1:], {("a", "b"): LINK})
    assert {each.report: dict(each.links) for each in later if each.links} == {"a": {"b": LINK}}


@pytest.mark.parametrize("links", [{}, {("a", "b"): LINK}])
def test_a_trace_is_kept_whole(links: dict[tuple[str, str], Link]) -> None:
    for each in tracing.linked(traced(PILE, []), links):
        assert tracing.unpacked(tracing.packed(each)) == each


def test_a_text_everyone_carries_yields_pairs_in_proportion_to_its_bearers() -> None:
    bearers = 200
    texts = {f"r{n:03}": text(f"Item {n} of the day opens here.", BACK) for n in range(bearers)}
    made = pairs(traced(texts, []), dict.fromkeys(texts, "one"))
    assert bearers <= len(made) <= bearers * 100
