"""A SQLite connection that waits for whoever has locked the file, and says so.

Any statement may meet the lock: a reader's first one, or a later one between two transactions.
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
    """`limit`: how many seconds to wait in total."""
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
