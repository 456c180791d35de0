"""Content around a cue: "A, X said, B" and "A, according to X"."""

from collections.abc import Iterator

from newsledger.annotators.statements.attributions import LEADERS, SUBJECTS, TENSED, Page, Pieces
from newsledger.annotators.statements.cues import rules_of
from newsledger.annotators.statements.speakers import stray_subject

BESIDE = (*SUBJECTS, "aux", "auxpass", "neg", "advmod", "mark")
BEHIND = (
    *SUBJECTS, "prep", "npadvmod", "advmod", "dobj", "dative", "agent", "prt", "oprd", "nmod",
    "pobj", "tmod", "advcl",
)  # fmt: skip
CLAUSES = ("ccomp", "advcl", "parataxis")


def aside(page: Page, verb: int) -> Pieces:
    """Content of "A, X said, B": the sentence or clause around the cue and its speaker."""
    if _subordinate(page, verb):
        return ()
    low, high = group(page, verb)
    if not _set_off(page, low, high):
        return ()
    first, last = page.parsed.sentences[page.sentence[verb]]
    left = _left_start(page, verb, low, first)
    right = _right(page, high, last)
    pieces = ((left, low - 1),) if left < low else ()
    together = (*pieces, right) if right else pieces
    return together if any(_clausal(page, *piece) for piece in together) else ()


def _subordinate(page: Page, verb: int) -> bool:
    """Whether the cue is a participle or in a relative clause, which no aside is."""
    token = page.tokens[verb]
    marks = (page.tokens[i] for i in page.parsed.children[verb] if page.tokens[i].dep == "mark")
    if any(mark.text.lower() != "as" for mark in marks):
        return True
    if token.dep in ("relcl", "acl"):
        before = range(page.edges[verb][0], verb)
        named = any(page.tokens[i].dep in SUBJECTS for i in page.parsed.children[verb])
        relative = any(page.tokens[i].tag in ("WDT", "WP", "WP$", "WRB") for i in before)
        return relative or not named
    return token.tag == "VBG" and token.dep != "pcomp"


def group(page: Page, verb: int) -> tuple[int, int]:
    """First and last token of a cue with its speaker and the words that hang on it alone."""
    stray = stray_subject(page, verb)
    low, high = (verb if stray is None else page.edges[stray][0]), verb
    children = page.parsed.children[verb]
    for i in reversed([i for i in children if i < verb]):
        dep = page.tokens[i].dep
        if dep in ("advmod", "mark") and page.edges[i][1] + 1 < low:
            break
        if dep in BESIDE:
            low = min(low, page.edges[i][0])
    for i in (i for i in children if i > verb):
        if page.tokens[i].dep in BEHIND:
            high = max(high, page.edges[i][1])
        elif page.tokens[i].dep != "punct":
            break
    return low, high


def sentence_end(page: Page, index: int) -> int:
    """Last token of the sentence of `index`, the full stop left out, and nothing after a `;`."""
    end = page.parsed.sentences[page.sentence[index]][1]
    stop = next((i for i in range(index + 1, end) if page.tokens[i].text == ";"), end) - 1
    while stop > index and page.tokens[stop].text in (".", "!", "?"):
        stop -= 1
    return stop


def _set_off(page: Page, low: int, high: int) -> bool:
    """Whether commas, dashes, marks or sentence ends stand on both sides."""
    first, last = page.parsed.sentences[page.sentence[low]]
    opened = low == first or _breaks(page, low - 1)
    return opened and (high + 1 >= last or _breaks(page, high + 1))


def _breaks(page: Page, index: int) -> bool:
    return page.tokens[index].dep == "punct" or page.tokens[index].text in (*LEADERS, ";")


def _left_start(page: Page, verb: int, low: int, first: int) -> int:
    clauses = [
        page.edges[i][0]
        for i in page.parsed.children[verb]
        if i < low and page.tokens[i].dep in CLAUSES
    ]
    breaks = [i + 1 for i in range(first, low) if page.tokens[i].text == ";"]
    start = min(clauses) if clauses and page.tokens[verb].dep != "ROOT" else first
    return max([start, *breaks])


def _right(page: Page, high: int, last: int) -> tuple[int, int] | None:
    after = high + 2
    if after >= last or page.tokens[high + 1].text != ",":
        return None
    token = page.tokens[after]
    if token.dep in ("cc", "mark", "relcl") or token.tag in ("VBG", "WDT", "WP", "CC"):
        return None
    end = sentence_end(page, after)
    tensed = [i for i in range(after, end + 1) if page.tokens[i].tag in TENSED]
    other = len(tensed) == 1 and any("aside" in r.takes for r in rules_of(page, tensed[0]))
    return None if other else (after, end)  # ", the mayor said": another speaker's aside


def _clausal(page: Page, low: int, high: int) -> bool:
    return any(page.tokens[i].tag in TENSED for i in range(low, high + 1))


def according(page: Page) -> Iterator[tuple[int, int, Pieces]]:
    """Each "according to X": its first token, the head of X, and the pieces of the content."""
    for i, token in enumerate(page.tokens[:-1]):
        if token.text.lower() == "according" and page.tokens[i + 1].text.lower() == "to":
            source = next((c for c in page.parsed.children[i + 1] if c > i + 1), None)
            if source is not None and (pieces := _around(page, i, page.edges[source][1])):
                yield i, source, pieces


def _around(page: Page, low: int, high: int) -> Pieces:
    first, last = page.parsed.sentences[page.sentence[low]]
    start = max([first, *(i + 1 for i in range(first, low) if page.tokens[i].text == ";")])
    pieces = ((start, low - 1),) if start < low else ()
    right = _right(page, high, last)
    return (*pieces, right) if right else pieces
