"""Web addresses that the user names, fetched politely: bytes and headers in, captures out.

    records     what is asked, what is given, what is remembered of an address between two runs
    addresses   which addresses may be asked, and the network addresses they stand for
    transport   one connection a request, to the vetted network address, under one deadline
    requests    the one way out: vet, wait for the host's turn, ask, tell faults in plain words
    robots      what a host's robots.txt allows (RFC 9309)
    body        the bytes of an answer, bounded as they travel and as they unpack
    answers     what an answer comes to: a capture, nothing new, another try, a refusal
    turns       which page is next
    client      pages one at a time
    expansion   the addresses a sitemap lists

No asset is fetched and no link is followed but redirects and the entries of a sitemap the user
named. Cookies, proxies, credentials and the environment play no part.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext

import httpx

from newsledger.model import Visit
from newsledger.readers.web import addresses
from newsledger.readers.web.client import pages
from newsledger.readers.web.expansion import expand
from newsledger.readers.web.records import MOST, Clock, Fetched, Resolve, Run, Settings
from newsledger.readers.web.transport import Direct

__all__ = ["MOST", "Clock", "Fetched", "Settings", "fetch"]


def fetch(
    urls: Iterable[str],
    visits: Mapping[str, Visit],
    settings: Settings,
    *,
    sitemaps: bool = False,
    most: int = MOST,
    transport: httpx.BaseTransport | None = None,
    clock: Clock | None = None,
    resolve: Resolve = addresses.resolve,
) -> Iterator[Fetched]:
    """Fetch pages the user names, or those that the sitemaps the user names list.

    `visits` are those of former runs by their `url`. Each outcome is yielded as soon as it is
    there. With `sitemaps` the `urls` are those of sitemaps, and at most `most` of their pages are
    fetched. One connection is open at a time, and none once the iterator is closed. Never
    raises for what a server does.
    """
    with nullcontext(transport) if transport else Direct() as way:
        run = Run(settings=settings, transport=way, clock=clock or Clock(), resolve=resolve)
        wanted: list[str] = []
        for each in expand(run, urls, most) if sitemaps else urls:
            if isinstance(each, str):
                wanted.append(each)
            else:
                yield each
        yield from pages(run, wanted, visits)
