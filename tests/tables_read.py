"""Rows of tables read for a test: their captures, and a report whose blocks all open."""

import io
import json
from typing import Any

from newsledger.model import Capture, Report, Skip
from newsledger.readers import offsets
from newsledger.readers.tables import delimited, jsonlines, table

TEXT = "A dam above Tarsk burst on Monday.\nFour people were missing, officials in Ulmen said."
MEGABYTE = 1024 * 1024


def lines(*content: bytes | str | dict[str, Any]) -> list[Capture | Skip]:
    made = [json.dumps(each) if isinstance(each, dict) else each for each in content]
    joined = b"\n".join(each.encode() if isinstance(each, str) else each for each in made)
    return list(jsonlines.captures(io.BytesIO(joined), "a.jsonl"))


def rows(content: bytes | str, path: str = "a.csv") -> list[Capture | Skip]:
    stream = io.BytesIO(content.encode() if isinstance(content, str) else content)
    return list(delimited.captures(stream, path))


def captured(found: list[Capture | Skip]) -> list[Capture]:
    return [each for each in found if isinstance(each, Capture)]


def read(capture: Capture | Skip, **mapping: str) -> Report | Skip:
    assert isinstance(capture, Capture), capture
    (one,) = table.read(capture, mapping)
    return one


def report(capture: Capture | Skip, **mapping: str) -> Report:
    one = read(capture, **mapping)
    assert isinstance(one, Report), one
    assert isinstance(capture, Capture)
    assert one.source_sha256 == capture.sha256
    for block in one.blocks:
        assert offsets.opens(capture.content, one.encoding or "", one.layers, one.text, block)
    return one


def opened(capture: Capture, one: Report) -> list[bytes]:
    return [capture.content[each.source_start : each.source_end] for each in one.blocks]
