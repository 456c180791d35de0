"""Pages fetched by way of a sitemap, and sitemaps that are none or have no end."""

import gzip
from collections.abc import Mapping

import pytest
from fetching import (
    OPEN,
    PAGE,
    Waits,
    captured,
    page_server,  # noqa: F401
    refused,
)
from loopback import Answer, Server

from newsledger.readers.web import Fetched, fetch


def written(rows: str) -> bytes:
    """A sitemap of a word and an address a line: pages, or the sitemaps of an index."""
    index = rows.startswith("map ")
    root, item = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    items = (f"<{item}><loc>{row.split(' ')[1]}</loc></{item}>" for row in rows.splitlines())
    return f'<?xml version="1.0"?><{root} xmlns="{space}">{"".join(items)}</{root}>'.encode()


def from_sitemap(server: Server, lists: Mapping[str, str], most: int = 100) -> list[Fetched]:
    for path, rows in lists.items():
        content = written(rows.replace("@", server.url))
        server.answers[path] = Answer(headers={"Content-Type": "text/xml"}, body=content)
    urls = [f"{server.url}{next(iter(lists))}"]
    return list(fetch(urls, {}, OPEN, sitemaps=True, most=most, clock=Waits().clock()))


def test_a_sitemap_gives_its_pages_and_no_others(server: Server) -> None:
    lists = {
        "/map": "page @/page\npage @/page\npage http://other.invalid/\npage http://a.invalid/\n"
    }
    strange, fetched = from_sitemap(server, lists)
    assert captured(fetched).path == f"{server.url}/page"
    assert "2 addresses in this sitemap are on other hosts" in refused(strange).reason
    assert server.paths() == ["/robots.txt", "/map", "/page"]


def test_an_index_is_followed_two_levels_down(server: Server) -> None:
    lists = {"/0": "map @/1\nmap @/4", "/1": "map @/2", "/2": "map @/3", "/4": "page @/page"}
    deep, fetched = from_sitemap(server, lists)
    assert captured(fetched)
    assert "nested too deep" in refused(deep).reason
    assert server.paths() == ["/robots.txt", "/0", "/1", "/2", "/4", "/page"]


def test_an_index_that_lists_itself_ends(server: Server) -> None:
    outcomes = from_sitemap(server, {"/0": "map @/0"})
    assert "nested too deep" in refused(outcomes[0]).reason
    assert server.paths() == ["/robots.txt", "/0", "/0", "/0"]


def test_a_sitemap_gives_so_many_pages_and_no_more(server: Server) -> None:
    rows = "".join(f"page @/{number}\n" for number in range(1000))
    more, *fetched = from_sitemap(server, {"/map": rows}, most=3)
    assert "more than 3 pages" in refused(more).reason
    assert server.paths() == ["/robots.txt", "/map", "/0", "/1", "/2"]
    assert len(fetched) == 3


def test_an_index_gives_so_many_sitemaps_and_no_more(server: Server) -> None:
    outcomes = from_sitemap(server, {"/map": "".join(f"map @/{n}\n" for n in range(1000))})
    assert "more than 50 sitemaps" in refused(outcomes[-1]).reason
    assert len(outcomes) == 51


def test_a_packed_sitemap_is_unpacked(server: Server) -> None:
    content = gzip.compress(written(f"page {server.url}/page"))
    server.answers["/map"] = Answer(headers={"Content-Type": "application/gzip"}, body=content)
    (fetched,) = fetch(
        [f"{server.url}/map"], {}, OPEN, sitemaps=True, most=9, clock=Waits().clock()
    )
    assert captured(fetched).content == PAGE


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>", "not a sitemap"),
        (b"", "empty"),
        (gzip.compress(b"<urlset>")[:-9], "cannot be unpacked"),
        (gzip.compress(bytes(60_000_000), 1), "larger than 50 MB"),
    ],
    ids=["page", "empty", "cut", "bomb"],
)
def test_what_is_no_sitemap_is_told(server: Server, content: bytes, reason: str) -> None:
    server.answers["/map"] = Answer(body=content)
    urls = [f"{server.url}/map"]
    (fetched,) = fetch(urls, {}, OPEN, sitemaps=True, clock=Waits().clock())
    assert reason in refused(fetched).reason
