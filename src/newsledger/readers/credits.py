"""A name in a credit field, such as a byline or a provider, to the known agency it means."""

import functools
import re

from newsledger import vocabulary
from newsledger.zones import furniture

LONGEST = 200  # characters of a credit; a longer value is prose

_LEAD = re.compile(r"\s*(?:by|from|source\s*:|par|von|por)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,/|;()\[\]+&]\s*|\s+[-–—•·]\s+|\s+(?:and|with|via|for|of)\s+")


def agency(name: str | None) -> str | None:
    """The agency of the vocabulary that a credit names, by its canonical name, else None.

    The credit is the agency's name, or holds it beside a person's, a place's or another agency's:
    "Associated Press", "Jane Roe, AP", "AFP via Pictures". The first agency named counts. A word
    of a longer name counts for nothing: "Reuters Street Press" is no agency.
    """
    if not name or len(name) > LONGEST:
        return None
    name = _LEAD.sub("", name)
    parts = (part.strip(" .-–—©") for part in _BETWEEN.split(name))
    found = _known().get(furniture.normal(name))
    return found or next((_spelled()[part] for part in parts if part in _spelled()), None)


@functools.cache
def _known() -> dict[str, str]:
    return {furniture.normal(alias): name for alias, name in _aliases()}


@functools.cache
def _spelled() -> dict[str, str]:
    # As written or in capitals: beside other words, "tt" or "aki" would be no agency.
    return {form: name for alias, name in _aliases() for form in (alias, alias.upper())}


def _aliases() -> list[tuple[str, str]]:
    agencies = vocabulary.load("agencies")["agency"]
    return [
        (alias, each["name"]) for each in agencies for alias in (each["name"], *each["aliases"])
    ]
