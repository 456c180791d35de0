"""Texts written at random, in any encoding and format, and found again in their bytes."""

import csv
import html
import io
import json
from encodings.aliases import aliases
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offsets_checked import checked, whole

from newsledger.model.kinds import Layer
from newsledger.readers.offsets import blocks, opens

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "gb18030",
             "shift_jis", "euc_jp", "iso2022_jp", "koi8-r", "ascii")  # fmt: skip
LETTERS = "abcXYZ019.,;:'\"()&<>/\\-=é“”—ßŁğЖяあ漢字한ัم\u0301\u00ad\u200b\U0001f600"
RANDOM = st.randoms(use_true_random=True)  # quicker than a draw for each character
HIDDEN = ("<b>", "</b>", "<br/>", "<!-- no > text -->", "<script>var a = '<p>no';</script>",
          "<a href='x>y' title=\"it's <b>\">", "</a>", "<style>p > a {}</style >", "<!---->",
          "<?no text?>")  # fmt: skip


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
