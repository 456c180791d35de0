"""What a host's robots.txt allows (RFC 9309), asked once a run."""

import re
from collections.abc import Iterator

import httpx
from protego import Protego

from newsledger.readers.files import Refused
from newsledger.readers.web import addresses, body, requests
from newsledger.readers.web.records import TOKEN, Run

LARGEST = 500 * 1024  # bytes that are read, the least RFC 9309 asks for; the rest is left out
BUSY = 429  # a busy host has not said that everything is allowed
ADVICE = "ask the site for leave, or save the page in a browser and add the file"

_AGENT = re.compile(r"\s*user[- ]?agent\s*:?\s*", re.IGNORECASE)
_PRODUCT = re.compile(r"[a-z_-]*", re.IGNORECASE)


def check(run: Run, url: httpx.URL) -> None:
    """Refused where the host does not allow the page, or does not say what it allows.

    A robots.txt that does not exist (4xx) allows everything; one that cannot be had (5xx, no
    connection) allows nothing. A crawl-delay is kept where it is longer than our own.
    """
    key = f"{url.scheme}://{url.netloc.decode('ascii')}"
    if key not in run.rules:
        run.rules[key] = _rules(run, url)
    rules = run.rules[key]
    if isinstance(rules, Refused):
        raise Refused(rules.reason, rules.advice)
    asked = rules.crawl_delay(TOKEN) or 0.0
    host = addresses.hostname(url)
    run.delays[host] = max(asked, run.delays.get(host, 0.0))
    if not rules.can_fetch(str(url), TOKEN):
        raise Refused(f"the robots.txt of {host} does not allow this page", ADVICE)


def parsed(text: str) -> Protego:
    """Rules for our product token, or for all where none names it."""
    return Protego.parse("\n".join(_ours(text)))


def _rules(run: Run, url: httpx.URL) -> Protego | Refused:
    place = url.copy_with(raw_path=b"/robots.txt")
    try:
        for _ in range(run.settings.redirects + 1):
            with requests.get(run, place, {}) as response:
                target = requests.target(place, response)
                if target is None:
                    return _read(response)
            place = addresses.parsed(target)
    except Refused as refusal:
        return Refused(f"{refusal.reason} (asked for robots.txt)", refusal.advice)
    return parsed("")  # RFC 9309, 2.3.1.2: too many redirects are as good as none


def _read(response: httpx.Response) -> Protego | Refused:
    status = response.status_code
    if response.is_success:
        return parsed(_start(response).decode("utf-8", errors="replace"))
    if response.is_client_error and status != BUSY:
        return parsed("")
    return Refused(f"the server answered {status} (asked for robots.txt)", requests.LATER)


def _start(response: httpx.Response) -> bytes:
    start = b""
    for piece in body.pieces(response, 2 * LARGEST):
        start += piece
        if len(start) > LARGEST:
            return start[:LARGEST].rpartition(b"\n")[0]
    return start


def _ours(text: str) -> Iterator[str]:
    """Lines with every agent that is not us under one name.

    A file that names thousands of agents for thousands of rules would be millions of rules else.
    """
    for line in text.lstrip("\ufeff").splitlines():
        head = _AGENT.match(line)
        agent = line[head.end() :].partition("#")[0].strip() if head else ""
        yield f"User-agent: {_name(agent)}" if agent else line


def _name(agent: str) -> str:
    product = _PRODUCT.match(agent)
    ours = product and product.group().lower() == TOKEN
    return TOKEN if ours else agent if agent == "*" else "other"
