"""Later short forms of a name in the same report, led to the full name: "Lund" to "Anna Lund"."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsledger.annotators.entities.found import Found, Page, capital

SHORTEST_SURNAME = 3  # letters
BODIES = frozenset({"organisation", "group", "polity"})

Leads = dict[str, Found | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What short forms lead to in one report; None where a form has two bearers."""

    people: dict[str, str | None]
    acronyms: dict[str, Found]
    homes: Leads
    offices: Leads
    bodies: dict[str, list[Found]]


def linked(found: Sequence[Found], page: Page) -> list[Found]:
    """The same stretches with the name each one leads to; a short form of two names is left."""
    links = Links(
        people=_surnames(found),
        acronyms=_acronyms(found, page),
        homes=_single(found, _people),
        offices=_single(found, _office),
        bodies=_by_noun(found),
    )
    return [_led(each, links, page) for each in found]


def family_names(found: Iterable[Found]) -> frozenset[str]:
    """Family names of the persons a report names in full."""
    return frozenset(_surnames(found))


def short_forms(page: Page, people: frozenset[str]) -> Iterator[Found]:
    """Lone capitalised words that are the family name of a person named in full elsewhere."""
    for index, token in enumerate(page.parsed.tokens):
        if token.text in people and page.cover[index] is None and capital(token):
            yield Found(first=index, last=index + 1, kind="person", name=token.text)


def _surnames(found: Iterable[Found]) -> dict[str, str | None]:
    """Last and first words of full names; None where two persons share one."""
    lasts: dict[str, str | None] = {}
    firsts: dict[str, str | None] = {}
    for name in sorted({each.name for each in found if each.kind == "person"}):
        parts = name.split()
        if len(parts) > 1 and capital_word(parts[0]):
            _enter(firsts, parts[0], name)
            for family in {parts[-1], parts[-1].removeprefix("al-")}:
                _enter(lasts, family, name)
    return {k: name for k, name in {**firsts, **lasts}.items() if len(k) >= SHORTEST_SURNAME}


def _enter(index: dict[str, str | None], key: str, name: str) -> None:
    known = index.get(key, name)
    same = known is not None and _is_longer_form(known, name)
    index[key] = max(known or "", name, key=len) if same else None


def capital_word(word: str) -> bool:
    """Whether a word begins with a capital letter."""
    return word[:1].isupper()


def _is_longer_form(one: str, other: str) -> bool:
    """Whether one name is the other with a middle name more."""
    a, b = set(one.split()), set(other.split())
    return a <= b or b <= a


def _acronyms(found: Iterable[Found], page: Page) -> dict[str, Found]:
    """Acronyms in brackets right after the name they stand for."""
    known: dict[str, Found] = {}
    for each in found:
        short = _bracketed(page, each.last)
        if short and each.kind in BODIES and each.name != short:
            known.setdefault(short, each)
    return known


def _bracketed(page: Page, index: int) -> str | None:
    if page.low(index) != "(" or page.low(index + 2) != ")":
        return None
    inside = page.parsed.tokens[index + 1].text
    return inside if inside.isupper() else None


def _single(found: Iterable[Found], key: Callable[[Found], str | None]) -> Leads:
    """The one name found under each key, None where there are two."""
    single: Leads = {}
    for each in found:
        under = key(each)
        if under:
            other = single.setdefault(under, each)
            single[under] = each if other and other.name == each.name else None
    return single


def _people(each: Found) -> str | None:
    """The people of a people with a home: "Serbs" for "Kosovo Serbs"."""
    if each.kind == "group" and each.of and each.name.startswith(f"{each.of} "):
        return each.name.removeprefix(f"{each.of} ")
    return None


def _by_noun(found: Iterable[Found]) -> dict[str, list[Found]]:
    """The bodies by the noun they are called by later, in order of the text."""
    called: dict[str, list[Found]] = {}
    for each in sorted(found, key=lambda f: (f.first, f.last)):
        noun = _body_noun(each)
        if noun:
            called.setdefault(noun, []).append(each)
    return called


def _body_noun(each: Found) -> str | None:
    """The noun a body is called by later: "authorities" for "Fijian authorities"."""
    called = each.kind == "organisation" or (each.kind == "group" and each.of)
    return each.name.split()[-1].lower() if called and " " in each.name else None


def _office(each: Found) -> str | None:
    """The office of a person named with it: "president"."""
    return each.role.split()[-1].lower() if each.kind == "person" and each.role else None


def _holder(each: Found, links: Links) -> Found | None:
    """Whom "the minister" or "the ministry" means: the one there is, the last one named."""
    noun = each.name.lower()
    before = [body for body in links.bodies.get(noun, ()) if body.first < each.first]
    return before[-1] if before else links.offices.get(noun)


def _led(each: Found, links: Links, page: Page) -> Found:
    definite = page.low(each.first - 1) == "the" and not each.of
    holder = _holder(each, links) if definite else None
    if holder and holder.kind == each.kind:
        return replace(each, name=holder.name, of=None if each.kind == "person" else holder.of)
    if each.kind == "person":
        return replace(each, name=links.people.get(each.name) or each.name)
    if each.kind == "group" and each.name.startswith("ethnic "):
        home = links.homes.get(each.name.removeprefix("ethnic "))
        return replace(each, name=home.name, of=home.of) if home else each
    full = links.acronyms.get(each.name)
    return replace(each, name=full.name, kind=full.kind, of=full.of) if full else each
