"""Which entity a speaker phrase stands for: its own name, or the one a pronoun goes back to.

The nearest compatible candidate wins, speakers before other subjects (the salience order of
Lappin and Leass 1994, cut down to what the parse shows); where two remain, none is chosen.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsledger.annotators.statements.attributions import Page
from newsledger.annotators.statements.cues import lemma_of, listed
from newsledger.model import Mention

KINDS = {
    "persons": ("person",),
    "bodies": ("organisation", "state", "polity", "group"),
    "groups": ("group", "organisation", "state", "polity"),
}
SEX = {"he": ("he", "him"), "she": ("she", "her")}
FARTHEST_SENTENCES = 6  # a pronoun reaches no farther back
SEX_WORDS = 5  # words of a phrase that may show it
LONGEST_MEMORY = 60  # candidates a definite phrase ("the ministry") is compared with
STEM = 5  # letters two names must share to be one: Norvania, Norvanian


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a later pronoun may stand for; `mention` is None where nothing names it."""

    token: int
    phrase: str
    mention: Mention | None
    speaker: bool
    main: bool


@dataclass(frozen=True, slots=True)
class Named:
    """Mentions by position."""

    mentions: Sequence[Mention]
    starts: Sequence[int]

    def inside(self, start: int, end: int) -> Iterator[Mention]:
        """Mentions that lie wholly inside the characters `start` to `end`."""
        for number in range(bisect_left(self.starts, start), len(self.mentions)):
            if self.mentions[number].start >= end:
                return
            if self.mentions[number].end <= end:
                yield self.mentions[number]


def named(mentions: Sequence[Mention]) -> Named:
    """Sort mentions for look-up by position."""
    ordered = sorted(mentions, key=lambda m: (m.start, m.end, m.id))
    return Named(ordered, [m.start for m in ordered])


def bearer(page: Page, names: Named, span: tuple[int, int], subject: int) -> Mention | None:
    """The mention a speaker phrase is: at its head, in apposition, or the body that speaks."""
    start, end = page.tokens[span[0]].start, page.tokens[span[1]].end
    inside = list(names.inside(start, end))
    for head in _heads(page, subject, span):
        token = page.tokens[head]
        covering = [m for m in inside if m.start <= token.start and token.end <= m.end]
        if covering:
            return max(covering, key=lambda m: (m.end - m.start, -m.start))
    return None


def _heads(page: Page, subject: int, span: tuple[int, int]) -> Iterator[int]:
    """Tokens that may name the speaker, best first."""
    children = [i for i in page.parsed.children[subject] if span[0] <= i <= span[1]]
    yield subject
    yield from (i for i in children if page.tokens[i].dep == "appos" and i > subject)
    if _impersonal(page, subject):
        yield from (
            i for i in children if page.tokens[i].dep in ("poss", "compound", "nmod", "amod")
        )
        for i in children:
            if page.tokens[i].text.lower() in ("of", "from", "by"):
                yield from page.parsed.children[i]


def _impersonal(page: Page, index: int) -> bool:
    lemma = lemma_of(page, index)
    pair = f"{page.tokens[index - 1].text.lower()} {lemma}" if index else ""
    return bool({lemma, pair} & listed("impersonal"))


def candidates(page: Page, names: Named, speakers: dict[int, Candidate]) -> list[Candidate]:
    """Speakers and the named subjects of clauses outside quotations, in order."""
    found = dict(speakers)
    for i, token in enumerate(page.tokens):
        if token.dep in ("nsubj", "nsubjpass") and i not in found and not _quoted(page, i):
            mention = bearer(page, names, page.edges[i], i)
            if mention is not None:
                main = page.tokens[token.head].dep == "ROOT"
                found[i] = Candidate(i, mention.text, mention, False, main)
    return [found[i] for i in sorted(found)]


def _quoted(page: Page, index: int) -> bool:
    start = page.starts[index]
    number = bisect_left(page.quotes, start + 1, key=lambda q: q.start) - 1
    return number >= 0 and page.quotes[number].speech and start < page.quotes[number].end


def antecedent(
    page: Page, history: Sequence[Candidate], subject: int, names: Named
) -> Mention | None:
    """The mention a pronoun or a definite phrase ("the minister") at `subject` goes back to."""
    word = page.tokens[subject].text.lower()
    number = bisect_left(history, subject, key=lambda c: c.token)
    earlier = history[max(0, number - LONGEST_MEMORY) : number]
    for kind in KINDS:
        if word in listed(kind):
            return _nearest(page, earlier, subject, kind, word)
    if page.tokens[subject].pos == "NOUN" and _definite(page, subject):
        return _same_noun(page, earlier, subject, names)
    return None


def _nearest(
    page: Page, earlier: Sequence[Candidate], subject: int, kind: str, word: str
) -> Mention | None:
    here = page.sentence[subject]
    near = [c for c in earlier if here - page.sentence[c.token] <= FARTHEST_SENTENCES]
    sexes = {c.mention.name: sex for c in earlier if c.mention and (sex := _sex(page, c))}
    fitting = [c for c in near if _fits(page, c, kind) and _may_be(c, sexes, kind, word)]
    found = _foremost(page, fitting)
    if found is None or kind != "persons" or found.name in sexes:
        return found
    surer = any(c.mention and c.mention.name in sexes for c in fitting)
    return None if surer else found  # another is known to be a he or a she, this one is not


def _foremost(page: Page, fitting: Sequence[Candidate]) -> Mention | None:
    """The one that stands out in the last sentence that holds any: speaker, then main subject."""
    last = page.sentence[fitting[-1].token] if fitting else 0
    together = [c for c in fitting if page.sentence[c.token] == last]
    for tier in ([c for c in together if c.speaker], [c for c in together if c.main], together):
        if tier:
            distinct = {c.mention.name if c.mention else c.phrase for c in tier}
            return tier[-1].mention if len(distinct) == 1 else None
    return None


def _fits(page: Page, candidate: Candidate, kind: str) -> bool:
    token = page.tokens[candidate.token]
    if candidate.mention is not None:
        return candidate.mention.kind in KINDS[kind]
    plural = token.tag in ("NNS", "NNPS")
    office = lemma_of(page, candidate.token) in listed("offices")
    return plural if kind == "groups" else not plural and office == (kind == "persons")


def _may_be(candidate: Candidate, sexes: Mapping[str, str], kind: str, word: str) -> bool:
    if kind != "persons" or candidate.mention is None:
        return True
    sex = sexes.get(candidate.mention.name)
    return sex is None or word in SEX[sex]


def _sex(page: Page, candidate: Candidate) -> str | None:
    """Which pronoun the words of the phrase call for: titles, kinship, offices with a sex."""
    words = {word.strip(",.()") for word in candidate.phrase.lower().split()[:SEX_WORDS]}
    first = page.edges[candidate.token][0]
    words |= {page.tokens[i].text.lower().strip(".") for i in range(max(0, first - 1), first + 1)}
    if words & listed("female"):
        return "she"
    return "he" if words & listed("male") else None


def _definite(page: Page, subject: int) -> bool:
    low = page.edges[subject][0]
    return page.tokens[low].text.lower() in ("the", "his", "her", "its", "their")


def _same_noun(
    page: Page, earlier: Sequence[Candidate], subject: int, names: Named
) -> Mention | None:
    """The last candidate whose name, office or phrase holds the noun and all its modifiers."""
    noun = lemma_of(page, subject)
    low, high = page.edges[subject]
    start, end = page.tokens[low].start, page.tokens[high].end
    wanted = [noun, *(m.name.lower()[:STEM] for m in names.inside(start, end))]
    for candidate in reversed(earlier):
        mention = candidate.mention
        if mention is not None:
            said = (mention.name, mention.role, mention.of, mention.text, candidate.phrase)
            known = " ".join(part.lower() for part in said if part)
            if all(word in known for word in wanted):
                return mention
    return None
