"""Direct speech: quotations, the cue each belongs to, and the speaker beside the cue.

The cue is looked for in the text outside the marks, up to the end of the sentence on either side
(as in Pouliquen et al. 2007), since parsers often go wrong inside quotations.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger.annotators.statements.attributions import LEADERS, TENSED, Draft, Page, Quote
from newsledger.annotators.statements.cues import lemma_of, rules_of
from newsledger.annotators.statements.speakers import NOMINAL, quoting_group, subject_of

STOPS = (".", "!", "?", ";")
LONGEST_PIECE = 60  # tokens between a quotation and its cue


def drafts(page: Page) -> list[Draft]:
    """Statements in direct speech, in order; quotations with one cue are one statement."""
    found: list[Draft] = []
    before: Quote | None = None
    for quote in (q for q in page.quotes if q.speech):
        _add(page, found, before, quote)
        before = quote
    return found


def _add(page: Page, found: list[Draft], before: Quote | None, quote: Quote) -> None:
    verb = _cue(page, before, quote, {d.verb for d in found[-2:]})
    if verb is not None and found and found[-1].verb == verb:
        found[-1] = _joined(found[-1], quote)
    elif verb is not None:
        found.append(_spoken(page, quote, verb))
    elif quote.opens and before is not None and found and _goes_on(page, found[-1], before, quote):
        found[-1] = _joined(found[-1], quote)
    elif quote.opens:
        found.append(Draft(quote.start, ((quote.start, quote.end),), carried=True))


def _joined(draft: Draft, quote: Quote) -> Draft:
    return replace(draft, content=(*draft.content, (quote.start, quote.end)))


def _spoken(page: Page, quote: Quote, verb: int) -> Draft:
    subject = speaker_beside(page, verb, quote)
    last = verb + (page.tokens[verb].text.lower() == "according")
    cue = quoting_group(page, verb) or (verb, last)
    content = ((quote.start, quote.end),)
    return Draft(quote.start, content, cue, verb, subject, carried=subject is None)


def _goes_on(page: Page, draft: Draft, before: Quote, quote: Quote) -> bool:
    """Whether nothing but the cue's own clause stands between two quotations of a paragraph."""
    if draft.content[-1][1] != before.end or "\n" in page.text[before.end : quote.start]:
        return False
    between = _tokens(page, before.end, quote.start)
    stops = [i for i in between if page.tokens[i].text in STOPS]
    one_clause = not stops or stops[0] == between[-1]
    return one_clause and (draft.verb is None or draft.verb in between or not between)


def _cue(page: Page, before: Quote | None, quote: Quote, used: set[int | None]) -> int | None:
    ahead = _before(page, quote, before)
    if ahead is not None and ahead not in used:
        return ahead
    behind = _after(page, quote)
    if behind is not None:
        return behind
    return ahead


def _tokens(page: Page, start: int, end: int) -> range:
    return range(bisect_left(page.starts, start), bisect_left(page.starts, end))


def _paragraph(page: Page, index: int) -> tuple[int, int]:
    number = bisect_left(page.paragraphs, (index + 1, 0)) - 1
    return page.paragraphs[max(number, 0)]


def _after(page: Page, quote: Quote) -> int | None:
    """The cue that follows a quotation in the same sentence."""
    first = bisect_left(page.starts, quote.end)
    if first >= len(page.tokens) or first == 0 or "\n" in page.text[quote.end : page.starts[first]]:
        return None
    inner = page.text[quote.start : quote.end - 1].rstrip()
    if inner.endswith(".") and not inner.endswith("...") and page.tokens[first].text != ",":
        return None
    piece = _until_stop(page, first)
    return _main_cue(page, piece, quote) if piece else None


def _until_stop(page: Page, first: int) -> list[int]:
    end = min(_paragraph(page, first)[1], first + LONGEST_PIECE)
    following = next((q.start for q in _quotes_from(page, page.starts[first]) if q.speech), None)
    piece: list[int] = []
    for i in range(first, end):
        token = page.tokens[i]
        if token.text in STOPS or (following is not None and token.start >= following):
            break
        piece.append(i)
    return piece


def _quotes_from(page: Page, start: int) -> Iterator[Quote]:
    number = bisect_left(page.quotes, start, key=lambda q: q.start)
    yield from page.quotes[number : number + 3]


def _main_cue(page: Page, piece: Sequence[int], quote: Quote) -> int | None:
    spoken = [i for i in piece if page.tokens[i].dep != "punct" and page.tokens[i].pos != "PUNCT"]
    if not spoken or page.tokens[spoken[0]].pos in ("CCONJ", "SCONJ"):
        return None
    if page.tokens[spoken[0]].text.lower() == "according":
        return spoken[0]
    known = [i for i in spoken if _speaks(page, i)]
    direct = [i for i in known if i == spoken[0] or page.tokens[i].dep not in ("relcl", "acl")]
    finite = (i for i in direct or known if not _gerund(page, i))
    cue = next(finite, None)
    if cue is None:
        return _unlisted(page, spoken, quote)
    between = (i for i in spoken if i < cue and lemma_of(page, i) != "quote")
    main = [page.tokens[i] for i in between if page.tokens[i].dep in ("ROOT", "ccomp", "conj")]
    other = any(token.tag in TENSED for token in main)
    return None if other else cue  # else the quotation is a part of the reporter's own clause


def _gerund(page: Page, index: int) -> bool:
    return page.tokens[index].tag == "VBG" and page.tokens[index].dep != "pcomp"


def _speaks(page: Page, index: int) -> bool:
    token = page.tokens[index]
    if not token.tag.startswith("VB"):
        return False
    return any("quote" in rule.takes for rule in rules_of(page, index))


def _unlisted(page: Page, spoken: Sequence[int], quote: Quote) -> int | None:
    """A verb no list holds right after the marks, beside a name or pronoun: "...," he croaked."""
    mark = page.text[quote.end - 2 : quote.end - 1]
    if mark not in (",", "?", "!") and page.text[quote.end : quote.end + 1] != ",":
        return None
    for verb, name in (spoken[:2], spoken[1::-1]) if len(spoken) > 1 else ():
        is_name = page.tokens[name].pos in ("PRON", "PROPN")
        if is_name and page.tokens[verb].tag in ("VBD", "VBZ") and page.tokens[verb].pos == "VERB":
            return verb
    return None


def _before(page: Page, quote: Quote, before: Quote | None) -> int | None:
    """The cue that leads up to a quotation: said, "..." or a line that ends in a colon."""
    end = bisect_left(page.starts, quote.start)
    if end == 0 or not _leads_on(page, end - 1, quote):
        return None
    for i in range(end - 1, max(-1, end - 1 - LONGEST_PIECE), -1):
        token = page.tokens[i]
        if (before and token.start < before.end) or token.text in STOPS:
            return None
        if token.text.lower() == "according":
            return i
        if token.dep != "amod" and _speaks(page, i):
            return i if _leads(page, i, end) else None
        if token.tag in TENSED:
            return None
    return None


def _leads_on(page: Page, index: int, quote: Quote) -> bool:
    """Whether the token before a quotation leaves its sentence open."""
    token = page.tokens[index]
    if "\n" in page.text[token.end : quote.start]:
        return token.text == ":"
    return token.text in LEADERS or token.pos in ("VERB", "NOUN", "PROPN", "ADV", "PRON")


def _leads(page: Page, verb: int, end: int) -> bool:
    """Whether only a recipient, a time or a place stands between a cue and the marks."""
    between = [page.tokens[i] for i in range(verb + 1, end)]
    if any(t.text in ("that", "about") for t in between[-1:]):
        return False
    last = between[-1].text if between else ""
    return not between or last in (",", ":", "–", "—", "-") or lemma_of(page, verb) == "tell"


def speaker_beside(page: Page, verb: int, quote: Quote | None) -> int | None:
    """Head of the speaker phrase of a cue of direct speech, from the parse or from the order."""
    if page.tokens[verb].text.lower() == "according":
        to = page.parsed.children[verb + 1] if verb + 1 < len(page.tokens) else ()
        return next(iter(to), None)
    subject = subject_of(page, verb)
    if subject is not None and not (quote and quote.start <= page.starts[subject] < quote.end):
        return subject
    follows = verb + 1 < len(page.tokens) and page.tokens[verb + 1].pos in (*NOMINAL, "DET", "ADJ")
    inverted = quote is not None and _first_word(page, quote) == verb
    if not (follows and inverted):
        return None
    return next(
        (i for i in range(verb + 1, min(verb + 8, len(page.tokens))) if _head(page, i)), None
    )


def _first_word(page: Page, quote: Quote) -> int:
    first = bisect_left(page.starts, quote.end)
    return first + (first < len(page.tokens) and page.tokens[first].text == ",")


def _head(page: Page, index: int) -> bool:
    token = page.tokens[index]
    return token.pos in NOMINAL and token.dep not in ("compound", "nmod", "poss", "nummod")
