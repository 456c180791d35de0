"""The ledger's file, and the only importer of SQLAlchemy. Rows are added, never changed.

A derived record is kept under the digest of its whole content; `standing` says, run by run, which
records came to stand and which ceased to: the last row of a record decides. Nothing is deleted, so
what the ledger said after any run can be read back.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from newsledger.model import Annotations, Capture, Report, Skip, StoryChange, StoryDecision, Visit
from newsledger.store.engine import FORMAT, NotALedger, connect
from newsledger.store.rows import (
    Line,
    Traced,
    annotation_row,
    line_row,
    noted_row,
    report_row,
    source_row,
    standing_row,
    story_row,
)
from newsledger.store.tables import (
    annotation,
    decision,
    names,
    parse,
    profile,
    record,
    report,
    run,
    skip,
    source,
    standing,
    story,
    story_change,
    traced,
    visits,
)

__all__ = ["FORMAT", "Line", "NotALedger", "Store", "Traced", "open_store"]

VARIABLES = 500  # bound parameters a statement may carry; SQLite's oldest limit is 999
NO_THREADS: Mapping[str, str] = MappingProxyType({})


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

    def keep_traced(self, rows: Iterable[Traced]) -> None:
        """Keep what tracing reports left, in the order it was done; the first of each counts."""
        with self.engine.begin() as connection:
            self._insert(connection, traced, [each._asdict() for each in rows])

    def keep_decision(self, made: StoryDecision) -> None:
        """Keep a person's decision or a withdrawal; it holds from the next run on."""
        with self.engine.begin() as connection:
            self._insert(connection, decision, [noted_row(_last_run(connection), made)])

    def keep_run(
        self,
        inputs: str,
        lines: Sequence[Line],
        threads: Mapping[str, str] = NO_THREADS,
        changes: Iterable[StoryChange] = (),
    ) -> None:
        """Make exactly `lines` stand from this run on; what they replace stands no more.

        `threads` gives the story each report stands in, `changes` how stories came to be others.
        """
        new = {each.digest: each for each in lines}
        old, before = set(self._standing()), self.threads()
        added, ceased = sorted(set(new) - old), sorted(old - set(new))
        stands = [*((digest, True) for digest in added), *((digest, False) for digest in ceased)]
        placed = sorted(threads.items() - before.items())
        with self.engine.begin() as connection:
            number = _last_run(connection) + 1
            self._insert(connection, run, [{"number": number, "inputs": inputs}])
            self._insert(connection, record, [line_row(new[digest]) for digest in added])
            self._insert(connection, standing, [standing_row(number, *each) for each in stands])
            self._insert(connection, story, [story_row(number, *each) for each in placed])
            self._insert(connection, story_change, [noted_row(number, each) for each in changes])

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

    def traced(self) -> list[Traced]:
        """What tracing left of each report on each of its readings, in order of tracing."""
        rows = self._rows(sa.select(traced).order_by(traced.c.number))
        return [Traced(row.report, row.reader, row.body) for row in rows]

    def threads(self) -> dict[str, str]:
        """Story each report stood in after the last run that placed it, by report id."""
        rows = self._rows(sa.select(story).order_by(story.c.run))
        return {row.report: row.story for row in rows}

    def decisions(self) -> list[tuple[int, StoryDecision]]:
        """Every decision and withdrawal in order, each with the last run before it (0: none)."""
        decode = msgspec.json.Decoder(StoryDecision).decode
        rows = self._rows(sa.select(decision).order_by(decision.c.number))
        return [(row.run, decode(row.body)) for row in rows]

    def changes(self) -> list[tuple[int, StoryChange]]:
        """Every merge and split of stories in order, each with the run it came about in."""
        decode = msgspec.json.Decoder(StoryChange).decode
        rows = self._rows(sa.select(story_change).order_by(story_change.c.number))
        return [(row.run, decode(row.body)) for row in rows]

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


def _last_run(connection: sa.Connection) -> int:
    """Number of the last run; 0 before the first."""
    return connection.execute(sa.select(sa.func.max(run.c.number))).scalar() or 0


def open_store(location: str | Path, *, create: bool = False) -> Store:
    """Open the ledger at a path or database URL, making it where `create` is set.

    Raises FileNotFoundError where there is none, NotALedger where it is something else.
    """
    return Store(connect(location, create=create))
