"""Every candidate for date, agency, outlet, title and byline, strongest first, where it stands."""

from dataclasses import replace

import pytest
from reading import report_of

from newsledger import chronology, publication, vocabulary
from newsledger.annotators import dates
from newsledger.model import Annotations, PublicationFact, Report
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
        (f"date 2021-05-03 {BODY}", ("2021-05-03", "banner")),
        (f"Our terms of use, updated 1 May 2022.\n\n{TITLE}\n\n{BODY}", None),
        (f"| 29 May 2021, Saturday |\n\n{TITLE}\n\n{BODY}", ("2021-05-29", "banner")),
        (f"{TITLE}\n\n{BODY}\n\n29 May 2021", ("2021-05-29", "banner")),
        (f"ULMEN, May 3, 2021 (AFP) – {BODY}", ("2021-05-03", "dateline")),
        (f"ULMEN, May 3 (AFP) – {BODY}", None),
        (f"Trucks near Tarsk, May 2, 2021. REUTERS\n\n{BODY}", ("2021-05-02", "text")),
        (f"{BODY} The law will be void by May 9, 2022.", None),
        (f"{TITLE}\n\nPublished 03/04/2021\n\n{BODY}", ("[2021-04-03,2021-03-04]", "text")),
        (f"{TITLE}\n\nPublished 03.04.2021\n\n{BODY}", None),
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
    strongest = {f.field: (f.value, f.basis) for f in reversed(found) if f.field != "language"}
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
    found = [(f.field, f.value, f.basis) for f in facts_of(report) if f.field != "language"]
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


def test_stated_facts_come_first_and_keep_their_source() -> None:
    stated = (
        PublicationFact(field="published", value="2021-05-02", basis="markup", source="meta date"),
        PublicationFact(field="based_on", value="https://w.example", basis="markup", source="x"),
    )
    report = replace(
        report_of(f"{TITLE}\n\nPublished May 3, 2021\n\n{BODY}"),
        stated=stated, published="2021-05-02", published_basis="markup",
    )  # fmt: skip
    found = facts_of(report)
    days = [(f.value, f.source) for f in found if f.field == "published"]
    assert days == [("2021-05-02", "meta date"), ("2021-05-03", "date with a label")]
    assert stated[1] in found


@pytest.mark.parametrize(
    ("text", "language", "url", "expected"),
    [
        ("Published 03/04/2021", "en-GB", None, "2021-04-03"),
        ("Published 03/04/2021", "en-US", None, "2021-03-04"),
        ("Published 03/04/2021. Updated 25/04/2021", None, None, "2021-04-03"),
        ("Published 03/04/2021", None, "https://h.example/2021/03/04/dam", "2021-03-04"),
        ("Published 03/04/2021", "en", None, "[2021-04-03,2021-03-04]"),
    ],
)
def test_day_and_month_are_settled_by_evidence_only(
    text: str, language: str | None, url: str | None, expected: str
) -> None:
    report = report_of(f"{TITLE}\n\n{text}\n\n{BODY}")
    found = facts_of(replace(report, language=language, url=url))
    assert next(f.value for f in found if f.field == "published" and f.start) == expected


def published(text: str) -> chronology.Published:
    report = report_of(text)
    zoned = zone(report, NAMES)
    notes = Annotations(
        report=report.id,
        zones=zoned,
        facts=publication.facts(report, zoned, NAMES),
        dates=dates.annotate(report, zoned),
    )
    return chronology.publish([report], {report.id: notes}, ())[report.id]


def test_a_banner_that_the_text_opposes_is_not_chosen_silently() -> None:
    told = (
        "In Ulmen on September 18, 2031, the dam broke and four people were killed there. On"
        " September 19 it was mended, the mayor of the town said on Friday."
    )
    found = published(f"| 23 October 2031, Thursday |\n\n{TITLE}\n\n{told}\n")
    assert found.day == "2031-09-19"
    (line,) = found.conflict
    assert line.text == "page dated 2031-10-23 (lone date), text speaks of 2031-09-19 as its day"


def test_a_banner_that_nothing_speaks_for_is_named() -> None:
    found = published(f"| 23 October 2031, Thursday |\n\n{TITLE}\n\n{BODY}")
    assert found.day is None
    (line,) = found.conflict
    assert line.text == "page dated 2031-10-23 (lone date), nothing in the text speaks for that day"
    assert (line.start, line.end) == (2, 17)


def test_a_stamp_the_text_agrees_with_is_no_conflict() -> None:
    told = f"{TITLE}\n\nPublished May 3, 2031\n\nThe dam burst on May 2, 2031. {BODY}"
    assert published(told).conflict == ()


def test_day_and_month_in_doubt_are_named() -> None:
    found = published(f"{TITLE}\n\nPublished 03/04/2031\n\n{BODY}")
    assert found.day is None
    assert "2031-04-03 or 2031-03-04" in found.conflict[0].text


ENGLISH = [
    "Prime Minister Drevan Koliakovitch met Jean-Baptiste Lemaître in Saint-Étienne on Friday.",
    "More than 3,500 people had reached Khazrabad, Vostochny and Al-Qaryat by the evening.",
    "“Nous avons tout perdu,” said Marie Lefèvre, 42, a teacher, before she went on in English.",
]
FOREIGN = [
    ("de", "Der Damm oberhalb der Stadt brach am Montag, vier Menschen werden noch vermisst."),
    ("es", "La presa sobre la ciudad se rompió el lunes y cuatro personas están desaparecidas."),
    ("tr", "Kasabanın yukarısındaki baraj pazartesi günü çöktü, dört kişi hâlâ kayıp."),
    ("ru", "Плотина над городом прорвалась в понедельник, четыре человека пропали без вести."),
    ("uk", "Рятувальники вночі евакуювали сотні мешканців, повідомив міський голова."),
    ("ar", "انهار السد فوق المدينة يوم الاثنين وفقد أربعة أشخاص بحسب السلطات المحلية."),
    ("zh", "城市上方的大坝星期一决堤，四人失踪，当地官员说救援人员连夜疏散了数百名居民。"),
    ("fr", FRENCH),
]


@pytest.mark.parametrize(("code", "text"), FOREIGN)
def test_a_foreign_paragraph_among_english_ones(code: str, text: str) -> None:
    found = publication.languages([BODY, *ENGLISH, text, "Yes."])
    assert found == ("en", "en", "en", "en", code, None)


def test_a_foreign_paragraph_is_marked_and_the_report_is_read() -> None:
    text = f"{TITLE}\n\n{BODY}\n\n{FRENCH}\n\nOfficials said that help was on its way."
    assert publication.other_language(text) is None
    found = [f for f in facts_of(report_of(text)) if f.field == "language"]
    assert [f.value for f in found] == ["en", "fr"]
    assert found[0].start is None
    assert text[found[1].start : found[1].end] == FRENCH


def test_a_report_mostly_in_another_language_is_refused() -> None:
    assert publication.other_language(f"{BODY[:95]}\n\n{FRENCH}\n\n{FRENCH}") == "fr"


def test_supported_languages() -> None:
    assert publication.supported("en-GB")
    assert publication.supported("EN_us")
    assert not publication.supported("fr")
