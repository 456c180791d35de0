"""Archives read for a test: their pages and what is said of the rest."""

import io

import archives_made as made

from newsledger.model import Capture, Skip
from newsledger.readers.archives import warc

RECORDS = [made.good(n) for n in range(5)]
PAGE = b"<p>The bridge was shut.</p>"
MEGABYTE = 1024 * 1024


def pages(content: bytes) -> dict[str, bytes]:
    found = [c for c in warc.captures(io.BytesIO(content), "a.warc") if isinstance(c, Capture)]
    assert len({c.url for c in found}) == len(found)
    return {str(c.url): c.content for c in found}


def skips(content: bytes) -> list[Skip]:
    return [s for s in warc.captures(io.BytesIO(content), "a.warc") if isinstance(s, Skip)]


def one(content: bytes) -> Capture:
    (found,) = warc.captures(io.BytesIO(content), "a.warc")
    assert isinstance(found, Capture), found
    return found


def said(content: bytes) -> str:
    (found,) = warc.captures(io.BytesIO(content), "a.warc")
    assert isinstance(found, Skip), found
    assert found.id
    assert found.advice
    return found.reason


def addressed(*numbers: int) -> dict[str, bytes]:
    return dict(list(made.PAGES.items())[n] for n in numbers)
