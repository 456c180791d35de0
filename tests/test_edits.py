"""Where two wordings differ, whose attribution is missing, which number was given otherwise."""

import re

import pytest

from newsledger.annotators.figures import numbers
from newsledger.lineage import attributions, passages
from newsledger.lineage.readings import Reading, read
from newsledger.lineage.wording import plain, words
from newsledger.model import (
    Annotations,
    Excerpt,
    Figure,
    Passage,
    Sentence,
    Span,
    Speaker,
    Statement,
)
from newsledger.vocabulary import load

DAM = "the dam above Tarsk had been drained by its keepers before the storm came"


def reading(report: str, text: str, *said: tuple[str, str, str]) -> Reading:
    """A report of one sentence a line; `said`: content, speaker and cue of its statements."""
    lines = re.finditer(r"[^\n]+", text)
    return read(
        text,
        Annotations(
            report=report,
            sentences=tuple(
                Sentence(report=report, start=m.start(), end=m.end(), paragraph=n)
                for n, m in enumerate(lines)
            ),
            statements=tuple(statement(report, text, *each) for each in said),
            figures=tuple(figure(report, text, number) for number in numbers.find(text)),
        ),
    )


def statement(report: str, text: str, content: str, speaker: str, cue: str) -> Statement:
    def at(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    return Statement(
        report=report,
        mode="indirect",
        content=(Span(start=at(content)[0], end=at(content)[1]),),
        speaker=Speaker(text=speaker, start=at(speaker)[0], end=at(speaker)[1]),
        cue=Excerpt(text=cue, start=at(cue)[0], end=at(cue)[1]),
    )


def figure(report: str, text: str, number: numbers.Number) -> Figure:
    return Figure(
        report=report,
        start=number.start,
        end=number.end,
        text=text[number.start : number.end],
        low=number.low,
        high=number.high,
        comparator=number.comparator,
        unit=number.unit,
    )


def only(a: Reading, b: Reading) -> Passage:
    (passage,) = passages.between(a, b)
    return passage


def changes(one: str, other: str) -> list[tuple[str, str, str]]:
    passage = only(reading("a", one), reading("b", other))
    return [(e.kind, one[e.a.start : e.a.end], other[e.b.start : e.b.end]) for e in passage.edits]


FLOOD = "The river Ansel broke its banks near the market town of Tarsk before dawn on Monday."


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (
            "The river Ansel burst its banks near the market town of Tarsk before dawn on Monday.",
            [("replaced", "broke", "burst")],
        ),
        (
            "The river Ansel broke its banks near the town of Tarsk before dawn on Monday.",
            [("cut", "market", "")],
        ),
        (
            "The river Ansel, swollen by rain, broke its banks near the market town of Tarsk "
            "before dawn on Monday.",
            [("added", "", ", swollen by rain,")],
        ),
        (
            "The river Ansel has broken its banks near the market town of Tarsk before dawn on "
            "Monday.",
            [("replaced", "broke", "has broken")],
        ),
        (
            "Before dawn on Monday the river Ansel broke its banks near the market town of Tarsk.",
            [
                ("replaced", "The", "the"),
                ("moved", "before dawn on Monday", "Before dawn on Monday"),
            ],
        ),
    ],
)
def test_what_was_changed_is_told_to_the_character(
    other: str, expected: list[tuple[str, str, str]]
) -> None:
    assert changes(FLOOD, other) == expected


def test_a_quote_made_indirect_loses_its_marks() -> None:
    one = "“The dam above Tarsk was drained by its keepers last week,” mayor Osk Velem said."
    other = "The dam above Tarsk had been drained by its keepers last week, mayor Osk Velem said."
    assert changes(one, other) == [
        ("cut", "“", ""),
        ("replaced", "was", "had been"),
        ("cut", "”", ""),
    ]


def test_typography_is_no_edit() -> None:
    one = "“The dam’s gate held – all night”, Osk Velem wrote to the council of Tarsk…"
    other = "'The dam's gate held—all night', Osk Velem wrote  to the council of Tarsk..."
    assert changes(one, other) == []


def test_short_agreements_between_long_differences_are_part_of_them() -> None:
    kept = "The council of Tarsk opened its granary to the families of the upper valley"
    one = f"{kept} after the mayor of a town nearby had begged it to."
    other = f"{kept}, which the wardens of the old mill at Ulmen did not like."
    ((kind, left, right),) = changes(one, other)
    assert kind == "replaced"
    assert left.startswith("after the mayor")
    assert right.endswith("did not like")


MILL = "the mill at Ulmen burnt down with its whole harvest on the night of the fair"


def lost(a: Reading, b: Reading) -> list[tuple[str, str, str]]:
    found = only(a, b).lost
    texts = {a.report: a.text, b.report: b.text}
    return [
        (each.kind, each.missing, texts[each.stands.report][each.stands.start : each.stands.end])
        for each in found
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "stands"),
    [
        (f"T{MILL[1:]}, the ministry said.", "the ministry", "said", "the ministry said"),
        (
            f"T{MILL[1:]}, Osk Velem, the mayor, told Varda News on Friday.",
            "Osk Velem, the mayor",
            "told",
            "Osk Velem, the mayor, told Varda News on Friday",
        ),
        (f"The ministry said Friday {MILL}.", "The ministry", "said", "The ministry said Friday"),
        (f"According to police, {MILL}.", "police", "According to", "According to police"),
        (f"“T{MILL[1:]},” said Osk Velem.", "Osk Velem", "said", "said Osk Velem"),
    ],
)  # fmt: skip
def test_an_attribution_that_was_left_out_is_named(
    text: str, speaker: str, cue: str, stands: str
) -> None:
    content = f"T{MILL[1:]}" if f"T{MILL[1:]}" in text else MILL
    with_it, without = reading("a", text, (content, speaker, cue)), f"T{MILL[1:]}."
    assert lost(with_it, reading("b", without)) == [("source", "b", stands)]
    assert lost(reading("a", without), reading("b", text, (content, speaker, cue))) == [
        ("source", "a", stands)
    ]


def test_an_attribution_to_another_speaker_or_at_another_place_is_not_lost() -> None:
    content = f"T{MILL[1:]}"
    one = reading("a", f"{content}, the ministry said.", (content, "the ministry", "said"))
    other = reading("b", f"Farmers reported {MILL}.", (MILL, "Farmers", "reported"))
    moved = reading("b", f"The ministry said {MILL}.", (MILL, "The ministry", "said"))
    unread = reading("b", f"Farmers in the valley said that {MILL}.")
    assert [lost(one, each) for each in (other, moved, unread)] == [[], [], []]


def test_an_attribution_that_both_have_is_not_lost_where_it_was_not_read() -> None:
    content = f"T{MILL[1:]}"
    one = reading("a", f"{content}, the ministry said.", (content, "the ministry", "said"))
    assert lost(one, reading("b", f"By then {MILL}, the ministry said.")) == []


def test_an_attribution_of_other_words_in_the_sentence_is_none_of_the_passage() -> None:
    tail = "nobody would rebuild it"
    text = f"T{MILL[1:]}, and the owner said {tail}."
    one = reading("a", text, (tail, "the owner", "said"))
    assert lost(one, reading("b", f"T{MILL[1:]}.")) == []


def test_an_attribution_far_off_is_none_of_the_passage() -> None:
    text = f"The ministry said this.\nIt rained.\nNobody came.\nT{MILL[1:]}."
    one = reading("a", text, (f"T{MILL[1:]}", "The ministry", "said"))
    assert lost(one, reading("b", f"T{MILL[1:]} again.")) == []


def test_the_attribution_of_a_part_stands_beside_it() -> None:
    text = f"Three guards and a cook in the town hall told the court in Tarsk that {MILL}."
    one = reading("a", text, (f"that {MILL}", "Three guards and a cook in the town hall", "told"))
    other = f"When, in the autumn of that year, {MILL}, nobody thought of the old dam at all."
    ((kind, missing, stands),) = lost(one, reading("b", other))
    assert (kind, missing) == ("source", "b")
    assert stands.startswith("Three guards")
    assert "told" in stands


def test_a_hedge_left_out_is_named() -> None:
    one = "Raiders allegedly burnt the mill at Ulmen with its whole harvest on Sunday night."
    other = one.replace("allegedly ", "")
    assert lost(reading("a", one), reading("b", other)) == [("hedge", "b", "allegedly")]
    both = one.replace("allegedly", "reportedly")
    assert lost(reading("a", one), reading("b", both)) == []


def test_hedges_of_the_vocabulary() -> None:
    data = load("attributions")
    for text, hedge in data["examples"]:
        assert [w for w in words(plain(text)) if w in attributions.hedges()] == [hedge]
    for text in data["counter_examples"]:
        assert not attributions.hedges().intersection(words(plain(text)))
    assert {"said", "announced", "claims", "denied", "according"} <= attributions.reporting()


TOLL = "{} people were killed when the grain silo at the port of Tarsk blew up on Sunday"


@pytest.mark.parametrize(
    ("one", "other", "kind", "comparators"),
    [
        ("At least 200", "More than 200", "comparator", ("at_least", "more_than")),
        ("About 200", "200", "comparator", ("about", "exact")),
        ("Nearly 300", "300", "comparator", ("nearly", "exact")),
        ("Nearly 300", "Over 300", "comparator", ("nearly", "more_than")),
        ("Up to 300", "300", "comparator", ("at_most", "exact")),
        ("Fewer than 90", "About 90", "comparator", ("less_than", "about")),
        ("41", "43", "number", ("exact", "exact")),
        ("At least 41", "At least 43", "number", ("at_least", "at_least")),
        ("Dozens of", "40", "number", ("vague", "exact")),
        ("Between 40 and 50", "50", "number", ("between", "exact")),
    ],
)
def test_a_number_given_otherwise_is_told(
    one: str, other: str, kind: str, comparators: tuple[str, str]
) -> None:
    a, b = reading("a", f"{TOLL.format(one)}."), reading("b", f"{TOLL.format(other)}.")
    (drift,) = only(a, b).drifts
    assert drift.kind == kind
    assert (drift.a.comparator, drift.b.comparator) == comparators
    assert a.text[drift.a.start : drift.a.end] in one
    assert b.text[drift.b.start : drift.b.end] in other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two", "2"),
        ("At least 200", "At least two hundred"),
        ("Barley worth 40 dollars fed 30", "Barley worth 37 euros fed 30"),
    ],
)
def test_a_number_written_otherwise_is_the_same(one: str, other: str) -> None:
    a, b = reading("a", f"{TOLL.format(one)}."), reading("b", f"{TOLL.format(other)} last.")
    assert only(a, b).drifts == ()


def test_each_number_answers_its_own() -> None:
    text = "The port of Tarsk took in {} grain ships, {} trawlers and {} ferries after the storm."
    a, b = reading("a", text.format("20", "35", "4")), reading("b", text.format("20", "36", "4"))
    assert [(d.a.low, d.b.low) for d in only(a, b).drifts] == [(35, 36)]


def test_a_comparator_right_before_a_part_drifts_too() -> None:
    run = "200 families from the upper valley sleep in the school halls of Tarsk tonight"
    a = reading("a", f"Osk Velem, who has been mayor of the town for a year, says at least {run}.")
    b = reading("b", f"Almost {run}, and nobody can say when the river Ansel will fall again.")
    assert [d.kind for d in only(a, b).drifts] == ["comparator"]
