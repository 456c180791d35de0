"""Word lists of vocabulary/titles.toml and vocabulary/places.toml, ready for look-up."""

import functools
from dataclasses import dataclass

from newsledger import vocabulary
from newsledger.model import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Words in lower case.

    `ministries` leads the subject of a ministry to its usual name, `kinds` a noun such as "village"
    to the precision of the place it names.
    """

    honorifics: frozenset[str]
    offices: frozenset[str]
    long_offices: frozenset[str]
    bodies: frozenset[str]
    speaking: frozenset[str]
    people: frozenset[str]
    qualifiers: frozenset[str]
    territory: frozenset[str]
    separatist: frozenset[str]
    acts: frozenset[str]
    belongings: frozenset[str]
    parties: frozenset[str]
    addressed: frozenset[str]
    channels: frozenset[str]
    mouthpieces: frozenset[str]
    private: frozenset[str]
    governing: frozenset[str]
    named_things: frozenset[str]
    itself: frozenset[str]
    styles: frozenset[str]
    compass: frozenset[str]
    ministries: dict[str, str]
    never_alone: frozenset[str]
    names_of_people: frozenset[str]
    prepositions: frozenset[str]
    kinds: dict[str, Precision]


@functools.cache
def lexicon() -> Lexicon:
    """Read the word lists once."""
    titles, places = vocabulary.load("titles"), vocabulary.load("places")
    lists = (
        "honorifics", "offices", "long_offices", "bodies", "speaking", "people", "qualifiers",
        "territory", "separatist", "acts", "belongings", "parties", "addressed",
        "channels", "mouthpieces", "private", "governing", "named_things", "itself", "styles",
    )  # fmt: skip
    ministries = {form: each["name"] for each in titles["ministry"] for form in each["forms"]}
    kinds = {noun: precision for precision, nouns in places["kinds"].items() for noun in nouns}
    return Lexicon(
        **{name: frozenset(titles[name]) for name in lists},
        ministries=ministries,
        compass=frozenset(places["compass"]),
        never_alone=frozenset(places["never_alone"]),
        names_of_people=frozenset(places["names_of_people"]),
        prepositions=frozenset(places["prepositions"]),
        kinds=kinds,
    )
