"""Blocks of a text and the bytes they came from: what is given opens, and nothing is lost."""

import csv
import html
import io
import json
import time
import unicodedata
from encodings.aliases import aliases
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.model import Block
from newsledger.model.kinds import Layer
from newsledger.readers.offsets import blocks, opens
from newsledger.readers.offsets.stream import printed

HEAD = "Dam bursts above Tarsk"
BODY = (
    "A dam above the town of Tarsk burst on Monday, and four people were missing, officials said."
)
MORE = "The café owner “lost everything” & left for Ulmen, he said — 5 < 6 metres of water came."
TEXT = f"{HEAD}\n\n{BODY}\n{MORE}"

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "gb18030",
             "shift_jis", "euc_jp", "iso2022_jp", "koi8-r", "ascii")  # fmt: skip
LETTERS = "abcXYZ019.,;:'\"()&<>/\\-=é“”—ßŁğЖяあ漢字한ัم\u0301\u00ad\u200b\U0001f600"
RANDOM = st.randoms(use_true_random=True)  # quicker than a draw for each character
HIDDEN = ("<b>", "</b>", "<br/>", "<!-- no > text -->", "<script>var a = '<p>no';</script>",
          "<a href='x>y' title=\"it's <b>\">", "</a>", "<style>p > a {}</style >", "<!---->",
          "<?no text?>")  # fmt: skip


def sources(content: bytes, found: tuple[Block, ...]) -> list[bytes]:
    return [content[each.source_start : each.source_end] for each in found]


def checked(
    content: bytes, encoding: str, layers: tuple[Layer, ...], text: str
) -> tuple[Block, ...]:
    """Blocks, each of which opens, in order and apart."""
    found = blocks(content, encoding, layers, text)
    assert all(opens(content, encoding, layers, text, each) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    return found


def covered(found: tuple[Block, ...], text: str) -> str:
    return "".join(printed(text[each.start : each.end]) for each in found)


def whole(content: bytes, encoding: str, layers: tuple[Layer, ...], text: str) -> None:
    lines = "".join(map(printed, text.split("\n")))
    assert covered(checked(content, encoding, layers, text), text) == lines


@st.composite
def paragraphs(draw: st.DrawFn) -> list[str]:
    """Lines long enough to be looked for anywhere, each with a number of its own."""
    words = st.text(LETTERS, min_size=1, max_size=12)
    lines = draw(st.lists(st.lists(words, max_size=8), min_size=1, max_size=5))
    return [f"{n} of {len(lines)} from Norvania {' '.join(line)}" for n, line in enumerate(lines)]


def writable(character: str, encoding: str) -> bool:
    try:
        return character.encode(encoding).decode(encoding) == character
    except UnicodeError:
        return False


def reference(random: Random, character: str) -> str:
    code = ord(character)
    return random.choice((f"&#{code};", f"&#x{code:X};", f"&#X{code:04x};"))


def written(random: Random, character: str, encoding: str) -> str:
    """A character of markup: as it is, or as a reference."""
    plain = writable(character, encoding) and character not in "&<"
    if plain and random.random() < 0.8:
        return character
    named = html.escape(character)
    return named if named != character else reference(random, character)


def page(random: Random, lines: list[str], encoding: str) -> str:
    made = []
    for line in lines:
        made.append("<p class='a &amp; b'>")
        for character in line:
            made.append(written(random, character, encoding))
            if character == " " and random.random() < 0.3:
                made.append(random.choice(HIDDEN))
        made.append("</p>\n")
    return "".join(made)


@settings(max_examples=50, deadline=None)
@given(RANDOM, paragraphs(), st.sampled_from(ENCODINGS))
def test_a_page_in_any_encoding(random: Random, lines: list[str], encoding: str) -> None:
    content = page(random, lines, encoding).encode(encoding)
    whole(content, encoding, ("markup",), "\n".join(lines))


@settings(max_examples=30, deadline=None)
@given(RANDOM, paragraphs(), st.sampled_from(("utf-8", "utf-16", "cp1252")))
def test_markup_within_markup(random: Random, lines: list[str], encoding: str) -> None:
    inner = page(random, lines, encoding)
    item = f"<rss><item><content>{html.escape(inner)}</content></item></rss>"
    whole(item.encode(encoding), encoding, ("markup", "markup"), "\n".join(lines))
    item = f"<rss><item><content><![CDATA[{inner}]]></content></item></rss>"
    whole(item.encode(encoding), encoding, ("markup", "markup"), "\n".join(lines))


@settings(max_examples=30, deadline=None)
@given(RANDOM, paragraphs(), st.booleans(), st.sampled_from(("utf-8", "utf-16")))
def test_json(random: Random, lines: list[str], ascii_: bool, encoding: str) -> None:
    text = "\n".join(lines)
    row = json.dumps({"id": 'a "b', "text": text, "x": [1, "c\\"]}, ensure_ascii=ascii_)
    whole(row.encode(encoding), encoding, ("json",), text)
    feed = json.dumps({"title": "1 <b", "html": page(random, lines, encoding)})
    whole(feed.encode(encoding), encoding, ("json", "markup"), text)


@settings(max_examples=30, deadline=None)
@given(paragraphs(), st.sampled_from((",", ";", "\t")))
def test_cells(lines: list[str], delimiter: str) -> None:
    text, row = "\n".join(lines), io.StringIO()
    csv.writer(row, delimiter=delimiter).writerow(['"', text, "", 'said "no"', text[:9]])
    whole(row.getvalue().encode(), "utf-8", ("cells",), text)


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(st.binary(), st.text("<>&#;x\"'=!-[]?/sa\\u00\0\1\ufffc \n").map(str.encode)),
    st.sampled_from((*ENCODINGS, "hz", "utf-7", "big5hkscs", "", "no such", "a\0")),
    st.lists(st.sampled_from(("markup", "json", "cells")), max_size=3).map(tuple),
    st.one_of(st.text("<>&#;x\"'=!-[]?/sa\\u00\0\1\ufffc \n\ud800\u0301"), st.text()),
    st.none() | st.tuples(st.integers(-5, 60), st.integers(-5, 60)),
)
def test_junk_never_raises(
    content: bytes,
    encoding: str,
    layers: tuple[Layer, ...],
    text: str,
    within: tuple[int, int] | None,
) -> None:
    checked(content, encoding, layers, text)
    found = blocks(content, encoding, layers, text, within)
    assert all(opens(content, encoding, layers, text, each) for each in found)


@pytest.mark.parametrize("encoding", sorted(set(aliases.values()) - {"mbcs", "oem"}))
def test_every_encoding_of_the_library(encoding: str) -> None:
    content = bytes(range(32, 256)) + b"The river rose above Tarsk on Monday." * 3
    checked(content, encoding, ("markup",), "The river rose above Tarsk on Monday.")


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
