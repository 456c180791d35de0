"""Every candidate for date, agency, outlet, title and byline, strongest first, where it stands."""

from dataclasses import replace

import pytest
from reading import report_of

from newsledger import publication, vocabulary
from newsledger.model import PublicationFact, Report
from newsledger.names import Names
from newsledger.zones import zone

NAMES = Names(
    agencies={
        alias: agency["name"]
        for agency in vocabulary.load("agencies")["agency"]
        for alias in (agency["name"], *agency["aliases"])
    }
)
BODY = (
    "A dam above the town of Tarsk burst on Monday, and four people were missing, officials said.\n"
    "\nThe water rose by two metres within an hour, and boats were sent from the capital."
)
TITLE = "Dam bursts above Tarsk, four missing"


def facts_of(report: Report) -> tuple[PublicationFact, ...]:
    found = publication.facts(report, zone(report, NAMES), NAMES)
    for fact in found:
        if fact.start is not None and fact.field in {"title", "byline", "outlet"}:
            assert report.text[fact.start : fact.end] == fact.value
    return found


def first(text: str, field: str) -> tuple[str, str] | None:
    found = (f for f in facts_of(report_of(text)) if f.field == field)
    return next(((f.value, f.basis) for f in found), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TITLE}\n\nPublished May 3, 2021 02:00AM ET\n\n{BODY}", ("2021-05-03", "text")),
        (f"{TITLE}\n\nUpdated: 27-05-2021 13:11 IST | Created: 26-05-2021\n\n{BODY}",
         ("2021-05-26", "text")),
        (f"{TITLE}\n\nBy Jane Doe May 3, 2021\n\n{BODY}", ("2021-05-03", "text")),
        (f"{TITLE}\n\nMay 3, 2021\n\n{BODY}", ("2021-05-03", "text")),
        (f"date 2021-05-03 {BODY}", ("2021-05-03", "text")),
        (f"| 29 May 2021, Saturday |\n\n{TITLE}\n\n{BODY}", ("2021-05-29", "banner")),
        (f"{TITLE}\n\n{BODY}\n\n29 May 2021", ("2021-05-29", "banner")),
        (f"ULMEN, May 3, 2021 (AFP) – {BODY}", ("2021-05-03", "dateline")),
        (f"ULMEN, May 3 (AFP) – {BODY}", None),
        (f"Trucks near Tarsk, May 2, 2021. REUTERS\n\n{BODY}", ("2021-05-02", "text")),
        (f"{BODY} The law will be void by May 9, 2022.", None),
        (f"{TITLE}\n\nPublished 03/04/2021\n\n{BODY}", None),
    ],
)  # fmt: skip
def test_the_first_date(text: str, expected: tuple[str, str] | None) -> None:
    assert first(text, "published") == expected


def test_dates_in_order_of_strength() -> None:
    text = (
        f"30 May 2021\n\n{TITLE}\n\nUpdated May 5, 2021\nPublished May 4, 2021\n\n"
        f"ULMEN, May 3, 2021 (AFP) – {BODY}"
    )
    report = replace(report_of(text), url="https://herald.example/2021/05/04/dam")
    found = [(f.value, f.basis) for f in facts_of(report) if f.field == "published"]
    assert found == [
        ("2021-05-04", "text"),
        ("2021-05-03", "dateline"),
        ("2021-05-04", "url"),
        ("2021-05-05", "text"),
        ("2021-05-30", "banner"),
    ]


def test_what_the_reader_took_from_markup_is_strongest() -> None:
    report = replace(
        report_of(f"{TITLE}\n\nPublished May 3, 2021\n\n{BODY}"),
        published="2021-05-02T10:00:00Z", published_basis="markup", agency="AFP",
        outlet="Norvania Herald", title="Dam bursts",
    )  # fmt: skip
    found = facts_of(report)
    strongest = {f.field: (f.value, f.basis) for f in reversed(found)}
    assert strongest == {
        "published": ("2021-05-02T10:00:00Z", "markup"),
        "agency": ("AFP", "markup"),
        "outlet": ("Norvania Herald", "markup"),
        "title": ("Dam bursts", "markup"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"ULMEN (Reuters) - {BODY}", ("Reuters", "dateline")),
        (f"ULMEN, May 3. /TASS/. {BODY}", ("TASS", "dateline")),
        (f"ULMEN, May 3 (BSS/AFP) – {BODY}", ("AFP", "dateline")),
        (f"{BODY}\n\n  • Reuters", ("Reuters", "text")),
        (f"{BODY} — Reuters", ("Reuters", "text")),
        (f"{BODY} REUTERS", ("Reuters", "text")),
        (f"{BODY}\n\nfb/dj (AFP, AP)", ("AFP", "text")),
        (f"{TITLE}\n\nBy AFP\n\n{BODY}", ("AFP", "text")),
        (f"{TITLE}\n\nAssociated Press\n\n{BODY}", ("AP", "text")),
        (f"{BODY}\n\nCopyright 2021 The Associated Press. All rights reserved.", ("AP", "text")),
        (f"{BODY}\n\nThe mayor told Reuters that help was late.", ("Reuters", "text")),
        (f"Trucks near Tarsk, May 2, 2021. (Photo by Jane Doe/AFP)\n\n{BODY}", None),
        (f"{BODY}\n\nThe army said Reuters had been misled.", None),
    ],
)
def test_the_first_agency(text: str, expected: tuple[str, str] | None) -> None:
    assert first(text, "agency") == expected


def test_an_agency_fact_stands_where_it_is_named() -> None:
    text = f"ULMEN (Reuters) - {BODY}"
    fact = next(f for f in facts_of(report_of(text)) if f.field == "agency")
    assert fact.start is not None
    assert text[fact.start : fact.end] == "Reuters"


def test_title_byline_and_outlet() -> None:
    text = f"{TITLE} | Norvania Herald\n\n{TITLE}\n\nBy Jane Doe\n\n{BODY}"
    report = replace(report_of(text), url="https://www.herald.example/dam")
    found = [(f.field, f.value, f.basis) for f in facts_of(report)]
    assert found == [
        ("outlet", "Norvania Herald", "text"),
        ("outlet", "herald.example", "url"),
        ("title", TITLE, "text"),
        ("byline", "Jane Doe", "text"),
    ]


@pytest.mark.parametrize("url", ["http://[broken", "no url", "https://x.example/2021/13/45/a", ""])
def test_an_odd_address_does_no_harm(url: str) -> None:
    report = replace(report_of(BODY), url=url)
    assert not [f for f in facts_of(report) if f.field == "published"]


FRENCH = (
    "Le barrage au-dessus de la ville de Tarsk a cédé lundi, et quatre personnes sont portées "
    "disparues, selon les autorités. L'eau est montée de deux mètres en une heure."
)


def test_only_a_certain_other_language_is_named() -> None:
    assert publication.other_language(BODY) is None
    assert publication.other_language(FRENCH) == "fr"
    assert publication.other_language("Le barrage a cédé.") is None
    assert publication.other_language(f"{BODY} {FRENCH[:60]}") is None
    assert publication.other_language("") is None


def test_language_with_its_probability() -> None:
    code, probability = publication.language(FRENCH)
    assert code == "fr"
    assert 0.9 < probability <= 1.0


def test_supported_languages() -> None:
    assert publication.supported("en-GB")
    assert publication.supported("EN_us")
    assert not publication.supported("fr")
