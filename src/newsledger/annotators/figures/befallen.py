"""Deciding a figure's measure: what befell whom, from the words around the number.

In order: a noun right before that announces the number ("a death toll of"), a counted noun that
is an act ("20 deaths"), what governs the number, a toll further before it, and the earlier number
it is a part of ("23 hurt, eight of them children").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from newsledger.annotators.figures import counted, measures, predicates, sites
from newsledger.annotators.figures.measures import NOBODY, PEOPLE, Act, Kind
from newsledger.annotators.figures.sites import Site
from newsledger.language import Parsed

NEAR = 12  # words on each side that decide the measure of a number with a unit
APART = 6  # words between the two numbers of "5 out of an estimated 20"
FAR = 20  # words before a number in which a toll can announce it
TIES = 4  # words before a number in which a toll or a part is tied to it
AHEAD = 6  # words behind a counted noun that may tie it to an earlier number
CROWD = 1_000  # people of a place; from here on a number with an owner counts its inhabitants

Found = tuple[Act, int]  # an act and the token that says it


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A number with what it measures: the act and the token that says it, the class counted."""

    site: Site
    act: Act | None
    verb: int
    counted: Kind
    measure: str | None
    item: tuple[int, int] | None


def read(site: Site, recent: Sequence[Reading]) -> Reading:
    """Decide what a number measures; `recent` are the figures before it, the nearest last."""
    earlier = recent[-1] if recent else None
    found, kind = _like_earlier(site, recent)
    if found is None:
        kind = counted.kind_of(site.parsed, site.phrase)
        found = _act(site, kind, earlier)
    act = found[0] if found else None
    if kind is None and earlier and found == _same(earlier):
        kind = earlier.counted
    kind = kind or (PEOPLE if site.phrase.head is None else NOBODY)
    return Reading(
        site=site,
        act=act,
        verb=found[1] if found else site.span[0],
        counted=kind,
        measure=_measure(site, act, kind),
        item=_item(site, found, earlier),
    )


def _like_earlier(site: Site, recent: Sequence[Reading]) -> tuple[Found | None, Kind | None]:
    """An elided noun that is a thing counted before: "destroyed 20 homes and damaged 40"."""
    if site.phrase.head is not None:
        return None, None
    for each in reversed(recent):
        if each.site.sentence == site.sentence and each.counted.kind not in {"people", ""}:
            found = _act(site, each.counted, None)
            if found is not None:
                return found, each.counted
    return None, None


def _act(site: Site, kind: Kind | None, earlier: Reading | None) -> Found | None:
    if site.phrase.head is not None and kind is None:
        return None
    what = kind.kind if kind else "people"
    whole = _of_whole(site, earlier)
    of_them = site.phrase.partitive and not whole
    return (
        _announced(site, what, earlier)
        or _noun(site, what, alone=True)
        or _governed(site, what, whole=whole)
        or (_part(site, what, earlier) if of_them else None)
        or (None if whole else _toll(site, what))
        or (None if whole else _part(site, what, earlier))
        or _noun(site, what, alone=False)
    )


def _announced(site: Site, what: str, earlier: Reading | None) -> Found | None:
    """What a noun right before the number announces, or the earlier number it takes up."""
    words = sites.before(site)
    act = measures.toll_at_end(" ".join(words))
    if act is not None and what in act.kinds:
        return act, site.span[0]
    cues, near = measures.context(), words[-TIES:]
    generic = not cues["generic_tolls"].isdisjoint(near) and "of" not in near
    if site.phrase.head is None and generic and near[-1] in cues["links"]:
        return _same(earlier)
    return None


def _noun(site: Site, what: str, *, alone: bool) -> Found | None:
    """The counted noun as an act; `alone`: only where it names no class of people or things."""
    head = site.phrase.head
    if head is None:
        return None
    token = site.parsed.tokens[head]
    if alone and measures.class_of([token.lemma.lower()]) is not None:
        return None
    act = measures.act("nouns", (token.lemma.lower(), token.text.lower()), what)
    return None if act is None else (act, head)


def _governed(site: Site, what: str, *, whole: bool) -> Found | None:
    weak: Found | None = None
    for each in predicates.evidence(site, whole=whole):
        act = measures.act(each.role, each.keys, what)
        if act is not None and not (act.weak and each.role == "states"):
            return act, each.token
        if act is not None and weak is None:
            weak = act, each.token
    return weak


def _toll(site: Site, what: str) -> Found | None:
    """What a toll further before the number announces, or "among the dead" behind it."""
    words, ahead = sites.before(site), sites.behind(site, TIES)
    linked = not measures.context()["links"].isdisjoint(words[-TIES:])
    closed = [i for i, word in enumerate(words) if word in {")", ";"}]
    clause = words[closed[-1] + 1 if closed else 0 :][-FAR:]
    act = measures.toll(" ".join(clause)) if linked else None
    if ahead[:2] == ["among", "the"]:
        act = measures.toll(" ".join(ahead[2:])) or act
    return (act, site.span[0]) if act is not None and what in act.kinds else None


def _part(site: Site, what: str, earlier: Reading | None) -> Found | None:
    """What befell the earlier number that this one is a part of, or repeats without its noun."""
    if earlier is None or (site.phrase.head is not None and not _fits(earlier, what)):
        return None
    cues, words = measures.context(), sites.before(site)
    near = f" {' '.join((*words[-TIES:], *sites.behind(site, AHEAD)))} "
    part = site.phrase.partitive or any(f" {cue} " in near for cue in cues["parts"])
    same = earlier.site.sentence == site.sentence
    elided = (same or not cues["generic_tolls"].isdisjoint(words)) and not _own_verb(site)
    return _same(earlier) if part or (site.phrase.head is None and elided) else None


def _own_verb(site: Site) -> bool:
    """Whether a verb right before the number governs it, and no earlier one does."""
    return site.lead > site.sentence[0] and site.parsed.tokens[site.lead - 1].pos == "VERB"


def _fits(earlier: Reading, what: str) -> bool:
    return earlier.act is not None and what in earlier.act.kinds


def _same(earlier: Reading | None) -> Found | None:
    """What befell the thing counted before."""
    return None if earlier is None or earlier.act is None else (earlier.act, earlier.verb)


def _of_whole(site: Site, earlier: Reading | None) -> bool:
    """Whether the number is the whole of which the number before it is a part: "5 of the 20"."""
    cues, left = measures.context(), " ".join(sites.before(site, TIES))
    if any(left.endswith(each) for each in cues["wholes"]):
        return True
    if earlier is None or not 0 <= site.span[0] - earlier.site.span[1] <= APART:
        return False
    tokens = site.parsed.tokens[earlier.site.span[1] : site.span[0]]
    between = {token.text.lower() for token in tokens}
    owned = any(token.tag == "POS" for token in tokens)
    return "of" in between and (owned or between <= cues["between_whole"])


def _measure(site: Site, act: Act | None, kind: Kind) -> str | None:
    if site.number.dimension is not None:
        return _dimension(site, site.number.dimension, act)
    named = measures.named(act, kind)
    return "population" if named is None and _inhabitants(site) else named


def _dimension(site: Site, dimension: str, act: Act | None) -> str:
    first, last = site.span[0] - NEAR, max(site.span[1], site.phrase.last) + NEAR
    near = site.parsed.tokens[max(0, first) : last]
    name = measures.dimension(dimension, (token.text for token in near))
    known = name == "share" and act is not None and site.phrase.head is not None
    return f"{name}.{act.name}" if known and act is not None else name


def _inhabitants(site: Site) -> bool:
    """Whether a large number of people with an owner or an article is all that live somewhere."""
    head, tokens = site.phrase.head, site.parsed.tokens
    cues, left = measures.context(), tokens[max(0, site.lead - 1)]
    people = (
        head is None
        or counted.nationals(tokens[head])
        or tokens[head].lemma.lower() in cues["everybody"]
    )
    owned = left.tag in {"PRP$", "POS"} or left.text.lower() in cues["owners"]
    return people and owned and (site.number.high or site.number.low or 0) >= CROWD


def _item(site: Site, found: Found | None, earlier: Reading | None) -> tuple[int, int] | None:
    """Characters of what is counted: the noun phrase, else the adjective that stands for it."""
    if site.phrase.head is not None:
        return counted.item(site.parsed, site.phrase)
    if site.phrase.partitive and earlier is not None:
        return earlier.item
    return _adjective(site.parsed, found[1], site.phrase.last) if found else None


def _adjective(parsed: Parsed, at: int, first: int) -> tuple[int, int] | None:
    token = parsed.tokens[at]
    near = first <= at <= first + 2 and token.text.lower() in measures.states()
    return (token.start, token.end) if near else None
