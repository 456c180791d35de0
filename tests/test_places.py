"""Places with coordinates at the precision that can be answered for, and no finer."""

from pathlib import Path

import pytest
from reading import reading

from newsledger import names
from newsledger.annotators import entities, places
from newsledger.model import Place

NORVANIA = """
[[polity]]
name = "Norvania"
kind = "state"
precision = "country"
demonyms = ["Norvanian"]
capital = "Tarsk"

[[polity]]
name = "Velden"
within = "Norvania"
precision = "region"

[[place]]
name = "Tarsk"
within = "Norvania"
precision = "town"
latitude = 51.0
longitude = 9.0
population = 500000

[[place]]
name = "Brugg"
within = "Norvania"
precision = "town"
latitude = 52.0
longitude = 8.0
population = 90000

[[place]]
name = "Brugg"
within = "Iceland"
precision = "town"
latitude = 64.0
longitude = -20.0
population = 80000
"""


@pytest.fixture(scope="module", name="known")
def user_names(tmp_path_factory: pytest.TempPathFactory) -> names.Names:
    file: Path = tmp_path_factory.mktemp("names") / "names.toml"
    file.write_text(NORVANIA)
    return names.load(names.read([file]))


def located(text: str, known: names.Names) -> dict[str, Place]:
    report, _, parsed = reading(text)
    mentions = entities.annotate(report, parsed, known)
    found = places.annotate(report, mentions, known)
    assert all(text[p.start : p.end] == p.text for p in found)
    return {place.text: place for place in found}


def test_a_state_is_never_pinned(known: names.Names) -> None:
    place = located("Norvania closed its border with Iceland on Monday.", known)["Iceland"]
    assert (place.name, place.precision) == ("Iceland", "country")
    assert place.latitude is place.longitude is None
    assert place.gazetteer_id is not None


def test_a_town_is_pinned_to_the_gazetteer(known: names.Names) -> None:
    place = located("A bridge fell in Tarsk on Monday.", known)["Tarsk"]
    assert (place.latitude, place.longitude, place.precision) == (51.0, 9.0, "town")


def test_a_name_of_two_towns_is_pinned_only_where_the_report_decides(known: names.Names) -> None:
    alone = located("A bridge fell in Brugg on Monday.", known)["Brugg"]
    beside = located("A bridge fell in Brugg, Iceland, on Monday.", known)["Brugg"]
    within = located("Norvania said a bridge fell in Brugg on Monday.", known)["Brugg"]
    both = located("Norvania and Iceland said a bridge fell in Brugg.", known)["Brugg"]
    assert alone.latitude is both.latitude is None
    assert alone.precision == "town"
    assert (beside.latitude, within.latitude) == (64.0, 52.0)


def test_an_unknown_village_has_the_precision_of_what_encloses_it(known: names.Names) -> None:
    place = located("They fled the village of Oberskel in Velden on Monday.", known)["Oberskel"]
    assert (place.name, place.latitude, place.gazetteer_id) == ("Oberskel", None, None)
    assert place.precision == "region"


def test_an_unknown_village_of_nowhere_has_no_precision(known: names.Names) -> None:
    assert located("They fled the village of Oberskel.", known)["Oberskel"].precision is None


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Fighting went on in the Tarsk region on Monday.", "Tarsk region", "region"),
        ("Lorries waited in the Ulmen corridor on Monday.", "Ulmen corridor", "district"),
        ("Planes landed at Tarsk airport on Monday.", "Tarsk airport", "exact"),
        ("Rain fell over eastern Norvania on Monday.", "eastern Norvania", "region"),
    ],
)
def test_kinds_and_parts_are_places_of_their_own(
    text: str, name: str, precision: str, known: names.Names
) -> None:
    place = located(text, known)[name]
    assert (place.precision, place.latitude) == (precision, None)


def test_demonyms_and_capitals_that_speak_are_no_places(known: names.Names) -> None:
    found = located("Tarsk said Norvanian troops had left. The Icelandic army agreed.", known)
    assert not found


def test_seas_are_regions_without_a_point(known: names.Names) -> None:
    place = located("A ship sank in the Black Sea on Monday.", known)["Black Sea"]
    assert (place.precision, place.latitude) == ("region", None)
