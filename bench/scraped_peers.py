"""Peers that tell an article from its page, fed with scraped text, each line a paragraph."""

from collections.abc import Callable, Mapping

import justext
import readability
import trafilatura
from resiliparse.extract.html2text import extract_plain_text


def _by_justext(page: str) -> str:
    found = justext.justext(page.encode(), justext.get_stoplist("English"))
    return "\n".join(each.text for each in found if not each.is_boilerplate)


def _by_trafilatura(page: str) -> str:
    return trafilatura.extract(page) or ""


def _by_resiliparse(page: str) -> str:
    return str(extract_plain_text(page, main_content=True))


def _by_readability(page: str) -> str:
    return str(extract_plain_text(readability.Document(page).summary()))


PEERS: Mapping[str, Callable[[str], str]] = {
    "jusText": _by_justext,
    "trafilatura": _by_trafilatura,
    "resiliparse": _by_resiliparse,
    "readability-lxml": _by_readability,
}
