"""The family of a report: its tree, its background, and two reports side by side."""

import random
from dataclasses import replace

import kin
import pytest

from newsledger.family.beside import Beside, Row, beside
from newsledger.family.folding import fold
from newsledger.family.tree import family, nearest
from newsledger.model import (
    Comparator,
    Drift,
    Edit,
    Location,
    LostAttribution,
    Passage,
    Quantity,
    Report,
    Span,
    Zone,
    identified,
)
from newsledger.view import View

BRIDGE = "The bridge at Ulmen was closed to all traffic after the second night of shelling."
FLED = "At least 200 people fled Ulmen on Monday, the ministry said."
LATER = "More than 200 people fled Ulmen on Monday."
first = kin.report("a.txt", kin.FIRST, "2031-03-03", "Meridian Press")
copy = kin.report("b.txt", kin.COPY, "2031-03-04", "Tarsk Herald")
other = kin.report("c.txt", kin.OTHER)
alone_ = kin.report("d.txt", "Snow fell in Tarsk.")


def span(of: Report, words: str) -> Span:
    found = kin.place(of, words)
    return Span(start=found.start, end=found.end)


def edited(*, turned: bool = False) -> Passage:
    """The second sentence: its comparator drifted, its speaker was cut. `turned`: b is the wire."""
    said = kin.place(first, ", the ministry said")
    cut = Span(start=said.start, end=said.end)
    gone = Span(start=kin.place(copy, LATER).end - 1, end=kin.place(copy, LATER).end - 1)
    number, other_number = span(first, "At least 200"), span(copy, "More than 200")
    low = quantity(number, "at_least"), quantity(other_number, "more_than")
    lost = LostAttribution(
        kind="source", missing=copy.id, stands=kin.place(first, "the ministry said")
    )
    sides = kin.place(first, FLED), kin.place(copy, LATER)
    edits = (
        Edit(kind="replaced", a=number, b=other_number),
        Edit(kind="cut", a=cut, b=gone),
    )
    if turned:
        low, sides = low[::-1], sides[::-1]
        edits = (
            Edit(kind="replaced", a=other_number, b=number),
            Edit(kind="added", a=gone, b=cut),
        )
    made: Passage = identified(
        Passage(
            a=sides[0],
            b=sides[1],
            kind="edited",
            edits=edits,
            lost=(lost,),
            drifts=(Drift(kind="comparator", a=low[0], b=low[1]),),
        )
    )
    return made


def quantity(of: Span, comparator: Comparator) -> Quantity:
    return Quantity(start=of.start, end=of.end, low=200, high=None, comparator=comparator)


@pytest.fixture(name="view", params=[False, True])
def ledger(request: pytest.FixtureRequest) -> View:
    home = kin.dispatch((first, "first", None), (copy, "revision", first), agency="Meridian Press")
    away, lone = kin.dispatch((other, "first", None)), kin.dispatch((alone_, "first", None))
    passages = [
        edited(turned=request.param),
        kin.identical(first, copy, BRIDGE),
        kin.identical(first, other, BRIDGE),
        kin.identical(copy, other, BRIDGE),
    ]
    return kin.view([first, copy, other, alone_], [home, away, lone], passages)


def test_the_tree_says_what_was_made_of_what(view: View) -> None:
    found = family(view, copy)
    assert [(b.report, b.relation, b.of, b.depth) for b in found.branches] == [
        (first.id, "first", None, 0),
        (copy.id, "revision", first.id, 1),
    ]
    shared = len(BRIDGE) + len(LATER)
    told = len(kin.COPY.strip())
    assert (found.branches[0].shared, found.branches[0].share) == (None, None)
    assert found.branches[1].shared == shared
    assert found.branches[1].share == pytest.approx(shared / told)


def test_a_branch_names_what_became_of_the_sense(view: View) -> None:
    lost, drift = family(view, first).branches[1].findings
    assert (lost.kind, lost.left.text if lost.left else "", lost.right) == (
        "source",
        "the ministry said",
        None,
    )
    assert drift.kind == "comparator"
    assert drift.left
    assert drift.right
    assert (drift.left.text, drift.right.text) == ("At least 200", "More than 200")


def test_background_is_told_apart_from_the_dispatch(view: View) -> None:
    (found,) = family(view, first).background
    assert (found.reports, found.words) == ((other.id,), len(BRIDGE.split()))
    assert found.stretches == (span(first, BRIDGE),)
    assert [b.reports for b in family(view, other).background] == [(first.id, copy.id)]


def test_a_tree_goes_down_before_it_goes_on() -> None:
    names = [kin.report(f"{n}.txt", f"Report {n}.") for n in range(5)]
    a, b, c, d, e = names
    made = kin.dispatch(
        (a, "first", None), (b, "copy", a), (c, "copy", a), (d, "copy", b), (e, "copy", d)
    )
    found = family(kin.view(names, [made], []), c)
    assert [(x.report, x.depth) for x in found.branches] == [
        (a.id, 0), (b.id, 1), (d.id, 2), (e.id, 3), (c.id, 1),
    ]  # fmt: skip


def test_a_long_line_of_versions_is_no_trouble() -> None:
    names = [kin.report(f"{n}.txt", f"Version {n}.") for n in range(3000)]
    rest = ((r, "revision", names[n]) for n, r in enumerate(names[1:]))
    view = kin.view(names, [kin.dispatch((names[0], "first", None), *rest)], [])  # type: ignore[arg-type]
    assert family(view, names[-1]).branches[-1].depth == len(names) - 1


def test_what_a_report_is_set_beside_by_itself(view: View) -> None:
    assert nearest(family(view, copy)) == first.id
    assert nearest(family(view, first)) == copy.id
    assert nearest(family(view, other)) == first.id
    assert nearest(family(view, alone_)) is None


def test_a_report_that_is_not_built_says_what_to_do(view: View) -> None:
    with pytest.raises(LookupError, match="newsledger add"):
        family(view, kin.report("e.txt", "New."))


def shape(found: Beside) -> list[tuple[str, str, str, bool]]:
    texts = {first.id: first.text, copy.id: copy.text, other.id: other.text, alone_.id: alone_.text}

    def text(row: Row, name: str) -> str:
        side = getattr(row, name)
        report = getattr(found, name)
        return texts[report][side.start : side.end] if side else ""

    return [(row.kind, text(row, "left"), text(row, "right"), row.moved) for row in found.rows]


def test_passages_stand_side_by_side_and_the_rest_on_its_own_side(view: View) -> None:
    found = beside(view, copy, first)
    assert (found.left, found.right, found.ordered) == (first.id, copy.id, True)
    assert shape(found) == [
        ("own", "ULMEN (Meridian Press) -", "", False),
        ("edited", FLED, LATER, True),
        ("identical", BRIDGE, BRIDGE, False),
        ("own", "Nobody was hurt.", "", False),
        ("elsewhere", FLED, LATER, True),
        ("own", "", "Our reporter saw tents in the square.", False),
    ]


def test_an_edited_passage_is_cut_where_the_wording_differs(view: View) -> None:
    row = next(r for r in beside(view, first, copy).rows if r.kind == "edited")
    assert row.left
    assert row.right
    assert [(p.kind, p.text) for p in row.left.parts] == [
        ("replaced", "At least 200"),
        ("same", " people fled Ulmen on Monday"),
        ("cut", ", the ministry said"),
        ("same", "."),
    ]
    assert [(p.kind, p.text) for p in row.right.parts] == [
        ("replaced", "More than 200"),
        ("same", " people fled Ulmen on Monday."),
    ]
    assert [f.kind for f in row.findings] == ["source", "comparator"]


def test_of_two_dispatches_the_day_tells_which_is_earlier(view: View) -> None:
    unknown = beside(view, other, first)
    assert (unknown.left, unknown.ordered) == (other.id, False)
    dated = replace(other, published="2031-03-02")
    records = tuple(dated if r.id == other.id else r for r in view.records)
    known = beside(View(records=records, pending=0), first, dated)
    assert (known.left, known.ordered) == (other.id, True)


def test_reports_that_share_nothing_can_be_set_side_by_side(view: View) -> None:
    found = beside(view, first, alone_)
    assert {row.kind for row in found.rows} == {"own"}


def test_a_report_is_not_set_beside_itself(view: View) -> None:
    with pytest.raises(ValueError, match="another report"):
        beside(view, first, first)


def test_furniture_is_an_aside(view: View) -> None:
    end = len("Norvania closed its border on Tuesday.")
    zones = [
        Zone(report=other.id, start=0, end=end, kind="caption"),
        Zone(report=other.id, start=end, end=len(other.text), kind="body"),
    ]
    reports = view.of(Report)
    passages = view.of(Passage)
    made = kin.view(reports, [kin.dispatch((r, "first", None)) for r in reports], passages,
                    {other.id: zones})  # fmt: skip
    rows = beside(made, other, first).rows
    assert [r.kind for r in rows if r.left] == ["aside", "identical"]
    folded = [r for r in fold(rows) if r.kind == "folded"]
    assert [(r.sentences, r.left.start, r.left.end) for r in folded if r.left] == [(0, 0, end)]


@pytest.mark.parametrize("seed", range(40))
def test_every_word_stands_in_the_rows_of_its_side(seed: int) -> None:
    """Whatever the passages are: crossing, overlapping, one inside another."""
    draw = random.Random(seed)  # noqa: S311 - test data
    one, two = (kin.report(f"{n}.txt", words(draw)) for n in "ab")
    one, two = sorted((one, two), key=lambda r: r.id)
    passages = [passage(draw, one, two) for _ in range(draw.randint(0, 6))]
    made = kin.view([one, two], [kin.dispatch((r, "first", None)) for r in (one, two)], passages)
    found = beside(made, one, two)
    for report, name in ((one, "left"), (two, "right")):
        sides = [side for row in found.rows if (side := getattr(row, name))]
        parts = [part for side in sides for part in side.parts]
        assert all(report.text[p.start : p.end] == p.text for p in parts)
        held = {at for p in parts for at in range(p.start, p.end)}
        assert all(at in held for at, c in enumerate(report.text) if c.isalnum())
        own = [s for row in found.rows if row.kind == "own" and (s := getattr(row, name))]
        assert not {at for s in own for at in range(s.start, s.end)} & covered(passages, report)
    assert sum(r.kind in ("identical", "edited") for r in found.rows) == len(passages)


def words(draw: random.Random) -> str:
    return " ".join(draw.choice(["Ulmen", "fell.", "river", "\n\n", "Mr. Vale"]) for _ in range(40))


def passage(draw: random.Random, one: Report, two: Report) -> Passage:
    sides = []
    for report in (one, two):
        start, end = sorted(draw.sample(range(len(report.text)), 2))
        sides.append(Location(report=report.id, start=start, end=end))
    edits = tuple(Edit(kind="replaced", a=inner(draw, sides[0]), b=inner(draw, sides[1]))
                  for _ in range(draw.randint(0, 3)))  # fmt: skip
    made: Passage = identified(
        Passage(a=sides[0], b=sides[1], kind="edited" if edits else "identical", edits=edits)
    )
    return made


def inner(draw: random.Random, of: Location) -> Span:
    start, end = sorted((draw.randint(of.start, of.end), draw.randint(of.start, of.end)))
    return Span(start=start, end=end)


def covered(passages: list[Passage], report: Report) -> set[int]:
    places = [p for each in passages for p in (each.a, each.b) if p.report == report.id]
    return {at for place in places for at in range(place.start, place.end)}
