"""Known names in a parsed report: states, capitals, polities, organisations, towns, demonyms."""

from collections.abc import Iterator, Sequence

from newsledger.annotators.entities.found import Found, Page, adjacent, before_kind, capital
from newsledger.language import Token
from newsledger.names import PREFIX, Known

LARGE_TOWN = 300_000  # people; such a town is read without a place word before it
OF_A_PLACE = frozenset({"GPE", "LOC", "FAC"})
OF_OTHERS = frozenset({"PERSON", "ORG", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})

Label = tuple[int, int, str]


def find(page: Page) -> list[Found]:
    """The longest known names, left to right, without overlap.

    A town that is surely meant once is meant elsewhere in the report too.
    """
    labels = _labels(page)
    found = _scan(page, labels, frozenset())
    towns = frozenset(each.name for each in found if each.kind == "place")
    return _scan(page, labels, towns) if towns else found


def _scan(page: Page, labels: Sequence[Label], towns: frozenset[str]) -> list[Found]:
    found: list[Found] = []
    index, tokens = 0, page.parsed.tokens
    while index < len(tokens):
        reach = _reach(page, tokens[index])
        each = next(_candidates(page, labels, towns, index), None) if reach else None
        if each:
            found.append(each)
        index = each.last if each else index + 1
    return found


def _labels(page: Page) -> list[Label]:
    """For each token the parser's name over it; names with digits or a people tell nothing."""
    labels: list[Label] = [(0, 0, "")] * len(page.parsed.tokens)
    for name in page.parsed.names:
        inside = page.parsed.tokens[name.first : name.last]
        people = inside[-1].text in page.names.demonyms
        if not people and not any(char.isdigit() for token in inside for char in token.text):
            labels[name.first : name.last] = [(name.first, name.last, name.label)] * len(inside)
    return labels


def _reach(page: Page, token: Token) -> int:
    """Length of the longest known name that may begin at this token, 0 if none does."""
    prefixes = page.names.prefixes
    reach = prefixes.get(page.text[token.start : token.start + PREFIX], 0)
    return max(reach, prefixes.get(token.text, 0)) if len(token.text) < PREFIX else reach


def _candidates(
    page: Page, labels: Sequence[Label], towns: frozenset[str], first: int
) -> Iterator[Found]:
    tokens = page.parsed.tokens
    start, reach = tokens[first].start, _reach(page, tokens[first])
    last = first + 1
    while last < len(tokens) and tokens[last].end - start <= reach:
        last += 1
    for end in range(last, first, -1):
        sure = page.text[start : tokens[end - 1].end] in towns
        yield from _read(page, labels[first], (first, end), sure=sure)


def _read(page: Page, label: Label, span: tuple[int, int], *, sure: bool) -> Iterator[Found]:
    tokens, (first, last) = page.parsed.tokens, span
    written = page.text[tokens[first].start : tokens[last - 1].end]
    people = page.names.demonyms.get(written)
    bearers = page.names.find(written)
    if bearers and bearers[0].kind != "place":
        yield from _bearer(page, bearers[0], label, first, last)
    elif _in_a_person(label, first, last):
        yield from ()
    elif people:
        yield _people(page, people, written, first, last)
    elif written in page.names.agencies:
        agency = page.names.agencies[written]
        yield Found(first=first, last=last, kind="organisation", name=agency)
    elif bearers and (sure or town_is_meant(page, bearers[0], label, first, last)):
        yield _place(page, written, first, last)


def _people(page: Page, people: Known, written: str, first: int, last: int) -> Found:
    """A demonym: the people where it is a plural noun, else an adjective of the state."""
    plural = page.parsed.tokens[last - 1].tag in {"NNPS", "NNS"} and written.endswith("s")
    if plural and written[:-1] in page.names.demonyms:
        name = people.name if people.kind == "group" else written
        return Found(
            first=first, last=last, kind="group", name=name, of=people.name, adjective=True
        )
    return Found(
        first=first, last=last, kind=people.kind, name=people.name, of=people.name, adjective=True
    )


def _in_a_person(label: Label, first: int, last: int) -> bool:
    """Whether the tokens are only a part of what the parser takes for a person's name."""
    start, end, kind = label
    return kind == "PERSON" and (start < first or end > last)


def _bearer(page: Page, known: Known, label: Label, first: int, last: int) -> Iterator[Found]:
    written = page.parsed.tokens[first].text
    if _in_a_person(label, first, last) or (last - first == 1 and written.islower()):
        return
    of = known.within if known.kind == "organisation" else None
    yield Found(first=first, last=last, kind=known.kind, name=known.name, of=of)


def _place(page: Page, written: str, first: int, last: int) -> Found:
    """A town; or where it is a capital that speaks, acts or is told, its state."""
    state = page.names.capitals.get(" ".join(written.split()))
    if state and is_government(page, last - 1):
        return Found(first=first, last=last, kind=state.kind, name=state.name, of=state.name)
    return Found(first=first, last=last, kind="place", name=page.written(first, last))


def is_government(page: Page, index: int) -> bool:
    """Whether a capital at token `index` stands for its government: it speaks, acts or is told."""
    tokens, words = page.parsed.tokens, page.words
    token = tokens[index]
    head = tokens[token.head]
    verb = head.lemma.lower()
    if token.dep == "conj":
        return token.head < index and is_government(page, token.head)
    if token.dep == "nsubj":
        return verb in words.acts
    if token.dep == "poss":
        return verb in words.belongings
    if token.dep in {"dobj", "dative", "pobj"} and verb in words.addressed:
        return True
    return token.dep == "pobj" and head.text.lower() in words.parties


def town_is_meant(page: Page, place: Known, label: Label, first: int, last: int) -> bool:
    """Whether a town or region of this name is meant here, and not a word or a person."""
    tokens, words = page.parsed.tokens, page.words
    lone = tokens[first].text if last - first == 1 else ""
    if _with_region(page, last):
        return capital(tokens[first])
    if lone and (lone in words.never_alone or len(lone) < PREFIX):
        return False
    placed = page.low(first - 1) in words.prepositions or _after_kind(page, first)
    exact = label[:2] == (first, last)
    if adjacent(tokens, first, first - 1) or adjacent(tokens, last - 1, last):
        follows = page.low(last) in words.kinds and not adjacent(tokens, first, first - 1)
        return follows or (exact and label[2] in OF_A_PLACE)
    if lone in words.names_of_people:
        return placed
    listed = place.gazetteer_id is None and place.latitude is not None  # by hand, on purpose
    large = placed or listed or place.population >= LARGE_TOWN
    if label[2] in OF_OTHERS:
        return exact and (large or before_kind(page, last))
    return large or label[2] in OF_A_PLACE


def _with_region(page: Page, last: int) -> bool:
    """Whether ", Illinois" or ", Sudan" follows: the name of what holds the town."""
    if page.low(last) != "," or last + 1 >= len(page.parsed.tokens):
        return False
    ends = range(last + 2, min(last + 4, len(page.parsed.tokens)) + 1)
    held = (page.names.find(page.written(last + 1, end)) for end in ends)
    return any(b.precision in {"region", "country"} for bearers in held for b in bearers)


def _after_kind(page: Page, first: int) -> bool:
    """Whether "town of" or "town" stands before."""
    kinds = page.words.kinds
    before = page.low(first - 1)
    return before in kinds or (before == "of" and page.low(first - 2) in kinds)
