import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from reading import reading, report_of

from newsledger.annotators.statements import annotate, cues, quotes
from newsledger.language import Parsed
from newsledger.model import EntityKind, Mention, Report, Statement, identified

Names = dict[str, tuple[EntityKind, str]]

NAMES: Names = {
    "Mira Tolen": ("person", "Mira Tolen"),
    "Tolen": ("person", "Mira Tolen"),
    "Anton Berg": ("person", "Anton Berg"),
    "Norvania": ("state", "Norvania"),
    "Ulmen": ("state", "Ulmen"),
    "Norvanian Defence Ministry": ("organisation", "Norvanian Defence Ministry"),
    "Red Cross": ("organisation", "Red Cross"),
}


def mentions(report: Report, names: Names) -> tuple[Mention, ...]:
    found: dict[int, Mention] = {}
    for text in sorted(names, key=len, reverse=True):
        start = report.text.find(text)
        while start >= 0:
            end, (kind, name) = start + len(text), names[text]
            if not any(m.start <= start < m.end for m in found.values()):
                found[start] = identified(
                    Mention(report=report.id, start=start, end=end, text=text, kind=kind, name=name)
                )
            start = report.text.find(text, end)
    return tuple(found.values())


def read(text: str, names: Names = NAMES) -> tuple[str, tuple[Mention, ...], tuple[Statement, ...]]:
    report, _, parsed = reading(text)
    known = mentions(report, names)
    return text, known, annotate(report, parsed, known)


def said(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    _, _, found = read(text)
    return [
        (
            s.speaker.text if s.speaker else None,
            s.cue.text if s.cue else None,
            [text[c.start : c.end] for c in s.content],
        )
        for s in found
    ]


def voice(text: str, number: int = -1) -> str | None:
    _, known, found = read(text)
    speaker = found[number].speaker
    by_id = {mention.id: mention.name for mention in known}
    return by_id[speaker.entity] if speaker and speaker.entity else None


def entries() -> Iterator[dict[str, Any]]:
    path = resources.files("newsledger.vocabulary").joinpath("cue_verbs.toml")
    vocabulary = tomllib.loads(path.read_text(encoding="utf-8"))
    yield from (*vocabulary["verb"], *vocabulary["noun"])


@pytest.mark.parametrize("entry", list(entries()), ids=lambda entry: entry["name"])
def test_vocabulary_examples(entry: dict[str, Any]) -> None:
    assert entry["examples"]
    for text, speaker, content in entry["examples"]:
        _, _, found = read(text)
        rows = {(s.speaker.text if s.speaker else None, _words(text, s)): s for s in found}
        assert (speaker, content) in rows
        assert rows[speaker, content].polarity == entry.get("polarity", "asserted")


@pytest.mark.parametrize("entry", list(entries()), ids=lambda entry: entry["name"])
def test_vocabulary_counter_examples(entry: dict[str, Any]) -> None:
    assert entry["counter_examples"]
    for text in entry["counter_examples"]:
        assert said(text) == []


def _words(text: str, statement: Statement) -> str:
    return " ".join(text[c.start : c.end] for c in statement.content)


def test_direct_speech_before_after_and_around_the_cue() -> None:
    assert said("“The road is closed,” Mira Tolen said.") == [
        ("Mira Tolen", "said", ["“The road is closed,”"])
    ]
    assert said('Mira Tolen said: "The road is closed."') == [
        ("Mira Tolen", "said", ['"The road is closed."'])
    ]
    assert said("“The road,” said Mira Tolen, a teacher, “is closed today.”") == [
        ("Mira Tolen, a teacher", "said", ["“The road,”", "“is closed today.”"])
    ]
    assert said("“The road is closed,” Mira Tolen said. “Nobody can leave.”") == [
        ("Mira Tolen", "said", ["“The road is closed,”", "“Nobody can leave.”"])
    ]


def test_quotation_without_a_cue_keeps_the_last_speaker() -> None:
    text = "“The road is closed,” Mira Tolen said.\n\n“We have no water. We have no bread.”"
    first, second = said(text)
    assert second == ("Mira Tolen", None, ["“We have no water. We have no bread.”"])
    assert voice(text) == "Mira Tolen"
    assert first[1] == "said"


def test_quotation_with_nobody_to_carry_over_has_no_speaker() -> None:
    assert said("“We have no water at all.”") == [(None, None, ["“We have no water at all.”"])]


def test_terms_in_marks_are_no_statements() -> None:
    assert said("Norvania began its “cleansing” operation near Tarsk on Monday.") == []
    assert said("The film “Gone to Tarsk” opened in the capital.") == []


def test_marks_of_every_kind_are_paired() -> None:
    for text in (
        "‘It fell,’ he said.",
        '"It fell," he said.',
        "«It fell», he said.",
        "''It fell,'' he",
    ):
        first, *rest = quotes.find(text, 0, len(text))
        assert not rest
        assert "It fell" in text[first.start : first.end]
    text = "‘We saw the soldiers’ homes burn,’ he said."
    assert [(q.start, q.end) for q in quotes.find(text, 0, len(text))] == [(0, 34)]


def test_indirect_speech() -> None:
    assert said("Norvania said on Friday that its troops had left Tarsk.") == [
        ("Norvania", "said", ["that its troops had left Tarsk"])
    ]
    assert said("The troops, Norvania said, had left Tarsk.") == [
        ("Norvania", "said", ["The troops", "had left Tarsk"])
    ]
    assert said("According to the Red Cross, 40 people have fled Tarsk.") == [
        ("the Red Cross", "According to", ["40 people have fled Tarsk"])
    ]


def test_coordinated_cues_are_two_statements_of_one_speaker() -> None:
    rows = said("The Red Cross said it had sent blankets and said it would send more.")
    assert rows == [
        ("The Red Cross", "said", ["it had sent blankets"]),
        ("The Red Cross", "said", ["it would send more"]),
    ]
    rows = said("Farmers say they will be forced out and have accused Ulmen of betraying them.")
    assert rows == [
        ("Farmers", "say", ["they will be forced out"]),
        ("Farmers", "accused", ["Ulmen of betraying them"]),
    ]


def test_statement_inside_a_statement() -> None:
    rows = said("Norvania said that aid had reached families who say Ulmen has abandoned them.")
    assert [(speaker, content) for speaker, _, content in rows] == [
        ("Norvania", ["that aid had reached families who say Ulmen has abandoned them"]),
        ("families", ["Ulmen has abandoned them"]),
    ]


def test_mode() -> None:
    modes = {
        "“We are leaving,” Mira Tolen said.": "direct",
        "Mira Tolen said they were leaving.": "indirect",
        "Mira Tolen said they were leaving “for good”.": "mixed",
    }
    assert {text: read(text)[2][0].mode for text in modes} == modes


def test_polarity() -> None:
    polarity = {
        "Ulmen denied that its troops had crossed the river.": "denied",
        "Mira Tolen said 20 people may have died.": "hedged",
        "Ulmen did not say how many had died.": "hedged",
        "Ulmen said that 20 people had died.": "asserted",
    }
    assert {text: read(text)[2][0].polarity for text in polarity} == polarity


def test_channel() -> None:
    channels = {
        "“It is over,” Tolen told Reuters.": ("Reuters",),
        "“It is over,” Tolen told Radio Tarsk, a partner of Reuters.": ("Radio Tarsk", "Reuters"),
        "Tolen told reporters in Tarsk that it was over.": (),
        "Tolen was quoted by Interfax as saying that it was over.": ("Interfax",),
    }
    assert {text: read(text)[2][0].channel for text in channels} == channels
    inner = read("State media reported the army said it had shot down two drones.")[2][1]
    assert inner.speaker is not None
    assert (inner.speaker.text, inner.channel) == ("the army", ("State media",))


def test_role() -> None:
    roles = {
        "Prime Minister Anton Berg said the war was over.": "Prime Minister",
        "Anton Berg, an adviser to the king, said the war was over.": "adviser to the king",
        "A Norvanian official said the war was over.": "Norvanian official",
        "Mira Tolen, a mother of four, said the war was over.": None,
    }
    assert {text: read(text)[2][0].role for text in roles} == roles


def test_entity_of_a_name_and_of_what_goes_back_to_it() -> None:
    assert voice("Prime Minister Anton Berg said the war was over.") == "Anton Berg"
    assert voice("Anton Berg said it was over. Later he said he would resign.") == "Anton Berg"
    ministry = "The Norvanian Defence Ministry said it was over. "
    assert voice(f"{ministry}It said more would follow.") == "Norvanian Defence Ministry"
    assert voice(f"{ministry}Rain fell. The ministry said it was sorry.") == (
        "Norvanian Defence Ministry"
    )
    assert voice("A statement by the Red Cross said it was over.") == "Red Cross"


def test_entity_stays_open_where_it_is_not_decided() -> None:
    assert voice("He said it was over.") is None
    assert voice("Anton Berg met a friend. The ministry said it was over.") is None
    assert (
        voice("Anton Berg said it was over. A doctor said it was not. He said he was sure.") is None
    )
    assert voice("Ms Tolen said it was over. Earlier he said it was not.") is None
    text = "Ms Tolen said it was over. Anton Berg said it was not. She said she was sure."
    assert voice(text) is None


def test_what_is_not_speech_yet_is_left_out() -> None:
    for text in (
        "Norvania wants to rebuild the port.",
        "Tolen is expected to say that the war is over.",
        "Residents fear they will be driven out.",
        "If Norvania says the port is shut, ships will turn back.",
        "Tolen would say that.",
    ):
        assert said(text) == []


def test_records_hold_what_they_claim_and_are_stable() -> None:
    text = (
        "“No,” said Mira Tolen. Norvania said—on Friday—that, well, “nobody” came; Ulmen denied it."
    )
    report, _, parsed = reading(text)
    found = annotate(report, parsed, ())
    assert found == annotate(report, parsed, ())
    assert len({s.id for s in found}) == len(found) > 0
    for statement in found:
        for part in (statement.speaker, statement.cue):
            assert part is None or text[part.start : part.end] == part.text
        assert all(0 <= c.start < c.end <= len(text) for c in statement.content)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "said",
        "“" * 300,
        "'\"' said said said, \"",
        "according to",
        "“”\n”“ he said",
        "said " * 400,
    ],
)
def test_odd_text_raises_nothing(text: str) -> None:
    report, _, parsed = reading(text)
    assert isinstance(annotate(report, parsed, ()), tuple)


def test_nothing_parsed_is_nothing_said() -> None:
    assert annotate(report_of(""), Parsed(), ()) == ()


def test_rules_are_loaded_once() -> None:
    assert cues.verbs() is cues.verbs()
    assert "say" in cues.verbs()


def test_a_pronoun_goes_past_those_it_cannot_mean() -> None:
    told = "Ms Tolen said it was over. Mr Berg said it was not. "
    names: Names = {"Tolen": ("person", "Mira Tolen"), "Berg": ("person", "Anton Berg")}
    _, known, found = read(f"{told}She said she was sure.", names)
    speaker = found[-1].speaker
    assert speaker is not None
    assert {m.id: m.name for m in known}[str(speaker.entity)] == "Mira Tolen"
