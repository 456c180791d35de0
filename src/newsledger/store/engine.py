"""Opening the database of a ledger, and making its tables."""

import sqlite3
from pathlib import Path

import sqlalchemy as sa

from newsledger.store.tables import ledger_format, metadata

FORMAT = 4  # of the tables and what they keep; a ledger of another format is refused
NONE = "no ledger at {0}; make one: newsledger add {0} PATH..."
OLDER = (
    "make it anew from the same inputs (newsledger add NEW.ledger PATH...), "
    "or read it with the newsledger that made it"
)
LATER = "a later newsledger made it: update this one"


class NotALedger(ValueError):
    """The file is no ledger, or one of another format."""


def connect(location: str | Path, *, create: bool) -> sa.Engine:
    """Connect to the ledger at a path or database URL, making it where `create` is set.

    A ledger of another format is left as it is. Raises FileNotFoundError where there is none,
    NotALedger where it is something else.
    """
    url = str(location)
    if "://" not in url:
        if not create and not Path(url).is_file():
            raise FileNotFoundError(NONE.format(url))
        url = f"sqlite:///{url}"
    engine = sa.create_engine(url)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _journal)
    try:
        version = _format(engine, create=create)
    except (sa.exc.DatabaseError, sqlite3.DatabaseError) as error:
        raise NotALedger(f"{location} cannot be opened as a ledger: {error}") from error
    _check(version, location)
    return engine


def _check(version: int | None, location: str | Path) -> None:
    if version is None:
        raise FileNotFoundError(NONE.format(location))
    if version != FORMAT:
        advice = OLDER if version < FORMAT else LATER
        raise NotALedger(f"{location} is a ledger of format {version}, not {FORMAT}; {advice}")


def _format(engine: sa.Engine, *, create: bool) -> int | None:
    """The format a ledger says it has; one that says none yet is made where `create` is set."""
    query = sa.select(ledger_format.c.version)
    with engine.begin() as connection:
        if create and not sa.inspect(connection).has_table(ledger_format.name):
            metadata.create_all(connection)
        version = connection.execute(query).scalar_one_or_none()
        if version is None and create:
            metadata.create_all(connection)
            connection.execute(sa.insert(ledger_format), [{"version": FORMAT}])
            return FORMAT
    return version


def _journal(connection: sqlite3.Connection, _: object) -> None:
    """Readers go on beside one writer (WAL), and a writer waits for another instead of failing."""
    for pragma in ("journal_mode=WAL", "busy_timeout=30000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
