"""Zones cover any text exactly, keep the article and set the page's furniture apart."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import report_of
from zoned import ARTICLE, BODY, NAMES, kinds

from newsledger import vocabulary
from newsledger.zones import zone

RULES = vocabulary.load("furniture")["pattern"]
LINES = (
    "Advertisement", "Most read", "1. Dam bursts above Tarsk", "By Jane Doe", "Ulmen, May 3, 2021",
    "The dam above Tarsk burst on Monday, and four people were missing, officials said.",
    "ULMEN (Reuters) - Boats left.", "© 2021 Norvania Herald", "Updated: May 4, 2021", "Ends.",
    "A truck near Tarsk.JANE DOE/AFP/Getty Images", "• Link to a story here", "\u202e\0\ufeff", "",
)  # fmt: skip


def kind_of(text: str, line: str) -> str:
    """Kind of the one zone that holds the start of `line`."""
    at = text.index(line)
    return next(z.kind for z in zone(report_of(text), NAMES) if z.start <= at < z.end)


def covered(text: str) -> bool:
    zones = zone(report_of(text), NAMES)
    edges = [0, *(z.end for z in zones)]
    whole = [z.start for z in zones] == edges[:-1] and edges[-1] == len(text)
    return whole and all(z.start < z.end for z in zones)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
@settings(max_examples=200, deadline=None)
def test_zones_cover_any_text_exactly(text: str) -> None:
    assert covered(text)


@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["\n", "\n\n", "\r\n", " "]))
@settings(max_examples=300, deadline=None)
def test_zones_cover_any_page_exactly(lines: list[str], end: str) -> None:
    assert covered(end.join(lines))


def test_an_empty_text_has_no_zone_and_white_space_has_one() -> None:
    assert zone(report_of(""), NAMES) == ()
    assert [z.kind for z in zone(report_of(" \n\n"), NAMES)] == ["other"]


def test_an_article_alone_is_all_body() -> None:
    assert kinds(BODY) == [("body", BODY)]


def test_a_short_text_of_one_line_is_kept() -> None:
    assert kinds("Four missing as dam bursts above Tarsk") == [
        ("headline", "Four missing as dam bursts above Tarsk")
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Skip to main content", "navigation"),
        ("World  Politics  Business  Sport  Culture", "navigation"),
        ("Home > World > Norvania", "navigation"),
        ("Dam bursts above Tarsk | Norvania Herald", "navigation"),
        ("| 29 November 2023, Wednesday |", "date_banner"),
        ("We and our 12 partners store information on a device.", "other"),
        ("NOW: Envoy leaves Ulmen after talks • Bridge closed for a week in Tarsk", "promotion"),
        ("Share on Facebook  Share on X  Copy link  Print", "promotion"),
        ("Published May 3, 2021 02:00AM ET Updated May 4, 2021", "date_banner"),
        ("By Jane Doe and John Roe", "byline"),
        ("FILE PHOTO: Officers guard the bridge in Tarsk", "caption"),
        ("A crossing near Tarsk, Norvania, May 3, 2021. REUTERS", "caption"),
    ],
)
def test_furniture_above_the_article(line: str, kind: str) -> None:
    text = f"{line}\n\nDam bursts above Tarsk\n\n{BODY}\n"
    assert kind_of(text, line) == kind
    assert ("body", BODY) in kinds(text)
    assert "Dam bursts above Tarsk" in [part for found, part in kinds(text) if found == "headline"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sign up for the evening digest. It is free.", "promotion"),
        ("Read more: Envoy leaves Ulmen", "promotion"),
        ("ADVERTISEMENT - CONTINUE READING BELOW", "advert"),
        ("Article continues below", "advert"),
        ("Enjoying this article? Subscribe for full access.", "other"),
        ("Trucks near Tarsk on May 3, 2021. (Photo by Jane Doe)", "caption"),
    ],
)
def test_furniture_in_the_text(line: str, kind: str) -> None:
    text = "\n\n".join([*ARTICLE[:2], line, *ARTICLE[2:]])
    assert kind_of(text, line) == kind
    assert [part for found, part in kinds(text) if found == "body"] == [
        "\n\n".join(ARTICLE[:2]),
        "\n\n".join(ARTICLE[2:]),
    ]


FOOT = """Most read
1. Envoy leaves Ulmen after talks
2. Ten killed in storm on the coast
3. What we know about the dam

Related topics: Floods, Tarsk
Comments (12)  Sort by: newest
Contact us | About | Careers
© 2021 Norvania Herald. All rights reserved."""


def test_furniture_below_the_article() -> None:
    found = kinds(f"{BODY}\n\n{FOOT}")
    assert found[0] == ("body", BODY)
    assert {kind for kind, _ in found[1:]} <= {"promotion", "other", "navigation"}


def test_scraps_stay_furniture_in_the_foot_of_a_page() -> None:
    text = f"{BODY}\n\n{FOOT}\nNorvania House\nUlmen"
    assert kind_of(text, "Norvania House") == "other"


def test_a_list_of_the_article_stays_body() -> None:
    text = (
        f"{BODY}\n\nThe ministry gave these figures:\n- 20 houses destroyed\n- 4 people missing\n"
    )
    assert kinds(f"{text}\n{ARTICLE[0]}")[0][0] == "body"
    assert len(kinds(f"{text}\n{ARTICLE[0]}")) == 1


def test_subheads_and_short_sentences_stay_body() -> None:
    text = f"{ARTICLE[0]}\n\nWhat we know\n\n{ARTICLE[1]}\n\nNobody answered.\n\n{ARTICLE[2]}"
    assert kinds(text) == [("body", text)]


def test_a_wrapped_text_is_read_by_its_paragraphs() -> None:
    wrapped = "\n".join(re.findall(r".{1,60}(?:\s|$)", " ".join(ARTICLE)))
    assert kinds(wrapped) == [("body", wrapped.strip())]


@pytest.mark.parametrize(
    "dateline",
    [
        "NEAR TARSK, Norvania (Reuters) - ",
        "ULMEN, May 3 (Reuters) – ",
        "ULMEN, May 3, 2021 (NNA/AFP) – ",
        "ULMEN, May 3. /TASS/. ",
        "ULMEN, Norvania -- ",
        "ULMEN: ",
        "Ulmen [Norvania], May 3: ",
    ],
)
def test_datelines_are_parted_from_the_body(dateline: str) -> None:
    found = kinds(f"Dam bursts above Tarsk\n\n{dateline}{BODY}")
    assert found == [
        ("headline", "Dam bursts above Tarsk"),
        ("dateline", dateline.strip()),
        ("body", BODY),
    ]


@pytest.mark.parametrize("start", ["STORY: ", "The army (in Tarsk) - ", "UPDATE - ", "Ulmen - "])
def test_what_is_no_dateline(start: str) -> None:
    assert "dateline" not in dict(kinds(f"{start}{BODY}"))


def test_a_photo_credit_run_together_with_its_caption_is_parted() -> None:
    caption = "This photograph taken on May 3 shows a truck near Tarsk."
    assert kinds(f"{caption}JANE DOE/AFP/Getty Images\n\n{BODY}") == [
        ("caption", caption),
        ("credit", "JANE DOE/AFP/Getty Images"),
        ("body", BODY),
    ]


def test_a_stamp_run_together_with_the_article_is_parted() -> None:
    assert kinds(f"May 3, 2021{BODY}") == [("date_banner", "May 3, 2021"), ("body", BODY)]
    assert kinds(f"date 2021-05-03 {BODY}")[0] == ("date_banner", "date 2021-05-03")


@pytest.mark.parametrize("credit", ["  • Reuters", "fb/dj (AFP, AP)", "(Reporting by Jane Doe)"])
def test_a_signature_stays_with_the_article(credit: str) -> None:
    assert kinds(f"{BODY}\n{credit}") == [("body", f"{BODY}\n{credit}")]


def test_a_line_of_another_script_is_furniture_only_on_a_western_page() -> None:
    assert kind_of(f"10 個月前\n\n{BODY}", "10 個月前") != "body"
    assert "other" not in dict(kinds("大坝决堤，四人失踪。官员说。\n" * 9))


def test_a_line_of_a_million_characters_is_read() -> None:
    text = "The men left the town. " * 40_000
    assert [kind for kind, _ in kinds(text)] == ["body"]


TOP = (
    "Font size: A- A A+", "Save this story for later", "1.2K Shares", "3 min read", "14:32 GMT",
    "9/22/23, 4:15 PM", "https://herald.example/world/story.html 1/3", "Page 1 of 3",
    "Weather: 24°C Ulmen", "BTC 26,540 +0.8%  OIL 94.3 -0.2%", "You are here: Home / News / World",
    "Update your browser to see this page", "Live Updates", "2 hours ago",
)  # fmt: skip
IN_TEXT = (
    "Advertisement", "Story continues below advertisement", "Skip newsletter promotion",
    "Also read: Envoy leaves Ulmen after talks", "View this post on Instagram", "Play Video",
    "This video can not be played",
)  # fmt: skip
FOOTER = (
    "This story has been updated.", "Correction: An earlier version misspelled a name.",
    "John Roe covers politics and security for the Tarsk Herald.", "Tags: Norvania, Tarsk, Floods",
    "Jane Doe is a correspondent for the Tarsk Herald in Ulmen.", "View 12 more comments",
    "Log in or register to post comments", "I agree to the terms and conditions",
    "Registered in Norvania No. 123456", "Previous article: Envoy leaves Ulmen",
)  # fmt: skip


def body_of(text: str) -> str:
    return "\n\n".join(part for kind, part in kinds(text) if kind == "body")


@pytest.mark.parametrize("line", TOP)
def test_page_lines_above_the_article(line: str) -> None:
    text = f"{line}\n\nDam bursts above Tarsk\n\n{BODY}\n"
    assert kind_of(text, line) not in {"body", "headline"}
    assert body_of(text) == BODY


@pytest.mark.parametrize("line", IN_TEXT)
def test_page_lines_in_the_article(line: str) -> None:
    text = "\n\n".join([*ARTICLE[:2], line, *ARTICLE[2:]])
    assert kind_of(text, line) != "body"
    assert body_of(text) == BODY


@pytest.mark.parametrize("line", FOOTER)
def test_page_lines_below_the_article(line: str) -> None:
    text = f"{BODY}\n\n{line}\n"
    assert kind_of(text, line) != "body"
    assert body_of(text) == BODY


def test_the_title_of_another_article_is_no_headline() -> None:
    own, other = "Four missing as dam bursts above Tarsk", "Singer charms crowds with brass quartet"
    text = f"{other}\n\n{own}\n\n{BODY}"
    assert kind_of(text, other) == "promotion"
    assert kind_of(text, own) == "headline"
    assert kind_of(f"{other}\n\n{BODY}", other) == "headline"


def test_counts_listed_below_the_article_are_its_own() -> None:
    text = f"{BODY}\n\nHouses lost: 12\nBridges lost: 3"
    assert kinds(text) == [("body", text)]


def test_a_question_in_a_list_of_titles_is_one() -> None:
    text = f"{BODY}\n\nMore on this story\nWhat is the Ulmen pact and why does it matter?\n"
    assert kind_of(text, "What is") == "promotion"
    assert kinds(f"{BODY}\n\nWhat is the pact worth now?") == [
        ("body", f"{BODY}\n\nWhat is the pact worth now?")
    ]


def test_a_stamp_a_title_runs_into_is_parted() -> None:
    text = f"Dam bursts above Tarsk Posted: Monday, May 3, 2021 5:33 PM\n\n{BODY}"
    assert kinds(text)[:2] == [
        ("headline", "Dam bursts above Tarsk"),
        ("date_banner", "Posted: Monday, May 3, 2021 5:33 PM"),
    ]


def matches(rule: dict[str, Any], line: str) -> bool:
    pattern = re.compile(rule["pattern"], re.IGNORECASE)
    return bool(pattern.fullmatch(line) if rule.get("whole") else pattern.match(line))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["examples"][0][:30])
def test_vocabulary_examples(rule: dict[str, Any]) -> None:
    assert all(matches(rule, line) for line in rule["examples"])
    assert not any(matches(rule, line) for line in rule["counter_examples"])
