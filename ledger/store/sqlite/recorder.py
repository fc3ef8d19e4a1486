"""The ledger's SQLite persistence module for `eventsourcing`: append-only, hashed, immutable.

It is built on the library's own classes; these are the differences, and the trap each avoids:

- a writing transaction begins with BEGIN IMMEDIATE (the stock deferred BEGIN loses most appends of
  competing processes to "database is locked");
- `position` is declared AUTOINCREMENT (an implicit rowid is reused after a deletion and renumbered
  by dump and restore) and must be head + 1;
- triggers forbid UPDATE, DELETE and, with recursive_triggers, INSERT OR REPLACE;
- erased values (table `personal`) are overwritten with zeros, secure_delete=ON, and `settle`
  removes their copies from the -wal;
- the leaf hash is stored beside each event, and the tree's frontier in `log_head`, in the same
  transaction, synchronous=FULL;
- a reader works in a read-only folder, and without a -shm file.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.persistence import AggregateRecorder, Notification, ProgrammingError, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore, SQLiteFactory
from eventsourcing.utils import Environment, EnvType

from ledger.integrity import merkle
from ledger.store.appending import Appending, text
from ledger.store.sqlite import schema
from ledger.store.sqlite.connections import Datastore, translating
from ledger.store.sqlite.reads import SELECT, Reads
from ledger.store.sqlite.unit import Unit

_HEAD = (
    "SELECT size, frontier, (SELECT state FROM stored_events WHERE position = size),"
    " (SELECT identity FROM ledger) FROM log_head"
)


def _begun(raw: sqlite3.Cursor) -> Unit:
    """A unit of work at the head of the log, in a new transaction."""
    size, frontier, last, identity = raw.execute(_HEAD).fetchone() or (None,) * 4
    if not isinstance(size, int) or not isinstance(frontier, bytes):
        raise sqlite3.IntegrityError("the head of the log is missing or changed")
    return Unit(raw, identity, size, merkle.unpack(frontier), last)


class Recorder(Appending, Reads, SQLiteApplicationRecorder):
    """Appends events and reads them back; within `writing()`, all in one transaction."""

    def __init__(self, datastore: SQLiteDatastore, events_table_name: str = "stored_events"):
        super().__init__(datastore, events_table_name)

    def construct_create_table_statements(self) -> list[str]:
        return [schema.script()]

    def create_table(self) -> None:
        with self.datastore.get_connection(commit=True) as connection:
            raw, script = connection._sqlite_conn, schema.script()
            if raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'log_head'").fetchone():
                return
            raw.executescript(f"PRAGMA journal_mode=WAL; BEGIN IMMEDIATE; {script} COMMIT;")

    @contextmanager
    def _transaction(self) -> Iterator[Unit]:
        if self._here.cursor is not None:
            raise ProgrammingError("what is being viewed as it was is not written meanwhile")
        try:
            with self.datastore.transaction(commit=True) as cursor:
                raw = cursor.sqlite_cursor
                unit = _begun(raw)
                self._here.cursor, self._here.unit = raw, unit
                try:
                    yield unit
                    unit.write()
                finally:
                    self._here.cursor = self._here.unit = None
        except KeyboardInterrupt as stopped:
            if stopped.__dict__.get("committed"):
                self._committed(unit)
            raise
        self._committed(unit)

    def settle(self) -> bool:
        """Rewrite the file and empty the -wal, so that neither keeps anything erased. Returns
        whether it could be done; a reader may prevent it."""
        with self.reading() as cursor:
            # secure_delete leaves what pages held that were split or merged: 1 value in 700.
            cursor.execute("VACUUM")
            busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def back_up(self, to: Path) -> None:
        """Copy the whole ledger, in one state, to the empty file `to`, safely on disk; others may
        write meanwhile."""
        copy = sqlite3.connect(to)
        try:
            with translating(), self.snapshot() as cursor:
                cursor.connection.backup(copy)
        finally:
            copy.close()

    def copied(self) -> bool:
        """Whether the file is marked as unpacked from an audit pack."""
        return bool(self.ask("PRAGMA application_id")[0][0] == schema.COPY_ID)

    def take_up(self) -> None:
        with self.writing() as cursor:
            cursor.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Cursor]:
        """One state of the ledger for several SELECTs, whatever others write meanwhile."""
        with self.reading() as cursor:
            if cursor.connection.in_transaction:
                yield cursor
                return
            cursor.execute("BEGIN")
            self._here.cursor, self._here.cache = cursor, {}
            try:
                yield cursor
            finally:
                self._here.cursor = self._here.cache = None
                cursor.connection.rollback()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Cursor]:
        unit = self._here.unit
        if unit is not None:
            with unit.past() as cursor:
                yield cursor
            return
        open_cursor = self._here.cursor
        if open_cursor is not None:
            yield open_cursor.connection.cursor()
            return
        with self.datastore.transaction(commit=False) as cursor:
            yield cursor.sqlite_cursor

    def _commitments(self, value: str) -> list[Any]:
        return self.ask("SELECT commitment FROM personal WHERE value = ?", [value])

    def ask(self, statement: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        unit = self.at_work
        if unit is not None and not unit.bare and not unit.stray:
            return list(unit.cursor.execute(statement, params).fetchall())
        return super().ask(statement, params)

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int] | None:
        with translating():
            return super().insert_events(stored_events)

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        statement, params = SELECT + " WHERE originator_id = ?", [text(originator_id)]
        conditions = [(" AND originator_version > ?", gt), (" AND originator_version <= ?", lte)]
        statement, params = _where(statement, params, conditions)
        statement += f" ORDER BY originator_version {'DESC' if desc else 'ASC'} LIMIT ?"
        with self.reading() as cursor:
            rows = cursor.execute(statement, [*params, -1 if limit is None else limit]).fetchall()
        name = self.convert_originator_id
        return [StoredEvent(name(row[1]), row[2], row[3], row[4]) for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        after = " AND position >= ?" if inclusive_of_start else " AND position > ?"
        conditions = [(after, start), (" AND position <= ?", stop)]
        statement, params = _where(SELECT + " WHERE true", [], conditions)
        if topics:
            statement += f" AND topic IN ({','.join('?' * len(topics))})"
            params += topics
        with self.reading() as cursor:
            statement += " ORDER BY position LIMIT ?"
            rows = cursor.execute(statement, [*params, limit]).fetchall()
        name = self.convert_originator_id
        return [Notification(name(row[1]), row[2], row[3], row[4], row[0]) for row in rows]

    def max_notification_id(self) -> int | None:  # type: ignore[override]
        with self.reading() as cursor:
            size: int | None = cursor.execute("SELECT max(position) FROM stored_events").fetchone()[
                0
            ]
        return size


def _where(
    statement: str, params: list[Any], conditions: list[tuple[str, int | None]]
) -> tuple[str, list[Any]]:
    for condition, value in conditions:
        if value is not None:
            statement, params = statement + condition, [*params, value]
    return statement, params


class Factory(SQLiteFactory):
    """The library's factory of recorders; SQLITE_READ_ONLY=y gives a read-only one."""

    application_recorder_class = Recorder

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        self.datastore = Datastore(
            self.datastore.pool.db_name,
            read_only=self.env.get("SQLITE_READ_ONLY") == "y",
            lock_timeout=self.datastore.pool.lock_timeout,
            originator_id_type=self.datastore.originator_id_type,
        )

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        if purpose != "events":
            raise ProgrammingError("the ledger keeps events only: no snapshots")
        return self.application_recorder()
