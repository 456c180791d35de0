"""What is taken in: bytes, reports, and what was refused."""

from dataclasses import dataclass
from typing import ClassVar

from newsledger.model.kinds import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes a report was read from, kept once by digest."""

    sha256: str
    path: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text as one outlet carried it. `text` is never altered once read."""

    identity: ClassVar = ("source_sha256", "locator")
    id: str = ""
    path: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    published_basis: Basis | None = None
    agency: str | None = None
    dispatch: str | None = None
    story: str | None = None
    text: str
    source_sha256: str
    locator: str = ""  # place inside the source, such as a line of a feed; empty: the whole file
    pipeline: str | None = None  # language pipeline that read it, with its version


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """An input that was not taken: what, why, and what to do about it."""

    identity: ClassVar = ("path", "reason")
    id: str = ""
    path: str
    reason: str
    advice: str
