"""What a fetch is asked, what it gives, and what is remembered of an address between two runs."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

import httpx
from protego import Protego

from newsledger.model import Capture, Skip, Visit
from newsledger.readers.files import LARGEST_PAGE, Refused

TOKEN = "newsledger"  # noqa: S105 - the product token that robots.txt is asked about (RFC 9309)
MOST = 1000  # pages taken from sitemaps, unless told otherwise
Resolve = Callable[[str, int], Sequence[str]]  # host and port to network addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How politely, how long and how much. Times in seconds, sizes in bytes."""

    delay: float = 1.0  # between two requests to one host
    timeout: float = 60.0  # of one request, from connecting to the last byte
    connect: float = 10.0  # to one network address
    silence: float = 20.0  # between two pieces of an answer
    patience: float = 120.0  # longest wait that a host may ask for; longer is a Skip
    largest: int = LARGEST_PAGE  # of a page, as it travels and unpacked
    redirects: int = 5
    attempts: int = 3  # at a page whose host says it is busy (429, 503)
    allow_private: bool = False  # addresses that are not on the public internet
    user_agent: str = field(default_factory=lambda: f"{TOKEN}/{version(TOKEN)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Time, so that tests can give their own: the day, seconds that only grow, and waiting."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    elapsed: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def stamp(self) -> str:
        """The time in UTC to the second, ISO 8601."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What one address gave: a capture, a skip, or neither where it is `unchanged` (304)."""

    url: str  # as asked
    capture: Capture | None = None
    skip: Skip | None = None
    visit: Visit | None = None  # to be remembered for the next run
    unchanged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run works with, and what it has learnt of its hosts so far."""

    settings: Settings
    transport: httpx.BaseTransport
    clock: Clock
    resolve: Resolve
    rules: dict[str, Protego | Refused] = field(default_factory=dict)  # by scheme, host and port
    delays: dict[str, float] = field(default_factory=dict)  # that robots.txt asks for, by host
    ready: dict[str, float] = field(default_factory=dict)  # earliest next request, by host
