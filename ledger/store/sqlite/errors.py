"""What SQLite reports, turned into one sentence for a person. A cause is named only if the error's
code shows it, since the text contains people's file names.
"""

import sqlite3

from eventsourcing.persistence import DataError, PersistenceError

from ledger.errors import Broken, Misused, Unavailable
from ledger.storage_errors import CLOSED, DAMAGED, FAILING, FULL, LOCKED, unavailable, why

_VERIFY = "Run: govledger verify"
_CODES = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: FAILING,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_READONLY: CLOSED,
    sqlite3.SQLITE_PERM: CLOSED,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}


class translated(unavailable):
    """Turn an error of SQLite or the file system about the ledger at `path` into one sentence."""

    __slots__ = ()

    def tell(self, error: BaseException) -> None:
        if isinstance(error, DataError):
            raise Misused(f"That cannot be recorded: {error}.") from error
        if isinstance(error, (sqlite3.Error, PersistenceError)):  # Only the ledger is SQLite.
            if "head of the log" in str(error):
                raise Broken(f"{self.path} does not end as it did. {_VERIFY}") from error
            raise Unavailable(why(self.path, _CODES.get(code(error) or 0), str(error))) from error
        super().tell(error)


def code(error: BaseException) -> int | None:
    """SQLite's error code, if known."""
    found: BaseException | None = error
    while found is not None:
        number = getattr(found, "sqlite_errorcode", None)
        if isinstance(number, int):
            return number & 0xFF  # The other problems are of the same kind.
        found = found.__cause__
    return None
