"""Through whom a statement came: whom it was told to, and who relayed it."""

from collections.abc import Iterable, Iterator

from newsledger.annotators.statements.attributions import Page
from newsledger.annotators.statements.cues import lemma_of, rules_of

ELSEWHERE = ("in", "at", "on", "during", "after", "near", "from")  # these name no recipient
TALKS = ("interview", "conversation", "call", "comment", "remark", "statement", "email", "letter")


def recipients(page: Page, verb: int) -> tuple[str, ...]:
    """Names of those a cue says it was told to, in the order written: ("Reuters",)."""
    if page.tokens[verb].text.lower() == "according":
        return ()
    heads = [i for i in page.parsed.children[verb] if i > verb and _receives(page, verb, i)]
    names = _names(page, heads)
    talks = list(_talks(page, verb))
    return tuple(dict.fromkeys([*names, *talks]))


def _receives(page: Page, verb: int, index: int) -> bool:
    token = page.tokens[index]
    tells = any(rule.recipient for rule in rules_of(page, verb))
    to = token.dep in ("prep", "dative") and token.text.lower() == "to"
    return to or (tells and token.dep in ("dobj", "dative"))


def _talks(page: Page, verb: int) -> Iterator[str]:
    """Names in "in an interview with X", "in a comment to X"."""
    for i in page.parsed.children[verb]:
        if page.tokens[i].dep == "prep":
            for talk in page.parsed.children[i]:
                if lemma_of(page, talk) in TALKS:
                    yield from _partners(page, page.parsed.children[talk])


def _partners(page: Page, children: Iterable[int]) -> Iterator[str]:
    for i in children:
        if page.tokens[i].text.lower() in ("with", "to"):
            yield from _names(page, [i])


def _names(page: Page, heads: Iterable[int]) -> Iterator[str]:
    """Runs of name words under `heads`, those that say where or when left out."""
    run: list[int] = []
    for i in [*sorted(i for head in heads for i in _kept(page, head)), -1]:
        joined = i >= 0 and run and i == run[-1] + 1 and _continues(page, run[-1], i)
        if run and not joined:
            yield page.text[page.tokens[run[0]].start : page.tokens[run[-1]].end]
            run = []
        if i >= 0 and (joined or page.tokens[i].pos == "PROPN"):
            run.append(i)


def _continues(page: Page, before: int, index: int) -> bool:
    touching = page.tokens[before].end == page.tokens[index].start
    sign = touching and page.tokens[index].dep not in ("case", "punct")
    return page.tokens[index].pos == "PROPN" or sign


def _kept(page: Page, head: int) -> list[int]:
    kept, stack = [], [head]
    while stack:
        here = stack.pop()
        token = page.tokens[here]
        if here != head and (token.dep == "relcl" or token.text.lower() in ELSEWHERE):
            continue
        kept.append(here)
        stack.extend(page.parsed.children[here])
    return sorted(kept)
