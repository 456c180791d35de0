"""Write demo/reports/27-archive.warc.gz, a small crawl of a made-up paper, from the text below.

The archive is a WARC 1.1 (ISO 28500:2017), one gzip member a record. Dates and record names are
fixed and the members hold stored blocks (RFC 1951, section 3.2.4), so every run, on whatever
zlib, writes the same bytes. Run it from anywhere: python demo/make_archive.py
"""

import base64
import hashlib
import json
import struct
import uuid
import zlib
from pathlib import Path

ARCHIVE = Path(__file__).parent / "reports" / "27-archive.warc.gz"
SITE = "https://norrhavenmercury.example"
MARKET = f"{SITE}/world/shells-hit-belkarsh"
TOLL = f"{SITE}/world/sennik-toll-31"
FIELDS = "application/warc-fields"
LIVE = f"{SITE}/world/sennik-live"

BELKARSH = (
    "Belkarsh, which Ludrenia calls Ostrumel, is the largest town of the Sennik upland. The shells "
    "fell shortly after nine o’clock, when traders were setting up their stalls and the first "
    "buses had come in, residents said."
)
WATER = (
    "The shelling also damaged the pumping station on the Brevna river. About 5,000 people were "
    "without water, the emergency ministry said late on Tuesday."
)
BLAME = (
    "Ludrenia blamed Bresmeria. “These shells came from the Bresmerian side of the border,” "
    "Colonel Radim Oszterak, a spokesman for the Ludrenian defence ministry, told reporters in "
    "Zhelmik.",
    "“We have the coordinates and we will publish them,” he said.",
)
DENIAL = (
    "Tolvany denied that its forces shelled the town. The Bresmerian foreign ministry said its "
    "army had not fired across the border since last autumn and called for an inquiry by the "
    "Sundranian observers."
)
MORNING = (
    "HRASTEL, Ludrenia (Tervanta) - Shells hit the market in Belkarsh on Tuesday morning. "
    "Ludrenia’s emergency ministry said in the evening that 12 people had been killed and at least "
    "25 injured.",
    BELKARSH,
    WATER,
    *BLAME,
    DENIAL,
)
EVENING = (
    "HRASTEL, Ludrenia (Tervanta) - The death toll from the shelling of Belkarsh rose to 19 on "
    "Wednesday, Ludrenia’s emergency ministry said, as rescuers searched the ruins of the market "
    "for a second day.",
    "At least 70 people were injured, the ministry said in an update on Wednesday evening. On "
    "Tuesday it had spoken of 12 killed and at least 25 injured.",
    BELKARSH,
    WATER,
    *BLAME,
    DENIAL,
)
COUNT = (
    "ZHELMIK, Ludrenia (Ombrex) — The toll in the Sennik upland stands at 31 dead, Ludrenia’s "
    "emergency ministry told Ombrex by telephone on Saturday.",
    "An official of the ministry read out the number from a list and said it could still rise. He "
    "said he could not speak about Bresmeria’s count because he had not seen the names.",
    "Most of the dead were found in and around the covered market, where the roof came down, he "
    "said.",
    "The shelling stopped on Friday afternoon and had not resumed by Saturday evening, the "
    "Sundranian observers said.",
)


def page(title: str, agency: str, published: str, modified: str, body: tuple[str, ...]) -> bytes:
    """A page of the paper, with its navigation, its links and its facts in JSON-LD."""
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": published,
        "dateModified": modified,
        "author": {"@type": "Organization", "name": agency},
        "publisher": {"@type": "NewsMediaOrganization", "name": "Norrhaven Mercury"},
    }
    paragraphs = "\n".join(f"<p>{each}</p>" for each in body)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} | Norrhaven Mercury</title>
<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>
</head>
<body>
<header><a href="/">Norrhaven Mercury</a> <nav><a href="/town">Town</a> <a href="/world">World</a> \
<a href="/tides">Tides</a></nav></header>
<main><article>
<h1>{title}</h1>
{paragraphs}
</article></main>
<aside><h2>Most read</h2><ol><li><a href="/a">Ice closes the north pier</a></li>\
<li><a href="/b">Mercury readers name the new ferry</a></li></ol></aside>
<footer><p>Norrhaven Mercury, 11 Tar Lane. All rights reserved.</p></footer>
</body>
</html>
""".encode()


def answer(status: str, content: bytes) -> bytes:
    """An HTTP response with a page, as the crawler kept it."""
    fields = f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(content)}\r\n"
    return f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + content


def digest(content: bytes) -> str:
    """A payload digest as crawlers write it."""
    sha1 = hashlib.sha1(content, usedforsecurity=False)
    return "sha1:" + base64.b32encode(sha1.digest()).decode()


def record(kind: str, date: str, block: bytes, **fields: str) -> bytes:
    """A WARC record, packed."""
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind} {date} {fields}')}>",
        "WARC-Date": date,
        **{name.replace("_", "-"): value for name, value in fields.items()},
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return packed(b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n")


def response(date: str, url: str, status: str, content: bytes) -> bytes:
    """A page that was captured."""
    return record(
        "response",
        date,
        answer(status, content),
        WARC_Target_URI=url,
        WARC_Payload_Digest=digest(content),
        Content_Type="application/http;msgtype=response",
    )


def revisit(date: str, url: str, content: bytes) -> bytes:
    """A page that was found unchanged: its headers alone."""
    return record(
        "revisit",
        date,
        answer("200 OK", content)[: -len(content)],
        WARC_Target_URI=url,
        WARC_Payload_Digest=digest(content),
        WARC_Profile="http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        Content_Type="application/http;msgtype=response",
    )


def packed(content: bytes) -> bytes:
    """A gzip member (RFC 1952) that holds `content`, under 64 KiB, as one stored block."""
    size = len(content)
    block = b"\x01" + struct.pack("<HH", size, size ^ 0xFFFF) + content
    head = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
    return head + block + struct.pack("<II", zlib.crc32(content), size)


def archive() -> bytes:
    """The crawl: a page, again with other figures, again unchanged; one that is gone; another."""
    first = page(
        "Shells hit upland market, 12 dead",
        "Tervanta",
        "2031-03-05T08:10:00+01:00",
        "2031-03-05T08:10:00+01:00",
        MORNING,
    )
    later = page(
        "Toll of upland shelling rises to 19",
        "Tervanta",
        "2031-03-05T08:10:00+01:00",
        "2031-03-05T21:40:00+01:00",
        EVENING,
    )
    toll = page(
        "Toll in Sennik upland at 31",
        "Ombrex",
        "2031-03-08T22:05:00+01:00",
        "2031-03-08T22:05:00+01:00",
        COUNT,
    )
    gone = b"<!doctype html><title>Not here</title><h1>This page has gone out with the tide</h1>"
    info = b"software: demo/make_archive.py\r\nformat: WARC File Format 1.1\r\n"
    return b"".join(
        (
            record("warcinfo", "2031-03-05T09:00:00Z", info, Content_Type=FIELDS),
            response("2031-03-05T09:00:00Z", MARKET, "200 OK", first),
            response("2031-03-05T22:00:00Z", MARKET, "200 OK", later),
            revisit("2031-03-06T09:00:00Z", MARKET, later),
            response("2031-03-06T09:00:05Z", LIVE, "404 Not Found", gone),
            response("2031-03-08T22:30:00Z", TOLL, "200 OK", toll),
        )
    )


if __name__ == "__main__":
    ARCHIVE.write_bytes(archive())
