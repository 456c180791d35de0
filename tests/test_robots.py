"""Polite fetching: the rules of robots.txt, and hosts that take turns and rest."""

import itertools
import time
from dataclasses import replace

import httpx
import pytest
from fetching import (
    OPEN,
    Waits,
    answering,
    captured,
    counted_waits,  # noqa: F401
    one,
    page,
    page_server,  # noqa: F401
    public,
    refused,
)
from loopback import Answer, Server

from newsledger.readers.web import Settings, fetch
from newsledger.readers.web import robots as web_robots

# robots.txt


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /pag", False),
        ("User-agent: *\nDisallow: /other", True),
        ("User-agent: NewsLedger\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: newsledger/0.1\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: news\nDisallow: /", True),  # another product than ours
        ("User-agent: a\nUser-agent: newsledger # us\nDisallow: /", False),
        ("\ufeffUser-agent: *\nDisallow: /*age$", False),
        ("<html>not found</html>", True),
    ],
)
def test_robots_rules_are_kept(server: Server, rules: str, *, allowed: bool) -> None:
    server.answers["/robots.txt"] = Answer(body=rules.encode())
    fetched = one(server)
    assert bool(fetched.capture) is allowed
    assert ("/page" in server.paths()) is allowed
    if not allowed:
        assert "robots.txt of 127.0.0.1 does not allow" in refused(fetched).reason


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)]
)
def test_robots_that_cannot_be_had(server: Server, status: int, *, allowed: bool) -> None:
    server.answers["/robots.txt"] = Answer(status=status)
    fetched = one(server)
    assert bool(fetched.capture) is allowed
    assert ("/page" in server.paths()) is allowed
    if not allowed:
        assert f"answered {status} (asked for robots.txt)" in refused(fetched).reason


def test_robots_is_asked_once_a_host_and_follows_redirects(server: Server) -> None:
    server.answers["/robots.txt"] = Answer(status=301, headers={"Location": "/rules"})
    server.answers["/rules"] = Answer(body=b"User-agent: *\nDisallow: /b")
    urls = [f"{server.url}/{name}" for name in ("page", "b", "b2")]
    first, *others = fetch(urls, {}, OPEN, clock=Waits().clock())
    assert captured(first)
    assert all(refused(other) for other in others)
    assert server.paths() == ["/robots.txt", "/rules", "/page"]


def test_robots_is_read_to_its_limit_only(server: Server) -> None:
    start = b"User-agent: *\nDisallow: /page\n"
    fill = b"# nothing\n" * (web_robots.LARGEST // 10)
    server.answers["/robots.txt"] = Answer(pieces=itertools.chain([start], itertools.repeat(fill)))
    assert "does not allow" in refused(one(server)).reason


def test_robots_with_thousands_of_agents_for_thousands_of_rules_is_read_quickly() -> None:
    agents = "".join(f"User-agent: a{i}\n" for i in range(10_000))
    begun = time.process_time()
    rules = web_robots.parsed(agents + "Disallow: /b\n" * 10_000)
    assert rules.can_fetch("https://herald.example/b", "newsledger")
    assert time.process_time() - begun < 2


def test_crawl_delay_is_kept_where_it_is_longer(server: Server, waits: Waits) -> None:
    server.answers["/robots.txt"] = Answer(body=b"User-agent: *\nCrawl-delay: 7")
    server.answers["/2"] = server.answers["/page"]
    urls = [f"{server.url}/page", f"{server.url}/2"]
    assert all(captured(f) for f in fetch(urls, {}, OPEN, clock=waits.clock()))
    assert waits.waits == [1.0, 7.0]
    patient = Waits()
    list(fetch(urls, {}, replace(OPEN, delay=9.0), clock=patient.clock()))
    assert patient.waits == [9.0, 9.0]


def test_a_crawl_delay_beyond_patience_is_told(server: Server, waits: Waits) -> None:
    server.answers["/robots.txt"] = Answer(body=b"User-agent: *\nCrawl-delay: 86400")
    first, second = fetch([f"{server.url}/page", f"{server.url}/2"], {}, OPEN, clock=waits.clock())
    assert captured(first)
    assert "left alone for 86400 seconds" in refused(second).reason
    assert waits.waits == [1.0]


# Turns


def test_hosts_take_turns_and_each_rests(waits: Waits) -> None:
    asked: list[tuple[float, str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((waits.passed, str(request.url)))
        return page(request)

    a, b = "http://a.example", "http://b.example"
    urls = [f"{a}/1", f"{a}/2", f"{a}/3", f"{b}/1", f"{b}/2"]
    transport = answering(answer)
    fetched = fetch(
        urls,
        {},
        Settings(delay=10.0),
        transport=transport,
        clock=waits.clock(),
        resolve=public,
    )
    assert sorted(f.url for f in fetched) == urls
    assert [u for _, u in asked] == [f"{a}/1", f"{b}/1", f"{a}/2", f"{b}/2", f"{a}/3"]
    for host in (a, b):
        times = [at for at, u in asked if u.startswith(host)]
        assert all(later - earlier >= 10.0 for earlier, later in itertools.pairwise(times))
    assert sum(waits.waits) < 10.0 * len(urls)


def test_a_host_that_rests_long_does_not_hold_up_the_others(waits: Waits) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            slow = request.url.host == "slow.example"
            rules = b"User-agent: *\nCrawl-delay: 60" if slow else b""
            return httpx.Response(200, stream=httpx.ByteStream(rules))
        asked.append(str(request.url))
        return page(request)

    urls = [f"http://{host}.example/{n}" for n in (1, 2) for host in ("slow", "a", "b")]
    urls += [f"http://a.example/{n}" for n in range(3, 8)]
    transport = httpx.MockTransport(answer)
    list(fetch(urls, {}, Settings(), transport=transport, clock=waits.clock(), resolve=public))
    assert sorted(asked) == sorted(urls)
    assert asked[-1] == "http://slow.example/2"


def test_a_redirect_is_followed_before_the_next_page_of_the_host(server: Server) -> None:
    server.answers["/go"] = Answer(status=301, headers={"Location": "/page"})
    urls = [f"{server.url}/{name}" for name in ("go", "2")]
    list(fetch(urls, {}, OPEN, clock=Waits().clock()))
    assert server.paths() == ["/robots.txt", "/go", "/page", "/2"]


def test_a_delay_beyond_patience_is_kept_where_the_user_asks_for_it(
    server: Server, waits: Waits
) -> None:
    patient = replace(OPEN, delay=500.0)
    (fetched,) = fetch([f"{server.url}/page"], {}, patient, clock=waits.clock())
    assert captured(fetched)
    assert waits.waits == [500.0]


def test_an_address_given_twice_is_asked_once(server: Server) -> None:
    assert len(list(fetch([f"{server.url}/page"] * 2, {}, OPEN, clock=Waits().clock()))) == 1
