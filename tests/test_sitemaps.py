"""Sitemaps: what they list, and that hostile ones stay bounded."""

import pytest

from newsledger.readers.feeds import sitemap

URLSET = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://herald.example/p.jpg</image:loc>
  <image:title>Picture</image:title></image:image>
  <loc> https://herald.example/dam?a=1&amp;b=2 </loc><lastmod>2021-05-04</lastmod>
  <news:news><news:publication><news:name>Norvania Herald</news:name>
  <news:language>en</news:language></news:publication>
  <news:publication_date>2021-05-03T10:20:00+02:00</news:publication_date>
  <news:title>Dam bursts above Tarsk</news:title></news:news></url>
<url><loc>/relative</loc></url>
<url><loc>ftp://herald.example/x</loc></url>
<url><loc>https://herald.example/flood</loc><lastmod>soon</lastmod></url>
</urlset>"""


def test_what_a_sitemap_says_of_its_addresses() -> None:
    first, second = sitemap.addresses(URLSET.encode())
    assert first.url == "https://herald.example/dam?a=1&b=2"
    assert (first.modified, first.published) == ("2021-05-04", "2021-05-03T10:20:00+02:00")
    assert (first.title, first.outlet) == ("Dam bursts above Tarsk", "Norvania Herald")
    assert second == sitemap.Address(url="https://herald.example/flood")


def test_an_index_of_sitemaps() -> None:
    content = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>
    <loc>https://herald.example/news.xml</loc><lastmod>2021-05-03</lastmod></sitemap></sitemapindex>"""
    (only,) = sitemap.addresses(content)
    assert (only.url, only.index) == ("https://herald.example/news.xml", True)
    assert only.modified == "2021-05-03"


def test_a_plain_list() -> None:
    content = b"\xef\xbb\xbfhttps://a.example/1\r\n\r\nnot one\nhttp://a.example/2"
    assert [each.url for each in sitemap.addresses(content)] == [
        "https://a.example/1",
        "http://a.example/2",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_sitemap_is_known_by_its_root(encoding: str) -> None:
    page = URLSET.replace("UTF-8", encoding.removesuffix("-sig"))
    assert sitemap.looks_like(page.encode(encoding))


def test_what_is_no_sitemap() -> None:
    assert sitemap.looks_like(b"https://a.example/1\nhttps://a.example/2\n")
    assert not sitemap.looks_like(b"https://a.example/1 said the minister\n")
    assert not sitemap.looks_like(b"<rss><url/></rss>")
    assert not sitemap.looks_like(b"")
    assert sitemap.addresses(b"<rss><url><loc>https://a.example/</loc></url></rss>") == ()


def test_no_more_than_the_protocol_allows() -> None:
    rows = "".join(f"<url><loc>https://a.example/{n}</loc></url>" for n in range(50_003))
    found = sitemap.read(f"<urlset>{rows}</urlset>".encode())
    assert (len(found.addresses), found.left) == (50_000, 3)


def test_a_sitemap_cut_short_gives_what_it_held() -> None:
    content = URLSET.encode()
    assert len(sitemap.addresses(content[: content.index(b"/relative")])) == 1


def test_entities_are_not_expanded() -> None:
    content = b"""<!DOCTYPE urlset [<!ENTITY a "https://a.example/"><!ENTITY b SYSTEM "file:///etc/passwd">]>
    <urlset><url><loc>&a;</loc></url><url><loc>&b;</loc></url>
    <url><loc>https://a.example/1</loc></url></urlset>"""
    assert [each.url for each in sitemap.addresses(content)] == []  # an inner subset is no sitemap
    plain = content[content.index(b"<urlset") :]
    assert [each.url for each in sitemap.addresses(plain)] == ["https://a.example/1"]


@pytest.mark.parametrize(
    "content",
    [
        b"<urlset>" + b"<url>" * 50_000,
        b"<urlset><url><loc>https://a.example/" + b"a" * 1_000_000 + b"</loc></url></urlset>",
        b"<urlset" + b"\0" * 10_000,
        b"<!--" * 100_000,
        b"h" * 1_000_000,
    ],
)
def test_hostile_sitemaps_list_nothing(content: bytes) -> None:
    assert sitemap.addresses(content) == ()
    assert isinstance(sitemap.looks_like(content), bool)
