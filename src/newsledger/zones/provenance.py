"""Whom a report credits: the agency it comes from, and the persons who wrote it.

Ground for an agency, strongest first: a dateline, a byline or a line of source and date, a
signature below the text, a credit line, brackets in the text, the agency's own reporter, what it
was told, a lead that cites it, and the public body that issued a dateline. A photo's credit says
nothing of the text and gives none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsledger.model import Basis, PublicationFact, Zone
from newsledger.names import Names
from newsledger.zones import agencies, stamps
from newsledger.zones.agencies import Credit, Patterns

TAIL = 400  # characters at the end of a line where a signature can stand
LEAD = 600  # characters of the body whose first sentence may cite whom it all rests on
AUTHORS = 8  # names of one byline; more are a list of something else

_BY = re.compile(
    r"^\W{0,3}(?:(?:written|reported|story|text|compiled|words|posted|report|reporting)\s+by|by"
    r"|authors?|reporter|correspondent)\s*[:|]?\s+(?=\S)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^\W*(?:source|agency|via|by|©|copyright)\b", re.IGNORECASE)
_RIGHTS = re.compile(r"\bcopyright\b|©|\(c\)\s*\d{4}", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s(?:and|&|with)\s|\s[|/•·–—-]\s|\s{2,}|\t|;)\s*")
_AFTER = re.compile(
    r"\s*(?:\b(?:in|for|at|of|from|on)\s+\w.*|[(\[<].*|\S+@\S+.*|@\w+.*|https?://.*"
    r"|\b(?:updated|published|posted|last)\b.*)$",
    re.IGNORECASE,
)
_WORKS = (
    r"(?:staff|senior|chief|special|our|foreign|news|web|digital|associated|agency|associate"
    r"|managing|deputy|freelance|writers?|reporters?|correspondents?|editors?|contributors?|desk"
    r"|bureau|team|agencies|producer|press|service|online)"
)
_ROLE = re.compile(rf"^(?:\W*\b{_WORKS}\b)+\W*|(?:\W*\b{_WORKS}\b)+\W*$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*(?:\s+[^\W\d_](?:[^\W\d_]|['’.-])*){0,4}")
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“])")
_ISSUER = re.compile(r"\(\s*([A-Z]{2,8})\s*\)\s*\W*$")


class _Ground(NamedTuple):
    rank: int
    source: str
    basis: Basis = "text"


DATELINE = _Ground(1, "dateline", "dateline")
BYLINE = _Ground(2, "byline")
SIGNATURE = _Ground(3, "signature")
CREDIT = _Ground(4, "credit line")
BRACKETS = _Ground(5, "brackets")
WITNESS = _Ground(6, "own reporter")
TOLD = _Ground(7, "told")
CITED = _Ground(8, "cited in the lead")
ISSUER = _Ground(9, "issuer in the dateline", "dateline")


class _Found(NamedTuple):
    ground: _Ground
    agency: str
    start: int
    end: int


def credited(text: str, zones: Sequence[Zone], names: Names) -> tuple[PublicationFact, ...]:
    """Every agency a text credits, the likeliest origin first; `source` says on what ground.

    A national agency that signs a text whose lead cites a world agency passed that one on.
    """
    if not names.agencies:
        return ()
    known = agencies.patterns(names)
    found = [each for zone in zones for each in _in_zone(text, zone, known)]
    found += [*_cited(text, zones, known), *_issuers(text, zones, names)]
    ranked = _relayed(sorted(found, key=lambda each: each.ground.rank), known)
    first: dict[tuple[str, Basis], PublicationFact] = {}
    for each in ranked:
        first.setdefault((each.agency, each.ground.basis), _fact(each))
    return tuple(first.values())


def authors(text: str, zones: Sequence[Zone], names: Names) -> tuple[PublicationFact, ...]:
    """The persons the bylines name, each where it stands; a desk or an agency is no author."""
    known = agencies.patterns(names)
    found = [each for z in zones if z.kind == "byline" for each in _named(text, z, known)]
    return tuple({fact.value.casefold(): fact for fact in reversed(found)}.values())[::-1]


def _fact(found: _Found) -> PublicationFact:
    ground = found.ground
    return PublicationFact(
        field="agency", value=found.agency, basis=ground.basis,
        start=found.start, end=found.end, source=ground.source,
    )  # fmt: skip


def _relayed(found: list[_Found], known: Patterns) -> list[_Found]:
    """Put a world agency that the lead cites before the national one that signs below it."""
    if not found or found[0].ground not in (SIGNATURE, CREDIT) or found[0].agency in known.world:
        return found
    origin = [e for e in found if e.ground == CITED and e.agency in known.world]
    return [*origin, *(each for each in found if each not in origin)]


def _in_zone(text: str, zone: Zone, known: Patterns) -> Iterator[_Found]:
    part = text[zone.start : zone.end]
    if zone.kind == "dateline":
        yield from _at(zone.start, agencies.chained(part, known), DATELINE)
    elif zone.kind in {"byline", "date_banner"}:
        yield from _at(zone.start, agencies.chained(part, known), BYLINE)
    elif zone.kind == "body":
        yield from _in_body(part, zone.start, known)
    elif zone.kind in {"other", "promotion", "headline"}:
        yield from _signed(part, zone.start, known)


def _at(offset: int, named: Iterable[Credit], ground: _Ground) -> Iterator[_Found]:
    for each in named:
        yield _Found(ground, each.agency, offset + each.start, offset + each.end)


def _in_body(part: str, offset: int, known: Patterns) -> Iterator[_Found]:
    for line in re.finditer(r"[^\r\n\u2028\u2029]+", part):
        tail = line.group().rstrip()[-TAIL:]
        start = offset + line.start() + len(line.group().rstrip()) - len(tail)
        yield from _at(start, agencies.credited(known.trailing, tail, known), SIGNATURE)
    for pattern, ground in (
        (known.bracketed, BRACKETS), (known.witnessed, WITNESS), (known.told, TOLD),
    ):  # fmt: skip
        yield from _at(offset, agencies.credited(pattern, part, known), ground)


def _signed(part: str, offset: int, known: Patterns) -> Iterator[_Found]:
    for line in re.finditer(r"[^\r\n\u2028\u2029]+", part):
        text = line.group().rstrip()
        if len(text) > TAIL:
            continue
        whole = _SIGNATURE.match(text) or _RIGHTS.search(text)
        pattern = known.anywhere if whole else known.trailing
        yield from _at(offset + line.start(), agencies.credited(pattern, text, known), CREDIT)


def _cited(text: str, zones: Sequence[Zone], known: Patterns) -> Iterator[_Found]:
    """Agencies the first sentence of the body rests on; later ones are sources of a detail."""
    body = next((zone for zone in zones if zone.kind == "body"), None)
    if body is None:
        return
    head = text[body.start : min(body.end, body.start + LEAD)].partition("\n")[0]
    stop = _SENTENCE.search(head)
    lead = head[: stop.start() + 1] if stop else head
    found = list(agencies.credited(known.cited, lead, known))
    if len({credit.agency for credit in found}) == 1:  # a text that rests on two is neither's
        yield from _at(body.start, found, CITED)


def _issuers(text: str, zones: Sequence[Zone], names: Names) -> Iterator[_Found]:
    """Public bodies that issue under their own dateline: "GENEVA (ICRC) -"."""
    for zone in zones:
        part = text[zone.start : zone.end]
        match = _ISSUER.search(part) if zone.kind == "dateline" else None
        if not match or match[1] in names.agencies:
            continue
        if any(bearer.kind == "organisation" for bearer in names.known.get(match[1], ())):
            start = zone.start + match.start(1)
            yield _Found(ISSUER, match[1], start, start + len(match[1]))


def _named(text: str, zone: Zone, known: Patterns) -> Iterator[PublicationFact]:
    line = re.search(r"\S[^\r\n]*", text[zone.start : zone.end])
    if not line:
        return
    stop = next((stamp.start for stamp in stamps.find(line[0])), len(line[0]))
    begin = match.end() if (match := _BY.match(line[0])) else 0
    offset = zone.start + line.start()
    for start, end in _pieces(line[0][:stop], begin)[:AUTHORS]:
        value = line[0][start:end]
        if _NAME.fullmatch(value) and not known.anywhere.fullmatch(value):
            yield PublicationFact(
                field="byline", value=value, basis="text",
                start=offset + start, end=offset + end, source="byline",
            )  # fmt: skip


def _pieces(line: str, begin: int) -> list[tuple[int, int]]:
    """Where the names of a byline stand: parted at commas and "and", roles and places cut off."""
    edges = [(m.start(), m.end()) for m in _AND.finditer(line, begin)]
    starts, ends = [begin, *(b for _, b in edges)], [*(a for a, _ in edges), len(line)]
    out = []
    for start, end in zip(starts, ends, strict=True):
        name = _ROLE.sub("", _AFTER.sub("", line[start:end])).strip(" ,|–—•*:\t-")
        if name:
            at = line.index(name, start)
            out.append((at, at + len(name)))
    return out
