"""Noun phrases that name who acts or speaks by office: bodies, peoples, officials."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger.annotators.entities import ministries
from newsledger.annotators.entities.found import Found, Page, capital
from newsledger.annotators.entities.ministries import MINISTRY, adjective, leads_to
from newsledger.annotators.entities.phrases import (
    Phrase,
    around,
    is_head,
    phrase_text,
    right_owner,
    told_by,
)
from newsledger.language import Token
from newsledger.model import EntityKind

AREAS = frozenset({"state", "polity", "place"})
BODIES = frozenset({"organisation", "group"})
NOBODY = frozenset({"no", "any", "every", "each", "another", "whose"})
OFFICE_OF = frozenset({"of", "for", "to"})


def find(page: Page, polity: str | None) -> list[Found]:
    """Phrases with a head noun of the lexicon that are named, owned, or do something.

    The page is covered by known names and persons; `polity` is its one contested polity.
    """
    heads = [
        (index, kind)
        for index, token in enumerate(page.parsed.tokens)
        if (kind := _kind(page, token)) and page.cover[index] is None and is_head(page, index)
    ]
    named = ministries.find(page, [i for i, _ in heads if page.low(i) in MINISTRY])
    cover = [a or b for a, b in zip(page.over(named), page.cover, strict=True)]
    page = replace(page, cover=cover)
    others = (_phrase(page, polity, index, kind) for index, kind in heads if not cover[index])
    return [*named, *filter(None, others)]


def one_polity(found: Sequence[Found]) -> str | None:
    """The single polity a report names, None where it names none or several."""
    polities = {each.name for each in found if each.kind == "polity"}
    return next(iter(polities)) if len(polities) == 1 else None


def peoples(page: Page) -> Iterator[Found]:
    """Peoples of a place: "Kosovo Serbs", "Serbs in Kosovo", "ethnic Serbs"."""
    for index, here in enumerate(page.cover):
        if here and here.first == index and here.kind == "group" and here.adjective:
            yield _people(page, here)


def acts(page: Page, index: int) -> bool:
    """Whether a noun is a subject, joined to one, an agent, or stands after "according to"."""
    tokens = page.parsed.tokens
    token = tokens[index]
    head = tokens[token.head]
    if token.dep == "conj":
        return token.head < index and acts(page, token.head)
    if token.dep in {"nsubj", "agent"}:
        return True
    above = tokens[head.head].text.lower()
    return token.dep == "pobj" and (head.dep == "agent" or above == "according")


def _kind(page: Page, token: Token) -> EntityKind | None:
    low, words = token.text.lower(), page.words
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    if low in words.people:
        return "group"
    if low in words.bodies or low in MINISTRY:
        return "organisation"
    if token.tag in {"NNS", "NNPS"} and token.lemma.lower() in words.offices:
        return "group"
    return "person" if low in words.offices else None


def _phrase(page: Page, polity: str | None, index: int, kind: EntityKind) -> Found | None:
    phrase = around(page, index)
    owner = _owner(page, phrase)
    if owner is None and (phrase.separatist or _is_of_territory(page, phrase)):
        owner = polity
    if not _is_wanted(page, phrase, owner, kind):
        return None
    last = max(phrase.last, index + 1)
    if phrase.owner and owner and (_is_mouthpiece(page, phrase) or _is_itself(page, phrase)):
        return replace(phrase.owner, first=phrase.first, last=last, name=owner, adjective=False)
    name = _name(page, phrase, owner, kind)
    return Found(first=phrase.first, last=last, kind=kind, name=name, of=owner)


def _owner(page: Page, phrase: Phrase) -> str | None:
    """Who a phrase belongs to; a capital stands for its state before a body that governs."""
    if phrase.owner is None:
        return None
    governs = page.low(phrase.head) in page.words.governing
    plain = phrase.owner.kind == "place" and not governs
    return phrase.owner.name if plain else leads_to(page, phrase.owner)


def _is_of_territory(page: Page, phrase: Phrase) -> bool:
    """Whether "the region's" or "the enclave's" stands before."""
    return any(page.low(i) in page.words.territory for i in range(phrase.first, phrase.head))


def _is_mouthpiece(page: Page, phrase: Phrase) -> bool:
    """Whether the phrase is what its owner speaks through: "press service", "website"."""
    rest = phrase_text(page, phrase.rest).lower()
    return page.low(phrase.head) in page.words.channels or rest in page.words.mouthpieces


def _is_itself(page: Page, phrase: Phrase) -> bool:
    """Whether the phrase is the owner with what it is: "the White Helmets rescue group"."""
    owner = phrase.owner
    if owner is None or owner.kind not in BODIES or owner.adjective or owner.first > phrase.head:
        return False
    possessive = page.parsed.tokens[owner.last].tag == "POS"
    return not possessive and page.low(phrase.head) in page.words.itself


def _is_wanted(page: Page, phrase: Phrase, owner: str | None, kind: EntityKind) -> bool:
    """Whether a phrase is named enough: it belongs to somebody, or it speaks or acts."""
    if owner is None and page.low(phrase.first - 1) in NOBODY:
        return False
    if acts(page, told_by(page, phrase.head) or phrase.head):
        speaks = kind != "organisation" or page.low(phrase.head) in page.words.speaking
        return owner is not None or speaks
    return owner is not None and kind != "person"


def _name(page: Page, phrase: Phrase, owner: str | None, kind: EntityKind) -> str:
    rest = phrase_text(page, [i for i in phrase.rest if page.low(i) not in page.words.territory])
    rest = rest or page.parsed.tokens[phrase.head].text
    noun = page.low(phrase.head)
    lone = rest.lower() == noun and phrase.owner and phrase.owner.first > phrase.head
    if noun in page.words.people or lone:
        rest = rest.removesuffix(rest.split()[-1]) + noun
    after = page.low(phrase.head + 1)
    if kind == "person" and phrase.owner and after in OFFICE_OF:
        return f"{rest} of {_described(page, phrase.owner, owner, phrase.last)}"
    if phrase.owner and phrase.owner.kind == "person":
        whose = _described(page, phrase.owner, owner, phrase.last).removeprefix("the ")
        return f"{whose}'s {rest}"
    if _is_title(page, phrase):
        return page.written(phrase.first, phrase.head + 1)
    prefix = adjective(page, owner)
    if not prefix:
        return _common(page, phrase, rest)
    if rest.startswith("ethnic ") and phrase.owner and phrase.owner.adjective:
        return f"ethnic {prefix} {rest.removeprefix('ethnic ')}"
    return f"{prefix} {rest}"


def _is_title(page: Page, phrase: Phrase) -> bool:
    """Whether a body's name is a title that begins with its place: "Suva General Hospital"."""
    owner, tokens = phrase.owner, page.parsed.tokens
    if owner is None or owner.adjective or owner.first != phrase.first or owner.last > phrase.head:
        return False
    return tokens[owner.last].tag != "POS" and all(
        capital(token) or token.tag == "POS" for token in tokens[owner.last : phrase.head + 1]
    )


def _described(page: Page, found: Found, owner: str | None, last: int) -> str:
    """What an office is of: a person in office by that office, "the Icelandic prime minister"."""
    if found.kind == "person" and found.role:
        parts = ("the", adjective(page, found.of), found.role.lower())
        return " ".join(part for part in parts if part)
    if found.adjective and last > found.last:
        return "the " + phrase_text(page, range(found.first, last))
    return owner or found.name


def _common(page: Page, phrase: Phrase, rest: str) -> str:
    """A common noun at the head of a sentence loses its capital."""
    first = page.parsed.tokens[phrase.rest[0]]
    plain = first.pos in {"NOUN", "ADJ"} and first.text[1:].islower()
    return rest[:1].lower() + rest[1:] if plain else rest


def _people(page: Page, here: Found) -> Found:
    before = page.cover[here.first - 1] if here.first else None
    home, first, last = None, here.first, here.last
    if before and before.kind in AREAS and not before.adjective:
        home, first = before, before.first
    else:
        home, last = right_owner(page, here.last - 1)
        first -= page.low(first - 1) == "ethnic"
    if home is None or home.kind not in AREAS or home.adjective:
        name = f"ethnic {here.name}" if first < here.first else here.name
        return replace(here, first=first, last=here.last, name=name, adjective=False)
    name = f"{home.name} {here.name}"
    return replace(here, first=first, last=last, name=name, of=home.name, adjective=False)
