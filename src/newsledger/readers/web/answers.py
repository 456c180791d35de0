"""What an answer comes to: a capture, nothing new, another address, another try, or a refusal."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from newsledger.model import Capture, Visit
from newsledger.readers import languages
from newsledger.readers.files import Refused
from newsledger.readers.web import addresses, body, requests
from newsledger.readers.web.records import Clock, Fetched, Run
from newsledger.readers.web.turns import Page

UNCHANGED = 304
WHOLE = frozenset({200, 203})
BUSY = frozenset({429, 503})
PAUSE = 10.0  # seconds before another try, where a busy host names none

_BROWSER = "save the page in a browser and add the file"
_ADVICE = {
    401: f"the page needs a login: {_BROWSER}",
    403: f"the site refuses programs: {_BROWSER}",
    404: "check the address, or look for the page in a web archive",
    410: "the page was taken down: look for it in a web archive",
    451: "the page is withheld for legal reasons: look for it in a web archive",
}


def read(
    run: Run, page: Page, url: httpx.URL, visit: Visit | None, response: httpx.Response
) -> Fetched | Page:
    """The outcome of one answer. Raises Refused where nothing is to be had."""
    target = requests.target(url, response)
    if target is not None:
        return _moved(run, page, target)
    if response.status_code in BUSY:
        return _later(run, page, url, response)
    if response.status_code == UNCHANGED and visit:
        return _unchanged(run.clock, page, visit, response)
    if response.status_code not in WHOLE:
        raise _failed(response)
    return _kept(run, page, url, response)


def conditions(visit: Visit | None) -> dict[str, str]:
    """Headers that ask for a page only if it changed (RFC 9110, 13.1)."""
    known = {
        "If-None-Match": visit.etag if visit else None,
        "If-Modified-Since": visit.last_modified if visit else None,
    }
    return {name: value for name, value in known.items() if value and value.isascii()}


def _moved(run: Run, page: Page, target: str) -> Page:
    if page.moves == run.settings.redirects:
        reason = f"more than {page.moves} redirects, the last to {addresses.shown(target)}"
        raise Refused(reason, "give the address the page ends up at")
    return replace(page, address=target, moves=page.moves + 1)


def _later(run: Run, page: Page, url: httpx.URL, response: httpx.Response) -> Page:
    seconds = _asked_pause(response, run.clock)
    host = addresses.hostname(url)
    requests.rest(run, host, seconds)
    if page.tries >= run.settings.attempts or seconds > run.settings.patience:
        reason = f"{host} is busy ({response.status_code}): try again in {seconds:.0f} seconds"
        raise Refused(reason, requests.LATER)
    return replace(page, tries=page.tries + 1)


def _asked_pause(response: httpx.Response, clock: Clock) -> float:
    """Seconds of Retry-After, which is a number or a date (RFC 9110, 10.2.3)."""
    value: str = response.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value[: body.DIGITS])
    try:
        moment = parsedate_to_datetime(value)
        return max(0.0, (_utc(moment) - clock.now()).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return PAUSE


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _unchanged(clock: Clock, page: Page, visit: Visit, response: httpx.Response) -> Fetched:
    again = replace(
        visit,
        etag=response.headers.get("etag") or visit.etag,
        last_modified=response.headers.get("last-modified") or visit.last_modified,
        fetched=clock.stamp(),
    )
    return Fetched(url=page.asked, visit=again, unchanged=True)


def _failed(response: httpx.Response) -> Refused:
    status = response.status_code
    words = httpx.codes.get_reason_phrase(status)
    advice = "check the address" if response.is_client_error else requests.LATER
    return Refused(f"the server answered {status} {words}".rstrip(), _ADVICE.get(status, advice))


def _kept(run: Run, page: Page, url: httpx.URL, response: httpx.Response) -> Fetched:
    media = body.media_type(response)
    if not body.readable(media):
        reason = f"not a page to read: {addresses.shown(str(media))}"
        raise Refused(reason, "give the page that holds the report")
    content = body.content(response, run.settings.largest)
    if not content:
        raise Refused("the answer is empty", requests.LATER)
    moment = run.clock.stamp()
    digest = hashlib.sha256(content).hexdigest()
    capture = Capture(
        sha256=digest,
        path=page.asked,
        content=content,
        media_type=media,
        charset=response.charset_encoding,
        language=languages.declared(response.headers.get("content-language", "")),
        url=str(url),
        captured=moment,
    )
    visit = Visit(
        url=str(url),
        etag=response.headers.get("etag"),
        last_modified=response.headers.get("last-modified"),
        sha256=digest,
        fetched=moment,
    )
    return Fetched(url=page.asked, capture=capture, visit=visit)
