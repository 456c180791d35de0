"""Entities across reports: which mentions and places name the same one.

Names decide, not contexts: one canonical name of one kind is one entity. Persons are joined over
spellings where family name or office agrees (edit similarity, as in record linkage since Winkler
1990), towns by their gazetteer id. The order of reports makes no difference.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from newsledger.annotators.entities.lexicon import lexicon
from newsledger.model import Entity, EntityKind, Mention, Place, Role, identified
from newsledger.names import Names

Key = tuple[str, str]
ALIKE = 80.0  # per cent; transliterations of one name (Barhouni, Barhuni: 93) lie above
WHOLE_ALIKE = 85.0  # per cent; for names divided into words in other ways
LONGEST_PARTICLE = 3  # letters; "bin", "van" and the like stand inside names
SHORTEST_SHOUT = 5  # letters; a name all in capitals that is no acronym
NEAR = 90.0  # per cent; of family names under the same first name
LONG_NAME = 6  # letters; in shorter names one letter makes another name
AREAS = frozenset({"state", "polity", "place"})
RANK: tuple[EntityKind, ...] = ("state", "polity", "organisation", "group", "person", "place")
PARTICLE = re.compile(r"\b(?:al|el|ad|an|as|ash|at)-", re.IGNORECASE)
VOTED = ("person", "organisation", "group", "place")  # of two as frequent kinds the first
SPELLINGS = (("defense", "defence"), ("ization", "isation"), ("center", "centre"))


def resolve(
    mentions: Mapping[str, Sequence[Mention]], places: Mapping[str, Sequence[Place]], names: Names
) -> tuple[tuple[Entity, ...], Mapping[str, str]]:
    """Entities sorted by id, and the entity id each mention id and place id leads to."""
    said = [each for report in sorted(mentions) for each in mentions[report]]
    located = [each for report in sorted(places) for each in places[report]]
    keys = _keys(said, located, names)
    groups = _joined(said, keys)
    members: dict[Key, list[Mention | Place]] = defaultdict(list)
    both: list[Mention | Place] = [*said, *located]
    for each in both:
        members[groups.get(keys[each.id], keys[each.id])].append(each)
    entities = {key: _entity(key, each, names) for key, each in members.items()}
    ids = {each.id: entities[key].id for key, group in members.items() for each in group}
    merged = {entity.id: entity for entity in entities.values()}
    return tuple(merged[each] for each in sorted(merged)), dict(sorted(ids.items()))


def _keys(said: Sequence[Mention], located: Sequence[Place], names: Names) -> dict[str, Key]:
    """For each mention and place what it is known by: its kind and its folded name or id."""
    keys = {place.id: _place_key(place, names) for place in located}
    spots = {(p.report, p.start, p.end): keys[p.id] for p in located}
    for mention in said:
        spot = spots.get((mention.report, mention.start, mention.end))
        keys[mention.id] = spot or _key(mention, names)
    return _of_one_kind(keys, [*said, *located])


def _of_one_kind(keys: dict[str, Key], members: Iterable[Mention | Place]) -> dict[str, Key]:
    """A proper name that is read as of several kinds has the kind it mostly has."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for each in members:
        kind, name = keys[each.id]
        if kind in VOTED and (each.name or each.text)[:1].isupper():
            kinds[name][kind] += 1
    usual = {name: min(c, key=lambda k: (-c[k], VOTED.index(k))) for name, c in kinds.items()}
    return {
        each: (usual.get(name, kind), name) if kind in VOTED else (kind, name)
        for each, (kind, name) in keys.items()
    }


def _place_key(place: Place, names: Names) -> Key:
    name = place.name or place.text
    if place.gazetteer_id and place.latitude is not None:
        return "place", place.gazetteer_id
    return _area_key(name, "place", names)


def _key(mention: Mention, names: Names) -> Key:
    if mention.kind in AREAS:
        return _area_key(mention.name, mention.kind, names)
    return mention.kind, fold(mention.name)


def _area_key(name: str, kind: EntityKind, names: Names) -> Key:
    """A state and the place of its name are one: the state. Two names of one place are one."""
    bearers = names.find(name)
    if bearers and bearers[0].kind in {"state", "polity"}:
        return bearers[0].kind, fold(bearers[0].name)
    lone = len(bearers) == 1 and bearers[0].kind == "place"
    return kind, fold(bearers[0].name if lone else name)


def fold(name: str) -> str:
    """A name without case, article and national spelling, so that its variants are one."""
    plain = name.casefold().removeprefix("the ").replace("’", "'")
    for one, other in SPELLINGS:
        plain = plain.replace(one, other)
    return " ".join(plain.split())


def _joined(said: Sequence[Mention], keys: Mapping[str, Key]) -> dict[Key, Key]:
    """Keys of one entity led to the first of them: spellings of a person, acronyms of a body."""
    pairs = [*_acronyms(said, keys), *_spellings(said, keys)]
    leader: dict[Key, Key] = {}
    for one, other in sorted(pairs):
        a, b = _lead(one, leader), _lead(other, leader)
        if a != b:
            leader[max(a, b)] = min(a, b)
    return {key: _lead(key, leader) for key in leader}


def _lead(key: Key, leader: Mapping[Key, Key]) -> Key:
    while key in leader:
        key = leader[key]
    return key


def _acronyms(said: Iterable[Mention], keys: Mapping[str, Key]) -> Iterator[tuple[Key, Key]]:
    """An acronym alone in one report, explained in others by one name only."""
    meanings: dict[Key, set[Key]] = defaultdict(set)
    for mention in said:
        if mention.text.isupper() and fold(mention.text) != fold(mention.name):
            meanings[mention.kind, fold(mention.text)].add(keys[mention.id])
    alone = set(keys.values())
    for short, full in meanings.items():
        if len(full) == 1 and short in alone:
            yield short, next(iter(full))


def _spellings(said: Iterable[Mention], keys: Mapping[str, Key]) -> Iterator[tuple[Key, Key]]:
    """Pairs of persons' keys that are spellings of one name, and lone names led to a full one."""
    roles: dict[Key, set[str]] = defaultdict(set)
    for mention in said:
        if mention.kind == "person":
            roles[keys[mention.id]] |= {mention.role.split()[-1].lower()} if mention.role else set()
    blocks: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(roles):
        bare = _bare(key[1]).split() or [key[1]]
        blocks[bare[0][:1] + bare[-1][:2]].append(key)
    for block in blocks.values():
        for index, one in enumerate(block):
            for other in block[index + 1 :]:
                if _is_same_person(one[1], other[1], roles[one], roles[other]):
                    yield one, other
    yield from _lone(roles)


def _bare(name: str) -> str:
    return PARTICLE.sub("", name) or name


def named(entities: Iterable[Entity]) -> set[str]:
    """Ids of the entities that have a name; "local officials" are only described."""
    return {e.id for e in entities if any(word[:1].isupper() for word in e.name.split())}


def enclosing(entities: Iterable[Entity], names: Names) -> dict[str, str]:
    """The entity of the place that encloses each place, as far as gazetteers tell."""
    areas = [e for e in entities if e.kind in AREAS]
    by_name = {name: e.id for e in areas for name in (*e.aliases, e.name)}
    found = ((e, known.within) for e in areas for known in names.find(e.name)[:1])
    return {e.id: by_name[within] for e, within in found if within and within in by_name}


def _is_same_person(one: str, other: str, roles: set[str], others: set[str]) -> bool:
    """Whether two full names are spellings of one.

    The family name is the same and the rest alike, or nearly the same after the same first name, or
    all is alike and they share an office.
    """
    a, b = _bare(one).split(), _bare(other).split()
    if " " not in one or " " not in other or not a[1:] or not b[1:]:
        return False
    if len(a) == len(b) and a[-1] == b[-1] and all(map(_alike, a, b)):
        return True
    if len(a) == len(b) and a[:-1] == b[:-1] and _is_spelling(a[-1], b[-1]):
        return True
    if not roles & others or a[0][0] != b[0][0]:
        return False
    whole = fuzz.ratio("".join(a), "".join(b)) >= WHOLE_ALIKE
    return whole and (a[0] == b[0] or _alike(a[-1], b[-1]))


def _is_spelling(one: str, other: str) -> bool:
    """Whether two family names are spellings of one; a feminine ending makes another name."""
    feminine = one in {f"{other}a", f"{other}aia"} or other in {f"{one}a", f"{one}aia"}
    long = min(len(one), len(other)) >= LONG_NAME
    return long and not feminine and fuzz.ratio(one, other) >= NEAR


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one.replace("y", "i"), other.replace("y", "i")) >= ALIKE


def _lone(roles: Mapping[Key, set[str]]) -> Iterator[tuple[Key, Key]]:
    """A family name alone, led to the only person in office of that family name."""
    full: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(roles):
        if " " in key[1]:
            full[key[1].split()[-1]].append(key)
    for key, own in sorted(roles.items()):
        holders = full.get(key[1], [])
        if len(holders) == 1 and roles[holders[0]] and (not own or own & roles[holders[0]]):
            yield key, holders[0]


def _entity(key: Key, members: Sequence[Mention | Place], names: Names) -> Entity:
    said = [each for each in members if isinstance(each, Mention)]
    written = Counter(_name_of(each, key, names) for each in members)
    name = min(written, key=lambda n: (n == n.casefold(), _is_shouted(n), -written[n], n))
    kind: EntityKind = next(k for k in RANK if k == key[0])
    roles = tuple(sorted(_roles(said), key=lambda r: (r.report, r.start, r.end, r.title)))
    return identified(
        Entity(
            name=name,
            kind=kind,
            aliases=tuple(sorted(_aliases(members, name, names) - {name})),
            roles=roles,
            public=kind != "person" or _is_public(name, roles, names),
        )
    )


def _is_shouted(name: str) -> bool:
    return name.isupper() and len(name) >= SHORTEST_SHOUT


def _name_of(member: Mention | Place, key: Key, names: Names) -> str:
    """The name a member leads to; its own where the key is a state or a place of one name."""
    name = member.name or member.text
    bearers = names.find(name)
    lone = len(bearers) == 1 and bearers[0].kind == key[0] == "place"
    return bearers[0].name if bearers and (lone or key[0] in {"state", "polity"}) else name


def _roles(said: Iterable[Mention]) -> Iterator[Role]:
    for each in said:
        if each.role:
            yield Role(
                title=each.role, of=each.of, report=each.report, start=each.start, end=each.end
            )


def _aliases(members: Iterable[Mention | Place], name: str, names: Names) -> set[str]:
    """Other names it goes by, as written or known; a demonym or a capital is none."""
    found = set(names.aliases.get(name, ()))
    for each in members:
        found.add(each.name or each.text)
        written = " ".join(each.text.split())
        titled = isinstance(each, Mention) and (each.role or each.kind == "person")
        other = written in names.demonyms or written in names.capitals
        if not titled and not (other and isinstance(each, Mention) and each.kind != "place"):
            found.add(written)
    return {alias for alias in found if alias != alias.casefold()}


def _is_public(name: str, roles: Sequence[Role], names: Names) -> bool:
    """Whether a person holds an office, is named by one, or stands in the user's names."""
    private = lexicon().private
    office = any(role.title.split()[-1].lower() not in private for role in roles)
    described = any(word.islower() and len(word) > LONGEST_PARTICLE for word in name.split())
    return office or described or bool(names.find(name))
