"""The ledger's PostgreSQL persistence module for `eventsourcing`: append-only, hashed, immutable.

What must hold, the server holds (schema.sql). Here is what a transaction is:

- it begins with the lock of the head, so that nothing can change between deciding and appending;
- nothing is kept in a session: no setting, no prepared statement, no advisory lock;
- what was read and what waits to be written is in a Unit, as for a file;
- a commit that was not acknowledged is told as what it is: nobody knows.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from eventsourcing.persistence import Notification, PersistenceError, ProgrammingError, StoredEvent

from ledger.integrity import merkle
from ledger.store import patience
from ledger.store.appending import Appending, Here, text
from ledger.store.postgres.connections import Connections
from ledger.store.postgres.errors import LostAtCommit, code, library_error
from ledger.store.postgres.reads import SELECT
from ledger.store.postgres.unit import Undone, Unit

LOCK_TIMEOUT_SECONDS = 60
MOMENT_SECONDS = 2.0
IDLE_SECONDS = 60  # The server disconnects a client that is idle in a transaction for longer.
_BUSY = "55P03"


class _Here(Here):
    began: tuple[datetime, float] | None = None  # By the server's clock, and by ours.


class Recorder(Appending):
    """Appends events and reads them back; within `writing()`, all in one transaction. `named`: what
    the library's callers get for the name of a stream."""

    def __init__(self, connections: Connections, named: Callable[[str], UUID | str] = str) -> None:
        super().__init__()
        self.named = named
        self.connections = connections
        self._here: _Here = _Here()

    # Transactions

    @contextmanager
    def _transaction(self) -> Iterator[Unit]:
        if self._here.cursor is not None:
            raise ProgrammingError("what is being viewed as it was is not written meanwhile")
        with self._translating():
            cursor, unit, now = self._begun()
        self._here.cursor, self._here.unit = cursor, unit
        self._here.began = (now, time.monotonic())
        committing = False
        try:
            with self._translating():
                yield unit
                unit.write()
                committing = True
                self._commit(cursor)
        except BaseException as error:
            with suppress(self.connections.driver.Error):
                cursor.connection.rollback()
            if committing and isinstance(error, KeyboardInterrupt) and self._stands(unit):
                self._committed(unit)
            raise
        finally:
            self._here.cursor = self._here.unit = self._here.began = None
        self._committed(unit)

    def _commit(self, cursor: Any) -> None:
        unit = self._here.unit
        assert unit is not None
        unit.whole()
        try:
            cursor.connection.execute("COMMIT")
        except self.connections.driver.OperationalError as error:
            # Nobody here knows whether the server received it.
            if cursor.connection.closed and unit.size != unit.began:
                raise LostAtCommit(str(error)) from error
            raise

    def _stands(self, unit: Unit) -> bool:
        """Whether a commit that was interrupted was heard by the server."""
        if unit.size == unit.began:
            return False
        asked = "SELECT leaf_hash FROM ledger.leaves WHERE position = %s"
        try:
            found = self.connections.read(asked, [unit.began + 1])
        except PersistenceError as error:  # Nobody knows.
            raise LostAtCommit(str(error)) from error
        return [bytes(hashed) for (hashed,) in found] == [unit.first]

    def _begun(self) -> tuple[Any, Unit, datetime]:
        """A transaction that has the lock of the head, waited for with a message."""
        until, told, again = time.monotonic() + LOCK_TIMEOUT_SECONDS, False, True
        while True:
            raw = self.connections.get()
            cursor = raw.cursor(binary=True)
            left = until - time.monotonic()
            moment = left if told else min(MOMENT_SECONDS, left)
            try:
                wait, idle = max(int(moment * 1000), 1), IDLE_SECONDS * 1000
                began = raw.execute(  # Both in one round trip: on a slow line each costs time.
                    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;"
                    " SELECT size, frontier, last, identity, now"
                    f" FROM ledger.begin_writing({wait:d}, {idle:d})"
                )
                began.nextset()
                size, frontier, last, identity, now = began.fetchone()
            except self.connections.driver.Error as error:  # Locked, lost, or not allowed.
                if not raw.closed:
                    raw.rollback()
                elif again:  # The connection was lost while nothing was under way.
                    again = False
                    continue
                if code(error) != _BUSY or time.monotonic() >= until:
                    raise
                if not told:
                    name = self.connections.address.name
                    patience.tell(f"waiting for another program, which is writing {name}.")
                    told = True
                continue
            except BaseException:  # Ctrl-C while waiting.
                raw.close()
                raise
            if size is None:
                raise Undone("the head of the log is missing")
            frontier = merkle.unpack(bytes(frontier))
            return cursor, Unit(cursor, identity, size, frontier, last), now

    @contextmanager
    def snapshot(self) -> Iterator[Any]:
        """One state of the ledger for several SELECTs, whatever others write meanwhile."""
        if self._here.unit is not None:
            with self._here.unit.past() as cursor:
                yield cursor
            return
        if self._here.cursor is not None:
            yield self._here.cursor
            return
        with self._translating():
            self.connections.read("SELECT 1")  # The connection is known to work.
            cursor = self.connections.get().cursor(binary=True)
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self._here.cursor, self._here.cache = cursor, {}
        try:
            with self._translating():
                yield cursor
        finally:
            self._here.cursor = self._here.cache = None
            with suppress(self.connections.driver.Error):
                cursor.connection.rollback()

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except self.connections.driver.Error as error:  # The error is about the ledger.
            raise library_error(error) from error

    def now(self) -> datetime:
        """The server's time, in a transaction; it goes on by this machine's clock from there."""
        began = self._here.began
        if began is None:
            return datetime.now(UTC)
        at, ours = began
        return (at + timedelta(seconds=time.monotonic() - ours)).astimezone(UTC)

    # Reading

    def query(self, statement: str, params: Any = None) -> list[Any]:
        """The rows of a statement, over everything recorded so far."""
        unit = self._here.unit
        if unit is not None:
            with self._translating(), unit.past() as cursor:
                return list(cursor.execute(statement, params).fetchall())
        return self._read(statement, params)

    def ask(self, statement: str, params: Any = None) -> list[Any]:
        """The same, without first writing pending rows."""
        unit = self._here.unit
        if unit is not None and (unit.bare or unit.stray):
            return self.query(statement, params)
        return self._read(statement, params)

    def _read(self, statement: str, params: Any) -> list[Any]:
        cursor = self._here.cursor
        if cursor is None:
            return self.connections.read(statement, params)
        with self._translating():
            return list(cursor.execute(statement, params).fetchall())

    def _commitments(self, value: str) -> list[Any]:
        return self.ask("SELECT commitment FROM ledger.personal_values WHERE value = %s", [value])

    # The library's

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        rows = self.query(
            f"{SELECT} WHERE stream = %s AND version > %s AND version <= %s"
            f" ORDER BY version {'DESC' if desc else 'ASC'} LIMIT %s",
            [text(originator_id), _or(gt, _LEAST), _or(lte, _MOST), limit],
        )
        return [StoredEvent(self.named(row[1]), row[2], row[3], row[4]) for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        first = _or(start, _LEAST) + (start is not None and not inclusive_of_start)
        rows = self.query(
            f"{SELECT} WHERE position >= %s AND position <= %s"
            " AND (%s::text[] IS NULL OR kind = ANY (%s::text[])) ORDER BY position LIMIT %s",
            [first, _or(stop, _MOST), list(topics) or None, list(topics) or None, limit],
        )
        return [Notification(self.named(row[1]), row[2], row[3], row[4], row[0]) for row in rows]

    def max_notification_id(self) -> int | None:
        size: int | None = self.query("SELECT max(position) FROM ledger.leaves")[0][0]
        return size


_LEAST, _MOST = -(1 << 63), (1 << 63) - 1


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value
