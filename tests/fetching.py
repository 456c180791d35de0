"""One page of a server of ours, asked for politely, while time passes in waits alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import pytest
from loopback import Answer, Server, serve

from newsledger.model import Capture, Skip
from newsledger.readers.web import Clock, Fetched, Settings, fetch

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


@pytest.fixture(name="server")
def page_server() -> Iterator[Server]:
    with serve() as running:
        running.answers["/page"] = Answer(headers=HTML, body=PAGE)
        yield running


@pytest.fixture(name="waits")
def counted_waits() -> Waits:
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
