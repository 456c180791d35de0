"""Records as the rows that keep them."""

import hashlib
import zlib
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from newsledger.model import Annotations, Capture, Report, StoryChange, StoryDecision


@dataclass(frozen=True, slots=True)
class Line:
    """A derived record as stored: its digest, id and type, and its JSON."""

    digest: str
    id: str
    type: str
    body: str


class Traced(NamedTuple):
    """What tracing a report left, for those traced after it; `reader` is its reading's key."""

    report: str
    reader: str
    body: bytes


def line(type_: str, id_: str, body: bytes) -> Line:
    """Make the stored form of an encoded record."""
    return Line(hashlib.sha256(body).hexdigest(), id_, type_, body.decode())


def text_digest(text: str) -> str:
    """SHA-256 of a report's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_row(each: Report) -> dict[str, object]:
    """A report; its text apart from the rest."""
    body = msgspec.to_builtins(each)
    text = body.pop("text")
    return {
        "id": each.id,
        "url": each.url,
        "text": text,
        "text_sha256": text_digest(text),
        "body": msgspec.json.encode(body | {"text": ""}).decode(),
    }


def annotation_row(reader: str, each: Annotations) -> dict[str, object]:
    """What was read out of a report, under the key of its reading."""
    body = zlib.compress(msgspec.msgpack.encode(each))
    return {"report": each.report, "reader": reader, "refused": each.refused, "body": body}


def source_row(capture: Capture) -> dict[str, object]:
    """A source with its bytes."""
    content = zlib.compress(capture.content)
    return {"sha256": capture.sha256, "path": capture.path, "content": content}


def line_row(each: Line) -> dict[str, object]:
    """A derived record."""
    return {"digest": each.digest, "id": each.id, "type": each.type, "body": each.body}


def standing_row(run: int, digest: str, stands: bool) -> dict[str, object]:
    """A record that came to stand in a run, or ceased to."""
    return {"run": run, "digest": digest, "stands": stands}


def story_row(run: int, report: str, story: str) -> dict[str, object]:
    """Where a report stands from a run on."""
    return {"run": run, "report": report, "story": story}


def noted_row(run: int, each: StoryDecision | StoryChange) -> dict[str, object]:
    """A decision, or a change of stories."""
    return {"run": run, "id": each.id, "body": msgspec.json.encode(each).decode()}
