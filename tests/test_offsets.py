"""Blocks of a text and the bytes they came from: what is given opens, and nothing is lost."""

import html
import time
import unicodedata

import pytest
from offsets_checked import BODY, HEAD, MORE, TEXT, checked, covered, sources, whole

from newsledger.model import Block
from newsledger.readers.offsets import blocks, opens
from newsledger.readers.offsets.stream import printed


def test_a_block_holds_its_bytes_and_no_more() -> None:
    content = (
        f"<head><title>{HEAD} | Herald</title></head><nav>Home</nav><h1 id=a>{HEAD}</h1>"
        f"<p>{BODY.replace('Tarsk', '<a href=/t>Tarsk</a>')}</p><p>{html.escape(MORE)} </p>"
    ).encode()
    head, body, more = sources(content, checked(content, "utf-8", ("markup",), TEXT))
    assert head == HEAD.encode()
    assert content.index(head + b"</h1>") == content.index(body) - len(b"</h1><p>") - len(head)
    assert body == BODY.replace("Tarsk", "<a href=/t>Tarsk</a>").encode()
    assert more == html.escape(MORE).encode()


def test_a_paragraph_with_something_dropped_is_cut_there() -> None:
    one, two = BODY[:50], BODY[50:]
    content = f"<p>{one}<div>Subscribe to our letter now</div>{two}</p>".encode()
    found = checked(content, "utf-8", ("markup",), BODY)
    assert sources(content, found) == [one.strip().encode(), two.strip().encode()]


def test_a_short_end_behind_something_dropped() -> None:
    one, two = BODY[:-6], BODY[-6:]
    content = f"<p>{one}<i>read more</i>{two}</p>".encode()
    assert sources(content, checked(content, "utf-8", ("markup",), BODY))[1] == b"said."


def test_a_line_that_is_not_there_has_no_block() -> None:
    text = f"Title of an attribute\n\n{BODY}\nBoats were sent from Ulmen, the capital, at night."
    content = f"<meta content='Title of an attribute'><p>{BODY}</p>".encode()
    (found,) = checked(content, "utf-8", ("markup",), text)
    assert text[found.start : found.end] == BODY


def test_a_bullet_put_before_an_item_is_left_out() -> None:
    content = f"<p>{BODY}</p><ul><li>Boats</li><li>Tents</li></ul>".encode()
    found = checked(content, "utf-8", ("markup",), f"{BODY}\n- Boats\n- Tents")
    assert sources(content, found)[1:] == [b"Boats", b"Tents"]


def test_paragraphs_in_another_order() -> None:
    content = f"<p>{html.escape(MORE)}</p><p>{BODY}</p>".encode()
    assert covered(checked(content, "utf-8", ("markup",), TEXT), TEXT) == printed(BODY + MORE)


def test_a_short_line_is_found_between_its_neighbours() -> None:
    content = f"<nav>Boats</nav><p>{BODY}</p><h2>Boats</h2><p>{html.escape(MORE)}</p>Boats".encode()
    found = checked(content, "utf-8", ("markup",), f"{BODY}\nBoats\n{MORE}")
    assert found[1].source_start == content.index(b"<h2>") + 4


def test_references_as_browsers_read_them() -> None:
    content = (
        b"<p>Caf&eacute &#150; &#x80; &notit; &ampamp; A&NotEqualTilde;B &#0; &bogus; R&D 1&lt2"
    )
    text = "Café – € ¬it; &amp; A≂̸B \ufffd &bogus; R&D 1<2"
    whole(content, "utf-8", ("markup",), text)


def test_a_reference_is_never_cut() -> None:
    content = b"<p>Alpha Beta Gamma Delta &amp;&quot;Epsilon Zeta</p>"
    assert not opens(content, "utf-8", ("markup",), "amp;", Block(
        start=0, end=4, source_start=3, source_end=9))  # fmt: skip
    found = checked(content, "utf-8", ("markup",), "Beta Gamma Delta &")
    assert sources(content, found) == [b"Beta Gamma Delta &amp;"]


def test_a_cdata_section_keeps_its_characters() -> None:
    content = b"<item><p><![CDATA[R&amp;D of <b>dams</b> &lt;i&gt; in Tarsk]]></p></item>"
    whole(content, "utf-8", ("markup",), "R&amp;D of <b>dams</b> &lt;i&gt; in Tarsk")
    whole(content, "utf-8", ("markup", "markup"), "R&D of dams <i> in Tarsk")


def test_a_surrogate_pair_of_json() -> None:
    content = rb'{"text": "Boats \ud83d\ude00 and tents \ud83d came \"late\" \u0001"}'
    whole(content, "utf-8", ("json",), 'Boats \U0001f600 and tents \ufffd came "late"')


def test_a_text_goes_not_across_two_strings() -> None:
    content = b'{"a": "Boats came from the city of", "b": "Ulmen, the capital of Norvania"}'
    text = "Boats came from the city of, Ulmen, the capital of Norvania"
    assert len(checked(content, "utf-8", ("json",), text)) == 2


def test_white_space_and_what_is_not_printed_are_left_aside() -> None:
    content = (
        "<p>Four\u200b peo\u00adple\u00a0were\r\n missing&nbsp;in&#8203; Tarsk\ufeff.</p>".encode()
    )
    whole(content, "utf-8", ("markup",), "Four people were missing in Tarsk.")


@pytest.mark.parametrize(("one", "other"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_canonically_equivalent_texts(one: str, other: str) -> None:
    text = "Ở Tarsk, café — 한국 ক্ষোভ Å Ω: the river rose by two metres."
    held, shown = (unicodedata.normalize(form, text) for form in (one, other))  # type: ignore[arg-type]
    whole(f"<p>{held}</p>".encode(), "utf-8", ("markup",), shown)


def test_bytes_that_break_the_encoding() -> None:
    content = (
        b"<p>\xff Four people \xe9 were missing</p><p>\xe4\xb8 in the lower town of Tarsk.</p>"
    )
    text = "\ufffd Four people \ufffd were missing\n\ufffd in the lower town of Tarsk."
    whole(content, "utf-8", ("markup",), text)


def test_a_range_of_the_bytes() -> None:
    content = f"<p>{BODY}</p><item><p>{BODY}</p></item>".encode("utf-16")
    start = len(content) // 2
    start -= start % 2
    (found,) = blocks(content, "utf-16", ("markup",), BODY, (start, len(content)))
    assert found.source_start > start
    assert opens(content, "utf-16", ("markup",), BODY, found)
    assert blocks(content, "utf-16", ("markup",), BODY, (start, start + 40)) == ()


@pytest.mark.parametrize(
    ("start", "end", "source_start", "source_end"),
    [(0, 4, 0, 4), (0, 4, -1, 4), (0, 0, 3, 3), (0, 99, 3, 7), (0, 4, 4, 3), (0, 4, 3, 99)],
)
def test_a_block_that_does_not_open(
    start: int, end: int, source_start: int, source_end: int
) -> None:
    block = Block(start=start, end=end, source_start=source_start, source_end=source_end)
    assert not opens(b"<p>Four people</p>", "utf-8", ("markup",), "Four people", block)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<a href=" * 200_000, BODY),
        ("<!-- " * 200_000, BODY),
        ("<script><x" * 20_000, "x\n" * 20_000),
        ("&amp" * 20_000, "&" * 20_000),
        ("&#" + "1" * 100_000 + ";", BODY),
        ("a" * 100_000, ("a" * 50 + "b\n") * 500),
        ("a" + "\u0300\u0316" * 50_000, "a" + "\u0316\u0300" * 50_000),
    ],
    ids=["tag", "comment", "script", "references", "digits", "alike", "marks"],
)
def test_hostile_sources_take_bounded_time(source: str, text: str) -> None:
    begun = time.process_time()
    checked(source.encode(), "utf-8", ("markup",), text)
    assert time.process_time() - begun < 5
