"""Which page is next: hosts take turns, and a host that rests lets the others go first."""

import heapq
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from newsledger.readers.files import Refused
from newsledger.readers.web import addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page on its way: the address as asked, and the one that is asked now."""

    asked: str
    address: str
    moves: int = 0  # redirects followed
    tries: int = 1


@dataclass(slots=True)
class Turns:
    """Pages in a line a host, hosts in a heap by when they may be asked."""

    _lines: dict[str, deque[Page]] = field(default_factory=dict)
    _heap: list[tuple[float, int, str]] = field(default_factory=list)
    _count: int = 0  # turns given out; among hosts that are ready, the longest unasked goes first

    def add(self, page: Page) -> None:
        """Put a page last in its host's line; one that was asked before goes first."""
        host = _host(page.address)
        line = self._lines.setdefault(host, deque())
        if not line:
            self._push(0.0, host)
        if page.moves or page.tries > 1:
            line.appendleft(page)
        else:
            line.append(page)

    def take(self, ready: Mapping[str, float]) -> Page | None:
        """The page of the host that may be asked first, or None where no page is left."""
        while self._heap:
            due, _, host = heapq.heappop(self._heap)
            now_due = ready.get(host, 0.0)
            if now_due > due:
                self._push(now_due, host)
                continue
            line = self._lines[host]
            page = line.popleft()
            if line:
                self._push(now_due, host)
            return page
        return None

    def _push(self, due: float, host: str) -> None:
        self._count += 1
        heapq.heappush(self._heap, (due, self._count, host))


def _host(address: str) -> str:
    """The host, or none for an address that will be refused."""
    try:
        return addresses.hostname(addresses.parsed(address))
    except Refused:
        return ""
