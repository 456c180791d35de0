"""Polite fetching: what is kept of a page, what was fetched before, and errors."""

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from fetching import (
    HTML,
    OPEN,
    PAGE,
    Waits,
    captured,
    counted_waits,  # noqa: F401
    one,
    page_server,  # noqa: F401
    refused,
)
from loopback import Answer, Server

from newsledger.model import Visit
from newsledger.readers.web import fetch
from newsledger.readers.web.transport import Direct


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
