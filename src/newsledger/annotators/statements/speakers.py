"""Who speaks: the noun phrase that is the subject of a cue, and the office words inside it."""

import itertools

from newsledger import syntax
from newsledger.annotators.statements.attributions import TENSED, Page
from newsledger.annotators.statements.cues import lemma_of, listed
from newsledger.model import Mention

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
CLIMBS = ("conj", "advcl", "xcomp", "pcomp", "ccomp", "prep", "dep", "parataxis")
ENDS = ("punct", "cc", "case")  # labels of words that end no name
STARTS = ("punct", "cc", "mark", "advmod", "preconj")
LONGEST_CLIMB = 6
LONGEST_NAME = 25  # tokens


def subject_of(page: Page, verb: int) -> int | None:
    """Head of the phrase that names who says `verb`, or None where the sentence names none."""
    here: int | None = verb
    for _ in range(LONGEST_CLIMB):
        if here is None:
            return None
        found = _own_subject(page, here, verb)
        if found is not None and (here == verb or _agree(page, found, verb)):
            return None if page.tokens[found].dep == "expl" else found
        here, noun = _climb(page, here)
        if noun is not None and _agree(page, noun, verb):
            return noun
        here = here if here is not None or noun is None else _governor(page, noun)
    return None


def _climb(page: Page, here: int) -> tuple[int | None, int | None]:
    """Where to look next: a verb further up, or the noun that a participle describes."""
    token = page.tokens[here]
    if token.head == here:
        return None, None
    if token.dep in ("acl", "relcl"):
        return None, token.head
    finite = token.tag not in ("VBG", "VBN", "VB") and token.pos in ("VERB", "AUX")
    if token.dep not in CLIMBS or (token.dep == "ccomp" and finite):
        return None, None
    return token.head, None


def _governor(page: Page, noun: int) -> int | None:
    above = syntax.ancestors(page.parsed, noun)
    return next((i for i in above if page.tokens[i].tag.startswith("VB")), None)


def stray_subject(page: Page, verb: int) -> int | None:
    """The noun between the last comma and a cue with its content before it but no subject.

    Parsers hang it on the clause before: "The bridge fell in Tarsk, Ulmen and the UN have said".
    """
    children = page.parsed.children[verb]
    deps = {page.tokens[i].dep for i in children if i < verb}
    if "ccomp" not in deps or deps & {"nsubj", "nsubjpass", "expl"}:
        return None
    first = min([i for i in children if i < verb and page.tokens[i].dep == "aux"] or [verb])
    for i in range(first - 1, max(first - LONGEST_NAME, 0), -1):
        if page.tokens[i].text == ",":
            return _top(page, i + 1, first)
        if page.tokens[i].tag in TENSED:
            return None
    return None


def _top(page: Page, low: int, end: int) -> int | None:
    outward = (i for i in range(low, end) if not low <= page.tokens[i].head < end)
    return next((i for i in outward if page.tokens[i].pos in NOMINAL), None)


def _agree(page: Page, subject: int, verb: int) -> bool:
    """Whether a subject further up agrees in number with the verb, as far as both show it."""
    tags = {page.tokens[verb].tag, *(_tag(page, i) for i in page.parsed.children[verb])}
    plural = page.tokens[subject].tag in ("NNS", "NNPS")
    return not (plural and "VBZ" in tags)


def _tag(page: Page, index: int) -> str:
    return page.tokens[index].tag if page.tokens[index].dep in ("aux", "auxpass") else ""


def _own_subject(page: Page, here: int, verb: int) -> int | None:
    parsed = page.parsed
    passive = syntax.child(parsed, here, "auxpass") is not None
    agent = syntax.child(parsed, here, "agent")
    if passive and agent is not None and here == verb:
        return next(iter(parsed.children[agent]), None)
    named = syntax.child(parsed, here, "nsubj", "expl", "nsubjpass")
    if named is None:
        return None
    if page.tokens[named].text.lower() in listed("relatives") and page.tokens[here].dep == "relcl":
        return page.tokens[here].head
    quoted = here != verb and lemma_of(page, here) == "quote" and not passive
    return (syntax.child(parsed, here, "dobj") or named) if quoted else named


def quoting(page: Page, verb: int) -> int | None:
    """Head of the phrase that names who quotes the speaker: "was quoted as saying by X"."""
    group = quoting_group(page, verb)
    if group is None:
        return None
    agent = syntax.child(page.parsed, group[0], "agent")
    agent = agent if agent is not None else syntax.child(page.parsed, verb, "agent")
    if agent is not None:
        return next(iter(page.parsed.children[agent]), None)
    passive = syntax.child(page.parsed, group[0], "auxpass") is not None
    return None if passive else syntax.child(page.parsed, group[0], "nsubj")


def quoting_group(page: Page, verb: int) -> tuple[int, int] | None:
    """The tokens of "quoted as saying" where `verb` is its "saying"."""
    above = list(itertools.islice(syntax.ancestors(page.parsed, verb), 2))
    quoted = page.tokens[verb].dep == "pcomp" and len(above) > 1
    return (above[1], verb) if quoted and lemma_of(page, above[1]) == "quote" else None


def phrase(page: Page, subject: int, cue: tuple[int, int] | None) -> tuple[int, int]:
    """First and last token of the speaker's noun phrase, the cue and what follows it left out."""
    low, high = page.edges[subject]
    if cue is not None:
        first, last = _clause_around(page, subject, cue)
        if subject < first <= high:
            high = first - 1
        if low <= last < subject:
            low = last + 1
    return _trimmed(page, subject, low, high)


def _clause_around(page: Page, subject: int, cue: tuple[int, int]) -> tuple[int, int]:
    """The cue, or the relative clause of the subject that holds it."""
    for i in page.parsed.children[subject]:
        low, high = page.edges[i]
        if low <= cue[0] <= high:
            return low, high
    return cue


def _trimmed(page: Page, subject: int, low: int, high: int) -> tuple[int, int]:
    after = range(subject + 1, high + 1)
    high = next((i for i in after if page.tokens[i].text in (";", ":")), high + 1) - 1
    while high > subject and page.tokens[high].dep in ENDS and page.tokens[high].text != ")":
        high -= 1
    while low < subject and page.tokens[low].dep in STARTS:
        low += 1
    return low, high


def role(page: Page, span: tuple[int, int], subject: int, mention: Mention | None) -> str | None:
    """Office words of the phrase ("foreign minister of Norvania"), or None where it has none."""
    written = _appositive(page, span, subject) or _title(page, span, subject, mention)
    return written or (mention.role if mention is not None else None)


def _appositive(page: Page, span: tuple[int, int], subject: int) -> str | None:
    low, high = span
    for i in page.parsed.children[subject]:
        if page.tokens[i].dep == "appos" and low <= i <= high and _office(page, i):
            first, last = page.edges[i]
            return _words(page, first, min(last, high))
    return None


def _title(page: Page, span: tuple[int, int], subject: int, mention: Mention | None) -> str | None:
    low, high = span
    if page.tokens[subject].pos == "NOUN" and _office(page, subject):
        return _words(page, low, high)
    if mention is None:
        return None
    before = [i for i in range(low, subject) if page.tokens[i].end <= mention.start]
    return _words(page, before[0], before[-1]) if any(_office(page, i) for i in before) else None


def _office(page: Page, index: int) -> bool:
    return lemma_of(page, index) in listed("offices")


def _words(page: Page, low: int, high: int) -> str:
    while low < high and page.tokens[low].tag in ("DT", "PRP$"):
        low += 1
    relative = (i for i in range(low + 1, high + 1) if page.tokens[i].tag in ("WP", "WDT", "WP$"))
    high = next(relative, high + 1) - 1
    while high > low and page.tokens[high].dep == "punct":
        high -= 1
    return page.text[page.tokens[low].start : page.tokens[high].end]
