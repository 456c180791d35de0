"""Speakers whose name the parser did not see: a full name that speaks is a person's."""

import re
from collections.abc import Sequence
from dataclasses import replace

from newsledger.model import Mention, Speaker, Statement, identified

FULL_NAME = re.compile(
    r"[A-Z][\w’'.-]{1,30}(?: (?:al-|bin |van |von |de |del |der )?[A-Z][\w’'.-]{1,30}){1,3}(?=,|$)"
)


def named_speakers(
    statements: Sequence[Statement], mentions: Sequence[Mention]
) -> tuple[tuple[Statement, ...], tuple[Mention, ...]]:
    """Give speakers that lead to nobody, but are a full name, a mention of their own."""
    found: dict[int, Mention] = {}
    led = []
    for statement in statements:
        speaker = statement.speaker
        if speaker and speaker.entity is None and (name := FULL_NAME.match(speaker.text)):
            mention = found.setdefault(speaker.start, _mention(statement, speaker, name.group()))
            statement = replace(statement, speaker=replace(speaker, entity=mention.id))
        led.append(statement)
    return tuple(led), (*mentions, *found.values())


def _mention(statement: Statement, speaker: Speaker, name: str) -> Mention:
    return identified(
        Mention(
            report=statement.report,
            start=speaker.start,
            end=speaker.start + len(name),
            text=name,
            kind="person",
            name=name,
            role=statement.role,
        )
    )
