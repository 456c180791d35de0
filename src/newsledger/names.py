"""Who and what is known by name: states, capitals, polities, organisations, places, agencies."""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from newsledger import gazetteer, vocabulary
from newsledger.gazetteer import Bearer
from newsledger.model import EntityKind, Precision

TABLES: Mapping[str, EntityKind] = MappingProxyType(
    {"polity": "polity", "place": "place", "organisation": "organisation", "agency": "organisation"}
)
FIELDS = frozenset(
    [
        *("name", "kind", "aliases", "demonyms", "capital", "within", "of"),
        *("precision", "latitude", "longitude", "population"),
    ]
)
SMALL = frozenset(
    ["Of", "And", "The", "De", "La", "Le", "Les", "Au", "Du", "Del", "Sur", "En", "El", "Al"]
)
WORD = re.compile(r"[\w'’.]+|\W+")
SAME_PLACE = 0.2  # degrees, some 20 km
PREFIX = 3  # characters; enough to tell most words that begin a known name from those that do not


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A bearer of a name. Coordinates are WGS 84 degrees, None where no gazetteer holds it."""

    name: str
    kind: EntityKind
    precision: Precision | None = None
    within: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    gazetteer_id: str | None = None
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names and their bearers; aliases as written lead to every bearer they may mean.

    `adjectives` gives a state's adjective by its name ("Iceland" "Icelandic"), `aliases` the other
    names of all but gazetteer towns, `prefixes` the length of the longest known name
    that begins with these characters.
    """

    known: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)
    demonyms: Mapping[str, Known] = field(default_factory=dict)
    capitals: Mapping[str, Known] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    adjectives: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefixes: Mapping[str, int] = field(default_factory=dict)

    def find(self, text: str) -> tuple[Known, ...]:
        """All known bearers of exactly this name, possibly none; a name all in capitals too."""
        found = self.known.get(text)
        if found is None and "’" in text:
            found = self.known.get(text.replace("’", "'"))
        if found is None and len(text) > PREFIX and text.isupper():
            found = self.known.get(headline_case(text))
        return found or ()


def headline_case(text: str) -> str:
    """Put a name that is all in capitals into the letters a gazetteer has it in."""
    words = WORD.findall(text.title().replace("'S", "'s"))
    return "".join(w.lower() if i and w in SMALL else w for i, w in enumerate(words))


def load(files: Mapping[str, str] = MappingProxyType({})) -> Names:
    """Names of the packages and the vocabulary, and before them those of the user's files.

    `files` are TOML texts by file name; their tables are [[polity]], [[place]], [[agency]] and
    [[organisation]]. Raises ValueError, naming the file and the reason, where one cannot be used.
    """
    if not files:
        return packaged()
    own: list[Bearer] = []
    agencies: dict[str, str] = {}
    for path, text in files.items():
        tables = _tables(path, text)
        own.extend(_bearers(path, tables))
        agencies |= _agencies(tables.get("agency", ()))
    return _over(index(own, agencies), packaged())


def read(paths: Iterable[Path]) -> dict[str, str]:
    """The texts of names files by path. Raises ValueError where one cannot be read."""
    return {str(path): _text(path) for path in paths}


@functools.cache
def packaged() -> Names:
    """Names of the installed packages and the vocabulary."""
    try:
        agencies = _agencies(vocabulary.load("agencies").get("agency", ()))
    except FileNotFoundError:
        agencies = {}
    return index(gazetteer.packaged(), agencies)


def index(bearers: Iterable[Bearer], agencies: Mapping[str, str]) -> Names:
    """Index bearers by their names; of two that share a demonym or capital the first has it."""
    known: dict[str, list[Known]] = {}
    demonyms: dict[str, Known] = {}
    capitals: dict[str, Known] = {}
    adjectives: dict[str, str] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    for bearer in bearers:
        one = _known(bearer)
        for name in gazetteer.unique((bearer.name, *bearer.aliases)):
            held = known.setdefault(name, [])
            if not any(_is_at(one, other) for other in held):
                held.append(one)
        for demonym in bearer.demonyms:
            adjectives.setdefault(bearer.name, demonym)
            demonyms.setdefault(demonym, one)
            demonyms.setdefault(gazetteer.plural(demonym), one)
        for capital in bearer.capitals:
            capitals.setdefault(capital, one)
        if bearer.aliases and (bearer.kind != "place" or bearer.gazetteer_id is None):
            aliases.setdefault(bearer.name, tuple(sorted({*bearer.aliases} - {bearer.name})))
    ordered = {name: _ranked(each) for name, each in known.items()}
    return Names(
        known=ordered,
        demonyms=demonyms,
        capitals=_lone(capitals, ordered),
        agencies=agencies,
        adjectives=adjectives,
        aliases=aliases,
        prefixes=_prefixes((*ordered, *demonyms, *agencies)),
    )


def _is_at(one: Known, other: Known) -> bool:
    """Whether two bearers of a name stand in one place, so that the first listed is enough."""
    if one.latitude is None or other.latitude is None or one.longitude is None:
        return False
    east = abs(one.longitude - (other.longitude or 0.0))
    return abs(one.latitude - other.latitude) < SAME_PLACE and east < SAME_PLACE


def _known(bearer: Bearer) -> Known:
    return Known(
        name=bearer.name,
        kind=bearer.kind,
        precision=bearer.precision,
        within=bearer.within,
        latitude=bearer.latitude,
        longitude=bearer.longitude,
        gazetteer_id=bearer.gazetteer_id,
        population=bearer.population,
    )


def _ranked(bearers: Sequence[Known]) -> tuple[Known, ...]:
    """Without repeats; states first, then polities and organisations, then places by size."""
    if len(bearers) == 1:
        return (bearers[0],)
    once = dict.fromkeys(bearers)
    return tuple(sorted(once, key=lambda k: (k.kind == "place", -k.population, k.within or "")))


def _lone(
    capitals: Mapping[str, Known], known: Mapping[str, tuple[Known, ...]]
) -> dict[str, Known]:
    """Capitals that stand for a government: not named as their state is, nor as a larger town."""

    def fits(capital: str, state: Known) -> bool:
        bearers = known.get(capital, ())
        home = bearers[0].within if bearers else None
        parents = (each.within for each in known.get(home or "", ()) if each.kind == "place")
        return capital != state.name and (home in (state.name, None) or state.name in parents)

    return {name: state for name, state in capitals.items() if fits(name, state)}


def _prefixes(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        for prefix in {name[:PREFIX], name[:PREFIX].upper()}:
            longest[prefix] = max(longest.get(prefix, 0), len(name))
    return longest


def _over(own: Names, base: Names) -> Names:
    """Lay the user's names over the packaged ones; an alias they use is theirs alone."""
    prefixes = dict(base.prefixes)
    for prefix, longest in own.prefixes.items():
        prefixes[prefix] = max(longest, prefixes.get(prefix, 0))
    return replace(
        own,
        known={**base.known, **own.known},
        demonyms={**base.demonyms, **own.demonyms},
        capitals={**base.capitals, **own.capitals},
        agencies={**base.agencies, **own.agencies},
        adjectives={**base.adjectives, **own.adjectives},
        aliases={**base.aliases, **own.aliases},
        prefixes=prefixes,
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as reason:
        raise ValueError(f"{path}: cannot be read as a names file: {reason}") from reason


def _tables(path: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise ValueError(f"{path}: cannot be read as a names file: {reason}") from reason


def _bearers(path: str, tables: Mapping[str, Any]) -> Iterator[Bearer]:
    for table, entries in tables.items():
        if table not in TABLES or not isinstance(entries, list):
            raise ValueError(f"{path}: [[{table}]] is none of {', '.join(sorted(TABLES))}")
        for number, entry in enumerate(entries, 1):
            wrong = _fault(entry)
            if wrong:
                raise ValueError(f"{path}: [[{table}]] number {number}: {wrong}")
            if table != "agency":
                yield gazetteer.bearer(entry, TABLES[table])


def _fault(entry: object) -> str | None:
    """What is wrong with a table of a names file, or None."""
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"]:
        return "it has no name"
    strange = sorted(set(entry) - FIELDS)
    if strange:
        return f"unknown field {strange[0]}"
    for key in ("aliases", "demonyms"):
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            return f"{key} is not a list of names"
    return _fault_of_values(entry)


def _fault_of_values(entry: Mapping[str, Any]) -> str | None:
    if "kind" in entry and entry["kind"] not in get_args(EntityKind):
        return f"kind is none of {', '.join(get_args(EntityKind))}"
    if "precision" in entry and entry["precision"] not in get_args(Precision):
        return f"precision is none of {', '.join(get_args(Precision))}"
    for key, limit in (("latitude", 90), ("longitude", 180)):
        value = entry.get(key, 0)
        if not isinstance(value, int | float) or not -limit <= value <= limit:
            return f"{key} is no number from -{limit} to {limit}"
    if ("latitude" in entry) != ("longitude" in entry):
        return "latitude and longitude stand together or not at all"
    return None


def _agencies(entries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {
        alias: entry["name"]
        for entry in entries
        for alias in (entry["name"], *entry.get("aliases", ()))
    }
