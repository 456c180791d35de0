"""Shared text: identical and edited sentences, runs of them, and what is none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.lineage import passages
from newsledger.lineage.readings import Reading, read
from newsledger.model import Annotations, Dispatch, Member, Passage, Sentence

FLOOD = "The river Ansel broke its banks near the market town of Tarsk before dawn on Monday."
ROAD = "Engineers closed the coastal road between Tarsk and the port after two bridges gave way."
BACK = (
    "Norvania has disputed the valley with its neighbour since a treaty of 1954, and thousands "
    "of families moved away in the years that followed."
)
SHELTER = "Schools in the upper districts opened their halls to people who had lost their homes."


def sentences(report: str, text: str) -> tuple[Sentence, ...]:
    """One sentence a stop; a paragraph a line."""
    return tuple(
        Sentence(
            report=report, start=m.start(), end=m.end(), paragraph=text.count("\n", 0, m.end())
        )
        for m in re.finditer(r"[^\s.][^.\n]*\.[\"”]?", text)
    )


def reading(report: str, text: str) -> Reading:
    return read(text, Annotations(report=report, sentences=sentences(report, text)))


def found(
    texts: Mapping[str, str], spans: Mapping[str, Sequence[Sentence]] | None = None
) -> tuple[Passage, ...]:
    spans = spans or {key: sentences(key, text) for key, text in texts.items()}
    readings = [
        read(texts[key], Annotations(report=key, sentences=tuple(spans[key])))
        for key in sorted(texts)
    ]
    return tuple(p for a, b in combinations(readings, 2) for p in passages.between(a, b))


def shown(passage: Passage, texts: Mapping[str, str]) -> tuple[str, str]:
    a, b = passage.a, passage.b
    return texts[a.report][a.start : a.end], texts[b.report][b.start : b.end]


def test_a_sentence_two_reports_carry_is_a_passage_exact_to_the_character() -> None:
    texts = {
        "r1": f"Council members met at noon to hear the mayor.\n\n{BACK}\n",
        "r2": f"{BACK} Fishermen in Ulmen mended nets while harbour prices fell.",
    }
    (passage,) = found(texts)
    assert passage.kind == "identical"
    assert shown(passage, texts) == (BACK, BACK)
    assert not passage.same_dispatch


def test_typography_and_white_space_make_no_difference() -> None:
    texts = {
        "r1": "“The dam's gate held all night”, Osk Velem wrote – twice – to the council.",
        "r2": '"The dam’s gate held  all\nnight", Osk Velem wrote - twice - to the council.',
    }
    made = {
        key: [Sentence(report=key, start=0, end=len(text), paragraph=0)]
        for key, text in texts.items()
    }
    (passage,) = found(texts, made)
    assert passage.kind == "identical"


def test_neighbours_are_one_passage_and_short_ones_join_it() -> None:
    both = f"{FLOOD} Nobody slept. {ROAD}"
    texts = {"r1": f"{both} Prices rose at once.", "r2": f"Prices fell at once. {both}"}
    (passage,) = found(texts)
    assert shown(passage, texts) == (both, both)


def test_sentences_in_another_order_are_two_passages() -> None:
    texts = {"r1": f"{FLOOD} {ROAD}", "r2": f"{ROAD} {SHELTER} {FLOOD}"}
    assert sorted(shown(p, texts)[0] for p in found(texts)) == sorted([FLOOD, ROAD])


def test_a_short_sentence_alone_is_no_passage() -> None:
    assert not found({"r1": f"Nobody was hurt. {FLOOD}", "r2": f"Nobody was hurt. {ROAD}"})


def test_changed_words_and_cut_clauses_are_an_edited_passage() -> None:
    edited = "The river Ansel burst its banks near the town of Tarsk before dawn on Monday."
    texts = {"r1": FLOOD, "r2": edited}
    (passage,) = found(texts)
    assert passage.kind == "edited"
    assert shown(passage, texts) == (FLOOD, edited)


RUN = "offers a pardon to fighters who hand in their rifles before the harvest"


def test_a_sentence_that_was_continued_anew_is_an_edited_passage() -> None:
    texts = {
        "r1": f"Norvania {RUN} and lets the valley farmers cross the border freely this year.",
        "r2": f"Its government {RUN}, though some units swear to go on, an adviser wrote in Ulmen.",
    }
    (passage,) = found(texts)
    assert passage.kind == "edited"
    assert shown(passage, texts) == (texts["r1"], texts["r2"])


def test_a_long_run_inside_differing_sentences_is_a_passage_of_its_own_characters() -> None:
    texts = {
        "r1": f"After weeks of talks in Tarsk the council of elders {RUN}.",
        "r2": f"Norvania {RUN}, and lets all valley farmers cross the border freely this year.",
    }
    (passage,) = found(texts)
    assert passage.kind == "identical"
    assert shown(passage, texts) == (RUN, RUN)


def test_parts_of_a_sentence_read_the_same_but_for_typography() -> None:
    run = "the “old – and only” dam’s sluice was left open for two days by its keepers"
    plainly = "the 'old - and only' dam's sluice was left open for two days by its keepers"
    texts = {
        "r1": f"Engineers who walked the valley after the flood of Monday say {run}.",
        "r2": f"Why {plainly}, while rain fell and the river Ansel rose, nobody has explained.",
    }
    (passage,) = found(texts)
    assert passage.kind == "identical"
    assert shown(passage, texts) == (run, plainly)


def test_a_sentence_split_in_two_is_one_edited_passage() -> None:
    first = "The river Ansel broke its banks near the market town of Tarsk before dawn on Monday"
    second = "engineers closed the coastal road to the port after two bridges gave way"
    texts = {"r1": f"{first}, and {second}.", "r2": f"{first}. E{second[1:]}."}
    (passage,) = found(texts)
    assert passage.kind == "edited"
    assert shown(passage, texts) == (texts["r1"], texts["r2"])


def test_a_clause_that_changed_places_is_an_edited_passage() -> None:
    texts = {
        "r1": "While a storm closed the bay for trawlers, the coastguard towed three ferries home.",
        "r2": "The coastguard towed three ferries home while a storm closed the bay for trawlers.",
    }
    (passage,) = found(texts)
    assert {edit.kind for edit in passage.edits} >= {"moved"}


def test_names_written_otherwise_and_headline_capitals_do_not_hide_an_edit() -> None:
    texts = {
        "r1": "Families Leave Upper-Sennik as Shells Hit Grain Silos Near the Tarsk Ferry",
        "r2": "Families leave Sennik as shells hit grain silos near the Tarsk ferry.",
    }
    made = {
        key: [Sentence(report=key, start=0, end=len(text), paragraph=0)]
        for key, text in texts.items()
    }
    (passage,) = found(texts, made)
    assert passage.kind == "edited"
    assert ("Upper-Sennik", "Sennik") in [
        (texts["r1"][e.a.start : e.a.end], texts["r2"][e.b.start : e.b.end]) for e in passage.edits
    ]


def test_what_a_passage_says_is_checked_on_the_texts() -> None:
    texts = {"r1": f"{FLOOD} {ROAD}", "r2": f"{FLOOD} {ROAD.replace('two bridges', 'a dam')}"}
    made = found(texts)
    assert {passage.kind for passage in made} == {"identical", "edited"}
    assert not [fault for passage in made for fault in passages.faults(passage, texts)]
    changed = texts | {"r2": texts["r2"].replace("Ansel", "Ursel")}
    assert [fault for passage in made for fault in passages.faults(passage, changed)]
    edited = next(passage for passage in made if passage.edits)
    moved = replace(edited, b=replace(edited.b, start=edited.b.end - 5))
    assert [*passages.faults(moved, texts)]


def test_stray_marks_at_the_ends_are_no_edit() -> None:
    texts = {"r1": f"– {FLOOD}", "r2": FLOOD}
    (passage,) = found(texts)
    assert passage.kind == "identical"
    assert shown(passage, texts) == (FLOOD, FLOOD)


def test_text_between_two_sentences_parts_their_passages() -> None:
    texts = {"r1": f"{FLOOD} {ROAD}", "r2": f"{FLOOD}\nPhoto: Varda\n{ROAD}"}
    spans = {
        key: [s for s in sentences(key, text) if "Photo" not in text[s.start : s.end]]
        for key, text in texts.items()
    }
    made = found(texts, spans)
    assert [shown(p, texts)[1] for p in made] == [FLOOD, ROAD]


SET_PHRASES = [
    ("The victim was taken to a hospital in Tarsk with minor injuries.",
     "A boy was taken by ferry to the old hospital in Ulmen with grave injuries to his legs."),
    ("Miners found dead after the blast were named as Osk Velem, 40, and Ilo Brand, 31.",
     "Four people were found dead after a blast in a mine near Tarsk, the mayor said on Friday."),
    ("A 39-year-old man was shot in the leg on Harbour Street and taken to Saint Odo.",
     "The other victim, a 22-year-old man, was shot in the arm near the market hall."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SET_PHRASES)
def test_set_phrases_of_the_trade_are_no_passage(one: str, other: str) -> None:
    assert not found({"r1": one, "r2": other})


def test_which_report_is_named_first_makes_no_difference() -> None:
    a, b = reading("a", f"{FLOOD} {ROAD}"), reading("b", f"{ROAD} {BACK}")
    assert passages.between(a, b) == passages.between(b, a) != ()


def test_the_same_person_and_office_in_two_statements_is_no_passage() -> None:
    office = "Dov Maret, an adviser to Elia Sorn, head of the self-styled Republic of Ulmen"
    texts = {
        "r1": f"“Nothing has been settled about the bridge,” {office}, told Varda News.",
        "r2": f"“Our families want to leave before the winter comes,” {office}, told Varda News.",
    }
    assert not found(texts)


def test_the_same_facts_in_other_words_are_no_passage() -> None:
    texts = {
        "r1": "At least 41 people died when a grain silo exploded in Tarsk, firefighters report.",
        "r2": "The blast that tore through the silo killed 41, and Tarsk is in mourning today.",
    }
    assert not found(texts)


def test_text_repeated_inside_one_report_is_no_passage() -> None:
    assert not found({"r1": f"{FLOOD} {FLOOD}", "r2": ROAD})


def test_order_of_input_makes_no_difference() -> None:
    texts = {"a": f"{FLOOD} {ROAD}", "b": f"{ROAD} {BACK}", "c": f"{BACK} {FLOOD} {ROAD}"}
    made = found(texts)
    assert len(made) == 4
    assert all(made == found({k: texts[k] for k in keys}) for keys in permutations(texts))
    assert all(p.id and p.a.report < p.b.report for p in made)


def test_mark_tells_passages_inside_a_dispatch_from_background() -> None:
    made = found({"a": FLOOD, "b": FLOOD, "c": FLOOD})
    one = Dispatch(
        id="d1",
        members=(Member(report="a", relation="first"), Member(report="c", relation="copy", of="a")),
    )
    two = Dispatch(id="d2", members=(Member(report="b", relation="first"),))
    marked = passages.mark(made, (one, two))
    assert {(p.a.report, p.b.report): p.same_dispatch for p in marked} == {
        ("a", "b"): False,
        ("a", "c"): True,
        ("b", "c"): False,
    }
    assert [p.id for p in marked] == [p.id for p in made]


def test_nothing_to_read() -> None:
    assert found({}) == ()
    assert found({"a": "", "b": "..."}) == ()


@given(st.lists(st.text(alphabet="ab1., '’\"\u200b\nÀß٣_-", max_size=60), max_size=4))
def test_odd_text_is_survived(given_texts: list[str]) -> None:
    texts = {f"r{n}": text for n, text in enumerate(given_texts)}
    spans = {
        key: [Sentence(report=key, start=0, end=len(text), paragraph=0)]
        for key, text in texts.items()
    }
    for passage in found(texts, spans):
        assert passage.a.end <= len(texts[passage.a.report])


def test_an_appeal_in_two_reports_is_no_passage() -> None:
    appeal = "Anyone with information on the theft of boats is asked to call the wardens of Ulmen."
    assert not found({"r1": f"{FLOOD} {appeal}", "r2": f"{ROAD} {appeal}"})
