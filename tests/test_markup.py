"""What a page says of itself: its day out of many, with sources; author, outlet, origin."""

import pytest
from lxml import html

from newsledger.readers.pages import markup, page_stamps
from newsledger.zones import printed_days

TITLE = "Dam bursts above Tarsk, four missing"
BODY = "<p>A dam above the town of Tarsk burst on Monday, and four people were missing.</p>" * 4


def page(head: str = "", above: str = "", below: str = "", foot: str = "", lang: str = "en") -> str:
    return (
        f'<html lang="{lang}"><head><title>{TITLE}</title>{head}</head><body>{above}'
        f"<article><h1>{TITLE}</h1>{below}{BODY}</article>{foot}</body></html>"
    )


def read(source: str, url: str | None = None, captured: str | None = None) -> markup.Markup:
    return markup.read(html.document_fromstring(source), url, captured)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    ("source", "published", "name"),
    [
        (page(meta("article:published_time", "2031-05-03T10:20:00+02:00")),
         "2031-05-03T10:20:00+02:00", "meta article:published_time"),
        (page('<meta name="DC.date.issued" content="2031-05-03">'), "2031-05-03",
         "meta dc.date.issued"),
        (page(linked('{"@type":"NewsArticle","datePublished":"2031-05-03"}')), "2031-05-03",
         "json-ld datePublished"),
        (page(linked('<!-- {"@graph":[{"@type":["Report"],"datePublished":"2031-05-03"}]} -->')),
         "2031-05-03", "json-ld datePublished"),
        (page(below='<span itemprop="datePublished" content="2031-05-03">x</span>'), "2031-05-03",
         "itemprop datepublished"),
        (page(below='<time datetime="2031-05-03">Saturday</time>'), "2031-05-03",
         "time below the headline"),
        (page(below='<p class="post-date">Published on 3 May 2031</p>'), "2031-05-03",
         "date below the headline"),
        (page(below="<p>Veröffentlicht am 3. Mai 2031</p>"), "2031-05-03",
         "date below the headline"),
        (page(below='<div class="date">2031年5月3日</div>'), "2031-05-03",
         "date below the headline"),
    ],
)  # fmt: skip
def test_a_day_and_its_source(source: str, published: str, name: str) -> None:
    found = read(source)
    assert found.published == published
    assert next(fact.source for fact in found.stated if fact.field == "published") == name


def test_the_address_names_a_day() -> None:
    found = read(page(), "https://herald.example/2031/05/03/dam")
    assert (found.published, found.published_basis) == ("2031-05-03", "url")


def test_a_change_is_not_the_publication() -> None:
    head = meta("article:published_time", "2031-05-03") + meta("og:updated_time", "2031-06-01")
    found = read(page(head, below='<p class="date">Updated June 1, 2031</p>'))
    assert (found.published, found.modified) == ("2031-05-03", "2031-06-01")


def test_a_printed_day_long_after_the_stated_one_is_not_taken() -> None:
    found = read(page(meta("date", "2031-05-03"), below='<p class="date">9 November 2031</p>'))
    assert found.published == "2031-05-03"
    assert "2031-11-09" in {fact.value for fact in found.stated}


def test_other_reports_and_comments_do_not_date_the_page() -> None:
    foot = '<div class="related"><a href="/a"><time datetime="2030-01-01">old</time></a></div>'
    comment = '<div itemscope itemtype="https://schema.org/Comment"><b itemprop="datePublished" content="2031-07-01"></b></div>'  # noqa: E501
    found = read(page(below='<p class="meta">3 May 2031</p>', foot=foot + comment))
    assert found.published == "2031-05-03"
    assert "2031-07-01" not in {fact.value for fact in found.stated}


def test_an_archive_banner_is_kept_as_what_it_is() -> None:
    above = (
        '<div id="wm-ipp-base"><p class="date">9 Nov 2033</p></div><p>Page captured 9 Nov 2033</p>'
    )
    found = read(page(above=above, below='<p class="date">3 May 2031</p>'))
    assert found.published == "2031-05-03"
    notices = [fact for fact in found.stated if fact.source == "capture notice"]
    assert {(fact.value, fact.basis) for fact in notices} == {("2033-11-09", "banner")}


def test_a_page_of_the_future_needs_no_clock() -> None:
    assert read(page(below="<p>Erschienen: 03.05.2087</p>")).published == "2087-05-03"


def test_no_day_after_the_capture_is_believed() -> None:
    head = meta("article:published_time", "2031-05-09")
    assert read(page(head), captured="2031-05-03T12:00:00Z").published is None
    assert read(page(head), captured="2031-05-08T12:00:00Z").published == "2031-05-09"


@pytest.mark.parametrize(
    ("lang", "foot", "published"),
    [
        ("en", "", None),
        ("en-GB", "", "2031-04-03"),
        ("en-US", "", "2031-03-04"),
        ("fr", "", "2031-04-03"),
        ("en", '<p class="date">Archive 23/03/2031</p>', "2031-04-03"),
        ("en", '<p class="date">Archive 03/23/2031</p>', "2031-03-04"),
    ],
)
def test_day_and_month_in_doubt(lang: str, foot: str, published: str | None) -> None:
    found = read(page(below='<p class="date">03/04/2031</p>', foot=foot, lang=lang))
    assert found.published == published
    if published is None:
        assert found.stated[0].value == "[2031-04-03,2031-03-04]"


def test_another_day_of_the_page_settles_day_and_month() -> None:
    head = meta("article:published_time", "2031-03-04")
    found = read(page(head, below='<p class="date">03/04/2031</p>'))
    assert {f.value for f in found.stated if f.field == "published"} == {"2031-03-04"}


def test_a_time_in_utc_is_of_the_day_the_page_prints() -> None:
    head = meta("article:published_time", "2031-05-02T22:30:00+00:00")
    below = '<p class="date">3 May 2031</p>'
    found = read(page(head, below=below))
    assert found.published is not None
    days = {f.value[:10] for f in found.stated if f.field == "published"}
    assert days <= {"2031-05-02", "2031-05-03"}


def test_author_outlet_and_origin() -> None:
    data = (
        '[{"@type":"Person","@id":"#jane","name":"Jane Roe"},{"@type":"NewsArticle","headline":"x",'
        '"author":{"@id":"#jane"},"publisher":{"name":"Norvania Herald"},'
        '"isBasedOn":"https://wire.example/1","dateModified":"2031-05-04"}]'
    )
    found = read(
        page(linked(data) + '<meta name="syndication-source" content="https://o.example/2">')
    )
    assert (found.author, found.outlet, found.modified) == (
        "Jane Roe",
        "Norvania Herald",
        "2031-05-04",
    )
    assert found.based_on == "https://wire.example/1"
    origins = [(f.value, f.source) for f in found.stated if f.field == "based_on"]
    assert origins[1] == ("https://o.example/2", "meta syndication-source")


def test_an_agency_named_as_author() -> None:
    found = read(page('<meta name="author" content="Reuters">'))
    assert (found.agency, found.author) == ("Reuters", "Reuters")


@pytest.mark.parametrize(
    "source",
    [
        page(linked("{" * 50_000)),
        page(linked('{"@type":"NewsArticle","datePublished":["x",{"a":1}],"author":{"@id":7}}')),
        page(below="<b>" * 3_000 + "3 May 2031"),
        page(below="9" * 100_000 + "/" * 100_000),
        page(meta("article:published_time", "9" * 5_000)),
        page(below='<time datetime="0000-00-00">31/31/9999</time>'),
        "<html><p>3 May 2031",
    ],
)
def test_odd_pages_do_no_harm(source: str) -> None:
    read(source)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3. Dezember 2031", "2031-12-03"), ("30 septembre 2031", "2031-09-30"),
        ("14 Gennaio 2031", "2031-01-14"), ("2 de enero de 2031", "2031-01-02"),
        ("7 Aralık 2031", "2031-12-07"), ("12 травня 2031", "2031-05-12"),
        ("May 3rd, 2031", "2031-05-03"), ("03.04.2031", "2031-04-03"), ("3.4.31", "2031-04-03"),
        ("25/12/2031", "2031-12-25"), ("31.13.2031", None), ("10.20.30.40", None),
    ],
)  # fmt: skip
def test_days_as_pages_print_them(text: str, value: str | None) -> None:
    assert next((day.value for day in printed_days.find(text)), None) == value


@pytest.mark.parametrize(
    ("value", "day"),
    [("20310503", "2031-05-03"), ("1935579600", "2031-05-03"), ("201912", None), ("x", None)],
)
def test_days_of_attributes(value: str, day: str | None) -> None:
    assert printed_days.first(value) == day


def test_a_label_belongs_to_the_day_behind_it() -> None:
    tree = html.document_fromstring(page(below="<p>Created: 2 May 2031 Updated: 3 May 2031</p>"))
    assert [each.label for each in page_stamps.find(tree, TITLE)] == ["first", "later"]
