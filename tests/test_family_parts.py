"""What a side-by-side view is put together from: sentences, spans united, stretches folded."""

import kin
import pytest

from newsledger.family.alone import alone
from newsledger.family.beside import Row, beside
from newsledger.family.folding import fold
from newsledger.family.shared import union
from newsledger.model import Span, Zone


def many(number: int) -> tuple[Row, ...]:
    long = kin.report("l.txt", "\n".join(f"Sentence {n} of this report." for n in range(number)))
    lone = kin.report("d.txt", "Snow fell in Tarsk.")
    reports = [long, lone]
    made = kin.view(reports, [kin.dispatch((r, "first", None)) for r in reports], [])
    return tuple(r for r in beside(made, long, lone).rows if r.left)


@pytest.mark.parametrize(("number", "shown", "hidden"), [(4, 4, 0), (5, 2, 3), (40, 2, 38)])
def test_long_stretches_of_one_report_are_folded(number: int, shown: int, hidden: int) -> None:
    rows = list(fold(many(number)))
    assert sum(r.kind == "own" for r in rows) == shown
    assert [r.sentences for r in rows if r.kind == "folded"] == ([hidden] if hidden else [])


def test_abbreviations_end_no_sentence() -> None:
    text = "Gen. Orsk met Mr. Vale of the U.N. Council on Sept. 3. They left."
    zone = Zone(report="r", start=0, end=len(text), kind="body")
    found = [text[each.start : each.end] for each in alone(text, (), [zone])]
    assert found == ["Gen. Orsk met Mr. Vale of the U.N. Council on Sept. 3.", "They left."]


def test_spans_are_united() -> None:
    spans = [Span(start=a, end=b) for a, b in ((5, 9), (1, 3), (2, 4), (9, 11), (20, 20))]
    assert [(s.start, s.end) for s in union(spans)] == [(1, 4), (5, 11)]
