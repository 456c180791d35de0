"""One made-up article written in every format that is read, in the odd ways each allows."""

import csv
import gzip
import html
import io
import json
import zlib
from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType
from typing import NamedTuple

import archives_made
import pyarrow
import pyarrow.parquet
import zstandard

PACKINGS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {"": bytes, ".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}
)
INLINE = ("b", "em", "span", "strong")


class Article(NamedTuple):
    """A title, and paragraphs without line breaks."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


def written(article: Article, random: Random) -> dict[str, bytes]:
    """The article in each format, by a file name that says which."""
    made: dict[str, bytes] = {}
    for each in (_texts, _pages, _feeds, _rows, _wires):
        made |= each(article, random)
    packed = {
        f"{name}{suffix}": pack(content)
        for name, content in made.items()
        for suffix, pack in PACKINGS.items()
    }
    return packed | {"rows.parquet": _parquet(article)} | _archives(article, random)


def escaped(random: Random, text: str) -> str:
    """Characters of markup: as they are, or as references."""
    return "".join(_reference(random, each) for each in text)


def _reference(random: Random, character: str) -> str:
    chance = random.random()
    if character in "&<>" and chance < 0.7:
        return html.escape(character)
    if character in "&<" or (chance > 0.9 and not character.isspace()):
        return f"&#{ord(character)};" if chance < 0.95 else f"&#x{ord(character):X};"
    return character if character != ">" else "&gt;"


def marked(random: Random, paragraph: str, inline: tuple[str, ...] = INLINE) -> str:
    """A paragraph as markup, some of its words in inline elements."""
    words = [escaped(random, word) for word in paragraph.split(" ")]
    for n in range(0, len(words), 7):
        tag = random.choice(inline)
        words[n] = f"<{tag}>{words[n]}</{tag}>"
    return " ".join(words)


def body(article: Article, random: Random, inline: tuple[str, ...] = INLINE) -> str:
    """The paragraphs as markup."""
    return "\n".join(f"<p>{marked(random, each, inline)}</p>" for each in article.paragraphs)


def page(article: Article, random: Random, charset: str = "utf-8") -> str:
    """A page with a menu, the article, and what is not shown."""
    title = escaped(random, article.title)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="{charset}"><title>{title}</title>'
        "<style>p > a {}</style><script>var a = '<p>no</p>';</script></head><body>"
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>'
        f"<article><h1>{title}</h1>\n{body(article, random)}<!-- <p>not shown</p> --></article>"
        "</body></html>"
    )


def _texts(article: Article, _: Random) -> dict[str, bytes]:
    text = f"{article.title}\n\n{article.text}\n"
    codecs = ("utf-8", "utf-8-sig", "utf-16", "utf-32")
    made = {f"{codec}.txt": text.encode(codec) for codec in codecs}
    return made | {"crlf.txt": text.replace("\n", "\r\n").encode()}


def _pages(article: Article, random: Random) -> dict[str, bytes]:
    made = {"utf-8.html": page(article, random).encode()}
    made["utf-16.html"] = page(article, random, "utf-16").encode("utf-16")
    for codec, declared in (("cp1252", "iso-8859-1"), ("koi8-r", "koi8-r")):
        content = page(article, random, declared).encode(codec, "xmlcharrefreplace")
        made[f"{codec}.html"] = content
    return made


def _feeds(article: Article, random: Random) -> dict[str, bytes]:
    title, inner = escaped(random, article.title), body(article, random)
    section = inner.replace("]]>", "]]]]><![CDATA[>")
    xhtml = f'<div xmlns="http://www.w3.org/1999/xhtml">{inner}</div>'
    contents = {
        "cdata.rss": _rss(title, f"<description>s</description><c:encoded><![CDATA[{section}]]>"
                                 "</c:encoded>"),
        "escaped.rss": _rss(title, f"<description>{html.escape(inner)}</description>"),
        "xhtml.atom": _atom("text", title, f'<content type="xhtml">{xhtml}</content>'),
        "html.atom": _atom(
            "html", html.escape(title), f'<content type="html">{html.escape(inner)}</content>'
        ),
        "text.atom": _atom(
            "text", title, f'<content type="text">{escaped(random, article.text)}</content>'
        ),
    }  # fmt: skip
    made = {name: content.encode() for name, content in contents.items()}
    made["utf-16.rss"] = contents["escaped.rss"].encode("utf-16")
    return made | _json_feeds(article, inner)


def _rss(title: str, content: str) -> str:
    return (
        '<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Ulmen Post</title><item><title>{title}</title><guid>tag:1</guid>{content}"
        "<pubDate>Mon, 03 May 2021 23:20:00 GMT</pubDate></item></channel></rss>"
    )


def _atom(kind: str, title: str, content: str) -> str:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ulmen Post</title>'
        f'<entry><id>urn:1</id><title type="{kind}">{title}</title>'
        f"<updated>2021-05-04T08:00:00Z</updated>{content}</entry></feed>"
    )


def _json_feeds(article: Article, inner: str) -> dict[str, bytes]:
    item = {"id": "1", "title": article.title}
    bodies = {"html": {"content_html": inner}, "text": {"content_text": article.text}}
    return {
        f"{name}-feed.json": json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "items": [item | each]}
        ).encode()
        for name, each in bodies.items()
    }


def _rows(article: Article, random: Random) -> dict[str, bytes]:
    row = {"id": "7", "title": article.title, "text": article.text, "date": "2021-05-03"}
    other = {"id": "8", "title": "Two", "text": "A dam held.", "date": "2021-05-04"}
    lines = {
        "escapes.jsonl": "\n".join(json.dumps(each) for each in (row, other)),
        "plain.ndjson": "\n".join(json.dumps(each, ensure_ascii=False) for each in (row, other)),
        "list.json": json.dumps([row, other], indent=random.choice((None, 1))),
        "object.json": json.dumps(row),
        "rows.csv": _delimited([row, other], "excel"),
        "rows.tsv": _delimited([row, other], "excel-tab"),
    }
    return {name: content.encode() for name, content in lines.items()}


def _delimited(rows: list[dict[str, str]], dialect: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), dialect=dialect)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _parquet(article: Article) -> bytes:
    out = io.BytesIO()
    table = pyarrow.table({"title": [article.title, None], "text": [article.text, "A dam held."]})
    pyarrow.parquet.write_table(table, out)
    return out.getvalue()


def _wires(article: Article, random: Random) -> dict[str, bytes]:
    inner, title = body(article, random), escaped(random, article.title)
    xhtml = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{inner}</body></html>'
    items = {
        "xhtml.newsml": f"<inlineXML>{xhtml}</inlineXML>",
        "plain.newsml": f'<inlineData contenttype="text/plain">{escaped(random, article.text)}'
                        "</inlineData>",
        "escaped.newsml": f'<inlineData contenttype="text/html">{html.escape(inner)}</inlineData>',
    }  # fmt: skip
    made = {name: _newsml(title, content).encode() for name, content in items.items()}
    made["nitf.xml"] = (
        f"<nitf><body><body.head><hedline><hl1>{title}</hl1></hedline></body.head>"
        f"<body.content>{body(article, random, ('em', 'person'))}</body.content></body></nitf>"
    ).encode()
    for kind, value in (("body_html", inner), ("body_text", article.text)):
        item = {"uri": "tag:7", "type": "text", "headline": article.title, kind: value}
        made[f"{kind}-ninjs.json"] = json.dumps(item).encode()
    return made


def _newsml(title: str, content: str) -> str:
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:7" version="1">'
        '<itemMeta><itemClass qcode="ninat:text"/></itemMeta>'
        f"<contentMeta><headline>{title}</headline></contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def _archives(article: Article, random: Random) -> dict[str, bytes]:
    records = list(_records(article, random))
    made = {
        f"crawl.warc{suffix}": archives_made.by_record(records, packing)
        for suffix, packing in (("", "plain"), (".gz", "gzip"), (".zst", "zstd"))
    }
    return made | {
        "crawl.wacz": archives_made.wacz({"archive/data.warc.gz": made["crawl.warc.gz"]})
    }


def _records(article: Article, random: Random) -> list[bytes]:
    plain = page(article, random).encode()
    packed = gzip.compress(page(article, random).encode())
    legacy = page(article, random).encode("cp1251", "xmlcharrefreplace")
    deflated = zlib.compress(page(article, random).encode())
    media = "text/html; charset="
    blocks = (
        archives_made.http(plain),
        _response(chunked(random, packed), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked"),
        archives_made.http(legacy, media=f"{media}windows-1251"),
        archives_made.http(deflated, extra="Content-Encoding: deflate\r\n"),
        archives_made.http(article.text.encode("utf-16"), media="text/plain; charset=utf-16"),
    )
    urls = (f"https://herald.example/{n}" for n in range(len(blocks)))
    return [archives_made.record(each, url) for each, url in zip(blocks, urls, strict=True)]


def _response(content: bytes, extra: str) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{extra}\r\n\r\n"
    return head.encode() + content


def chunked(random: Random, content: bytes) -> bytes:
    """The chunked transfer coding of RFC 9112, section 7.1."""
    out, place = [], 0
    while place < len(content):
        part = content[place : place + random.randint(1, 500)]
        out.append(b"%x\r\n%s\r\n" % (len(part), part))
        place += len(part)
    return b"".join((*out, b"0\r\n\r\n"))
