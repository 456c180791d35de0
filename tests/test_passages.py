"""Shared text: identical and edited sentences, runs of them, and what is none."""

import re
from collections.abc import Mapping
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from newsledger.lineage import passages
from newsledger.lineage.wording import common_words, content, plain, words
from newsledger.model import Dispatch, Member, Passage, Sentence
from newsledger.vocabulary import load

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


def found(texts: Mapping[str, str]) -> tuple[Passage, ...]:
    return passages.find(texts, {key: sentences(key, text) for key, text in texts.items()})


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
    (passage,) = passages.find(texts, made)
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


def test_a_long_run_inside_another_sentence_is_an_edited_passage() -> None:
    run = "offers a pardon to fighters who hand in their rifles before the harvest"
    texts = {
        "r1": f"Norvania {run} and lets the valley farmers cross the border freely this year.",
        "r2": f"Its government {run}, though some units swear to go on, an adviser wrote in Ulmen.",
    }
    assert [p.kind for p in found(texts)] == ["edited"]


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


def test_a_sentence_everyone_carries_yields_pairs_in_proportion_to_its_bearers() -> None:
    bearers = 3 * passages.MOST_PAIRED
    made = found({f"r{n:03}": f"Item {n} of the day opens here. {BACK}" for n in range(bearers)})
    assert len(made) == bearers - 1
    assert {p.a.report for p in made} == {"r000"}


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
    for passage in passages.find(texts, spans):
        assert passage.a.end <= len(texts[passage.a.report])


def test_common_words_examples() -> None:
    assert "the" in common_words()
    for example in load("common_words")["examples"]:
        assert list(content(words(plain(example["text"])))) == example["content"]
