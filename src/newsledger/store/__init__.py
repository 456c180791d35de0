"""The ledger's file, and the only importer of SQLAlchemy. Rows are added, never changed.

A derived record is kept under the digest of its whole content; `standing` says, run by run, which
records came to stand and which ceased to: the last row of a record decides. Nothing is deleted, so
what the ledger said after any run can be read back.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from newsledger.model import Annotations, Capture, Report, Skip, Visit
from newsledger.store.rows import (
    Line,
    annotation_row,
    line_row,
    report_row,
    source_row,
)
from newsledger.store.tables import (
    annotation,
    ledger_format,
    metadata,
    names,
    parse,
    profile,
    record,
    report,
    run,
    skip,
    source,
    standing,
    visits,
)

VARIABLES = 500  # bound parameters a statement may carry; SQLite's oldest limit is 999
FORMAT = 2  # of the tables below; a ledger of another format is refused


class NotALedger(ValueError):
    """The file is no ledger, or one of another format."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open ledger. Each method that keeps something does so in one transaction."""

    engine: sa.Engine

    def held(self, digests: Iterable[str]) -> dict[str, str]:
        """Paths under which sources are held, by their SHA-256; missing ones are left out."""
        query = sa.select(source.c.sha256, source.c.path)
        rows = self._by_key(query, source.c.sha256, sorted(set(digests)))
        return {row.sha256: row.path for row in rows}

    def told(self, url: str, text_sha256: str) -> bool:
        """Whether a report of this address with this text is held."""
        same = (report.c.url == url) & (report.c.text_sha256 == text_sha256)
        return bool(self._rows(sa.select(report.c.id).where(same).limit(1)))

    def keep(
        self,
        reports: Iterable[Report],
        skips: Iterable[Skip] = (),
        captures: Iterable[Capture] = (),
    ) -> None:
        """Keep reports and skips, and the bytes of sources, which are then complete."""
        with self.engine.begin() as connection:
            self._insert(connection, report, [report_row(each) for each in reports])
            self._insert(connection, skip, [msgspec.to_builtins(each) for each in skips])
            self._insert(connection, source, [source_row(each) for each in captures])

    def keep_visit(self, visit: Visit) -> None:
        """Keep what is to be remembered of an address; the last one kept of it counts."""
        row = {"url": visit.url, "body": msgspec.json.encode(visit).decode()}
        with self.engine.begin() as connection:
            self._insert(connection, visits, [row])

    def visits(self) -> dict[str, Visit]:
        """What is remembered of each address that was fetched."""
        rows = self._rows(sa.select(visits).order_by(visits.c.number))
        return {row.url: msgspec.json.decode(row.body, type=Visit) for row in rows}

    def keep_names(self, content: str) -> None:
        """Keep a names file of the user's; later runs use it too."""
        digest = hashlib.sha256(content.encode()).hexdigest()
        with self.engine.begin() as connection:
            self._insert(connection, names, [{"sha256": digest, "content": content}])

    def keep_parses(self, blocks: Mapping[str, bytes]) -> None:
        """Keep parsed paragraphs under their keys."""
        rows = [{"key": key, "block": zlib.compress(block)} for key, block in blocks.items()]
        with self.engine.begin() as connection:
            self._insert(connection, parse, rows)

    def keep_profiles(self, reader: str, profiles: Mapping[str, bytes]) -> None:
        """Keep what is compared of reports when page furniture is learnt, by report id."""
        rows = [{"report": k, "reader": reader, "body": body} for k, body in profiles.items()]
        with self.engine.begin() as connection:
            self._insert(connection, profile, rows)

    def keep_annotations(self, annotations: Iterable[tuple[str, Annotations]]) -> None:
        """Keep what was read out of single reports, each under the key of its reading."""
        rows = [annotation_row(key, each) for key, each in annotations]
        with self.engine.begin() as connection:
            self._insert(connection, annotation, rows)

    def keep_run(self, inputs: str, lines: Sequence[Line]) -> None:
        """Make exactly `lines` stand from this run on; what they replace stands no more."""
        new = {each.digest: each for each in lines}
        old = set(self._standing())
        with self.engine.begin() as connection:
            last = connection.execute(sa.select(sa.func.max(run.c.number))).scalar()
            number = (last or 0) + 1
            self._insert(connection, run, [{"number": number, "inputs": inputs}])
            added = [new[digest] for digest in sorted(set(new) - old)]
            self._insert(connection, record, [line_row(each) for each in added])
            changes = [(each.digest, True) for each in added]
            changes += [(digest, False) for digest in sorted(old - set(new))]
            rows = [{"run": number, "digest": d, "stands": stands} for d, stands in changes]
            self._insert(connection, standing, rows)

    def last_inputs(self) -> str | None:
        """Digest of the inputs of the last finished run, or None before the first."""
        query = sa.select(run.c.inputs).order_by(run.c.number.desc()).limit(1)
        with self.engine.connect() as connection:
            return connection.execute(query).scalar_one_or_none()

    def sources(self) -> Iterator[Capture]:
        """Every source with its original bytes, in the order of their digests."""
        for row in self._rows(sa.select(source).order_by(source.c.sha256)):
            yield Capture(sha256=row.sha256, path=row.path, content=zlib.decompress(row.content))

    def reports(self, ids: Iterable[str] | None = None) -> list[Report]:
        """Every report as it was read, or those with these ids, in the order of their ids."""
        query = sa.select(report.c.body, report.c.text).order_by(report.c.id)
        decode = msgspec.json.Decoder(Report).decode
        rows = self._rows(query) if ids is None else self._by_key(query, report.c.id, sorted(ids))
        return [replace(decode(row.body), text=row.text) for row in rows]

    def report_ids(self) -> list[str]:
        """Ids of all reports, sorted."""
        return [row.id for row in self._rows(sa.select(report.c.id).order_by(report.c.id))]

    def text_digests(self) -> dict[str, str]:
        """SHA-256 of each report's text as it was first stored, by report id."""
        return {row.id: row.text_sha256 for row in self._rows(sa.select(report))}

    def skips(self) -> list[Skip]:
        """Every input refused so far, by path and reason."""
        query = sa.select(skip).order_by(skip.c.path, skip.c.reason)
        return [Skip(**row._mapping) for row in self._rows(query)]

    def names(self) -> list[str]:
        """The user's names files, as text, in the order of their digests."""
        query = sa.select(names.c.content).order_by(names.c.sha256)
        return [row.content for row in self._rows(query)]

    def parses(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The parsed paragraphs held under `keys`; missing ones are left out."""
        rows = self._by_key(sa.select(parse), parse.c.key, sorted(set(keys)))
        return {row.key: zlib.decompress(row.block) for row in rows}

    def profiles(self, reader: str) -> dict[str, bytes]:
        """The profile `reader` made of each report, by report id."""
        query = sa.select(profile).where(profile.c.reader == reader)
        return {row.report: row.body for row in self._rows(query)}

    def annotated(self) -> set[tuple[str, str]]:
        """Report id and key of every reading held."""
        query = sa.select(annotation.c.report, annotation.c.reader)
        return {(row.report, row.reader) for row in self._rows(query)}

    def refused(self) -> set[str]:
        """Ids of the reports a reader refused, and none took."""
        query = sa.select(annotation.c.report).group_by(annotation.c.report)
        return {row.report for row in self._rows(query.having(sa.func.min(annotation.c.refused)))}

    def annotations(self, keys: Mapping[str, str]) -> dict[str, Annotations]:
        """The reading of each report under its key, refused ones left out, by report id."""
        query = sa.select(annotation).where(~annotation.c.refused).order_by(annotation.c.report)
        decode = msgspec.msgpack.Decoder(Annotations).decode
        rows = (row for row in self._rows(query) if keys.get(row.report) == row.reader)
        return {row.report: decode(zlib.decompress(row.body)) for row in rows}

    def lines(self) -> list[Line]:
        """Every record that stands now, in no promised order."""
        rows = self._by_key(sa.select(record), record.c.digest, sorted(self._standing()))
        return [Line(row.digest, row.id, row.type, row.body) for row in rows]

    def _standing(self) -> Iterator[str]:
        latest = (
            sa.select(standing.c.digest, sa.func.max(standing.c.run).label("run"))
            .group_by(standing.c.digest)
            .subquery()
        )
        query = sa.select(standing.c.digest).join(
            latest,
            sa.and_(standing.c.digest == latest.c.digest, standing.c.run == latest.c.run),
        )
        return (row.digest for row in self._rows(query.where(standing.c.stands)))

    def _rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        with self.engine.connect() as connection:
            return connection.execute(query).fetchall()

    def _by_key(
        self, query: sa.Select[Any], column: sa.Column[str], keys: Sequence[str]
    ) -> Iterator[sa.Row[Any]]:
        for first in range(0, len(keys), VARIABLES):
            yield from self._rows(query.where(column.in_(keys[first : first + VARIABLES])))

    def _insert(
        self, connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]
    ) -> None:
        """Add rows; those whose key is there already are left as they are."""
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        if rows:
            connection.execute(insert(table).on_conflict_do_nothing(), rows)


def open_store(location: str | Path, *, create: bool = False) -> Store:
    """Open the ledger at a path or database URL, making it where `create` is set.

    Raises FileNotFoundError where there is none, NotALedger where the file is something else.
    """
    url = str(location)
    if "://" not in url:
        if not create and not Path(url).is_file():
            raise FileNotFoundError(f"no ledger at {url}; make one: newsledger add {url} PATH...")
        url = f"sqlite:///{url}"
    engine = sa.create_engine(url)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _journal)
    try:
        version = _format(engine, create=create)
    except (sa.exc.DatabaseError, sqlite3.DatabaseError) as error:
        raise NotALedger(f"{location} cannot be opened as a ledger: {error}") from error
    if version != FORMAT:
        raise NotALedger(f"{location} is a ledger of format {version}; this reads {FORMAT}")
    return Store(engine)


def _format(engine: sa.Engine, *, create: bool) -> int | None:
    query = sa.select(ledger_format.c.version)
    if create:
        metadata.create_all(engine)
    with engine.begin() as connection:
        version = connection.execute(query).scalar_one_or_none()
        if version is None and create:
            connection.execute(sa.insert(ledger_format), [{"version": FORMAT}])
            return FORMAT
    return version


def _journal(connection: sqlite3.Connection, _: object) -> None:
    """Readers go on beside one writer (WAL), and a writer waits for another instead of failing."""
    for pragma in ("journal_mode=WAL", "busy_timeout=30000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
