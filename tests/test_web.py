"""Polite fetching: what is asked, what is refused, and how it ends, against a server of ours."""

import gzip
import hashlib
import itertools
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import httpx
import pytest
import trustme
from loopback import Answer, Server, serve

from newsledger.model import Capture, Skip, Visit
from newsledger.readers.web import Clock, Fetched, Settings, fetch
from newsledger.readers.web import addresses as web_addresses
from newsledger.readers.web import body as web_body
from newsledger.readers.web import robots as web_robots
from newsledger.readers.web.records import Refused
from newsledger.readers.web.transport import Direct

PAGE = b"<html><body><p>The dam above Tarsk held through the night.</p></body></html>"
HTML = {"Content-Type": "text/html; charset=UTF-8"}
OPEN = Settings(allow_private=True, timeout=3.0, delay=1.0)
NOON = datetime(2031, 5, 3, 12, 0, 0, tzinfo=UTC)


@dataclass
class Waits:
    """Time that passes only while somebody waits."""

    passed: float = 100.0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.passed += seconds

    def clock(self) -> Clock:
        return Clock(now=lambda: NOON, elapsed=lambda: self.passed, sleep=self.sleep)


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        running.answers["/page"] = Answer(headers=HTML, body=PAGE)
        yield running


@pytest.fixture
def waits() -> Waits:
    return Waits()


def one(server: Server, path: str = "/page", settings: Settings = OPEN) -> Fetched:
    """What one address gave, and no connection left open."""
    (fetched,) = fetch([server.url + path], {}, settings, clock=Waits().clock())
    assert server.idle()
    return fetched


def captured(fetched: Fetched) -> Capture:
    assert fetched.capture, fetched.skip
    return fetched.capture


def refused(fetched: Fetched) -> Skip:
    assert fetched.skip, fetched
    assert (fetched.capture, fetched.visit, fetched.unchanged) == (None, None, False)
    assert fetched.skip.path == fetched.url
    assert fetched.skip.id
    assert fetched.skip.advice
    return fetched.skip


def answering(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    """A transport without a network, with a robots.txt that is not there."""
    return httpx.MockTransport(
        lambda r: httpx.Response(404) if r.url.path == "/robots.txt" else answer(r)
    )


def page(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, headers=HTML, stream=httpx.ByteStream(PAGE))


def public(_host: str, _port: int) -> Sequence[str]:
    return ("93.184.216.34",)


def test_a_page_is_kept_with_what_its_headers_say(server: Server) -> None:
    server.answers["/page"] = Answer(
        headers={
            "Content-Type": "Text/HTML; Charset=ISO-8859-2",
            "ETag": '"a1"',
            "Last-Modified": "Sat, 03 May 2031 10:00:00 GMT",
        },
        body=PAGE,
    )
    fetched = one(server, "/page#part")
    capture = captured(fetched)
    assert capture.content == PAGE
    assert capture.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert (capture.path, capture.url) == (f"{server.url}/page#part", f"{server.url}/page")
    assert (capture.media_type, capture.charset) == ("text/html", "iso-8859-2")
    assert capture.captured == "2031-05-03T12:00:00Z"
    assert fetched.visit == Visit(
        url=f"{server.url}/page",
        etag='"a1"',
        last_modified="Sat, 03 May 2031 10:00:00 GMT",
        sha256=capture.sha256,
        fetched="2031-05-03T12:00:00Z",
    )


def test_we_say_who_we_are_and_keep_no_cookies(server: Server) -> None:
    server.answers["/page"] = Answer(headers={**HTML, "Set-Cookie": "who=you"}, body=PAGE)
    urls = [f"{server.url}/page", f"{server.url}/page?2"]
    server.answers["/page?2"] = Answer(headers=HTML, body=PAGE)
    list(fetch(urls, {}, OPEN, clock=Waits().clock()))
    assert server.paths() == ["/robots.txt", "/page", "/page?2"]
    for asked in server.asked:
        assert asked.headers["user-agent"].startswith("newsledger/")
        assert asked.headers["accept-encoding"] == "gzip"
        assert asked.headers["connection"] == "close"
        assert asked.headers["host"] == f"127.0.0.1:{server.port}"
        assert not {"cookie", "authorization", "referer", "if-none-match"} & set(asked.headers)


def test_the_environment_names_no_proxy(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert captured(one(server)).content == PAGE


def test_a_page_is_yielded_before_the_next_is_asked(server: Server) -> None:
    server.answers["/2"] = Answer(headers=HTML, body=PAGE)
    run = fetch([f"{server.url}/page", f"{server.url}/2"], {}, OPEN, clock=Waits().clock())
    assert captured(next(run))
    assert server.paths() == ["/robots.txt", "/page"]
    run.close()  # type: ignore[attr-defined]
    assert server.idle()


class Interrupted(Direct):
    """A way to the network on which the user gives up while an answer comes in."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = super().handle_request(request)
        if request.url.path == "/page":
            response.iter_raw = self.cut  # type: ignore[method-assign]
        return response

    def cut(self, chunk_size: int | None = None) -> Iterator[bytes]:  # noqa: ARG002
        yield b"<html>"
        raise KeyboardInterrupt


def test_a_run_that_is_interrupted_leaves_no_connection_open(server: Server) -> None:
    server.answers["/page"] = Answer(headers=HTML, pieces=itertools.repeat(b"a"), pause=0.01)
    run = fetch([f"{server.url}/page"], {}, OPEN, transport=Interrupted(), clock=Waits().clock())
    with pytest.raises(KeyboardInterrupt):
        list(run)
    assert server.idle()


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


# What was fetched before


def test_a_page_that_did_not_change_is_not_sent_again(server: Server) -> None:
    server.answers["/page"] = Answer(status=304, headers={"ETag": '"a2"'})
    visit = Visit(
        url=f"{server.url}/page",
        etag='"a1"',
        last_modified="Sat, 03 May 2031 10:00:00 GMT",
        sha256="ab",
        fetched="2031-05-01T00:00:00Z",
    )
    (fetched,) = fetch([visit.url], {visit.url: visit}, OPEN, clock=Waits().clock())
    assert fetched.unchanged
    assert (fetched.capture, fetched.skip) == (None, None)
    assert fetched.visit == replace(visit, etag='"a2"', fetched="2031-05-03T12:00:00Z")
    robots, asked = server.asked
    assert "if-none-match" not in robots.headers
    assert asked.headers["if-none-match"] == '"a1"'
    assert asked.headers["if-modified-since"] == "Sat, 03 May 2031 10:00:00 GMT"


def test_a_validator_that_no_header_can_hold_is_left_out(server: Server) -> None:
    visit = Visit(url=f"{server.url}/page", etag='"\u0161"', sha256="ab", fetched="2031-05-01")
    (fetched,) = fetch([visit.url], {visit.url: visit}, OPEN, clock=Waits().clock())
    assert captured(fetched)
    assert "if-none-match" not in server.asked[-1].headers


def test_a_304_that_nobody_asked_for_is_refused(server: Server) -> None:
    server.answers["/page"] = Answer(status=304)
    assert "304" in refused(one(server)).reason


# Redirects


def test_redirects_are_followed_to_the_end(server: Server) -> None:
    for number, status in enumerate((301, 302, 303, 307, 308)):
        target = f"/r{number + 1}" if number < 4 else "/page"
        server.answers[f"/r{number}"] = Answer(status=status, headers={"Location": target})
    capture = captured(one(server, "/r0"))
    assert (capture.path, capture.url) == (f"{server.url}/r0", f"{server.url}/page")


def test_a_redirect_loop_ends(server: Server) -> None:
    server.answers["/a"] = Answer(status=302, headers={"Location": "/b"})
    server.answers["/b"] = Answer(status=302, headers={"Location": "/a"})
    assert "more than 5 redirects" in refused(one(server, "/a")).reason
    assert server.paths()[1:] == ["/a", "/b"] * 3


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://127.0.0.1/", "not on the public internet"),
        ("http://[::ffff:10.0.0.1]/", "not on the public internet"),
        ("http://inside.example/", "not on the public internet"),
        ("http://169.254.169.254/latest/meta-data/", "not on the public internet"),
        ("file:///etc/hosts", "only http and https"),
        ("gopher://herald.example/", "only http and https"),
        ("http://who:pass@herald.example/", "user name or password"),
        ("http://0x7f000001/", "no host name"),
        ("http://herald.example:99999/", "not a web address"),
        ("http://[::1", "no web address"),
    ],
)
def test_every_redirect_is_checked_again(target: str, reason: str) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": target})

    def resolve(host: str, _port: int) -> Sequence[str]:
        return ("10.0.0.1",) if host == "inside.example" else ("93.184.216.34",)

    url = "http://herald.example/go"
    (fetched,) = fetch(
        [url], {}, Settings(), transport=answering(answer), clock=Waits().clock(), resolve=resolve
    )
    assert reason in refused(fetched).reason
    assert asked == [url]


def test_a_page_elsewhere_is_under_the_robots_of_that_host(server: Server) -> None:
    with serve() as other:
        other.answers["/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /")
        server.answers["/go"] = Answer(status=301, headers={"Location": f"{other.url}/page"})
        skip = refused(one(server, "/go"))
        assert "does not allow" in skip.reason
        assert f"redirected to {other.url}/page" in skip.reason
        assert other.paths() == ["/robots.txt"]


# Addresses


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://herald.example/a", "only http and https"),
        ("herald.example/a", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("", "only http and https"),
        ("http://", "no host name"),
        ("http:///page", "no host name"),
        ("https://who@herald.example/", "user name"),
        ("http://2130706433/", "no host name"),
        ("http://0x7f.1/", "no host name"),
        ("http://127.1/", "no host name"),
        ("http://0177.0.0.1/", "not a web address"),
        ("http://herald.example:port/", "not a web address"),
        ("http://herald.example/\x00", "not a web address"),
        ("http://[::1/", "not a web address"),
        ("http://127.0.0.1:99999/", "not a web address"),
        ("http://127.0.0.1:0/", "not a web address"),
        ("http://a b.example/", "no host name"),
        ("http://xn--a/", "not a web address"),
        ("http://\uff11\uff12\uff17.0.0.1/", "not a web address"),
        ("http://herald.example/" + "a" * 10_000, "not a web address"),
    ],
)
def test_what_is_no_web_address_is_refused(address: str, reason: str) -> None:
    (fetched,) = fetch([address], {}, OPEN, clock=Waits().clock())
    skip = refused(fetched)
    assert reason in skip.reason
    assert len(skip.reason) < 400


def test_an_address_that_no_encoding_can_write_is_refused() -> None:
    """What a shell passes on as bytes comes in as lone surrogates."""
    (fetched,) = fetch(["http://\udcff/"], {}, OPEN)
    assert fetched.skip
    assert fetched.skip.path == "http://\ufffd/"
    fetched.skip.reason.encode()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "168.63.129.16",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "fec0::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
        "2001:db8::1",
    ],
)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    found = web_addresses.literal(address)
    assert found
    assert web_addresses.private(found)
    url = web_addresses.parsed("http://herald.example/")
    with pytest.raises(Refused, match="not on the public internet"):
        web_addresses.vetted(url, lambda *_: ("93.184.216.34", address), allow_private=False)
    assert address in web_addresses.vetted(url, lambda *_: (address,), allow_private=True)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1", "64:ff9b::5db8:d822"])
def test_public_addresses_are_allowed(address: str) -> None:
    found = web_addresses.literal(address)
    assert found
    assert not web_addresses.private(found)


def test_a_loopback_server_is_refused_unless_allowed(server: Server) -> None:
    assert "not on the public internet" in refused(one(server, settings=Settings())).reason
    assert server.asked == []


def test_a_name_that_resolves_otherwise_a_moment_later_is_refused() -> None:
    answers = iter([("93.184.216.34",), ("127.0.0.1",)])
    connected: list[Sequence[str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        connected.append(request.extensions["addresses"])
        return httpx.Response(404)

    (fetched,) = fetch(
        ["http://herald.example/page"],
        {},
        Settings(),
        transport=httpx.MockTransport(answer),
        clock=Waits().clock(),
        resolve=lambda *_: next(answers),
    )
    assert "herald.example is at 127.0.0.1" in refused(fetched).reason
    assert connected == [("93.184.216.34",)]  # for robots.txt, and never again


def test_the_checked_address_is_the_one_connected_to(server: Server) -> None:
    """The name resolves nowhere but in the resolver given, and Host still holds the name."""
    names: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        names.append(host)
        return ("127.0.0.1",)

    url = f"http://Herald.invalid:{server.port}/page"
    (fetched,) = fetch([url], {}, OPEN, clock=Waits().clock(), resolve=resolve)
    assert captured(fetched).content == PAGE
    assert names == ["herald.invalid"] * 2  # robots.txt and the page, each connected to as checked
    assert {a.headers["host"] for a in server.asked} == {f"herald.invalid:{server.port}"}


def test_the_next_address_is_tried_where_one_fails(server: Server) -> None:
    url = f"http://herald.invalid:{server.port}/page"
    places = ("127.0.0.2", "127.0.0.1")  # nobody listens at the first
    (fetched,) = fetch([url], {}, OPEN, clock=Waits().clock(), resolve=lambda *_: places)
    assert captured(fetched).content == PAGE


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 64 + ".example", "..."])
def test_a_host_that_does_not_exist(host: str) -> None:
    (fetched,) = fetch([f"http://{host}/"], {}, OPEN, clock=Waits().clock())
    assert refused(fetched)


# Bodies


def test_a_packed_page_is_unpacked(server: Server) -> None:
    packed = gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]) + b"\0\0"
    headers = {**HTML, "Content-Encoding": "gzip"}
    server.answers["/page"] = Answer(headers=headers, body=packed)
    assert captured(one(server)).content == PAGE


@pytest.mark.parametrize(
    ("packing", "content", "reason"),
    [
        ("gzip", gzip.compress(PAGE)[:-9], "ends too early"),
        ("gzip", PAGE, "cannot be unpacked"),
        ("gzip", b"", "ends too early"),
        ("br", PAGE, "not asked for"),
        ("gzip, gzip", PAGE, "not asked for"),
        ("gzip", gzip.compress(b"") * 2000, "cannot be unpacked"),
    ],
    ids=["cut", "not packed", "empty", "brotli", "packed twice", "many members"],
)
def test_a_page_that_cannot_be_unpacked(
    server: Server, packing: str, content: bytes, reason: str
) -> None:
    headers = {**HTML, "Content-Encoding": packing}
    server.answers["/page"] = Answer(headers=headers, body=content)
    assert reason in refused(one(server)).reason


def test_a_gzip_bomb_is_stopped_at_the_limit(server: Server) -> None:
    bomb = gzip.compress(bytes(30_000_000), 1)
    headers = {**HTML, "Content-Encoding": "gzip"}
    server.answers["/page"] = Answer(headers=headers, body=bomb)
    assert "larger than 10 MB" in refused(one(server)).reason


def test_bombs_unpack_piece_by_piece() -> None:
    sizes = [len(piece) for piece in web_body.unpacked([gzip.compress(bytes(5_000_000))])]
    assert sum(sizes) == 5_000_000
    assert max(sizes) <= web_body.PIECE


def test_an_endless_body_is_stopped_at_the_limit(server: Server) -> None:
    server.answers["/page"] = Answer(headers=HTML, pieces=itertools.repeat(bytes(65536)))
    assert "larger than 10 MB" in refused(one(server)).reason


def test_an_endless_body_that_unpacks_to_nothing_is_stopped_too(server: Server) -> None:
    nothing = b"\0\0\0\xff\xff" * 100_000  # empty stored blocks, RFC 1951
    pieces = itertools.chain([gzip.compress(b"")[:10]], itertools.repeat(nothing))
    server.answers["/page"] = Answer(headers={**HTML, "Content-Encoding": "gzip"}, pieces=pieces)
    assert "larger than 10 MB" in refused(one(server)).reason


@pytest.mark.parametrize("length", [11_000_000, 10**17])
def test_a_length_over_the_limit_is_refused_unread(server: Server, length: int) -> None:
    answer = Answer(headers=HTML, length=length, pieces=itertools.repeat(b"a"), pause=0.01)
    server.answers["/page"] = answer
    assert "larger than 10 MB" in refused(one(server)).reason


def test_a_body_cut_short_is_refused(server: Server) -> None:
    server.answers["/page"] = Answer(headers=HTML, body=PAGE, length=len(PAGE) + 10)
    assert "the connection to 127.0.0.1 failed" in refused(one(server)).reason


@pytest.mark.parametrize("media", ["image/png", "application/pdf", "VIDEO/mp4", "text/css"])
def test_what_is_no_text_is_refused_unread(server: Server, media: str) -> None:
    answer = Answer(headers={"Content-Type": media}, pieces=itertools.repeat(b"a"), pause=0.01)
    server.answers["/page"] = answer
    assert f"not a page to read: {media.lower()}" in refused(one(server)).reason


@pytest.mark.parametrize(
    "media", ["", "text/plain", "application/rss+xml;charset=utf-8", "application/ld+json"]
)
def test_what_may_be_a_report_is_taken(server: Server, media: str) -> None:
    server.answers["/page"] = Answer(headers={"Content-Type": media}, body=PAGE)
    assert captured(one(server)).content == PAGE


def test_an_empty_page_is_refused(server: Server) -> None:
    server.answers["/page"] = Answer(headers=HTML)
    assert "empty" in refused(one(server)).reason


# Servers that never finish, or are no web servers


@pytest.mark.parametrize(
    "answer",
    [
        Answer(headers=HTML, pieces=itertools.repeat(b"a"), pause=0.02),
        Answer(headers=HTML, pieces=itertools.repeat(b"1\r\na\r\n"), pause=0.02),
        Answer(raw=itertools.chain([b"HTTP/1.1 200 X\r\nA: "], itertools.repeat(b"a")), pause=0.02),
        Answer(raw=itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n"), pause=0.02),
        Answer(raw=[b""], pause=0.5),
    ],
    ids=["trickle", "chunks", "headers", "interim answers", "silence"],
)
def test_a_server_that_never_finishes_is_left_at_the_deadline(
    server: Server, answer: Answer
) -> None:
    server.answers["/page"] = answer
    begun = time.monotonic()
    skip = refused(one(server, settings=replace(OPEN, timeout=0.3)))
    assert "did not answer in time: 0.3 s in all" in skip.reason
    assert time.monotonic() - begun < 1.5


def test_a_silent_server_is_left_before_the_deadline(server: Server) -> None:
    server.answers["/page"] = Answer(raw=[b""], pause=0.3)
    begun = time.monotonic()
    refused(one(server, settings=replace(OPEN, timeout=60.0, silence=0.1)))
    assert time.monotonic() - begun < 1.5


@pytest.mark.parametrize(
    "raw",
    [b"SSH-2.0-tarsk\r\n", b"", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 X\r\n" + b"a" * 200_000],
    ids=["other protocol", "nothing", "no status", "endless header"],
)
def test_what_is_no_web_server_is_refused(server: Server, raw: bytes) -> None:
    server.answers["/page"] = Answer(raw=[raw])
    assert "the connection to 127.0.0.1 failed" in refused(one(server)).reason


def test_nobody_listens() -> None:
    with serve() as gone:
        url = gone.url
    (fetched,) = fetch([url], {}, OPEN, clock=Waits().clock())
    assert "the connection to 127.0.0.1 failed" in refused(fetched).reason


# Errors and busy servers


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (401, "needs a login"),
        (403, "refuses programs"),
        (404, "web archive"),
        (410, "taken down"),
        (451, "legal"),
        (418, "check the address"),
        (500, "later"),
        (204, "later"),
        (206, "later"),
        (302, "later"),  # without saying where to
    ],
)
def test_an_error_is_told_with_advice(server: Server, status: int, advice: str) -> None:
    server.answers["/page"] = Answer(status=status)
    skip = refused(one(server))
    assert f"answered {status}" in skip.reason
    assert advice in skip.advice


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("header", "pause"),
    [("30", 30.0), ("Sat, 03 May 2031 12:00:45 GMT", 45.0), ("soon", 10.0), (None, 10.0)],
)
def test_a_busy_host_is_asked_again_when_it_says(
    server: Server, waits: Waits, status: int, header: str | None, pause: float
) -> None:
    headers = {"Retry-After": header} if header else {}
    good = Answer(headers=HTML, body=PAGE)
    server.answers["/page"] = [Answer(status=status, headers=headers), good]
    (fetched,) = fetch([f"{server.url}/page"], {}, OPEN, clock=waits.clock())
    assert captured(fetched)
    assert waits.waits == [1.0, pause]


def test_a_host_that_stays_busy_is_left_after_so_many_tries(server: Server) -> None:
    server.answers["/page"] = Answer(status=429, headers={"Retry-After": "2"})
    assert "is busy (429)" in refused(one(server)).reason
    assert server.paths().count("/page") == 3


def test_a_pause_beyond_patience_holds_for_the_whole_host(server: Server, waits: Waits) -> None:
    server.answers["/page"] = Answer(status=503, headers={"Retry-After": "3600"})
    first, second = fetch([f"{server.url}/page", f"{server.url}/2"], {}, OPEN, clock=waits.clock())
    assert "try again in 3600 seconds" in refused(first).reason
    assert "left alone for 3600 seconds" in refused(second).reason
    assert server.paths() == ["/robots.txt", "/page"]


# Sitemaps


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


# TLS


def context(authority: trustme.CA, name: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(made)
    return made


def over_tls(name: str, *, trusted: bool = True) -> Fetched:
    """A page of herald.invalid from a server whose certificate is for `name`."""
    authority = trustme.CA()
    ours = httpx.create_ssl_context(trust_env=False)
    if trusted:
        authority.configure_trust(ours)
    with serve(context(authority, name)) as server:
        server.answers["/page"] = Answer(headers=HTML, body=PAGE)
        url = f"https://herald.invalid:{server.port}/page"
        (fetched,) = fetch(
            [url],
            {},
            OPEN,
            transport=Direct(ours),
            clock=Waits().clock(),
            resolve=lambda *_: ("127.0.0.1",),
        )
        assert server.idle()
    return fetched


def test_the_certificate_is_for_the_name_and_not_the_address() -> None:
    assert captured(over_tls("herald.invalid")).content == PAGE


@pytest.mark.parametrize("name", ["other.invalid", "127.0.0.1"])
def test_a_certificate_for_something_else_is_refused(name: str) -> None:
    assert "cannot be trusted" in refused(over_tls(name)).reason


def test_a_certificate_nobody_vouches_for_is_refused() -> None:
    assert "cannot be trusted" in refused(over_tls("herald.invalid", trusted=False)).reason


def test_tls_with_a_server_that_has_none(server: Server) -> None:
    url = server.url.replace("http", "https")
    brief = replace(OPEN, timeout=0.2)
    (fetched,) = fetch([f"{url}/page"], {}, brief, clock=Waits().clock())
    assert refused(fetched)
    assert server.idle()
