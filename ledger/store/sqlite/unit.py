"""A write transaction on a ledger's file (ledger/store/unit.py)."""

import sqlite3

from ledger.integrity import merkle
from ledger.store import unit
from ledger.store.recorded import OWN_REF
from ledger.store.sqlite.reads import MAKE_OWN_REFS
from ledger.store.unit import Lengths

_INSERTS = (
    "INSERT INTO stored_events VALUES (?,?,?,?,?,?)",
    "INSERT INTO tile VALUES (?,?,?)",
    "INSERT INTO personal VALUES (?,?,?)",
)


class Unit(unit.Unit):
    def whole(self) -> None:
        whole(self.cursor.connection)

    @property
    def alive(self) -> bool:
        return bool(self.cursor.connection.in_transaction)

    def insert(self, begin: Lengths, end: Lengths) -> None:
        for statement, rows, first, last in zip(
            _INSERTS, self.waiting.all, begin, end, strict=True
        ):
            if rows is self.waiting.events and any(OWN_REF in r[4] for r in rows[first:last]):
                self.cursor.execute(MAKE_OWN_REFS)
            if first < last:
                self.cursor.executemany(statement, rows[first:last])

    def moved(self) -> None:
        head = (self.size, merkle.pack(self.frontier))
        self.cursor.execute("UPDATE log_head SET size = ?, frontier = ?", head)


def whole(raw: sqlite3.Connection) -> None:
    """Raise if SQLite rolled back by itself, as on a full disk; whatever came next would be
    committed alone."""
    if not raw.in_transaction:
        raise sqlite3.OperationalError("the transaction was undone, and nothing of it recorded")
