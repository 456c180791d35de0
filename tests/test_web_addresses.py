"""Addresses that are fetched and those that are refused, also where a redirect leads to them."""

from collections.abc import Sequence

import httpx
import pytest
from fetching import (
    OPEN,
    PAGE,
    Waits,
    answering,
    captured,
    one,
    page_server,  # noqa: F401
    refused,
)
from loopback import Answer, Server, serve

from newsledger.readers.files import Refused
from newsledger.readers.web import Settings, fetch
from newsledger.readers.web import addresses as web_addresses

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
