"""Indirect speech: which tokens are the content of a cue, construction by construction.

Constructions are those of Krestel et al. 2008 and Pareti 2015 (PARC 3), read off the dependency
labels of the parse: complement clause, infinitive, object, prepositional phrase.
"""

from collections.abc import Iterator, Sequence

from newsledger import syntax
from newsledger.annotators.statements.asides import aside, sentence_end
from newsledger.annotators.statements.attributions import LEADERS, SUBJECTS, TENSED, Page, Pieces
from newsledger.annotators.statements.cues import Cue, Rule, lemma_of, listed

PARTED = frozenset({"them", "whom", "these", "those"})
PART = 4  # words of ", two of them"
PART_ENDS = frozenset({",", ";", "–", "—"})
CARRIERS = frozenset({"charge", "estimate", "naming"})  # these read their prepositions themselves
ASKED = ("dobj", "pobj", "prep", "dative")
LONGEST_TAIL = 12  # tokens
NEAR = 3  # tokens between a cue and its preposition


def content(page: Page, cue: Cue) -> tuple[Rule, Pieces] | None:
    """The rule that fits the cue and the pieces of its content, or None where none does."""
    for rule in cue.rules:
        for construction in rule.takes:
            pieces = _read(page, cue, rule, construction)
            if pieces:
                return rule, _with_part(page, pieces)
        if rule.prepositions and not CARRIERS & set(rule.takes):
            pieces = _preposition(page, cue, rule)
            if pieces:
                return rule, pieces
    return None


def _with_part(page: Page, pieces: Pieces) -> Pieces:
    """The pieces with the part of a count told behind them: "at 25, two of them civilians"."""
    low, high = pieces[-1]
    words = [token.text.lower() for token in page.tokens[high + 1 : high + 5]]
    if len(words) < PART or words[0] != "," or words[2] != "of" or words[3] not in PARTED:
        return pieces
    end = sentence_end(page, high)
    stop = next((i for i in range(high + 2, end + 1) if page.tokens[i].text in PART_ENDS), end + 1)
    return (*pieces[:-1], (low, stop - 1))


def _read(page: Page, cue: Cue, rule: Rule, construction: str) -> Pieces:
    plain = {
        "clause": _clause, "question": _question, "infinitive": _infinitive,
        "request": _request, "rest": _rest, "aside": _aside,
    }  # fmt: skip
    ruled = {"object": _object, "charge": _charge, "naming": _naming, "estimate": _estimate}
    if construction in ruled:
        return ruled[construction](page, cue, rule)
    return plain[construction](page, cue) if construction in plain else ()


def _aside(page: Page, cue: Cue) -> Pieces:
    told = _child(page, cue, "dobj")
    has_object = told is not None and lemma_of(page, told) not in listed("times")
    return () if has_object and not any(r.recipient for r in cue.rules) else aside(page, cue.verb)


def _child(page: Page, cue: Cue, *deps: str) -> int | None:
    children = page.parsed.children[cue.verb]
    return next((i for i in children if i > cue.last and page.tokens[i].dep in deps), None)


def _after(page: Page, cue: Cue, index: int) -> tuple[int, int]:
    low, high = page.edges[index]
    return max(low, cue.last + 1), high


def _clause(page: Page, cue: Cue) -> Pieces:
    clause = _child(page, cue, "ccomp")
    if clause is None or not _finite(page, clause) or _adverbial(page, clause):
        return ()
    low, high = _after(page, cue, clause)
    low = _without_copula(page, clause, low)
    return ((after_times(page, low, high), min(high, sentence_end(page, low))),)


def _adverbial(page: Page, clause: int) -> bool:
    mark = syntax.child(page.parsed, clause, "mark")
    return mark is not None and page.tokens[mark].text.lower() in listed("subordinators")


def _finite(page: Page, clause: int) -> bool:
    """Whether a complement has a verb of its own, not "called him a liar", "kept it closed"."""
    tagged = page.tokens[clause].tag in (*TENSED, "VB")
    near = {page.tokens[i].dep for i in page.parsed.children[clause]}
    return tagged or bool(near & {"cop", "aux", "auxpass", "mark"})


def _without_copula(page: Page, clause: int, low: int) -> int:
    """First token past the verb of "what Ulmen said were mines"."""
    noun = syntax.child(page.parsed, clause, "attr")
    return low + (noun is not None and low == clause and lemma_of(page, clause) == "be")


def _question(page: Page, cue: Cue) -> Pieces:
    clause = _child(page, cue, "ccomp")
    if clause is None:
        return ()
    low, high = _after(page, cue, clause)
    word = page.tokens[low]
    asks = word.tag in ("WRB", "WP", "WDT") or word.text.lower() in ("if", "whether")
    return ((low, high),) if asks else ()


def _infinitive(page: Page, cue: Cue) -> Pieces:
    verb = _child(page, cue, "xcomp")
    return (_after(page, cue, verb),) if verb is not None and _has_to(page, verb) else ()


def _has_to(page: Page, verb: int) -> bool:
    near = (page.tokens[i] for i in page.parsed.children[verb])
    return any(token.text.lower() == "to" and token.dep == "aux" for token in near)


def _request(page: Page, cue: Cue) -> Pieces:
    right = [i for i in page.parsed.children[cue.verb] if i >= cue.last]
    clausal = [i for i in right if page.tokens[i].dep in ("xcomp", "ccomp", "advcl", "acl")]
    asked = next((i for i in clausal if i > cue.last and _has_to(page, i)), None)
    named = [i for i in right if page.tokens[i].dep in (*ASKED, "prt")]
    if asked is None:
        asked = next((i for i in named if any(_has_to(page, c) for c in _inner(page, i))), None)
    if asked is None:
        return _that(page, cue)
    named = [i for i in named if i < asked]
    own = syntax.child(page.parsed, asked, *SUBJECTS) is not None
    low = min(page.edges[i][0] for i in [asked, *named])
    return ((max(low, cue.last + 1), page.edges[asked][1]),) if named or own else ()


def _inner(page: Page, noun: int) -> Iterator[int]:
    """Clauses that the parse hangs on the noun asked, or on the noun after its preposition."""
    for i in page.parsed.children[noun]:
        if page.tokens[i].dep in ("acl", "relcl"):
            yield i
        if page.tokens[i].dep == "pobj":
            yield from (
                c for c in page.parsed.children[i] if page.tokens[c].dep in ("acl", "relcl")
            )


def _that(page: Page, cue: Cue) -> Pieces:
    clause = _child(page, cue, "ccomp")
    mark = syntax.child(page.parsed, clause, "mark") if clause is not None else None
    marked = mark is not None and page.tokens[mark].text.lower() == "that"
    return _clause(page, cue) if marked else ()


def _object(page: Page, cue: Cue, rule: Rule) -> Pieces:
    found = _child(page, cue, "dobj")
    if found is None or not _may_stand(page, found, rule):
        return ()
    low, high = _after(page, cue, found)
    return ((low, _with_casualties(page, low, high)),)


def _with_casualties(page: Page, low: int, high: int) -> int:
    """Last token of a counted object with the words the parse cuts off: "12 dead and 3 hurt"."""
    if not any(page.tokens[i].pos == "NUM" for i in range(low, high + 1)):
        return high
    end = min(sentence_end(page, high), high + LONGEST_TAIL)
    for i in range(high + 1, end + 1):
        if page.tokens[i].tag in TENSED or page.tokens[i].dep == "punct":
            break
        high = i if page.tokens[i].text.lower() in listed("casualties") else high
    return high


def _may_stand(page: Page, noun: int, rule: Rule) -> bool:
    lemma = lemma_of(page, noun)
    if page.tokens[noun].tag == "PRP" and lemma not in rule.objects:
        return False
    return lemma not in rule.never and (not rule.objects or lemma in rule.objects)


def _ends(page: Page, cue: Cue, rule: Rule, noun: int) -> list[int]:
    """Last tokens of the phrases after `noun` that one of the rule's prepositions begins."""
    children = page.parsed.children[cue.verb]
    after = (i for i in children if i > noun and page.tokens[i].text.lower() in rule.prepositions)
    return [page.edges[i][1] for i in after]


def _charge(page: Page, cue: Cue, rule: Rule) -> Pieces:
    blamed = _child(page, cue, "dobj")
    if blamed is None:
        return ()
    low, high = _after(page, cue, blamed)
    ends = _ends(page, cue, rule, blamed)
    after = range(blamed + 1, high + 1)
    inside = any(page.tokens[i].text.lower() in rule.prepositions for i in after)
    return ((low, max([high, *ends])),) if ends or inside else ()


def _naming(page: Page, cue: Cue, rule: Rule) -> Pieces:
    named = _child(page, cue, "dobj", "ccomp")
    if named is None:
        return ()
    low, high = _after(page, cue, named)
    if page.tokens[named].dep == "ccomp":
        subject = syntax.child(page.parsed, named, *SUBJECTS)
        return ((low, high),) if subject is not None else ()
    name = _child(page, cue, "oprd", "acomp")
    ends = _ends(page, cue, rule, named) + ([page.edges[name][1]] if name is not None else [])
    inside = (i for i in page.parsed.children[named] if i > named)
    ends += [high for i in inside if page.tokens[i].text.lower() in rule.prepositions]
    return ((low, max([high, *ends])),) if ends else ()


def _estimate(page: Page, cue: Cue, rule: Rule) -> Pieces:
    found = _child(page, cue, "dobj")
    if found is None:
        return ()
    low, high = _after(page, cue, found)
    high = max([high, *_ends(page, cue, rule, found)])
    inside = range(low, high + 1)
    words = {word for i in inside for word in (lemma_of(page, i), page.tokens[i].text.lower())}
    numbered = any(page.tokens[i].pos == "NUM" for i in inside)
    counted = numbered and (not rule.objects or bool(words & rule.objects))
    return ((low, _with_casualties(page, low, high)),) if counted else ()


def _preposition(page: Page, cue: Cue, rule: Rule) -> Pieces:
    for i in page.parsed.children[cue.verb]:
        near = cue.verb < i <= cue.verb + NEAR and page.tokens[i].dep == "prep"
        if near and page.tokens[i].text.lower() in rule.prepositions and page.edges[i][1] > i:
            return ((i, page.edges[i][1]),)
    return ()


def _rest(page: Page, cue: Cue) -> Pieces:
    end = sentence_end(page, cue.verb)
    low = after_times(page, cue.last + 1, end)
    if low > end or page.tokens[low].text in LEADERS or page.tokens[low].dep == "punct":
        return ()
    subject = syntax.child(page.parsed, cue.verb, *SUBJECTS)
    clausal = any(page.tokens[i].tag in TENSED for i in range(low, end + 1))
    return ((low, end),) if clausal and subject is not None and subject < cue.verb else ()


def after_times(page: Page, low: int, high: int) -> int:
    """First token past words that say when or where it was said ("on Friday", "in a statement")."""
    here = low
    while (end := _phrase_end(page, here, high)) is not None:
        here = end + 1
    return here if here <= high else low


def _phrase_end(page: Page, here: int, high: int) -> int | None:
    """Last token of a phrase of time or medium that begins at `here`, or None."""
    if here > high:
        return None
    words = [lemma_of(page, i) for i in range(here, min(here + 5, high + 1))]
    if page.tokens[here].dep != "prep":
        return here + _run(words) - 1 if words[0] in listed("times") else None
    told = listed("times") | listed("media")
    last = next((n for n, word in enumerate(words) if n and word in told), 0)
    tags = [page.tokens[i].tag for i in range(here + 1, here + last)]
    plain = all(tag in ("DT", "JJ", "NN", "NNP", "PRP$", "CD", "POS") for tag in tags)
    return here + last + _run(words[last:]) - 1 if last and plain else None


def _run(words: Sequence[str]) -> int:
    times = listed("times")
    return next((n for n, word in enumerate(words) if n and word not in times), len(words))
