"""Coordinated cues: "said the road was shut and accused Ulmen" is two statements of one speaker."""

from collections.abc import Iterable, Sequence

from newsledger import syntax
from newsledger.annotators.statements.attributions import Page
from newsledger.annotators.statements.cues import Cue, lemma_of, listed, rules_of

JOINTS = ("cc", "punct")
NAMERS = frozenset({"estimate"})  # their lemmas are common verbs: coordination alone is no sign


def raised(page: Page, cues: Sequence[Cue]) -> dict[int, int]:
    """Cue verbs that parsers hang into the content of an earlier cue, with that cue's verb.

    A cue without a subject of its own that follows `and` goes with the earlier cue where the
    clause between has a pronoun for the same speaker, a modal the cue does not share, or where
    both cues are one verb.
    """
    verbs = {cue.verb for cue in cues}
    moved = (cue.verb for cue in cues if not NAMERS & {rule.name for rule in cue.rules[:1]})
    pairs = ((verb, _outer(page, verb, verbs)) for verb in sorted(moved))
    return {verb: outer for verb, outer in pairs if outer is not None}


def cut(page: Page, low: int, high: int, verbs: Iterable[int]) -> int:
    """Last token of a piece of content before the first of the coordinated `verbs` inside it."""
    closing = [i for i in range(low + 1, high + 1) if _resumes(page, i)]
    for verb in sorted([*closing, *(v for v in verbs if low < v <= high)]):
        start = _own_start(page, verb)
        while start - 1 > low and page.tokens[start - 1].dep in JOINTS:
            start -= 1
        return max(start - 1, low)
    return high


def _resumes(page: Page, index: int) -> bool:
    """After a comma "citing", or "while Ulmen says": the reporter takes the word again."""
    token = page.tokens[index]
    if page.tokens[index - 1].text != ",":
        return False
    contrast = token.dep == "mark" and token.text.lower() in ("while", "whereas")
    if contrast:
        return bool(rules_of(page, token.head))
    return token.tag == "VBG" and lemma_of(page, index) in listed("participles")


def _own_start(page: Page, verb: int) -> int:
    near = [i for i in page.parsed.children[verb] if i < verb]
    return min([page.edges[i][0] for i in near], default=verb)


def _outer(page: Page, verb: int, verbs: set[int]) -> int | None:
    token = page.tokens[verb]
    if token.tag == "VBG" and token.dep == "advcl" and page.tokens[verb - 1].text == ",":
        return _above(page, verb, verbs)
    if token.dep != "conj" or syntax.child(page.parsed, verb, "nsubj", "nsubjpass") is not None:
        return None
    beside = token.head
    for here in syntax.ancestors(page.parsed, beside):
        if here in verbs and here < beside:
            return here if _parallel(page, verb, beside, here) else None
        if page.tokens[here].dep not in ("ccomp", "conj", "xcomp", "ROOT", "advcl"):
            return None
    return None


def _above(page: Page, verb: int, verbs: set[int]) -> int | None:
    """The cue whose content a participle after a comma ends: "..., adding that", "..., calling"."""
    for here in syntax.ancestors(page.parsed, verb):
        if here in verbs and here < verb:
            return here
        if page.tokens[here].dep not in ("ccomp", "conj", "xcomp"):
            return None
    return None


def _parallel(page: Page, verb: int, beside: int, outer: int) -> bool:
    if page.tokens[beside].dep == "xcomp" and page.tokens[verb].tag == "VB":
        return False
    subject = syntax.child(page.parsed, beside, "nsubj", "nsubjpass")
    pronouns = listed("persons") | listed("bodies") | listed("groups")
    same_voice = subject is not None and page.tokens[subject].text.lower() in pronouns
    modal = _modal(page, beside) and not _modal(page, verb)
    plain = _plain(page, verb) and _plain(page, outer) and not _plain(page, beside)
    tensed = page.tokens[verb].tag in ("VBD", "VBZ", "VBP", "VBN")
    return tensed and (
        same_voice or modal or plain or lemma_of(page, verb) == lemma_of(page, outer)
    )


def _modal(page: Page, verb: int) -> bool:
    return any(page.tokens[i].tag == "MD" for i in page.parsed.children[verb])


def _plain(page: Page, verb: int) -> bool:
    """Whether a verb is in the simple past: no auxiliary stands with it."""
    aux = any(page.tokens[i].dep in ("aux", "auxpass") for i in page.parsed.children[verb])
    return page.tokens[verb].tag == "VBD" and not aux
