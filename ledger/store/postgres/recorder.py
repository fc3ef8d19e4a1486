"""The ledger's PostgreSQL persistence module for `eventsourcing`: append-only, hashed, immutable.

What must hold, the server holds (schema.sql). Here is what a transaction is:

- it begins with the lock of the head, so that nothing can change between deciding and appending;
- nothing is kept in a session: no setting, no prepared statement, no advisory lock;
- what was read and what waits to be written is in a Unit, as for a file;
- a commit that was not acknowledged is told as what it is: nobody knows.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    DataError,
    ListenNotifySubscription,
    Notification,
    ProgrammingError,
    StoredEvent,
    Subscription,
)

from ledger.integrity import merkle
from ledger.leaf import Inadmissible, admit, leaf
from ledger.store import New, Wrote, patience
from ledger.store.postgres.connections import Connections
from ledger.store.postgres.errors import LostAtCommit, code, library_error
from ledger.store.postgres.unit import Undone, Unit

LOCK_TIMEOUT_SECONDS = 60
MOMENT_SECONDS = 2.0
IDLE_SECONDS = 60  # A client that sleeps longer in a transaction is put out by the server.
_BUSY = "55P03"
_EVENTS = "SELECT position, stream, version, kind, state FROM ledger.events"


class _Here(threading.local):
    """What is under way in a thread."""

    cursor: Any = None
    unit: Unit | None = None
    known: dict[str, Any] | None = None
    began: tuple[datetime, float] | None = None  # By the server's clock, and by ours.


class Recorder(ApplicationRecorder):
    """Appends events and reads them back; within `writing()`, all in one transaction. `named`: what
    the library's callers get for the name of a stream."""

    def __init__(self, connections: Connections, named: Callable[[str], UUID | str] = str) -> None:
        super().__init__()
        self.named = named
        self.connections = connections
        self._here = _Here()
        self._listeners: set[ListenNotifySubscription[Recorder]] = set()
        self.wrote: Wrote | None = None

    # Transactions

    def unit(self) -> AbstractContextManager[Unit]:
        """One write transaction; inside another, a part of that one, which rolls back only its own
        part if it fails."""
        unit = self.at_work
        return self._transaction() if unit is None else unit.part()

    @contextmanager
    def _transaction(self) -> Iterator[Unit]:
        if self._here.cursor is not None:
            raise ProgrammingError("what is being viewed as it was is not written meanwhile")
        with self._translating():
            cursor, unit, now = self._begun()
        self._here.cursor, self._here.unit = cursor, unit
        self._here.began = (now, time.monotonic())
        try:
            with self._translating():
                yield unit
                unit.write()
                self._commit(cursor)
        except BaseException:
            with suppress(self.connections.driver.Error):
                cursor.connection.rollback()
            raise
        finally:
            self._here.cursor = self._here.unit = self._here.began = None
        self.wrote = unit.after(self.wrote)
        if unit.size != unit.began:
            for listener in list(self._listeners):
                listener._has_been_notified.set()

    def _commit(self, cursor: Any) -> None:
        unit = self._here.unit
        assert unit is not None
        unit.whole()
        try:
            cursor.execute("COMMIT")
        except self.connections.driver.OperationalError as error:
            # Whether the server heard it, nobody knows here.
            if cursor.connection.closed and unit.size != unit.began:
                raise LostAtCommit(str(error)) from error
            raise

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
                began = raw.execute(  # Both at once: on a slow line, each turn is felt.
                    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;"
                    " SELECT size, frontier, last, identity, now"
                    f" FROM ledger.begin_writing({wait:d}, {idle:d})"
                )
                began.nextset()
                size, frontier, last, identity, now = began.fetchone()
            except self.connections.driver.Error as error:  # Locked, lost, or not allowed.
                if not raw.closed:
                    raw.rollback()
                elif again:  # It was lost while nothing was under way.
                    again = False
                    continue
                if code(error) != _BUSY or time.monotonic() >= until:
                    raise
                if not told:
                    name = self.connections.address.name
                    patience.tell(f"waiting for another program, which is writing {name}.")
                    told = True
                continue
            except BaseException:  # Ctrl-C while it waits.
                raw.close()
                raise
            if size is None:
                raise Undone("the head of the log is missing")
            frontier = merkle.unpack(bytes(frontier))
            return cursor, Unit(cursor, identity, size, frontier, last), now

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """The same, with its cursor, for callers that write with their own statements."""
        with self.unit() as unit, unit.past() as cursor:
            unit.changes += 1
            unit.known.clear()
            yield cursor

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
            self.connections.read("SELECT 1")  # A connection that is there.
            cursor = self.connections.get().cursor(binary=True)
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self._here.cursor, self._here.known = cursor, {}
        try:
            with self._translating():
                yield cursor
        finally:
            self._here.cursor = self._here.known = None
            with suppress(self.connections.driver.Error):
                cursor.connection.rollback()

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except self.connections.driver.Error as error:  # Of the ledger.
            raise library_error(error) from error

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
        return self._asked(statement, params)

    def ask(self, statement: str, params: Any = None) -> list[Any]:
        """The same, without first writing pending rows."""
        unit = self._here.unit
        if unit is not None and (unit.bare or unit.stray):
            return self.query(statement, params)
        return self._asked(statement, params)

    def _asked(self, statement: str, params: Any) -> list[Any]:
        cursor = self._here.cursor
        if cursor is None:
            return self.connections.read(statement, params)
        with self._translating():
            return list(cursor.execute(statement, params).fetchall())

    # The library's

    def append(self, events: Iterable[New]) -> range:
        """Append in the current transaction, for a caller that keeps `known` up to date; writing
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

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int] | None:
        if not stored_events:
            return []
        with self.unit() as unit:
            positions = self.append(
                (_text(one.originator_id), one.originator_version, one.topic, one.state)
                for one in stored_events
            )
            unit.write()
            unit.forget()
        return list(positions)

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
            f"{_EVENTS} WHERE stream = %s AND version > %s AND version <= %s"
            f" ORDER BY version {'DESC' if desc else 'ASC'} LIMIT %s",
            [_text(originator_id), _or(gt, _LEAST), _or(lte, _MOST), limit],
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
            f"{_EVENTS} WHERE position >= %s AND position <= %s"
            " AND (%s::text[] IS NULL OR kind = ANY (%s::text[])) ORDER BY position LIMIT %s",
            [first, _or(stop, _MOST), list(topics) or None, list(topics) or None, limit],
        )
        return [Notification(self.named(row[1]), row[2], row[3], row[4], row[0]) for row in rows]

    def max_notification_id(self) -> int | None:
        size: int | None = self.query("SELECT max(position) FROM ledger.leaves")[0][0]
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


_LEAST, _MOST = -(1 << 63), (1 << 63) - 1


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _text(originator_id: UUID | str) -> str:
    return originator_id.hex if isinstance(originator_id, UUID) else originator_id
