"""Which sentences are edits of one another, and which of two reports answer each other."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.lineage import alignment, edits
from newsledger.lineage.alignment import Match, Run
from newsledger.lineage.readings import Reading, read
from newsledger.lineage.wording import Line, line, tokens
from newsledger.model import Annotations, Sentence, Span

FLOOD = "The river Ansel broke its banks near the market town of Tarsk before dawn on Monday."


def lines(*texts: str) -> list[Line]:
    return [line(text, Sentence(report="r", start=0, end=len(text), paragraph=0)) for text in texts]


def reading(text: str) -> Reading:
    spans = (m.span() for m in re.finditer(r"[^\s.][^.]*\.", text))
    sentences = (Sentence(report="r", start=s, end=e, paragraph=0) for s, e in spans)
    return read(text, Annotations(report="r", sentences=tuple(sentences)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # words changed
        (FLOOD, "The river Ansel burst its banks near the town of Tarsk before dawn on Monday."),
        # tense changed
        (
            "Engineers are closing the coastal road because two bridges have given way there.",
            "Engineers closed the coastal road because two bridges had given way there.",
        ),
        # a clause cut, from the middle and from the end
        (
            "The dam, which prisoners built in 1954, held back the river Ansel for three days.",
            "The dam held back the river Ansel for three days.",
        ),
        (
            "Families crossed the pass with their goats on Sunday night, leaving behind whatever "
            "they could not carry on their backs in the snow.",
            "Families crossed the pass with their goats on Sunday night.",
        ),
        # pieced together
        (
            "Trawlers brought 61 survivors to the old harbour of Ulmen, where nurses had set up "
            "tents, and the coastguard looked on through the fog for four more men.",
            "Trawlers brought 61 survivors to the old harbour and the coastguard looked on through "
            "the fog.",
        ),
        # clauses in another order
        (
            "While a storm closed the bay for trawlers, the coastguard towed three ferries home.",
            "The coastguard towed three ferries home while a storm closed the bay for trawlers.",
        ),
        # a quote made indirect
        (
            "“We shall not leave our villages before the army has left the valley,” Velem said.",
            "They would not leave their villages before the army had left the valley, Velem said.",
        ),
        # a name written otherwise
        (
            "Shells hit two grain silos in Upper-Sennik, the mayor of its capital reported.",
            "Shells hit two grain silos in Sennik, the mayor of its capital reported.",
        ),
    ],
)
def test_an_edit_is_known(one: str, other: str) -> None:
    a, b = lines(one, other)
    assert 0.5 < alignment.overlap(a, b) <= 1
    assert alignment.overlap(b, a) == alignment.overlap(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # one happening in other words
        (
            "At least 41 people died when a grain silo exploded in Tarsk, firefighters report.",
            "The blast that tore through the silo killed 41, and Tarsk is in mourning today.",
        ),
        # a name and an office
        (
            "Bridges stay shut, Dov Maret, adviser to Elia Sorn, head of the Ulmen Republic, said.",
            "Farmers will go, Dov Maret, adviser to Elia Sorn, head of the Ulmen Republic, said.",
        ),
        # set phrases
        (
            "The victim was taken to a hospital in Tarsk with minor injuries.",
            "A boy was taken by ferry to the old hospital in Ulmen with grave injuries to his leg.",
        ),
        (
            "The boy was taken to Saint Odo Hospital with burns.",
            "A miner's wife, who had run into the fire, was taken to Saint Odo Hospital with grave "
            "burns to her hands and face.",
        ),
        # a short sentence whose words a long one happens to have
        (
            "Police found two rifles in the car.",
            "Two men who fled when police stopped their car were found in a barn with old rifles.",
        ),
        ("Nobody was hurt.", "Nobody was hurt."),
        ("", FLOOD),
    ],
)
def test_what_is_no_edit(one: str, other: str) -> None:
    a, b = lines(one, other)
    assert alignment.overlap(a, b) == 0


def test_a_long_run_needs_more_than_a_name_with_its_title() -> None:
    titled, other, run, more = lines(
        "Nothing is settled, Dov Maret, an adviser to Elia Sorn, head of the self-styled Republic "
        "of Ulmen, wrote.",
        "We want to go, Dov Maret, an adviser to Elia Sorn, head of the self-styled Republic of "
        "Ulmen, told Varda News.",
        "In Tarsk the wardens let the old sluice run quite dry for two days before rain came.",
        "Why the wardens let the old sluice run quite dry for two days before that is unknown.",
    )
    assert alignment.long_run(titled, other) is None
    found = alignment.long_run(run, more)
    assert found
    assert run.words[found.a : found.a + found.size][:3] == ("the", "wardens", "let")


def test_a_run_without_a_name_needs_to_be_longer() -> None:
    one, other, named, more = lines(
        "Osk Velem, 40, was charged with theft of a boat with intent to sell, a clerk wrote.",
        "A farmhand who hid in the reeds was charged with theft of a boat with intent to sell.",
        "Osk Velem, 40, was charged with theft of a Tarsk boat with intent to sell, a clerk wrote.",
        "A farmhand who hid there was charged with theft of a Tarsk boat with intent to sell.",
    )
    assert alignment.long_run(one, other) is None
    assert alignment.long_run(named, more)


def test_sentences_answer_one_to_one_and_neighbours_are_one_run() -> None:
    a = reading("One. Two. Three. Four.")
    b = reading("Zero. Two. Three. Four.")
    matches = [Match(1.0, n, n, "identical") for n in (1, 2)] + [Match(0.6, 1, 2, "edited")]
    assert alignment.runs(matches, a, b) == [Run((1, 3), (1, 3), "identical")]


def test_a_sentence_made_of_two_takes_both() -> None:
    whole = reading(
        "The old mill burnt down on Sunday night, and the wardens of Ulmen found two empty cans."
    )
    halves = reading(
        "The old mill burnt down on Sunday night. The wardens of Ulmen found two empty cans. "
        "Nobody slept."
    )
    match = Match(0.9, 0, 0, "edited")
    assert alignment.runs([match], whole, halves) == [Run((0, 0), (0, 1), "edited")]
    assert alignment.runs([match], halves, whole) == [Run((0, 1), (0, 0), "edited")]


def test_very_long_sentences_cost_little() -> None:
    """A table read as one sentence is compared as a whole only."""
    text = " ".join(f"row{n % 977} cell{n % 83}" for n in range(50_000)) + "."
    assert not reading(text).bearers


@given(st.text(alphabet="ab1. ,'’\"\u200b\n-–", max_size=60), st.text("ab1. ,'-", max_size=60))
def test_odd_wordings_are_aligned(one: str, other: str) -> None:
    a, b = tokens(one, 0, len(one)), tokens(other, 0, len(other))
    found = edits.align(a, b)
    whole = Span(start=0, end=len(one)), Span(start=0, end=len(other))
    for i, j in found.pairs():
        assert a[i].word == b[j].word
    for edit in edits.edits(found, *whole):
        assert 0 <= edit.a.start <= edit.a.end <= len(one)
        assert 0 <= edit.b.start <= edit.b.end <= len(other)
    covered = {i for i, _ in found.pairs()} | {
        n for gap in found.gaps for n in range(gap.a0, gap.a1)
    }
    assert covered == set(range(len(a)))
