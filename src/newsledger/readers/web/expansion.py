"""The addresses a sitemap lists (sitemaps.org protocol 0.9), bounded and of its own host only."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsledger.readers import files
from newsledger.readers.feeds import sitemap
from newsledger.readers.feeds.sitemap import Sitemap
from newsledger.readers.files import Refused
from newsledger.readers.web import addresses, body
from newsledger.readers.web.client import pages
from newsledger.readers.web.records import Fetched, Run

DEPTH = 2  # indexes one below the other; the protocol knows one
LARGEST_INDEX = 50  # sitemaps taken from one index


def expand(run: Run, urls: Iterable[str], most: int) -> Iterator[str | Fetched]:
    """Addresses of the pages of sitemaps, at most so many in all, each once.

    What is left out (another host, too deep, too many) and what cannot be read is a Fetched with
    a Skip at the address of its sitemap.
    """
    patient = replace(run, settings=replace(run.settings, largest=sitemap.LARGEST))
    known: set[str] = set()
    for url in urls:
        for found in _walk(patient, url, depth=0):
            if isinstance(found, str) and len(known) == most and found not in known:
                reason = f"more than {most:,} pages in the sitemaps; the rest is left out"
                yield _left_out(url, reason, "give a larger --most")
                return
            if not isinstance(found, str):
                yield found
            elif found not in known:
                known.add(found)
                yield found


def _walk(run: Run, url: str, depth: int) -> Iterator[str | Fetched]:
    fetched = next(pages(run, [url], {}))
    if fetched.capture is None:
        yield fetched
        return
    try:
        listed = _listed(fetched.capture.content)
    except Refused as refusal:
        yield _left_out(url, refusal.reason, refusal.advice)
        return
    hosts = {host for host in (_host(url), _host(fetched.capture.url or url)) if host}
    yield from _own(url, (a.url for a in listed.addresses if not a.index), hosts)
    if listed.left:
        yield _left_out(url, f"{listed.left:,} addresses too many", "name them by themselves")
    inner = [a.url for a in listed.addresses if a.index]
    if depth < DEPTH:
        yield from _inner(run, url, inner, hosts, depth)
    elif inner:
        yield _left_out(url, "sitemaps nested too deep", "give the address of the inner sitemap")


def _inner(
    run: Run, url: str, inner: list[str], hosts: set[str], depth: int
) -> Iterator[str | Fetched]:
    for found in _own(url, inner[:LARGEST_INDEX], hosts):
        if isinstance(found, Fetched):
            yield found
        else:
            yield from _walk(run, found, depth + 1)
    if len(inner) > LARGEST_INDEX:
        reason = f"more than {LARGEST_INDEX} sitemaps in one index; the rest is left out"
        yield _left_out(url, reason, "give the addresses of the sitemaps you mean")


def _listed(content: bytes) -> Sitemap:
    """What a sitemap holds, packed or not. Raises Refused where it is none."""
    if content.startswith(body.GZIP):
        content = b"".join(body.bounded(body.unpacked([content]), sitemap.LARGEST))
    if not sitemap.looks_like(content):
        raise Refused("not a sitemap", "give the address of one, or leave out --sitemap")
    return sitemap.read(content)


def _own(url: str, found: Iterable[str], hosts: set[str]) -> Iterator[str | Fetched]:
    """Those of the sitemap's own host; the rest is told in one."""
    strange = 0
    for each in found:
        if _host(each) in hosts:
            yield each
        else:
            strange += 1
    if strange:
        reason = f"{strange:,} addresses in this sitemap are on other hosts and left out"
        yield _left_out(url, reason, "name those you want by themselves")


def _left_out(url: str, reason: str, advice: str) -> Fetched:
    return Fetched(url=url, skip=files.skip(url, reason, advice))


def _host(address: str) -> str | None:
    try:
        return addresses.hostname(addresses.parsed(address))
    except Refused:
        return None
