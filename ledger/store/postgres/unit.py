"""A write transaction on a ledger in PostgreSQL (ledger/store/unit.py)."""

from typing import Any

from ledger.integrity import merkle
from ledger.store import unit
from ledger.store.unit import Lengths

_APPEND = (
    "SELECT size, frontier FROM ledger.append(%b::text[], %b::bigint[], %b::text[], %b::bytea[],"
    " %b::bytea[], %b::bytea[], %b::text[])"
)
_IN_TRANSACTION = 2  # libpq's PQTRANS_INTRANS: the server has undone nothing.


class Undone(Exception):
    """The server undid the transaction, and it was gone on with."""


class Unit(unit.Unit):
    """The server appends what is given it, and makes the tree itself: its head is held against
    ours."""

    server: tuple[int, bytes] | None = None

    def whole(self) -> None:
        if self.cursor.connection.info.transaction_status != _IN_TRANSACTION:
            raise Undone("the transaction was undone, and nothing of it recorded")

    @property
    def alive(self) -> bool:
        return not self.cursor.connection.closed

    def insert(self, begin: Lengths, end: Lengths) -> None:
        events = self.waiting.events[begin[0] : end[0]]
        values = self.waiting.values[begin[2] : end[2]]
        if not events and not values:
            return
        given: list[Any] = [[row[at] for row in events] for at in (1, 2, 3, 4)]
        given += [[value[at] for value in values] for at in range(3)]
        size, frontier = self.cursor.execute(_APPEND, given).fetchone()
        self.server = (size, bytes(frontier))

    def moved(self) -> None:
        if self.server != (self.size, merkle.pack(self.frontier)):
            raise Undone("the head of the log is not where it would be")
