"""Pages one at a time, hosts in turn; redirects and further tries take their turn again."""

from collections.abc import Iterable, Iterator, Mapping

from newsledger.model import Skip, Visit
from newsledger.readers import encoding, files
from newsledger.readers.files import Refused
from newsledger.readers.web import addresses, answers, requests, robots
from newsledger.readers.web.records import Fetched, Run
from newsledger.readers.web.turns import Page, Turns


def pages(run: Run, urls: Iterable[str], visits: Mapping[str, Visit]) -> Iterator[Fetched]:
    """Fetch each address once, and yield what it gave as soon as it is there.

    `visits` are those of former runs by their `url`; a page that was visited is asked for only if
    it changed. Pages of one host come in the order given; hosts take turns.
    """
    turns = Turns()
    for url in dict.fromkeys(urls):
        turns.add(Page(asked=url, address=url))
    while page := turns.take(run.ready):
        outcome = _step(run, page, visits)
        if isinstance(outcome, Page):
            turns.add(outcome)
        else:
            yield outcome


def _step(run: Run, page: Page, visits: Mapping[str, Visit]) -> Fetched | Page:
    """Ask once: the outcome, or the page again with where or when to ask next."""
    try:
        url = addresses.parsed(page.address)
        robots.check(run, url)
        visit = visits.get(str(url))
        with requests.get(run, url, answers.conditions(visit)) as response:
            return answers.read(run, page, url, visit, response)
    except Refused as refusal:
        return Fetched(url=page.asked, skip=_skip(page, refusal))


def _skip(page: Page, refusal: Refused) -> Skip:
    reason = refusal.reason
    if page.moves:
        reason = f"{reason} (redirected to {addresses.shown(page.address)})"
    return files.skip(encoding.clean(page.asked), reason, refusal.advice)
