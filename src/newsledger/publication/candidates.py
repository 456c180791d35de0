"""A fact with its place in the order of strength."""

from typing import NamedTuple

from newsledger.model import Basis, PublicationFact

FIELDS: tuple[str, ...] = (
    "published", "agency", "outlet", "title", "byline", "modified", "based_on", "language",
)  # fmt: skip
RANKS: dict[Basis, int] = {
    "user": 0, "markup": 0, "feed": 0, "text": 2, "dateline": 3, "url": 4, "banner": 6,
}  # fmt: skip
LAST = 9  # rank of an outlet's host, which is hardly its name


class Candidate(NamedTuple):
    """A fact, with what it is sorted by: its field, its rank and where it stands."""

    field: int
    rank: int
    start: int
    fact: PublicationFact


def ranked(fact: PublicationFact, rank: int | None = None, start: int | None = None) -> Candidate:
    """A fact by the rank its basis has, unless another is given."""
    rank = RANKS[fact.basis] if rank is None else rank
    at = (fact.start or 0) if start is None else start
    return Candidate(FIELDS.index(fact.field), rank, at, fact)


def new(
    field: str,
    value: str,
    basis: Basis,
    at: tuple[int, int] | None = None,
    *,
    source: str | None = None,
    rank: int | None = None,
) -> Candidate:
    """A candidate of that field, standing at those characters of the text, if any."""
    start, end = at or (None, None)
    fact = PublicationFact(
        field=field,  # type: ignore[arg-type]
        value=value,
        basis=basis,
        start=start,
        end=end,
        source=source,
    )
    return ranked(fact, LAST if (field, basis) == ("outlet", "url") else rank)
