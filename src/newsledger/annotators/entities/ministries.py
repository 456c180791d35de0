"""Ministries, each by one name.

"Iceland's defence ministry", "the Ministry of Defence in Reykjavik" and, later in the report, "the
ministry" are all the Icelandic Defence Ministry.
"""

from collections.abc import Iterable, Sequence

from newsledger.annotators.entities.found import Found, Page, capital
from newsledger.annotators.entities.phrases import Phrase, around, phrase_text, right_owner

MINISTRY = frozenset({"ministry", "ministries"})
LONGEST_SUBJECT = 6  # words


def find(page: Page, heads: Iterable[int]) -> list[Found]:
    """The ministries at these tokens, named after their state and subject."""
    found: list[Found] = []
    for index in heads:
        found.append(_ministry(page, around(page, index), found))
    return found


def adjective(page: Page, owner: str | None) -> str | None:
    """The adjective of a state, or the name of any other owner."""
    return page.names.adjectives.get(owner, owner) if owner else None


def leads_to(page: Page, owner: Found) -> str:
    """The state, organisation or person; a capital leads to its state."""
    if owner.adjective and owner.of:
        return owner.of
    state = page.names.capitals.get(owner.name)
    return state.name if state and owner.kind == "place" else owner.name


def _ministry(page: Page, phrase: Phrase, earlier: Sequence[Found]) -> Found:
    owner = leads_to(page, phrase.owner) if phrase.owner else None
    subject, last = phrase_text(page, phrase.rest[:-1]), phrase.last
    if not subject:
        subject, end = _subject_after(page, phrase.head)
        late, reach = right_owner(page, end - 1)
        if subject and owner is None and late:
            owner = leads_to(page, late)
        last = max(last, reach if late and subject else end)
    name, of = _named(page, _usual(page, subject), owner, earlier)
    return Found(first=phrase.first, last=last, kind="organisation", name=name, of=of)


def _named(
    page: Page, subject: str, owner: str | None, earlier: Sequence[Found]
) -> tuple[str, str | None]:
    """Name and state of a ministry, what is left out taken from the last one that has it."""
    known = [e for e in earlier if e.name.endswith(f"{subject} Ministry")]
    if subject:
        owner = owner or next((each.of for each in reversed(known) if each.of), None)
        return " ".join(filter(None, (adjective(page, owner), subject, "Ministry"))), owner
    same = [each for each in known if owner in {None, each.of}]
    if same:
        return same[-1].name, same[-1].of
    if known:
        before = adjective(page, known[-1].of) or ""
        return f"{adjective(page, owner)} {known[-1].name.removeprefix(before).strip()}", owner
    return " ".join(filter(None, (adjective(page, owner), "ministry"))), owner


def _usual(page: Page, subject: str) -> str:
    """The usual name of a ministry's subject: "Hamas-run health" is "Health"."""
    parts = subject.split()
    for start in range(len(parts)):
        usual = page.words.ministries.get(" ".join(parts[start:]).lower())
        if usual:
            return usual
    return " ".join(w if w in {"and", "of"} else w[:1].upper() + w[1:] for w in parts)


def _subject_after(page: Page, head: int) -> tuple[str, int]:
    """The subject of "Ministry of Foreign Affairs" and the token after it."""
    tokens = page.parsed.tokens
    if head + 2 >= len(tokens) or page.low(head + 1) not in {"of", "for"}:
        return "", head + 1
    first = head + 2 + (tokens[head + 2].pos == "DET")
    last = first
    while last < min(len(tokens), first + LONGEST_SUBJECT) and _in_subject(page, last):
        last += 1
    return " ".join(token.text for token in tokens[first:last]), max(last, head + 1)


def _in_subject(page: Page, index: int) -> bool:
    tokens = page.parsed.tokens
    if page.low(index) == "and":
        return index + 1 < len(tokens) and capital(tokens[index + 1])
    known = page.cover[index]
    proper = capital(tokens[index]) and (known is None or known.kind == "organisation")
    return proper or page.low(index) in page.words.ministries
