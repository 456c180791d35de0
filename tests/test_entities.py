"""Mentions in a report, and the entities they are of across reports."""

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

import pytest
from reading import reading

from newsledger import entities, names, vocabulary
from newsledger.annotators import entities as annotator
from newsledger.annotators import places
from newsledger.annotators.entities.lexicon import lexicon
from newsledger.model import Entity, Mention, Place

NORVANIA = """
[[polity]]
name = "Norvania"
kind = "state"
demonyms = ["Norvanian"]
capital = "Tarsk"

[[polity]]
name = "Velden"
aliases = ["Republic of Velden", "Welden"]
within = "Norvania"

[[place]]
name = "Tarsk"
within = "Norvania"
precision = "town"
latitude = 51.0
longitude = 9.0
population = 500000
"""


@pytest.fixture(scope="module", name="known")
def user_names(tmp_path_factory: pytest.TempPathFactory) -> names.Names:
    file: Path = tmp_path_factory.mktemp("names") / "names.toml"
    file.write_text(NORVANIA)
    return names.load(names.read([file]))


def mentions_of(text: str, known: names.Names) -> tuple[Mention, ...]:
    report, _, parsed = reading(text)
    return annotator.annotate(report, parsed, known)


def named(text: str, known: names.Names) -> dict[str, tuple[str, str]]:
    return {m.text: (m.name, m.kind) for m in mentions_of(text, known)}


@pytest.mark.parametrize("example", vocabulary.load("titles")["example"], ids=lambda e: e["text"])
def test_examples_of_the_vocabulary(example: dict[str, object], known: names.Names) -> None:
    found = [[m.name, m.kind] for m in mentions_of(str(example["text"]), known)]
    if "mention" in example:
        assert example["mention"] in found
    assert example.get("not_mention") not in [name for name, _ in found]


@pytest.mark.parametrize(
    "text",
    [
        "Norvania's Defence Ministry said two ships had left.",
        "The Norvanian defense ministry said two ships had left.",
        "The Defence Ministry in Tarsk said two ships had left.",
        "Two ships had left, said the Ministry of Defence of Norvania.",
        "A Norvanian Defence Ministry statement said two ships had left.",
        "The press service of the Norvanian Ministry of Defence said two ships had left.",
    ],
)
def test_a_ministry_has_one_name_however_it_is_written(text: str, known: names.Names) -> None:
    found = mentions_of(text, known)
    assert ("Norvanian Defence Ministry", "organisation", "Norvania") in {
        (m.name, m.kind, m.of) for m in found
    }


def test_a_bare_ministry_is_the_one_named_before(known: names.Names) -> None:
    found = mentions_of(
        "Norvania's Health Ministry said ten people were ill. The ministry said two had died. "
        "The Icelandic ministry said nobody was ill there.",
        known,
    )
    ministries = [m.name for m in found if m.name.endswith("Ministry")]
    assert ministries == [
        "Norvanian Health Ministry", "Norvanian Health Ministry", "Icelandic Health Ministry",
    ]  # fmt: skip


def test_titles_before_and_after_a_name_are_roles(known: names.Names) -> None:
    found = mentions_of(
        "Norvanian Prime Minister Anna Lund said on Friday the road was closed. "
        "Peter Holm, an adviser to Anna Lund, told reporters it was open. "
        "Mr Holm said no more.",
        known,
    )
    persons = [m for m in found if m.kind == "person" and m.name[0].isupper()]
    assert [(m.name, m.role, m.of) for m in persons] == [
        ("Anna Lund", "Prime Minister", "Norvania"),
        ("Peter Holm", "adviser", "Anna Lund"),
        ("Anna Lund", None, None),
        ("Peter Holm", None, None),
    ]
    assert all(m.role in m.text for m in persons if m.role)


def test_a_family_name_of_two_persons_leads_to_neither(known: names.Names) -> None:
    found = mentions_of(
        "Minister Anna Lund met General Peter Lund on Friday. Mrs Lund said nothing.", known
    )
    assert {m.name for m in found if m.kind == "person"} == {"Anna Lund", "Peter Lund", "Lund"}


def test_a_capital_that_speaks_is_its_state_and_else_a_place(known: names.Names) -> None:
    spoke = named("Tarsk said on Monday it had withdrawn its troops.", known)
    stood = named("Two people were hurt in Tarsk on Monday.", known)
    assert spoke["Tarsk"] == ("Norvania", "state")
    assert stood["Tarsk"] == ("Tarsk", "place")


def test_peoples_of_a_place_are_one_group(known: names.Names) -> None:
    found = mentions_of(
        "Germans in Velden said they were hungry. Velden Germans had fled, and the ethnic "
        "Germans said they feared more.",
        known,
    )
    assert [m.name for m in found if m.kind == "group"] == ["Velden Germans"] * 3


def test_separatists_are_of_the_one_contested_polity(known: names.Names) -> None:
    text = "Shells fell on Velden. The separatist authorities said five people were hurt."
    assert named(text, known)["separatist authorities"] == ("Velden authorities", "organisation")


def test_an_acronym_in_brackets_leads_to_the_full_name(known: names.Names) -> None:
    found = mentions_of(
        "The Harbour Safety Council (HSC) said the pier was open. The HSC said more later.", known
    )
    assert {m.name for m in found if m.text == "HSC"} == {"Harbour Safety Council"}


def test_offices_that_speak_are_named_by_their_phrase(known: names.Names) -> None:
    found = named(
        "A Reuters reporter said the square was empty. Norvanian officials said so too. "
        "The spokeswoman of the Norvanian prime minister said nothing.",
        known,
    )
    assert ("Reuters reporter", "person") in found.values()
    assert ("Norvanian officials", "group") in found.values()
    assert ("spokeswoman of the Norvanian prime minister", "person") in found.values()


@pytest.mark.parametrize(
    "text",
    [
        "Reading books is good for you, said nobody.",
        "Mobile phones did not work on Friday.",
        "David Holm said he was tired, and David went home.",
        "Most of the houses burned.",
        "No group said it had done it.",
    ],
)
def test_common_words_and_given_names_are_no_places(text: str, known: names.Names) -> None:
    assert not [m for m in mentions_of(text, known) if m.kind in {"place", "organisation"}]


def test_mentions_hold_what_they_claim_and_pronouns_are_none(known: names.Names) -> None:
    text = "Anna Lund said she knew. They told her that Velden was quiet, the Tarsk police said."
    found = mentions_of(text, known)
    assert found
    assert all(text[m.start : m.end] == m.text for m in found)
    assert not {"she", "They", "her"} & {m.text for m in found}
    assert len({m.id for m in found}) == len(found)


@pytest.mark.parametrize("text", ["", "(", "’s", "Ministry of", "the ministry of the", "A" * 3000])
def test_odd_text_raises_nothing(text: str, known: names.Names) -> None:
    mentions_of(text, known)


def test_word_lists_are_in_small_letters() -> None:
    words = lexicon()
    for each in (words.offices, words.bodies, words.people, words.honorifics, words.acts):
        assert all(word == word.lower() for word in each)


def resolved(
    texts: Sequence[str], known: names.Names
) -> tuple[tuple[Entity, ...], dict[str, str], list[Mention], list[Place]]:
    mentions: dict[str, tuple[Mention, ...]] = {}
    located: dict[str, tuple[Place, ...]] = {}
    for text in texts:
        report, _, parsed = reading(text)
        mentions[report.id] = annotator.annotate(report, parsed, known)
        located[report.id] = places.annotate(report, mentions[report.id], known)
    found, ids = entities.resolve(mentions, located, known)
    said = [m for each in mentions.values() for m in each]
    return found, dict(ids), said, [p for each in located.values() for p in each]


def by_name(found: Sequence[Entity]) -> dict[str, Entity]:
    return {entity.name: entity for entity in found}


TEXTS = (
    "Norvanian President Omar Barhouni said on Friday that Velden was quiet.",
    "President Omar Barhuni of Norvania said that Welden was quiet. Barhuni spoke in Norvania.",
    "Nina Falk said she had fled from Tarsk. The Norvanian defense ministry said nothing.",
    "Norvania's Defence Ministry said nothing about Velden.",
)


def test_every_mention_and_place_leads_to_an_entity(known: names.Names) -> None:
    found, ids, said, located = resolved(TEXTS, known)
    assert set(ids) == {m.id for m in said} | {p.id for p in located}
    assert set(ids.values()) == {entity.id for entity in found}
    assert len({entity.id for entity in found}) == len(found)


def test_spellings_aliases_and_states_are_one_entity(known: names.Names) -> None:
    found, ids, said, located = resolved(TEXTS, known)
    barhouni = {ids[m.id] for m in said if "Barh" in m.text}
    assert len(barhouni) == 1
    assert len({ids[m.id] for m in said if m.text in {"Velden", "Welden"}}) == 1
    assert len({ids[m.id] for m in said if "inistry" in m.text}) == 1
    norvania = {ids[m.id] for m in said if m.name == "Norvania"}
    norvania |= {ids[p.id] for p in located if p.name == "Norvania"}
    assert len(norvania) == 1
    velden = by_name(found)["Velden"]
    assert velden.kind == "polity"
    assert "Welden" in velden.aliases


def test_only_persons_without_an_office_are_private(known: names.Names) -> None:
    found = by_name(resolved(TEXTS, known)[0])
    assert not found["Nina Falk"].public
    barhouni = next(e for name, e in found.items() if name.startswith("Omar"))
    assert barhouni.public
    assert {(role.title, role.of) for role in barhouni.roles} >= {("President", "Norvania")}
    assert barhouni.aliases == tuple(sorted(barhouni.aliases))


def test_the_order_of_reports_makes_no_difference(known: names.Names) -> None:
    forth, back = resolved(TEXTS, known), resolved(TEXTS[::-1], known)
    assert forth[0] == back[0]
    assert forth[1] == back[1]


def test_unlike_names_stay_apart(known: names.Names) -> None:
    texts = ("Minister Anna Lund said no.", "Minister Hanna Lunde said yes.", "Ivan Holm said no.")
    found, *_ = resolved(texts, known)
    assert {"Anna Lund", "Hanna Lunde", "Ivan Holm"} <= {e.name for e in found}


def test_no_reports_no_entities(known: names.Names) -> None:
    assert entities.resolve(MappingProxyType({}), MappingProxyType({}), known) == ((), {})
