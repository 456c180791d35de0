"""What a record says must stand in the characters it rests on."""

from dataclasses import replace

import pytest
from reading import report_of

from newsledger import evidence
from newsledger.exporters import jsonl
from newsledger.model import Annotations, Date, Event, Excerpt, Figure, Span, Statement, identified
from newsledger.view import View

REPORT = report_of("At least 25 people were killed on Friday, the mayor said.")
TEXTS = {REPORT.id: REPORT.text}
FIGURE = identified(
    Figure(report=REPORT.id, start=0, end=11, text="At least 25", low=25, comparator="at_least")
)
DATE = identified(Date(report=REPORT.id, start=34, end=40, text="Friday"))


@pytest.mark.parametrize("record", [FIGURE, DATE])
def test_a_sound_record_has_no_fault(record: Figure | Date) -> None:
    assert list(evidence.faults(record, TEXTS)) == []


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (replace(FIGURE, low=26), "does not hold"),
        (replace(FIGURE, text="At most 25"), "do not read"),
        (replace(FIGURE, end=400), "outside"),
        (replace(FIGURE, start=5, end=5), "outside"),
        (replace(DATE, report="another"), "not in the ledger"),
        (Statement(report=REPORT.id, mode="indirect", content=(Span(start=0, end=90),)), "outside"),
        (
            Event(
                report=REPORT.id,
                event_type="ASSAULT",
                trigger=Excerpt(text="killed", start=0, end=6),
            ),
            "do not read",
        ),
    ],
)
def test_a_fault_is_told(record: object, told: str) -> None:
    assert told in " ".join(evidence.faults(record, TEXTS))


def test_what_is_misread_is_left_out_and_listed() -> None:
    read = Annotations(report=REPORT.id, figures=(FIGURE, replace(FIGURE, low=26)), dates=(DATE,))
    kept, skips = evidence.sound(read, REPORT)
    assert (kept.figures, kept.dates) == ((FIGURE,), (DATE,))
    assert ["misread" in skip.reason for skip in skips] == [True]


def test_an_export_stops_at_an_unsound_record() -> None:
    view = View(records=(REPORT, replace(FIGURE, low=26)), pending=0)
    with pytest.raises(ValueError, match="newsledger verify"):
        list(jsonl.export(view))
