"""A connection to SQLite that waits for whoever has the file locked, and says so.

Any statement may be the one that finds a lock: the first of a reader's transaction, or a later one
between two of them.
"""

import sqlite3
from typing import Any

from ledger.store.sqlite import waiting


class Cursor(sqlite3.Cursor):
    def execute(self, sql: str, parameters: Any = (), /) -> "Cursor":
        connection: Any = self.connection
        begin = super().execute
        return waiting.patiently(lambda: begin(sql, parameters), connection.uri, connection.limit)


class Connection(sqlite3.Connection):
    uri = ""
    limit = 0.0

    def cursor(self, factory: Any = Cursor) -> Any:
        return super().cursor(factory)


def connect(uri: str, limit: float) -> Connection:
    """`limit`: for how many seconds to wait in all."""
    raw = sqlite3.connect(
        uri,
        uri=True,
        check_same_thread=False,
        isolation_level=None,
        timeout=min(limit, waiting.MOMENT_SECONDS),
        factory=Connection,
    )
    raw.uri, raw.limit = uri, limit
    return raw
