"""A full name that speaks is a person, also where the parser saw no name."""

import pytest
from reading import report_of

from newsledger.annotators.entities.spoken import named_speakers
from newsledger.model import Mention, Span, Speaker, Statement, identified

TEXT = "No convoy came, Oren Tavisk told reporters. It was late, Tavisk said."
REPORT = report_of(TEXT)


def said(by: str, entity: str | None = None) -> Statement:
    start = TEXT.find(by)
    speaker = Speaker(text=by, start=max(start, 0), end=max(start, 0) + len(by), entity=entity)
    content = (Span(start=0, end=14),)
    return identified(
        Statement(report=REPORT.id, mode="indirect", speaker=speaker, content=content)
    )


def test_a_full_name_gets_a_mention() -> None:
    (led,), (mention,) = named_speakers([said("Oren Tavisk")], ())
    assert (mention.text, mention.kind, mention.name) == ("Oren Tavisk", "person", "Oren Tavisk")
    assert TEXT[mention.start : mention.end] == "Oren Tavisk"
    assert led.speaker
    assert led.speaker.entity == mention.id


def test_the_name_ends_at_the_comma() -> None:
    _, (mention,) = named_speakers([said("Oren Tavisk, head of the council")], ())
    assert mention.text == "Oren Tavisk"


@pytest.mark.parametrize("phrase", ["he", "the message", "Tavisk", "A list on the website"])
def test_what_is_no_full_name_leads_to_nobody(phrase: str) -> None:
    (led,), mentions = named_speakers([said(phrase)], ())
    assert mentions == ()
    assert led == said(phrase)


def test_a_speaker_that_leads_somewhere_is_left() -> None:
    known = Mention(
        report=REPORT.id, start=16, end=27, text="Oren Tavisk", kind="person", name="Oren Tavisk"
    )
    known = identified(known)
    (led,), mentions = named_speakers([said("Oren Tavisk", known.id)], (known,))
    assert mentions == (known,)
    assert led.speaker
    assert led.speaker.entity == known.id
