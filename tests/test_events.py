"""Events: every vocabulary example, then arguments, dates, hazards and the ends of scope."""

import time
from typing import Any

import pytest
from reading import reading

from newsledger import vocabulary
from newsledger.annotators import events
from newsledger.annotators.events.triggers import SLOTS, rules
from newsledger.model import Date, Event, Mention, Place, Zone, identified

TYPES = vocabulary.load_folder("event_types")
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
EXAMPLES = [(table["type"], each) for table in TYPES.values() for each in table["examples"]]
COUNTERS = [
    (table["type"], each["text"]) for table in TYPES.values() for each in table["counter_examples"]
]
READINGS = vocabulary.load("event_status")["examples"]


def read(text: str) -> tuple[Event, ...]:
    report, _, parsed = reading(text)
    return events.annotate(report, parsed, (), (), ())


def told(text: str) -> list[tuple[str, str, str]]:
    return [(each.event_type, each.status, each.trigger.text) for each in read(text)]


def mention(text: str, words: str) -> Mention:
    start = text.index(words)
    report, _, _ = reading(text)
    return identified(
        Mention(
            report=report.id,
            start=start,
            end=start + len(words),
            text=words,
            kind="state",
            name=words,
        )
    )


def place(text: str, words: str) -> Place:
    start = text.index(words)
    return identified(Place(report="r", start=start, end=start + len(words), text=words))


def date(text: str, words: str, value: str | None = None) -> Date:
    start = text.index(words)
    end = start + len(words)
    return identified(Date(report="r", start=start, end=end, text=words, value=value))


def test_every_plover_type_is_a_file_with_legend_and_examples() -> None:
    assert {table["type"] for table in TYPES.values()} == PLOVER
    for name, table in TYPES.items():
        assert table["type"].lower() == name
        assert table["legend"]
        assert table["examples"]
        assert table["counter_examples"]


def test_no_rule_has_a_misspelt_slot_or_an_empty_class() -> None:
    known = {"verbs", "nouns", "adjectives", "mode", "form", "phrases", "as_status"}
    slots = {*SLOTS, "objects", "subjects", "prepositions", "modifiers", "heads"}
    for table in TYPES.values():
        for entry in table["trigger"]:
            assert set(entry) <= known | slots | {f"not_{each}" for each in slots}, entry
    for each in {rule for found in rules().values() for rule in found}:
        assert all(words for _, words in each.needs), each


@pytest.mark.parametrize(("event_type", "example"), EXAMPLES, ids=lambda v: str(v)[:60])
def test_example_is_found(event_type: str, example: dict[str, Any]) -> None:
    found = [
        each
        for each in read(example["text"])
        if each.event_type == event_type and example["trigger"] in each.trigger.text
    ]
    assert len(found) == 1
    assert found[0].status == example.get("status", "happened")
    assert "mode" not in example or found[0].mode == example["mode"]


@pytest.mark.parametrize(("event_type", "text"), COUNTERS)
def test_counter_example_is_not_found(event_type: str, text: str) -> None:
    assert event_type not in {each.event_type for each in read(text)}


@pytest.mark.parametrize("example", READINGS, ids=lambda v: str(v["text"])[:60])
def test_status_example(example: dict[str, str]) -> None:
    found = [each for each in read(example["text"]) if example["trigger"] in each.trigger.text]
    assert [each.status for each in found] == [example["status"]]


@pytest.mark.parametrize(
    "text",
    [
        "The army is preparing to attack the city.",
        "Belmark would release the prisoners in exchange for aid, an envoy said.",
        "The rebels offered to release 20 hostages.",
        "There was no evidence that the rebels had attacked the dam.",
        "Police denied that anyone had been arrested.",
        "Negotiators failed to reach an agreement in Tarsk.",
        "The president is considering imposing a curfew.",
        "The two sides are close to a deal on prisoners.",
        "A ceasefire is expected to take effect at midnight.",
        "The mayor said he would impose a curfew if the violence continued.",
        "Unless the army withdraws, the rebels will kill the hostages.",
        "The proposed amnesty would cover 200 fighters.",
        "Police prevented protesters from storming the parliament.",
        "Belmark said it had no plans to send troops.",
        "The ministry said reports of an attack on the base were false.",
        "Talks on a prisoner exchange are to begin on Monday.",
        "It was unclear whether the army had withdrawn.",
        "Diplomats discussed a possible ceasefire.",
        "Aid has yet to reach the town.",
        "The group claims it did not kidnap the engineers.",
        "Unions called a general strike for Thursday.",
        "The plan foresees an amnesty for fighters who give up their arms.",
        "There was no agreement yet on guarantees or an amnesty.",
    ],
)
def test_what_did_not_happen_is_never_told_as_happened(text: str) -> None:
    found = read(text)
    assert found
    assert not {"happened", "ongoing"} & {each.status for each in found}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels said they had released 20 hostages.",
        "Police were forced to withdraw.",
        "The army, which seized the port in May, has blockaded the bay.",
        "The ministry confirmed that soldiers had opened fire on the crowd.",
        "Belmark condemned the attack and will vote in June.",
        "Although the mayor may resign, the army bombed the airport.",
    ],
)
def test_what_is_told_as_fact_happened(text: str) -> None:
    assert read(text)[-1].status == "happened" or read(text)[0].status == "happened"


def test_noun_and_support_verb_are_one_event() -> None:
    assert told("The army carried out an attack on the port.") == [
        ("ASSAULT", "happened", "carried out an attack")
    ]


def test_passive_agent_and_object() -> None:
    text = "Ulmen was attacked by Norvania."
    report, _, parsed = reading(text)
    by, on = mention(text, "Norvania"), mention(text, "Ulmen")
    (found,) = events.annotate(report, parsed, (by, on), (), ())
    assert (found.actor, found.target) == (by.id, on.id)


def test_owner_and_object_of_an_event_noun() -> None:
    text = "Norvania's offensive against Belmark began in May."
    report, _, parsed = reading(text)
    by, on = mention(text, "Norvania"), mention(text, "Belmark")
    (found,) = events.annotate(report, parsed, (by, on), (), ())
    assert (found.actor, found.target) == (by.id, on.id)


def test_subject_of_the_support_verb_acts() -> None:
    text = "Norvania launched an attack on Belmark."
    report, _, parsed = reading(text)
    by, on = mention(text, "Norvania"), mention(text, "Belmark")
    (found,) = events.annotate(report, parsed, (by, on), (), ())
    assert (found.actor, found.target) == (by.id, on.id)


def test_place_and_date_of_the_same_clause_only() -> None:
    text = "The mayor said on Friday in Tarsk that rebels had attacked a base in Ulmen on Monday."
    report, _, parsed = reading(text)
    places = (place(text, "Tarsk"), place(text, "Ulmen"))
    dates = (date(text, "on Friday"), date(text, "on Monday"))
    (found,) = events.annotate(report, parsed, (), places, dates)
    assert (found.place, found.date) == (places[1].id, dates[1].id)


def test_date_of_another_clause_is_not_taken() -> None:
    text = "The mayor said on Friday that rebels had attacked a base."
    report, _, parsed = reading(text)
    (found,) = events.annotate(report, parsed, (), (), (date(text, "on Friday"),))
    assert found.date is None


def test_duration_is_no_date() -> None:
    text = "The army ended a 10-day siege."
    report, _, parsed = reading(text)
    found = events.annotate(report, parsed, (), (), (date(text, "10-day", "P10D"),))
    assert found
    assert all(each.date is None for each in found)


def test_deaths_in_a_disaster_are_no_assault() -> None:
    text = "An earthquake hit Tarsk. At least 40 people were killed, officials said."
    assert not read(text)
    assert told("Gunmen attacked a bus in Tarsk. At least 40 people were killed.") == [
        ("ASSAULT", "happened", "attacked"),
        ("ASSAULT", "happened", "killed"),
    ]


def test_troops_in_a_disaster_are_aid() -> None:
    found = told("Floods hit the valley. The army deployed 300 soldiers on Monday.")
    assert found == [("AID", "happened", "deployed 300 soldiers")]


def test_what_is_demanded_is_told_with_the_demand() -> None:
    assert [each[0] for each in told("Belmark urged the rebels to release the hostages.")] == [
        "REQUEST"
    ]


def test_headlines_are_left_out_where_zones_are_known() -> None:
    text = "Army attacks port\n\nThe army attacked the port on Monday."
    report, _, parsed = reading(text)
    zones = (
        Zone(report=report.id, start=0, end=17, kind="headline"),
        Zone(report=report.id, start=17, end=len(text), kind="body"),
    )
    found = events.annotate(report, parsed, (), (), (), zones=zones)
    assert [each.trigger.start for each in found] == [text.index("attacked")]


def test_trigger_text_is_what_stands_there() -> None:
    text = "The rebels laid down their arms, and the army lifted the “curfew”."
    for each in read(text):
        assert text[each.trigger.start : each.trigger.end] == each.trigger.text
        assert each.trigger.text


@pytest.mark.parametrize("text", ["", " ", "??", "attack", "If if if.", "\u200b attack \x00 of of"])
def test_odd_text_raises_nothing(text: str) -> None:
    read(text)


def test_reading_twice_gives_the_same() -> None:
    text = "Police arrested ten men after the army shelled Tarsk, and aid reached Ulmen."
    assert read(text) == read(text)


def test_time_grows_with_the_text_and_no_faster() -> None:
    line = "The army attacked Tarsk and Ulmen after talks on a deal failed, officials said.\n"
    report, _, parsed = reading(line * 300)
    begun = time.perf_counter()
    found = events.annotate(report, parsed, (), (), ())
    assert len(found) >= 600
    assert time.perf_counter() - begun < 3
