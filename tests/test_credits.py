"""Whom a report credits: agencies on what ground, authors, datelines, photographers."""

import pytest
from reading import report_of

from newsledger import names
from newsledger.names import Names
from newsledger.zones import marginalia, provenance, zone

NAMES = names.packaged()
TITLE = "Dam bursts above Tarsk"
BODY = (
    "A dam above the town of Tarsk burst on Monday, and four people were missing, officials said.\n"
    "\nThe water rose by two metres within an hour, and boats were sent from the capital."
)


def credited(text: str, known: Names = NAMES) -> list[tuple[str, str | None]]:
    report = report_of(text)
    return [(f.value, f.source) for f in provenance.credited(text, zone(report, known), known)]


def authors(text: str) -> list[str]:
    found = provenance.authors(text, zone(report_of(text), NAMES), NAMES)
    assert all(text[f.start : f.end] == f.value for f in found)
    return [fact.value for fact in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"ULMEN, May 3 (Reuters) - {BODY}", ("Reuters", "dateline")),
        (f"ULMEN, May 3 (PTI/AFP) - {BODY}", ("AFP", "dateline")),
        (f"ULMEN, May 3 (AFP/PTI) - {BODY}", ("AFP", "dateline")),
        (f"ULMEN, May 3 (UNB/BSS) - {BODY}", ("BSS", "dateline")),
        (f"ULMEN (AA) - {BODY}", ("Anadolu", "dateline")),
        (f"GENEVA (UNHCR) – {BODY}", ("UNHCR", "issuer in the dateline")),
        (f"{TITLE}\n\nBy AFP\n\n{BODY}", ("AFP", "byline")),
        (f"{BODY} — Reuters", ("Reuters", "signature")),
        (f"{BODY}\n\nSource: TASS", ("TASS", "credit line")),
        (f"{BODY} The count (dpa) rose.", ("dpa", "brackets")),
        (f"{BODY}\n\nThree boats sank, a Reuters witness said.", ("Reuters", "own reporter")),
        (f"{BODY}\n\nA team of AFP saw three boats.", ("AFP", "own reporter")),
        (f"{BODY}\n\nBoats had left, he told Kyodo.", ("Kyodo", "told")),
    ],
)
def test_the_ground_of_an_agency(text: str, expected: tuple[str, str]) -> None:
    assert credited(text)[0] == expected


def test_a_lead_that_rests_on_an_agency_is_weaker_than_any_credit() -> None:
    lead = f"A dam burst above Tarsk on Monday, AFP reported. {BODY}"
    assert credited(lead) == [("AFP", "cited in the lead")]
    assert credited(f"ULMEN (Reuters) - {lead}")[0] == ("Reuters", "dateline")


def test_a_national_agency_that_signs_a_world_agencys_news_passed_it_on() -> None:
    lead = f"A dam burst above Tarsk on Monday, AFP reported. {BODY} (Agerpres)"
    assert [agency for agency, _ in credited(lead)] == ["AFP", "Agerpres"]


def test_a_world_agency_that_cites_a_national_one_wrote_the_text() -> None:
    lead = f"A dam burst above Tarsk on Monday, Interfax reported. {BODY} — Reuters"
    assert credited(lead)[0] == ("Reuters", "signature")


def test_a_lead_that_rests_on_two_agencies_is_neither_s() -> None:
    assert credited(f"A dam burst on Monday near Tarsk, as TASS and Reuters report. {BODY}") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY} The envoy said the AA and the TT were closed, and the MAP (red) was lost.",
        f"{BODY}\n\nThe gate, AFP reported later in the day, was shut.",
        f"{BODY}\n\nThe mayor, quoted by nobody, said Reuters had been misled.",
        f"{BODY}\n\nJANE DOE/AFP/Getty Images",
        f"GENEVA (CFRT) – {BODY}",
        "",
    ],
)
def test_what_credits_no_agency(text: str) -> None:
    assert credited(text) == []


def test_without_known_agencies_none_is_credited() -> None:
    assert credited(f"ULMEN (Reuters) - {BODY}", Names()) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Written by Jane Doe, Staff Writer", ["Jane Doe"]),
        ("By Jane Doe, Reuters", ["Jane Doe"]),
        ("By JANE DOE and JOHN ROE, Associated Press", ["JANE DOE", "JOHN ROE"]),
        ("By Jane Doe in Ulmen", ["Jane Doe"]),
        ("By Jane Doe May 3, 2021", ["Jane Doe"]),
        ("By AFP", []),
        ("News Desk", []),
    ],
)
def test_authors(line: str, expected: list[str]) -> None:
    assert authors(f"{TITLE}\n\n{line}\n\n{BODY}") == expected


@pytest.mark.parametrize(
    ("line", "place", "agency", "day"),
    [
        ("NEAR TARSK, Norvania (Reuters) - ", "NEAR TARSK, Norvania", "Reuters", None),
        ("ULMEN, May 3, 2021 (NNN/AFP) – ", "ULMEN", "AFP", "2021-05-03"),
        ("ULMEN -- ", "ULMEN", None, None),
    ],
)
def test_datelines(line: str, place: str, agency: str | None, day: str | None) -> None:
    text = f"{line}{BODY}"
    (found,) = marginalia.datelines(text, zone(report_of(text), NAMES), NAMES)
    assert (found.place, found.agency, found.day) == (place, agency, day)
    assert text[found.start : found.end] == line.strip()


@pytest.mark.parametrize(
    ("line", "photographer", "agency"),
    [
        ("A truck near Tarsk, May 3, 2021. (Photo by Jane Doe/AFP)", "Jane Doe", "AFP"),
        ("A truck near Tarsk, May 3, 2021. REUTERS/Jane Doe", "Jane Doe", "Reuters"),
        ("A truck near Tarsk, May 3, 2021. (AP Photo/Jane Doe)", "Jane Doe", "AP"),
        ("A truck near Tarsk.JANE DOE/AFP/Getty Images", "JANE DOE", "AFP"),
        ("Photo: Shutterstock", None, "Shutterstock"),
    ],
)
def test_photo_credits(line: str, photographer: str | None, agency: str) -> None:
    text = f"{TITLE}\n\n{line}\n\n{BODY}"
    found = marginalia.photos(text, zone(report_of(text), NAMES), NAMES)
    assert [(each.photographer, each.agency) for each in found] == [(photographer, agency)]
