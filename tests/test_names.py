"""Names of packages, vocabulary and the user's files."""

from pathlib import Path

import pytest

from newsledger import gazetteer, names, vocabulary

NORVANIA = """
[[polity]]
name = "Norvania"
kind = "state"
aliases = ["Republic of Norvania"]
demonyms = ["Norvanian"]
capital = "Tarsk"

[[place]]
name = "Ulmen"
within = "Norvania"
precision = "town"
latitude = 51.5
longitude = 9.25

[[place]]
name = "Bergen"
within = "Norvania"

[[agency]]
name = "NVA"
aliases = ["Norvania News Agency"]

[[organisation]]
name = "Relief Norvania"
aliases = ["RN"]
"""


@pytest.fixture(name="own")
def user_names(tmp_path: Path) -> names.Names:
    file = tmp_path / "names.toml"
    file.write_text(NORVANIA)
    return names.load(names.read([file]))


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("Britain", "United Kingdom", "state"),
        ("U.S.", "United States", "state"),
        ("Côte d’Ivoire", "Ivory Coast", "state"),
        ("BURKINA FASO", "Burkina Faso", "state"),
        ("BOSNIA AND HERZEGOVINA", "Bosnia and Herzegovina", "state"),
        ("Abkhazia", "Abkhazia", "polity"),
        ("Kosovo", "Kosovo", "polity"),
        ("Taleban", "Taliban", "group"),
        ("WHO", "World Health Organization", "organisation"),
    ],
)
def test_aliases_lead_to_one_bearer(written: str, name: str, kind: str) -> None:
    first = names.load().find(written)[0]
    assert (first.name, first.kind) == (name, kind)


@pytest.mark.parametrize("written", ["us", "who", "Norvania", "", "Zzyzx Qux"])
def test_unknown_and_common_words_have_no_bearer(written: str) -> None:
    assert names.load().find(written) == ()


@pytest.mark.parametrize(
    ("demonym", "state"),
    [
        ("Azerbaijani", "Azerbaijan"),
        ("Azeri", "Azerbaijan"),
        ("Russians", "Russia"),
        ("Danes", "Denmark"),
        ("Turkish", "Turkey"),
        ("Chinese", "China"),
        ("British", "United Kingdom"),
        ("Palestinians", "Palestinian territories"),
        ("Kurdish", "Kurds"),
        ("Congolese", "Democratic Republic of the Congo"),
    ],
)
def test_demonyms_lead_to_their_state(demonym: str, state: str) -> None:
    assert names.load().demonyms[demonym].name == state


def test_each_state_has_an_adjective() -> None:
    loaded = names.load()
    without = [s.name for s in gazetteer.states() if s.kind == "state"]
    assert {name for name in without if name not in loaded.adjectives} <= {
        "Dominica",
        "Republic of the Congo",
    }


def test_capitals_stand_for_states_unless_they_name_more() -> None:
    capitals = names.load().capitals
    assert capitals["Ottawa"].name == "Canada"
    assert capitals["Kiev"].name == capitals["Kyiv"].name == "Ukraine"
    assert capitals["Washington"].name == "United States"
    assert not {"Victoria", "Singapore", "Brussels"} & set(capitals)


def test_towns_have_coordinates_and_states_none() -> None:
    loaded = names.load()
    town = loaded.find("Reykjavík")[0]
    assert (town.precision, town.within, town.gazetteer_id) == ("town", "Iceland", "3413829")
    assert town.latitude == pytest.approx(64.1, abs=0.1)
    assert loaded.find("Iceland")[0].latitude is None
    assert len(loaded.find("Springfield")) > 1


def test_contested_places_have_both_names() -> None:
    loaded = names.load()
    for one, other in (("Abkhazia", "Apsny"), ("Shusha", "Shushi"), ("Hebron", "Al-Khalil")):
        assert loaded.find(one)[0] == loaded.find(other)[0]


def test_the_users_names_win(own: names.Names) -> None:
    assert [b.within for b in own.find("Bergen")] == ["Norvania"]
    assert own.find("Republic of Norvania")[0].kind == "state"
    assert own.demonyms["Norvanians"].name == own.capitals["Tarsk"].name == "Norvania"
    assert own.adjectives["Norvania"] == "Norvanian"
    assert own.find("Ulmen")[0].latitude == 51.5
    assert own.agencies["Norvania News Agency"] == "NVA"
    assert own.find("RN")[0].name == "Relief Norvania"
    assert own.find("Iceland") == names.load().find("Iceland")
    assert own.prefixes["Nor"] >= len("Norvania News Agency")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[polity]\n", "cannot be read"),
        ("[[city]]\nname = 'Tarsk'\n", r"\[\[city\]\] is none of"),
        ("[[place]]\nwithin = 'Norvania'\n", "number 1: it has no name"),
        ("[[place]]\nname = 'Tarsk'\nkindness = 1\n", "unknown field kindness"),
        ("[[place]]\nname = 'Tarsk'\naliases = 'Tarsk'\n", "aliases is not a list"),
        ("[[polity]]\nname = 'Tarsk'\nkind = 'empire'\n", "kind is none of"),
        ("[[place]]\nname = 'Tarsk'\nprecision = 'street'\n", "precision is none of"),
        ("[[place]]\nname = 'Tarsk'\nlatitude = 91\nlongitude = 0\n", "latitude is no number"),
        ("[[place]]\nname = 'Tarsk'\nlatitude = 9\n", "stand together"),
    ],
)
def test_a_bad_file_is_named_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text)
    with pytest.raises(ValueError, match=reason) as raised:
        names.load(names.read([file]))
    assert "bad.toml" in str(raised.value)


def test_a_missing_file_is_a_value_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"none\.toml"):
        names.load(names.read([tmp_path / "none.toml"]))


@pytest.mark.parametrize("table", ["polities", "organisations", "places"])
def test_vocabulary_entries_have_known_fields_and_one_name_each(table: str) -> None:
    entries = [
        e for each in vocabulary.load(table).values() if isinstance(each, list) for e in each
    ]
    entries = [entry for entry in entries if isinstance(entry, dict)]
    listed = [entry["name"] for entry in entries]
    assert len(listed) == len(set(listed))
    assert all(set(entry) <= names.FIELDS for entry in entries)


def test_what_encloses_a_polity_is_known() -> None:
    loaded = names.load()
    enclosing = {p["within"] for p in vocabulary.load("polities")["polity"] if "within" in p}
    assert not {name for name in enclosing if not loaded.find(name)}
