"""Plain text: the file as it is, line ends kept."""

from newsledger.model import Capture, Report, Skip, identified
from newsledger.readers import encoding, files
from newsledger.zones import furniture


def read(capture: Capture, content: bytes) -> Report | Skip:
    """The text of a file, boilerplate included; only a byte order mark is left out."""
    text = encoding.decode(content)
    if text is None:
        advice = "save the file as UTF-8"
        return files.skip(capture.path, "the character encoding cannot be told", advice)
    if not text.strip("\ufeff\0 \t\r\n"):
        return files.skip(capture.path, "no words in this file", "capture the page again")
    return identified(Report(path=capture.path, text=text, source_sha256=capture.sha256))


def titled(title: str | None, text: str) -> str:
    """`text` under its title and an empty line, unless its first line is the title already."""
    first = text.lstrip().partition("\n")[0]
    if not title or furniture.normal(first) == furniture.normal(title):
        return text
    return f"{title}\n\n{text}"
