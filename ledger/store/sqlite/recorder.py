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
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing import persistence
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    DataError,
    ListenNotifySubscription,
    Notification,
    ProgrammingError,
    StoredEvent,
    Subscription,
)
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteFactory,
)
from eventsourcing.utils import Environment, EnvType

from ledger.integrity import merkle
from ledger.leaf import Inadmissible, admit, leaf
from ledger.store import New, Wrote
from ledger.store.sqlite import patient, schema
from ledger.store.sqlite.reads import Reads
from ledger.store.sqlite.unit import Unit, whole

LOCK_TIMEOUT_SECONDS = 60

# The journal's mode is kept in the file; `secure_delete` is for whoever deletes (forget).
WRITE_PRAGMAS = ("synchronous=FULL", "recursive_triggers=ON")
READ_PRAGMAS = ("query_only=ON",)


class Connection(SQLiteConnection):
    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        # Outside a transaction of ours, a single SELECT already sees one state of the database.
        cursor = self.cursor()
        raw = self._sqlite_conn
        try:
            if commit:
                cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                if commit:
                    whole(raw)
                    raw.commit()
            except BaseException:
                if commit:
                    raw.rollback()
                raise
        except sqlite3.Error as error:  # Of the ledger: nothing else here is SQLite.
            raise _translated(error) from error


@contextmanager
def _translating() -> Iterator[None]:
    """Translate SQLite's errors into the library's."""
    try:
        yield
    except sqlite3.Error as error:  # Of the ledger: nothing else here is SQLite.
        raise _translated(error) from error


def _translated(error: sqlite3.Error) -> Exception:
    for cls in type(error).__mro__:
        ours = getattr(persistence, cls.__name__, None)
        if cls.__module__ == "sqlite3" and ours is not None:
            return ours(error)  # type: ignore[no-any-return]
    return persistence.PersistenceError(error)


class ConnectionPool(SQLiteConnectionPool):
    def __init__(self, *, read_only: bool = False, **kwargs: Any) -> None:
        self.read_only = read_only
        super().__init__(**kwargs)

    def _create_connection(self) -> SQLiteConnection:
        try:
            return self._connect()
        except sqlite3.Error as error:
            raise _translated(error) from error

    @property
    def limit(self) -> float:
        """How many seconds to wait for another writer."""
        return self.lock_timeout or LOCK_TIMEOUT_SECONDS

    def _connect(self) -> SQLiteConnection:
        raw = patient.connect(self.db_name, self.limit)
        for pragma in READ_PRAGMAS if self.read_only else WRITE_PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        return Connection(raw, max_age=self.max_age)


class Datastore(SQLiteDatastore):
    def __init__(self, db_name: str, *, read_only: bool, **kwargs: Any) -> None:
        super().__init__(db_name=db_name, **kwargs)
        self.pool = ConnectionPool(
            db_name=db_name, read_only=read_only, lock_timeout=kwargs.get("lock_timeout")
        )


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


class _Here(threading.local):
    """What is under way in a thread."""

    cursor: sqlite3.Cursor | None = None
    unit: Unit | None = None
    known: dict[str, Any] | None = None


class Recorder(Reads, SQLiteApplicationRecorder):
    """Appends events and reads them back; within `writing()`, all in one transaction."""

    def __init__(self, datastore: SQLiteDatastore, events_table_name: str = "stored_events"):
        super().__init__(datastore, events_table_name)
        self._here = _Here()
        self._listeners: set[ListenNotifySubscription[Recorder]] = set()
        self.wrote: Wrote | None = None

    def construct_create_table_statements(self) -> list[str]:
        return [schema.script()]

    def create_table(self) -> None:
        with self.datastore.get_connection(commit=True) as connection:
            raw, script = connection._sqlite_conn, schema.script()
            if raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'log_head'").fetchone():
                return
            raw.executescript(f"PRAGMA journal_mode=WAL; BEGIN IMMEDIATE; {script} COMMIT;")

    def unit(self) -> AbstractContextManager[Unit]:
        """One write transaction: nobody else writes until it ends, and it is kept completely or not
        at all. Inside another it joins that one, and rolls back only its own part if it fails."""
        unit = self._here.unit
        return self._transaction() if unit is None else unit.part()

    @contextmanager
    def _transaction(self) -> Iterator[Unit]:
        if self._here.cursor is not None:
            raise ProgrammingError("what is being viewed as it was is not written meanwhile")
        with self.datastore.transaction(commit=True) as cursor:
            raw = cursor.sqlite_cursor
            unit = _begun(raw)
            self._here.cursor, self._here.unit = raw, unit
            try:
                yield unit
                unit.write()
            finally:
                self._here.cursor = self._here.unit = None
        self.wrote = unit.after(self.wrote)
        if unit.size != unit.began:
            for listener in list(self._listeners):
                listener._has_been_notified.set()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Cursor]:
        """The same, with its cursor, for callers that write with their own statements."""
        with self.unit() as unit, unit.past() as cursor:
            unit.changes += 1
            unit.known.clear()
            yield cursor

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
            with _translating(), self.snapshot() as cursor:
                cursor.connection.backup(copy)
        finally:
            copy.close()

    def copied(self) -> bool:
        """Whether the file is marked as unpacked from an audit pack."""
        return bool(self.ask("PRAGMA application_id")[0][0] == schema.COPY_ID)

    def take_up(self) -> None:
        """Remove the mark of a copy, in the current transaction."""
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
            self._here.cursor, self._here.known = cursor, {}
            try:
                yield cursor
            finally:
                self._here.cursor = self._here.known = None
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

    def commitment_of(self, value: str) -> bytes | None:
        """The token in the events for a personal value that is already kept."""
        known = self.known
        values: dict[str, bytes] = {} if known is None else known.setdefault("values", {})
        unit = self.at_work
        if unit is not None and value not in values:
            values |= {kept[2]: kept[0] for kept in unit.waiting.values}
        if value not in values:
            found = self.ask("SELECT commitment FROM personal WHERE value = ?", [value])
            if not found:
                return None
            values[value] = found[0][0]
        return values[value]

    def keep(self, commitment: bytes, salt: bytes, value: str) -> None:
        """Keep a personal value, inside a write transaction."""
        with self.unit() as unit:
            unit.keep((commitment, salt, value))
            unit.known.setdefault("values", {})[value] = commitment

    @property
    def at_work(self) -> Unit | None:
        """This thread's current write transaction, if any."""
        return self._here.unit

    @property
    def known(self) -> dict[str, Any] | None:
        """The cache for what is read during a transaction, while nothing else can change it;
        otherwise None."""
        unit = self._here.unit
        if unit is None:
            return self._here.known
        return None if unit.bare else unit.known

    def ask(self, statement: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        unit = self.at_work
        if unit is not None and not unit.bare and not unit.stray:
            return list(unit.cursor.execute(statement, params).fetchall())
        return super().ask(statement, params)

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int] | None:
        if not stored_events:
            return []
        with _translating(), self.unit() as unit:
            positions = self.append(
                (_text(one.originator_id), one.originator_version, one.topic, one.state)
                for one in stored_events
            )
            unit.write()
            unit.forget()
        return list(positions)

    def append(self, events: Iterable[New]) -> range:
        """The same, in the current transaction, for a caller that keeps `known` up to date; writing
        may be delayed."""
        unit = self.at_work
        assert unit is not None
        position, rows = unit.size, []
        for stream, version, kind, state in events:
            position += 1
            try:
                admit(stream, kind, state)
            except Inadmissible as error:
                raise DataError(str(error)) from error
            hashed = merkle.leaf_hash(leaf(position, stream, version, kind, state))
            rows.append((position, stream, version, kind, state, hashed))
        unit.append(rows)
        return range(position - len(rows) + 1, position + 1)

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        statement, params = _EVENTS + " WHERE originator_id = ?", [_text(originator_id)]
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
        statement, params = _where(_EVENTS + " WHERE true", [], conditions)
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

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        subscription = _Subscription(self, gt, topics)
        self._listeners.add(subscription)
        return subscription


class _Subscription(ListenNotifySubscription[Recorder]):
    """Wakes when this process appends; other processes' events arrive with our next one."""

    def stop(self) -> None:
        self._recorder._listeners.discard(self)
        super().stop()


_EVENTS = "SELECT position, originator_id, originator_version, topic, state FROM stored_events"


def _where(
    statement: str, params: list[Any], conditions: list[tuple[str, int | None]]
) -> tuple[str, list[Any]]:
    for text, value in conditions:
        if value is not None:
            statement, params = statement + text, [*params, value]
    return statement, params


def _text(originator_id: UUID | str) -> str:
    return originator_id.hex if isinstance(originator_id, UUID) else originator_id


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
