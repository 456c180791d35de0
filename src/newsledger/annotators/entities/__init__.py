"""Mentions of persons, organisations, states, polities, groups and places in one report.

The parser gives precise spans of names with unreliable types, so a name's kind is decided here: by
the gazetteer, by titles and head nouns, by position in the sentence.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsledger.annotators.entities import gazetted, offices, persons
from newsledger.annotators.entities.found import Found, Page, before_kind, capital
from newsledger.annotators.entities.lexicon import lexicon
from newsledger.annotators.entities.ministries import MINISTRY
from newsledger.annotators.entities.references import family_names, linked, short_forms
from newsledger.language import Name, Parsed, Token
from newsledger.model import EntityKind, Mention, Report, identified
from newsledger.names import Names

Marked = Iterator[tuple[int, int, EntityKind]]

PLACES = frozenset({"GPE", "LOC", "FAC"})
JOINED = re.compile(r"-[a-z]{3,}$")  # "U.S.-led" is no name
NESTED = frozenset({"state", "polity", "place", "person", "organisation"})
PLAIN = frozenset({"of", "the", "for", "and", "in", "on", "de", "la", "du", "des", "&", "-"})
SHORTEST_BODY = 3  # words of a body's name that may begin with a known name: "Bank of Fiji"


def annotate(report: Report, parsed: Parsed, names: Names) -> tuple[Mention, ...]:
    """Mentions in the order they stand, of two that begin together the longer first.

    A mention may hold another, "the spokesman of the Fijian army" the army; the outermost one at a
    place names who acts or speaks there. A demonym before a noun is a mention of its state.
    """
    page = Page(text=report.text, parsed=parsed, names=names, words=lexicon())
    page = replace(page, parsed=replace(parsed, names=_plausible(page)))
    ordered = sorted(_outermost(_found(page)), key=lambda f: (f.first, -f.last))
    return tuple(_mention(report, parsed, each) for each in linked(ordered, page))


def _found(page: Page) -> list[Found]:
    """All that the finders see, the surest first."""
    known = gazetted.find(page)
    bodies = list(_organisations(replace(page, cover=page.over(known))))
    people = persons.find(replace(page, cover=page.over(bodies, known)))
    surnames = family_names(people)
    bodies = [each for each in bodies if each.name not in surnames]
    people += short_forms(replace(page, cover=page.over(people, bodies, known)), surnames)
    rest = list(_unknown(replace(page, cover=page.over(people, bodies, known))))
    covered = replace(page, cover=page.over(people, bodies, known, rest))
    phrases = offices.find(covered, offices.one_polity(known))
    peoples = list(offices.peoples(covered))
    places = [_widened(page, each) for each in (*known, *rest)]
    return [*people, *phrases, *peoples, *bodies, *_parts(page, places), *places]


def _plausible(page: Page) -> tuple[Name, ...]:
    """The parser's names without storms and words that also stand in small letters.

    A name that is announced as a place, "the town of Tarsk", is no person elsewhere either.
    """
    tokens, words = page.parsed.tokens, page.words
    small = {token.text for token in tokens if token.text.islower()}
    towns = {tokens[first].text for first, last, _ in _announced(page) if first < last}
    usual = _usual_labels(page)
    plausible = []
    for name in page.parsed.names:
        text = tokens[name.first].text
        lone = name.last - name.first == 1 and (text.lower() in small or "/" in text)
        storm = {text.lower(), page.low(name.first - 1)} & words.named_things
        if not lone and not storm:
            town = name.label in {"PERSON", "ORG"} and text in towns
            usually = usual.get(text, name.label) if name.last - name.first == 1 else name.label
            plausible.append(Name(name.first, name.last, "GPE" if town else usually))
    return tuple(plausible)


def _usual_labels(page: Page) -> dict[str, str]:
    """The label most of a report's mentions of a lone name have, where one leads."""
    labels: dict[str, Counter[str]] = {}
    for name in page.parsed.names:
        if name.last - name.first == 1:
            text = page.parsed.tokens[name.first].text
            labels.setdefault(text, Counter())[name.label] += 1
    ranked = {text: counts.most_common(2) for text, counts in labels.items()}
    return {text: r[0][0] for text, r in ranked.items() if len(r) == 1 or r[0][1] > r[1][1]}


def _organisations(page: Page) -> Iterator[Found]:
    """Names the parser takes for organisations, as written; a ministry is left to its owner."""
    for name in page.parsed.names:
        if name.label == "ORG":
            first, last = _trimmed(page, name)
            if first < last and _is_proper(page, first, last):
                written = page.written(first, last)
                yield Found(first=first, last=last, kind="organisation", name=written)


def _trimmed(page: Page, name: Name) -> tuple[int, int]:
    """The name without an article before it and a possessive after it."""
    tokens, first, last = page.parsed.tokens, name.first, name.last
    while first < last and not _begins(tokens[first]):
        first += 1
    while last > first and not tokens[last - 1].text[:1].isalnum():
        last -= 1
    return first, last


def _begins(token: Token) -> bool:
    return capital(token) and token.pos != "DET" and token.text != "The"


def _is_proper(page: Page, first: int, last: int) -> bool:
    """Whether a name is an organisation's own, not a common noun and not a known name alone."""
    tokens, words, known = page.parsed.tokens[first:last], page.words, page.cover[first]
    head = tokens[-1].text.lower()
    ministry = any(token.text.lower() in MINISTRY for token in tokens)
    whole = known is not None and known.first <= first and last <= known.last
    titled = first > 0 and persons.is_office(page, page.parsed.tokens[first - 1])
    person = titled and head not in words.bodies and not tokens[0].text.isupper()
    if ministry or whole or person or JOINED.search(tokens[-1].text):
        return False
    if any(each is not None for each in page.cover[first:last]):
        plain = all(capital(token) or token.text in PLAIN for token in tokens)
        return len(tokens) >= SHORTEST_BODY and plain
    generic = (words.bodies, words.offices, words.honorifics, words.people)
    return len(tokens) > 1 or not any(head in each for each in generic)


def _unknown(page: Page) -> Iterator[Found]:
    """Places and peoples of no gazetteer that the parser marks, or "the village of" announces."""
    taken = 0
    for first, last, kind in sorted((*_marked(page), *_announced(page))):
        free = first >= taken and not any(page.cover[first:last])
        common = first < last and page.written(first, last) in page.words.never_alone
        if (
            free
            and first < last
            and not common
            and not JOINED.search(page.parsed.tokens[last - 1].text)
        ):
            taken = last
            yield Found(first=first, last=last, kind=kind, name=page.written(first, last))


def _marked(page: Page) -> Marked:
    for name in page.parsed.names:
        if name.label in PLACES:
            yield *_trimmed(page, name), "place"
        elif name.label == "NORP":
            yield *_trimmed(page, name), "group"


def _announced(page: Page) -> Marked:
    """Names after "the village of" and before "region"."""
    tokens, kinds = page.parsed.tokens, page.words.kinds
    for index, token in enumerate(tokens[:-2]):
        if before_kind(page, index + 1) and _is_area_name(page, index):
            first = index
            while first and _is_proper_word(tokens[first - 1]):
                first -= 1
            yield first, index + 1, "place"
        if tokens[index + 1].text == "of" and token.text.lower() in kinds:
            last = index + 2
            while last < len(tokens) and _is_proper_word(tokens[last]):
                last += 1
            yield index + 2, last, "place"


def _is_area_name(page: Page, index: int) -> bool:
    """Whether the word before "region" is a name; the parser may take a strange one for a noun."""
    token = page.parsed.tokens[index]
    inner = index > 0 and page.parsed.tokens[index - 1].text.islower()
    strange = inner and capital(token) and token.pos in {"NOUN", "ADJ"}
    return _is_proper_word(token) or (strange and page.low(index) not in page.words.compass)


def _is_proper_word(token: Token) -> bool:
    return token.pos == "PROPN" and capital(token)


def _widened(page: Page, each: Found) -> Found:
    """A place with the noun after it that makes it another: "Tarsk region", "Tarsk airport"."""
    after = each.last
    precision = page.words.kinds.get(page.low(after)) if each.kind == "place" else None
    if precision in {None, "town"} or page.parsed.tokens[after].tag not in {"NN", "NNP"}:
        return each
    return replace(each, last=after + 1, name=page.written(each.first, after + 1))


def _parts(page: Page, places: Iterable[Found]) -> Iterator[Found]:
    """Parts of areas: "eastern Norvania" is another place than Norvania."""
    for each in places:
        area = each.kind in {"state", "polity", "place"} and not each.adjective
        before = each.first - 1
        if area and page.low(before) in page.words.compass:
            name = page.written(before, each.last)
            yield Found(first=before, last=each.last, kind="place", name=name)


def _outermost(found: Iterable[Found]) -> list[Found]:
    """Without stretches that cross or repeat a surer one; inside one, names that stand alone."""
    kept: list[Found] = []
    taken: dict[int, list[Found]] = {}
    for each in found:
        others = (other for i in range(each.first, each.last) for other in taken.get(i, ()))
        if all(_goes_with(each, other) for other in others):
            kept.append(each)
            for index in range(each.first, each.last):
                taken.setdefault(index, []).append(each)
    return kept


def _goes_with(each: Found, other: Found) -> bool:
    """Whether one stretch lies inside the other and can stand alone."""
    inside = other.first <= each.first and each.last <= other.last
    outside = each.first <= other.first and other.last <= each.last
    inner, outer = (each, other) if inside else (other, each)
    part = inner.kind == outer.kind == "organisation" and not outer.of  # of a longer title
    return inside != outside and inner.kind in NESTED and not inner.adjective and not part


def _mention(report: Report, parsed: Parsed, each: Found) -> Mention:
    start, end = parsed.tokens[each.first].start, parsed.tokens[each.last - 1].end
    return identified(
        Mention(
            report=report.id,
            start=start,
            end=end,
            text=report.text[start:end],
            kind=each.kind,
            name=each.name,
            role=each.role,
            of=each.of,
        )
    )
