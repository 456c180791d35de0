"""Indirect speech: cues of a page turned into drafts, their content cut to what was said."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from newsledger import syntax
from newsledger.annotators.statements import asides, contents, coordination, cues
from newsledger.annotators.statements.attributions import SUBJECTS, TENSED, Draft, Page, Quote
from newsledger.annotators.statements.cues import Cue, Rule, lemma_of, listed
from newsledger.annotators.statements.speakers import quoting_group, stray_subject, subject_of
from newsledger.model import Polarity

TRIMMED = (",", ";", ":", ".", "–", "—", "--", "-", "!", "?", "and", "but")
LIGHT_VERBS = ("make", "issue", "repeat", "give", "release", "publish")
OF_SOURCE = ("by", "from", "of")


def drafts(page: Page, claimed: set[int | None]) -> list[Draft]:
    """Statements in indirect speech; cues in `claimed` already have a quotation for content."""
    found = [cue for cue in cues.find(page) if cue.verb not in claimed]
    raised = coordination.raised(page, found)
    told = [_draft(page, cue, raised) for cue in found]
    return [
        draft for draft in (*told, *_according(page, claimed), *_nouns(page)) if draft is not None
    ]


def _draft(page: Page, cue: Cue, raised: dict[int, int]) -> Draft | None:
    subject = subject_of(page, raised.get(cue.verb, cue.verb))
    subject = stray_subject(page, cue.verb) if subject is None else subject
    read = contents.content(page, cue) if _may_speak(page, cue, subject) else None
    if read is None:
        return None
    rule, pieces = read
    subject = subject if _named(page, cue, subject) else None
    inner = [verb for verb, outer in raised.items() if outer == cue.verb]
    cut = [(low, coordination.cut(page, low, high, inner)) for low, high in pieces]
    content = characters(page, cut, cue.verb)
    polarity = _polarity(page, cue, rule, cut)
    group = quoting_group(page, cue.verb) or (cue.first, cue.last)
    return (
        Draft(content[0][0], content, group, cue.verb, subject, polarity=polarity)
        if content
        else None
    )


def _may_speak(page: Page, cue: Cue, subject: int | None) -> bool:
    if subject is None or not _named(page, cue, subject):
        return _impersonal(page, cue)
    return page.tokens[subject].text.lower() not in listed("own_voice") | listed("things")


def _named(page: Page, cue: Cue, subject: int | None) -> bool:
    """Whether `subject` is who speaks, not who was told or the `it` of "it was announced"."""
    own = subject is not None and page.tokens[subject].head == cue.verb
    passive = syntax.child(page.parsed, cue.verb, "auxpass") is not None
    agent = syntax.child(page.parsed, cue.verb, "agent") is not None
    return not (own and passive) or agent


def _impersonal(page: Page, cue: Cue) -> bool:
    """Whether it is "it was announced", or a clause with `that` whose speaker the parse lost."""
    subject = syntax.child(page.parsed, cue.verb, *SUBJECTS)
    if subject is not None:
        return page.tokens[subject].text.lower() == "it"
    after = [i for i in page.parsed.children[cue.verb] if i > cue.verb]
    clauses = [i for i in after if page.tokens[i].dep == "ccomp"]
    marked = any(syntax.child(page.parsed, i, "mark") is not None for i in clauses)
    return marked and page.tokens[cue.verb].tag in TENSED


def _polarity(page: Page, cue: Cue, rule: Rule, pieces: Sequence[tuple[int, int]]) -> Polarity:
    if cue.negated or cue.hedged:
        return "hedged"
    if rule.polarity != "asserted":
        return rule.polarity
    return "hedged" if any(_weak(page, low, high) for low, high in pieces) else "asserted"


def _weak(page: Page, low: int, high: int) -> bool:
    """Whether the main verb of a piece is held back by `may`, `reportedly` and the like."""
    tops = (i for i in range(low, high + 1) if not low <= page.tokens[i].head <= high)
    for top in tops:
        near = {page.tokens[i].text.lower() for i in page.parsed.children[top]}
        if near & (listed("hedging_modals") | listed("hedges")):
            return True
        if lemma_of(page, top) in listed("hedging_verbs"):
            return True
    return False


def characters(
    page: Page, pieces: Sequence[tuple[int, int]], cue: int
) -> tuple[tuple[int, int], ...]:
    """Spans of characters of the pieces, fitted to the quotations they touch."""
    home = quote_at(page, page.starts[cue])
    trimmed = [span for piece in pieces if (span := _trim(page, *piece)) is not None]
    fitted = (_fit(page, start, end, home) for start, end in trimmed)
    return tuple(span for span in fitted if span[0] < span[1])


def _trim(page: Page, low: int, high: int) -> tuple[int, int] | None:
    while low <= high and page.tokens[low].text.lower() in TRIMMED:
        low += 1
    while high >= low and page.tokens[high].text in TRIMMED:
        high -= 1
    return (page.tokens[low].start, page.tokens[high].end) if low <= high else None


def quote_at(page: Page, position: int) -> Quote | None:
    """The quotation that holds the character at `position`."""
    number = bisect_right(page.quotes, position, key=lambda q: q.start) - 1
    found = page.quotes[number] if number >= 0 else None
    return found if found is not None and position < found.end else None


def _fit(page: Page, start: int, end: int, home: Quote | None) -> tuple[int, int]:
    """Keep to the quotation the cue is in; else take in part quotations and leave out speech."""
    if home is not None:
        return max(start, home.start + 1), min(end, home.end - home.closed)
    first = bisect_left(page.quotes, start, key=lambda q: q.end)
    for quote in page.quotes[first:]:
        if quote.start >= end:
            break
        if quote.speech and quote.start > start:
            return start, _before(page, start, quote.start)
        if quote.speech and quote.end < end:
            return start, end
        start, end = min(start, quote.start), max(end, quote.end)
    return start, end


def _before(page: Page, start: int, end: int) -> int:
    return start + len(page.text[start:end].rstrip(" \t,:;–—-"))


def _according(page: Page, claimed: set[int | None]) -> Iterator[Draft]:
    for verb, source, pieces in asides.according(page):
        content = characters(page, pieces, verb)
        if content and verb not in claimed:
            yield Draft(content[0][0], content, (verb, verb + 1), verb, source)


def _nouns(page: Page) -> Iterator[Draft]:
    """Nouns with a content clause and a source: "Ulmen's claim that the port was mined"."""
    for i, token in enumerate(page.tokens):
        rules = cues.nouns().get(token.lemma.lower(), ()) if token.pos == "NOUN" else ()
        clause = _that_clause(page, i) if rules else None
        source = _source(page, i) if clause is not None else None
        if clause is not None and source is not None:
            content = characters(page, [page.edges[clause]], i)
            if content:
                yield Draft(content[0][0], content, (i, i), i, source, polarity=rules[0].polarity)


def _that_clause(page: Page, noun: int) -> int | None:
    for i in page.parsed.children[noun]:
        mark = syntax.child(page.parsed, i, "mark")
        if page.tokens[i].dep in ("acl", "ccomp") and mark is not None:
            return i if i > noun and page.tokens[mark].text.lower() == "that" else None
    return None


def _source(page: Page, noun: int) -> int | None:
    for i in page.parsed.children[noun]:
        if page.tokens[i].dep == "poss":
            return i
        if page.tokens[i].dep in ("prep", "agent") and page.tokens[i].text.lower() in OF_SOURCE:
            return next(iter(page.parsed.children[i]), None)
    head = page.tokens[noun].head
    light = page.tokens[noun].dep == "dobj" and lemma_of(page, head) in LIGHT_VERBS
    return subject_of(page, head) if light else None
