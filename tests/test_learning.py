"""What the pile teaches changes how a report is read, and only where it taught something."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from exports import exported

import newsledger
from newsledger import learning, zones
from newsledger.model import Report, Zone
from newsledger.store import open_store
from newsledger.view import View

TALES = (
    "At least {n} people were killed when a dam burst above the town of Tarsk, officials said.",
    "A convoy of {n} lorries with flour and medicine reached the valley of Ulmen on Friday.",
    "The governor of Brask resigned after {n} villages were flooded, his spokesman told reporters.",
    "Fighters laid down {n} rifles near the border post of Ostrel, the defence ministry said.",
)
MARK = "Zwischen den Zeilen heute"


def page(number: int) -> str:
    tale = TALES[number].format(n=20 + number)
    end = f"More than {number + 5} roads stayed closed in the hills, a witness said."
    head = f"Norvania Herald | The Daily\n\nNews of the {number}th hour"
    return f"{head}\n\n{tale}\n\n{MARK}\n\n{end}\n"


def read(folder: Path, numbers: range) -> View:
    for number in numbers:
        (folder / f"{number}.txt").write_text(page(number))
    newsledger.add(folder / "a.ledger", sorted(folder.glob("*.txt")))
    return newsledger.view(folder / "a.ledger")


def kinds(view: View) -> set[str]:
    """Kinds of the zones that hold the recurring line."""
    texts = {report.id: report.text for report in view.of(Report)}
    return {z.kind for z in view.of(Zone) if MARK in texts[z.report][z.start : z.end]}


def test_a_line_that_comes_back_is_furniture_in_older_reports_too(tmp_path: Path) -> None:
    assert kinds(read(tmp_path, range(2))) == {"body"}
    assert kinds(read(tmp_path, range(2, 4))) == {"other"}
    assert newsledger.verify(tmp_path / "a.ledger") == []


def test_reports_in_one_go_or_one_by_one_are_read_alike(tmp_path: Path) -> None:
    apart, together = tmp_path / "apart", tmp_path / "together"
    for folder in (apart, together):
        folder.mkdir()
    for number in range(4):
        read(apart, range(number, number + 1))
    read(together, range(4))
    assert as_read(apart) == as_read(together)


def as_read(folder: Path) -> list[dict[str, object]]:
    """All that is read out of the reports; which stories they are in hangs on their order too."""
    kept = (r for r in exported(folder / "a.ledger") if r["type"] not in {"story", "entry"})
    return [{k: v for k, v in each.items() if k not in {"path", "story"}} for each in kept]


@pytest.mark.parametrize(("room", "times"), [(0, 4), (5, 3), (learning.KEPT, 2)])
def test_a_report_nothing_was_learnt_of_is_zoned_once_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, times: int
) -> None:
    made: list[tuple[Zone, ...]] = []

    def zoned(*given: Any) -> tuple[Zone, ...]:
        made.append(zones.zone(*given))
        return made[-1]

    monkeypatch.setattr(learning, "KEPT", room)
    monkeypatch.setattr(learning, "BATCH", 1)
    monkeypatch.setattr(learning, "zones", SimpleNamespace(zone=zoned))
    view = read(tmp_path, range(2))
    assert len(made) == times
    assert set(view.of(Zone)) == {zone for each in made for zone in each}


def test_a_report_that_nothing_was_learnt_of_is_not_read_again(tmp_path: Path) -> None:
    read(tmp_path, range(1))
    (tmp_path / "9.txt").write_text("Rain fell on Ulmen all day, and the market stayed shut.\n")
    newsledger.add(tmp_path / "a.ledger", [tmp_path / "9.txt"])
    assert len(open_store(tmp_path / "a.ledger").annotated()) == 2
