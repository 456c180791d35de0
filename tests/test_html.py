"""Pages to reports: the article and nothing beside it, whatever the page holds."""

import hashlib
import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger import vocabulary
from newsledger.model import Capture, Report, Skip
from newsledger.readers import encoding, offsets
from newsledger.readers.pages import article_lines, html

FIRST = (
    "A dam above the town of Tarsk burst on Monday, and four people were missing, officials said."
)
SECOND = "The water rose by two metres within an hour, and boats were sent from the capital, Ulmen."
THIRD = "Rescue workers searched the lower town through the night, the mayor told reporters there."
FOURTH = "The river Ness is expected to fall by Thursday, the weather service of Norvania said."
BODY = "".join(f"<p>{each}</p>" for each in (FIRST, SECOND, THIRD, FOURTH))
OTHER = "Nine villages near the border had been without power for days before help reached them."
RULES = vocabulary.load("markup")
HEAD = (
    '<title>Dam bursts | Norvania Herald</title><meta property="og:title" content="Dam bursts">'
    '<meta property="og:site_name" content="Norvania Herald"><meta name="author" content="Jo Doe">'
    '<meta property="article:published_time" content="2021-05-03T10:20:00+02:00">'
    '<meta property="article:modified_time" content="2021-05-04T08:00:00+02:00">'
)


def page(body: str, head: str = HEAD) -> bytes:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def read(content: bytes, **said: Any) -> Report | Skip:
    digest = hashlib.sha256(content).hexdigest()
    return html.read(Capture(sha256=digest, path="a.html", content=content, **said))


def report(body: str | bytes, **said: Any) -> Report:
    found = read(body if isinstance(body, bytes) else page(body), **said)
    assert isinstance(found, Report), found
    return found


def rows(body: str) -> list[str]:
    return report(f"<article><h1>Dam bursts</h1>{body}</article>").text.split("\n")


def refused(content: bytes) -> Skip:
    found = read(content)
    assert isinstance(found, Skip)
    assert found.advice
    return found


def test_the_text_is_the_headline_and_a_paragraph_a_line() -> None:
    assert rows(BODY) == ["Dam bursts", "", FIRST, SECOND, THIRD, FOURTH]


def test_what_the_page_says_is_kept() -> None:
    one = report(f"<article>{BODY}</article>", captured="2021-05-05T00:00:00Z")
    assert (one.title, one.outlet, one.author) == ("Dam bursts", "Norvania Herald", "Jo Doe")
    assert one.published is not None
    assert one.published.startswith("2021-05-03")
    assert one.modified is not None
    assert one.modified.startswith("2021-05-04")
    assert (one.media_type, one.encoding, one.layers) == ("text/html", "utf-8", ("markup",))
    assert one.captured == "2021-05-05T00:00:00Z"
    assert any(fact.field == "published" for fact in one.stated)


def test_blocks_open_on_their_lines() -> None:
    content = page(f"<article><h1>Dam bursts</h1>{BODY}</article>".replace("boats", "bo&#97;ts"))
    one = report(content)
    assert one.text[one.blocks[-1].start : one.blocks[-1].end] == FOURTH
    assert len(one.blocks) >= 4
    for block in one.blocks:
        assert offsets.opens(content, "utf-8", one.layers, one.text, block)


@pytest.mark.parametrize(
    "beside",
    [
        f'<div class="related-posts"><p>{OTHER}</p></div>',
        f'<section class="c-newsletter"><p>{OTHER}</p></section>',
        f'<div class="read-next"><p>{OTHER}</p></div>',
        f'<div class="c-promo"><p>{OTHER}</p></div>',
        f'<div id="author-bio"><p>{OTHER}</p></div>',
        f'<p>Read more: <a href="/x">{OTHER}</a></p>',
        f'<p><a href="/x">{OTHER}</a></p>',
        f'<ul><li><a href="/x">{OTHER}</a></li><li><a href="/y">{OTHER}</a></li></ul>',
        f"<textarea>{OTHER}</textarea>",
    ],
)
def test_what_stands_beside_the_article_is_left_out(beside: str) -> None:
    assert rows(BODY + beside + f"<p>{OTHER[:-1]} too.</p>")[2:] == [
        FIRST, SECOND, THIRD, FOURTH, f"{OTHER[:-1]} too."
    ]  # fmt: skip


@pytest.mark.parametrize(
    "inside",
    [
        f"<p>{OTHER}</p>",
        f'<p>In Ulmen, <a href="/x">the minister</a> spoke. {OTHER}</p>',
        f"<p>Related to this, {OTHER[0].lower()}{OTHER[1:]}</p>",
        f"<ul><li>{OTHER}</li><li>{OTHER}</li></ul>",
        f"<blockquote><p>{OTHER}</p></blockquote>",
    ],
)
def test_what_stands_in_the_article_is_kept(inside: str) -> None:
    assert OTHER[1:] in "\n".join(rows(BODY + inside))


def test_a_name_of_furniture_does_not_lose_the_article() -> None:
    one = report(f'<div class="related promo"><h1>Dam bursts</h1>{BODY}</div>')
    assert FOURTH in one.text


def test_a_body_cut_in_pieces_is_put_together() -> None:
    part = '<div class="grid"><div class="article-body">{}</div><div class="ad-slot">Ad</div></div>'
    pieces = (f"<p>{FIRST}</p><p>{SECOND}</p><p>{OTHER}</p>", f"<p>{THIRD}</p><p>{FOURTH}</p>")
    body = "".join(map(part.format, pieces))
    assert rows(body)[2:] == [FIRST, SECOND, OTHER, THIRD, FOURTH]


def test_furniture_at_the_foot_is_left_out() -> None:
    foot = "<p>Follow us on our channels and subscribe to our newsletter.</p><p>Advertisement</p>"
    assert rows(BODY + foot)[-1] == FOURTH


def test_the_headline_is_not_told_twice() -> None:
    assert rows(f"{BODY}<p>Dam bursts</p>").count("Dam bursts") == 2
    text = report(f"<h1>Dam bursts | Norvania Herald</h1><div>{BODY}</div>").text
    assert text.count("Dam bursts") == 1


def test_headless_and_trimmed() -> None:
    assert article_lines.headless("A\nDam bursts!\nB", frozenset({"dam bursts"})) == "A\nB"
    assert article_lines.headless("A", frozenset({"dam bursts"})) == "A"
    assert article_lines.trimmed("Advertisement\nAdvertisement") == "Advertisement\nAdvertisement"


def test_the_wider_voice_speaks_where_the_first_took_a_part() -> None:
    folded = "".join(f"<p>{OTHER[:-1]} number {i}.</p>" for i in range(12))
    body = f'{BODY}<div class="popup-message">{folded}</div>'
    assert "number 11." in rows(body)[-1]


@pytest.mark.parametrize(
    "body", ["", "<p>Home</p>", "<nav><a href='/'>Home</a></nav>", "<div>" * 9]
)
def test_a_page_without_an_article(body: str) -> None:
    assert refused(page(body)).reason == "no article in this page"


def test_an_index_of_links() -> None:
    links = "".join(f"<li><h3><a href='/{i}'>Dam bursts in {i}</a></h3></li>" for i in range(40))
    assert refused(page(f"<main><ul>{links}</ul></main>")).reason == "no article in this page"


def test_a_consent_wall() -> None:
    asked = "<p>We and our partners store cookies on your device to show you what you like.</p>"
    found = refused(page(f"<main>{asked * 3}</main>"))
    assert found.reason == "a consent or challenge page, not an article"


def test_an_article_on_cookies_is_no_wall() -> None:
    about = (
        "<p>The parliament of Norvania voted on Monday to forbid cookies that follow people.</p>"
    )
    assert "forbid cookies" in report(f"<article>{about}{BODY}</article>").text


HOSTILE = {
    "deep": "<div>" * 100_000 + BODY,
    "unclosed": BODY + "<b><i><font>" * 50_000,
    "attribute": f'<div class="{"a b " * 2_000_000}">{BODY}</div>',
    "attributes": f"<div {' '.join(f'a{i}=1' for i in range(700_000))}>{BODY}</div>",
    "elements": "<p>a</p>" * 400_000,
    "null": "\0" + BODY + "\0" * 500_000,
    "bidi": f"\u202e{BODY}\u2066",
    "comment": BODY + "<!--" * 500_000,
    "script": BODY + "<script>" + "x<y;" * 500_000,
    "brackets": BODY + "<a " * 500_000,
    "structured": "<script type=application/ld+json>" + "[" * 500_000 + "</script>" + BODY,
    "tables": "<table><tr><td>" * 30_000 + BODY,
    "line": f"{BODY}<p>{'a' * 3_000_000}</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_in_bounded_time(name: str) -> None:
    start = time.process_time()
    found = read(page(HOSTILE[name]))
    assert time.process_time() - start < 6.0
    if name in {"unclosed", "attribute", "attributes", "null", "bidi", "comment", "script"}:
        assert isinstance(found, Report)
        assert THIRD in found.text


def test_a_page_of_too_many_elements_says_so() -> None:
    assert "elements" in refused(page(HOSTILE["elements"])).reason


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div",
                "<",
                ">",
                "&#x",
                "\0",
                "]]>",
                "<!--",
                FIRST,
                "<article>",
                "class='related'",
                "</",
                "&amp;",
                "\ud800",
                "é",
            ]
        )
    )
)
def test_any_soup_is_read_or_refused(pieces: list[str]) -> None:
    found = read("".join(pieces).encode("utf-8", "surrogatepass"))
    assert isinstance(found, Report | Skip)


@pytest.mark.parametrize(
    ("label", "codec"), [("iso-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("gb2312", "gb18030"),
                         ("shift_jis", "cp932"), ("windows-1251", "cp1251")],
)  # fmt: skip
def test_labels_mean_what_pages_mean(label: str, codec: str) -> None:
    said = {"cp1252": "“Ulmen”", "gb18030": "水位上升", "cp932": "水位上昇", "cp1251": "Ульмен"}[
        codec
    ]
    head = f"{HEAD}<meta charset={label}>"
    body = f"<article>{BODY}<p>{said}: {OTHER}</p></article>"
    one = report(page(body, head).decode().encode(codec))
    assert (one.encoding, said in one.text) == (codec, True)


def test_a_declared_encoding_that_lies() -> None:
    head = f"{HEAD}<meta charset=windows-1251>"
    one = report(page(f"<article>{BODY}<p>Café: {OTHER}</p></article>", head))
    assert (one.encoding, "Café" in one.text) == ("utf-8", True)


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    text = f"Café, Öl, “Ulmen”: {OTHER} " * 40
    content = page(f"<article>{BODY}<p>{text}</p></article>") + b"\xff"
    one = report(content)
    assert (one.encoding, "“Ulmen”" in one.text) == ("utf-8", True)
    found = encoding.decoded(content)
    assert found is not None
    assert found.text.endswith("\ufffd")


def _found(rule: dict[str, str], text: str, kind: str) -> bool:
    if kind == "container":
        wrapped = rf"(?:^|[\s_-])(?:{rule['pattern']})(?:$|[\s_-])"
        return bool(re.search(wrapped, text, re.IGNORECASE))
    if kind == "lead":
        return bool(re.match(rf"\W*(?:{rule['pattern']})\b", text, re.IGNORECASE))
    return bool(re.search(rf"\b(?:{rule['pattern']})\b", text, re.IGNORECASE))


@pytest.mark.parametrize(
    ("kind", "rule"), [(kind, rule) for kind in RULES for rule in RULES[kind]],
    ids=lambda each: each["examples"][0] if isinstance(each, dict) else each,
)  # fmt: skip
def test_vocabulary_examples(kind: str, rule: dict[str, Any]) -> None:
    assert all(_found(rule, text, kind) for text in rule["examples"])
    assert not any(_found(rule, text, kind) for text in rule["counter_examples"])


@pytest.mark.parametrize("shown", ["R&amp;D", "&lt;b&gt;", "a=1&copy=2", "&amp;amp;", "R&D"])
def test_a_reference_that_the_text_shows_is_resolved_once(shown: str) -> None:
    sentence = (
        f"The ministry wrote {shown.replace('&', '&amp;')} in its note to the mayor of Tarsk."
    )
    found = rows(f"{BODY}<p>{sentence}</p>")
    assert found[-1] == f"The ministry wrote {shown} in its note to the mayor of Tarsk."
