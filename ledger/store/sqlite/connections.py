"""Connections to the ledger's file: how one is opened, and what a transaction of the library's is.

A writing transaction begins with BEGIN IMMEDIATE: the stock deferred BEGIN loses most appends of
competing processes to "database is locked".
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from eventsourcing import persistence
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
)

from ledger.store.sqlite import patient
from ledger.store.sqlite.unit import whole

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
            except BaseException as error:
                if commit:
                    # A signal that arrives during the commit is handled after it.
                    stopped = isinstance(error, KeyboardInterrupt)
                    error.__dict__["committed"] = stopped and not raw.in_transaction
                    raw.rollback()
                raise
        except sqlite3.Error as error:  # Of the ledger: nothing else here is SQLite.
            raise _translated(error) from error


@contextmanager
def translating() -> Iterator[None]:
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
