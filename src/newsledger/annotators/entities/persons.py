"""Persons in a parsed report: names the parser marks or a title announces, with their office."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger.annotators.entities.found import Found, Page, adjacent, before_kind, capital, near
from newsledger.annotators.entities.phrases import around, phrase_text
from newsledger.language import Name, Token

APPOSITION = 8  # words after a comma in which an office may stand
OPENERS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "ADV"})
LONGEST_NAME = 6  # words
SHORTEST_NAME = 2  # letters
LONGEST_OFFICE = 6  # words


def find(page: Page) -> list[Found]:
    """Named persons; each stretch runs over the title before the name or the office after it."""
    plain = list(_names(page))
    wider = replace(page, cover=[a or b for a, b in zip(page.over(plain), page.cover, strict=True)])
    found: list[Found] = []
    for person in plain:
        floor = found[-1].last if found else 0
        if person.first >= floor:
            found.append(_titled(page, wider, person, floor))
    return found


def _names(page: Page) -> Iterator[Found]:
    """The bare names, left to right, without overlap."""
    end = 0
    spans = {*_marked(page), *_announced(page)}
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if first >= end:
            end = last
            yield Found(first=first, last=last, kind="person", name=page.written(first, last))


def _marked(page: Page) -> Iterator[tuple[int, int]]:
    """Names the parser takes for persons, without titles, and none of a known name."""
    for name in page.parsed.names:
        if name.label == "PERSON":
            first, last = _bare(page, name)
            inside = page.parsed.tokens[first:last]
            known = any(each is not None for each in page.cover[first:last])
            if _is_name(page, inside) and not known and not before_kind(page, last):
                yield first, last


def _is_name(page: Page, tokens: Sequence[Token]) -> bool:
    """Whether the words may be a person's name: no digits, no initials alone, no dateline."""
    digits = any(char.isdigit() for token in tokens for char in token.text)
    words = [token for token in tokens if len(token.text.strip(".")) >= SHORTEST_NAME]
    near_a_place = bool(tokens) and tokens[0].text.lower() in page.words.prepositions
    return bool(words) and not digits and not near_a_place


def _bare(page: Page, name: Name) -> tuple[int, int]:
    """A name without titles and demonyms before it and a possessive after it."""
    tokens, first, last = page.parsed.tokens, name.first, name.last
    while last > first and (tokens[last - 1].tag == "POS" or not _is_word(tokens[last - 1])):
        last -= 1
    while first < last and _is_before_name(page, first, last):
        first += 1
    return first, last


def _is_before_name(page: Page, first: int, last: int) -> bool:
    token, here = page.parsed.tokens[first], page.cover[first]
    demonym = here is not None and here.adjective and last - first > 1
    small = not capital(token) and token.text != "al"
    return demonym or small or _is_title(page, token)


def _is_word(token: Token) -> bool:
    return any(char.isalpha() for char in token.text)


def _is_title(page: Page, token: Token) -> bool:
    low, words = token.text.lower(), page.words
    return low in words.honorifics or low in words.offices or low in words.bodies


def _announced(page: Page) -> Iterator[tuple[int, int]]:
    """Capitalised words after a title: "Governor Anna Lund"."""
    tokens = page.parsed.tokens
    for index, token in enumerate(tokens[:-1]):
        plural = token.tag in {"NNS", "NNPS"}
        title = _is_title(page, token) and token.text.lower() not in page.words.bodies
        if title and not plural and adjacent(tokens, index, index + 1):
            last = index + 1
            while last < min(len(tokens), index + 1 + LONGEST_NAME) and _is_name_word(page, last):
                last += 1
            if last > index + 1:
                yield index + 1, last


def _is_name_word(page: Page, index: int) -> bool:
    tokens = page.parsed.tokens
    token = tokens[index]
    joint = token.text == "-" and index + 1 < len(tokens) and capital(tokens[index + 1])
    named = token.pos == "PROPN" and capital(token) and not _is_title(page, token)
    return near(tokens, index - 1, index) and page.cover[index] is None and (named or joint)


def _titled(page: Page, wider: Page, person: Found, floor: int) -> Found:
    """A person with the office before or after; `wider` is covered by names of persons too."""
    person = _with_title_before(page, person, floor)
    if not person.role:
        person = _with_office_before(page, person, floor)
    return person if person.role else _with_office_after(wider, person)


def _with_title_before(page: Page, person: Found, floor: int) -> Found:
    """The title right before the name: "the Fijian army chief Anna Lund"."""
    tokens, first = page.parsed.tokens, person.first
    while first > floor and _is_honorific(page, tokens[first - 1]):
        first -= 1
    person = _styled(page, replace(person, first=first), person.first)
    size = _long_office(page, first, floor)
    if not size and not (first > floor and is_office(page, tokens[first - 1])):
        return person
    start = first - max(size, 1)
    phrase = around(page, start, floor)
    indices = [*phrase.rest[:-1], *range(start, first)]
    owner = phrase.owner if phrase.owner and phrase.owner.last <= first else None
    return replace(
        person,
        first=phrase.first,
        role=phrase_text(page, indices),
        of=owner.name if owner else None,
    )


def _styled(page: Page, person: Found, bare: int) -> Found:
    """A lone name keeps the style it is known by: "Pope Francis", not "Francis"."""
    if bare > person.first and " " not in person.name and page.low(bare - 1) in page.words.styles:
        return replace(person, name=page.written(bare - 1, bare + 1))
    return person


def _with_office_before(page: Page, person: Found, floor: int) -> Found:
    """The office before the first of two commas: "The president, Anna Lund, said"."""
    tokens, comma = page.parsed.tokens, person.first - 1
    if page.low(comma) != "," or page.low(person.last) not in {",", ".", ""}:
        return person
    before = range(comma - 1, max(floor, comma - APPOSITION) - 1, -1)
    head = next((index for index in before if is_office(page, tokens[index])), None)
    phrase = around(page, head, floor) if head is not None else None
    if phrase is None or phrase.last not in {comma - 1, comma}:
        return person
    owner = phrase.owner.name if phrase.owner else None
    return replace(person, first=phrase.first, role=phrase_text(page, phrase.rest), of=owner)


def _is_honorific(page: Page, token: Token) -> bool:
    low = token.text.lower()
    return low in page.words.honorifics and low not in page.words.offices and token.tag != "NNS"


def is_office(page: Page, token: Token) -> bool:
    """Whether a word is an office that one person holds."""
    return token.text.lower() in page.words.offices and token.tag in {"NN", "NNP"}


def _long_office(page: Page, end: int, floor: int) -> int:
    """Number of words of an office with "of" or "for" in it that ends before `end`, or 0."""
    for size in range(LONGEST_OFFICE, 2, -1):
        if end - size >= floor:
            words: Sequence[str] = [page.low(index) for index in range(end - size, end)]
            if " ".join(words) in page.words.long_offices and {"of", "for"} & {*words}:
                return size
    return 0


def _with_office_after(page: Page, person: Found) -> Found:
    """The office after a comma: "Anna Lund, an adviser to the president"."""
    tokens, comma = page.parsed.tokens, person.last
    if page.low(comma) not in {",", "("}:
        return person
    for index in range(comma + 1, min(len(tokens), comma + 1 + APPOSITION)):
        if is_office(page, tokens[index]) and _ends_run(tokens, index):
            return _in_office(page, person, index)
        opens = tokens[index].pos in OPENERS or tokens[index].text in {"-", ","}
        opens = opens or tokens[index].tag in {"VBN", "VBG"}
        if not opens and page.cover[index] is None:
            break
    return person


def _ends_run(tokens: Sequence[Token], index: int) -> bool:
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None or after.tag == "POS":
        return True
    further = tokens[index + 2] if after.text == "-" and index + 2 < len(tokens) else after
    return further.pos not in {"NOUN", "PROPN"}


def _in_office(page: Page, person: Found, head: int) -> Found:
    phrase = around(page, head, person.last + 1)
    owner = phrase.owner.name if phrase.owner else None
    role, last = phrase_text(page, phrase.rest), head + 1
    joined = f"{page.low(head)}-{page.low(head + 2)}"
    if page.low(head + 1) == "-" and joined in page.words.offices:
        role, last = f"{role}-{page.low(head + 2)}", head + 3
    return replace(person, last=last, role=role, of=owner)
