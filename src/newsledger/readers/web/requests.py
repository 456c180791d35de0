"""The one way out: vet the address, wait for the host's turn, ask, tell faults in plain words."""

import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

import httpcore
import httpx

from newsledger.readers.files import Refused
from newsledger.readers.web import addresses
from newsledger.readers.web.records import Run, Settings

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.5"
MOVED = frozenset({301, 302, 303, 307, 308})
LATER = "run the same command again later"

_SLOW = (httpx.TimeoutException, httpcore.TimeoutException)
_BROKEN = (
    httpx.TransportError,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
)


@contextmanager
def get(run: Run, url: httpx.URL, conditions: Mapping[str, str]) -> Iterator[httpx.Response]:
    """An answer with its body still to be read; the connection ends with the block.

    The host rests from the end of one request to the start of the next. Raises Refused for
    addresses that may not be asked, waits that are too long, and whatever fails underway.
    """
    host = addresses.hostname(url)
    found = addresses.vetted(url, run.resolve, allow_private=run.settings.allow_private)
    wait(run, host)
    try:
        with closing(_asked(run, url, found, conditions)) as response:
            yield response
    except _SLOW:
        raise Refused(_slow(host, run.settings), f"{LATER}, or give a longer --timeout") from None
    except _BROKEN as error:
        raise _fault(host, error) from None
    finally:
        rest(run, host, max(run.settings.delay, run.delays.get(host, 0.0)))


def wait(run: Run, host: str) -> None:
    """Wait until a host may be asked again; Refused where it asks for more than our patience."""
    left = run.ready.get(host, 0.0) - run.clock.elapsed()
    if left > max(run.settings.patience, run.settings.delay):
        raise Refused(f"{host} asks to be left alone for {left:.0f} seconds", LATER)
    if left > 0:
        run.clock.sleep(left)


def rest(run: Run, host: str, seconds: float) -> None:
    """Leave a host alone from now on for so many seconds, or longer if that was agreed before."""
    run.ready[host] = max(run.ready.get(host, 0.0), run.clock.elapsed() + seconds)


def target(url: httpx.URL, response: httpx.Response) -> str | None:
    """The address an answer sends us on to, if it does."""
    location = response.headers.get("location")
    if response.status_code not in MOVED or location is None:
        return None
    try:
        return str(url.join(location))
    except (httpx.InvalidURL, ValueError):
        where = addresses.shown(location)
        raise Refused(f"redirected to what is no web address: {where}", LATER) from None


def _asked(
    run: Run, url: httpx.URL, found: tuple[str, ...], conditions: Mapping[str, str]
) -> httpx.Response:
    settings = run.settings
    request = httpx.Request(
        "GET",
        url,
        headers={
            "User-Agent": settings.user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **conditions,
        },
        extensions={
            "addresses": found,
            "deadline": time.monotonic() + settings.timeout,
            "timeout": {
                "connect": settings.connect,
                "read": settings.silence,
                "write": settings.silence,
            },
        },
    )
    response = run.transport.handle_request(request)
    response.request = request
    return response


def _slow(host: str, settings: Settings) -> str:
    silence = min(settings.silence, settings.timeout)
    return f"{host} did not answer in time: {settings.timeout:g} s in all, {silence:g} s of silence"


def _fault(host: str, error: Exception) -> Refused:
    cause = error.__cause__
    if isinstance(cause, ssl.SSLError):
        what = getattr(cause, "verify_message", "") or cause.reason or "no sound TLS"
        reason = f"the connection to {host} cannot be trusted: {what}"
        return Refused(reason, "check the address; a page you saved yourself can be added")
    what = addresses.shown(str(error)) or type(error).__name__
    return Refused(f"the connection to {host} failed: {what}", LATER)
