"""Plain text: the file as it is, line ends kept."""

from newsledger.model import Block, Capture, Report, Skip, identified
from newsledger.readers import encoding, files
from newsledger.zones import furniture


def read(capture: Capture) -> Report | Skip:
    """The text of a file, boilerplate included; only a byte order mark is left out."""
    found = encoding.decoded(capture.content, capture.charset)
    if found is None:
        advice = "save the file as UTF-8"
        return files.skip(capture.path, "the character encoding cannot be told", advice)
    if not found.text.strip("\ufeff\0 \t\r\n"):
        return files.skip(capture.path, "no words in this file", "capture the page again")
    whole = Block(
        start=0, end=len(found.text), source_start=found.mark, source_end=len(capture.content)
    )
    return identified(
        Report(
            path=capture.path,
            url=capture.url,
            language=capture.language,
            captured=capture.captured,
            text=found.text,
            source_sha256=capture.sha256,
            media_type="text/plain",
            encoding=found.encoding,
            blocks=(whole,),
        )
    )


def titled(title: str | None, text: str) -> str:
    """`text` under its title and an empty line, unless its first line is the title already."""
    first = text.lstrip().partition("\n")[0]
    if not title or furniture.normal(first) == furniture.normal(title):
        return text
    return f"{title}\n\n{text}"
