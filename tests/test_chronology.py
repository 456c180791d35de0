"""The day a report was published, from its own words and from reports beside it."""

import random

from dated_reports import BACKGROUND, fact, noted, published, resolved, shared
from reading import report_of

from newsledger import chronology
from newsledger.chronology import dating
from newsledger.model import ZoneKind

WIRE = noted(
    ("caption", "A ferry at the Ulmen dam, seen on March 13, 2021."),
    ("body", "The herders lost the ford on March 10. The flood began on Tuesday."),
    ("body", BACKGROUND),
)
COPY = noted(
    ("date_banner", "| 22 May 2021, Saturday |"),
    ("headline", "Tarsk waits for water"),
    ("body", "The council of Tarsk said on Friday that no deal was reached this week."),
    ("body", BACKGROUND),
    ("body", "They agreed on Wednesday to a truce."),
    facts=[fact("2021-05-22", "banner", 2)],
)


def test_weekdays_stay_open_in_a_report_that_has_only_a_banner() -> None:
    assert published(COPY)[COPY[0].id].day is None
    assert resolved(COPY)[0] == {
        "22 May 2021, Saturday": "2021-05-22",
        "Friday": None,
        "this week": None,
        "Wednesday": None,
    }


def test_a_caption_and_dates_of_the_same_days_date_a_report() -> None:
    found = published(WIRE)[WIRE[0].id]
    assert (found.day, found.basis) == ("2021-03-13", "text")
    assert resolved(WIRE)[0]["March 10"] == "2021-03-10"
    assert resolved(WIRE)[0]["Tuesday"] == "2021-03-09"


def test_a_report_is_dated_through_one_it_shares_text_with() -> None:
    passages = [shared(WIRE[0], COPY[0])]
    found = published(WIRE, COPY, passages=passages)[COPY[0].id]
    assert (found.day, found.basis) == ("2021-03-12", "text")
    assert [f.value for f in found.refuted] == ["2021-05-22"]
    assert resolved(COPY, WIRE, passages=passages)[0] == {
        "22 May 2021, Saturday": "2021-05-22",
        "Friday": "2021-03-12",
        "this week": "2021-W10",
        "Wednesday": "2021-03-10",
    }


def test_order_of_reports_changes_nothing() -> None:
    passages = [shared(WIRE[0], COPY[0])]
    read = [WIRE, COPY, noted(("body", "Nothing to see, he said on Monday."))]
    expected = dict(published(*read, passages=passages))
    for seed in range(4):
        random.Random(seed).shuffle(read)  # noqa: S311
        assert dict(published(*read, passages=passages)) == expected


def test_neighbours_that_disagree_fix_nothing() -> None:
    later = noted(
        ("dateline", "ULMEN, June 2, 2021"),
        ("body", BACKGROUND),
        facts=[fact("2021-06-02", "dateline")],
    )
    passages = [shared(WIRE[0], COPY[0]), shared(later[0], COPY[0])]
    found = published(WIRE, COPY, later, passages=passages)[COPY[0].id]
    assert (found.day, found.near) == (None, None)


def test_markup_dates_a_report_and_its_words_hang_on_the_dateline() -> None:
    read = noted(
        ("dateline", "ULMEN, March 12 (NNA)"),
        ("body", "Rain fell on Thursday. The dam will open on Sunday, he said on Friday."),
        facts=[fact("2021-03-13T08:00:00Z", "markup")],
    )
    found = published(read)[read[0].id]
    assert (found.day, found.written, found.anchor) == ("2021-03-13", "2021-03-12", "dateline")
    assert resolved(read)[0] == {
        "March 12": "2021-03-12",
        "Thursday": "2021-03-11",
        "Sunday": "2021-03-14",
        "Friday": "2021-03-12",
    }


def test_a_stamp_older_than_what_the_text_tells_is_refuted() -> None:
    read = noted(
        ("body", "The dam broke on 4 April 2021, he said on Monday."),
        facts=[fact("2021-03-01", "markup")],
    )
    found = published(read)[read[0].id]
    assert found.day is None
    assert [f.value for f in found.refuted] == ["2021-03-01"]


def test_a_day_still_to_come_refutes_no_stamp() -> None:
    read = noted(
        ("body", "The council dissolves as of 1 January 2022, it said on Thursday."),
        facts=[fact("2021-09-30", "markup")],
    )
    assert published(read)[read[0].id].day == "2021-09-30"


def test_a_plain_stamp_long_after_the_news_is_refuted_by_the_texts_own_dates() -> None:
    read = noted(
        ("body", "In Ulmen on March 11, 2021, the dam broke. On March 12 it was mended, he said"
         " on Friday."),
        facts=[fact("2021-05-20", "text")],
    )  # fmt: skip
    found = published(read)[read[0].id]
    assert found.day == "2021-03-12"
    assert [f.value for f in found.refuted] == ["2021-05-20"]


def test_a_banner_counts_where_the_text_tells_of_the_day_before() -> None:
    body: tuple[ZoneKind, str] = (
        "body",
        "Herders were killed in Tarsk on March 12, the council said.",
    )
    near = noted(body, facts=[fact("2021-03-13", "banner")])
    far = noted(body, facts=[fact("2021-08-13", "banner")])
    assert published(near)[near[0].id].basis == "banner"
    assert published(far)[far[0].id].day is None


def test_an_old_picture_dates_nothing() -> None:
    read = noted(
        ("caption", "FILE - The dam at Ulmen, March 3, 2019."),
        ("body", "The dam broke on Friday, the council said on Saturday."),
    )
    assert published(read)[read[0].id].day is None


def test_history_is_no_news_of_the_day() -> None:
    read = noted(
        ("body", "The war of Tarsk began on 4 April 1901. On 20 June the dam fell, and on 3 October"
         " 1903 peace was made in Ulmen."),
    )  # fmt: skip
    assert published(read)[read[0].id].day is None
    assert resolved(read)[0]["20 June"] == "1901-06-20"


def test_reports_of_one_happening_are_neighbours_without_shared_text() -> None:
    names = "Orla Venn, Marek Sulty, Governor Ashby and the Kestrel Brigade counted 1,347 tents"
    dated = noted(
        ("body", f"{names} at Ulmen on March 10, Venn said."), facts=[fact("2021-03-11", "markup")]
    )
    undated = noted(("body", f"At Ulmen {names}, Sulty said on Friday."))
    filler = [
        noted(("body", f"{name} Harbour, {name} Council and {name} Guild met Warden {name}."))
        for name in ("Pellan", "Dorrin", "Quessel", "Tamsin")
    ]
    assert published(dated, undated, *filler)[undated[0].id].day == "2021-03-12"
    assert published(undated, *filler)[undated[0].id].day is None


def test_a_report_without_annotations_or_text() -> None:
    empty = noted(("body", ""))
    assert published(empty)[empty[0].id] == chronology.Published()
    report = report_of("On Friday.")
    assert chronology.publish([report], {}, [])[report.id].day is None
    assert chronology.anchor({}, {}) == {}


def test_a_banner_on_the_weekday_of_the_text_counts_beside_a_dated_neighbour() -> None:
    names = "Orla Venn, Marek Sulty, Governor Ashby and the Kestrel Brigade counted 1,347 tents"
    dated = noted(
        ("body", f"{names} at Ulmen on March 4, Venn said."), facts=[fact("2021-03-05", "markup")]
    )
    body: tuple[ZoneKind, str] = ("body", f"At Ulmen {names}, Sulty said on Friday.")
    fitting = noted(body, facts=[fact("2021-03-12", "banner")])
    crawled = noted(body, facts=[fact("2021-03-17", "banner")])
    filler = [
        noted(("body", f"{name} Harbour, {name} Council and {name} Guild met Warden {name}."))
        for name in ("Pellan", "Dorrin", "Quessel", "Tamsin")
    ]
    assert published(dated, fitting, *filler)[fitting[0].id].day == "2021-03-12"
    assert published(dated, crawled, *filler)[crawled[0].id].day == "2021-03-05"
    assert published(fitting, *filler)[fitting[0].id].day is None


def test_a_deadline_is_no_day_of_the_past() -> None:
    read = noted(("body", "Those who hand in arms by 16 March go free, she said on Wednesday."))
    assert [told.ahead for told in dating.evidence(*read).told if "March" in told.date.text] == [
        True
    ]
