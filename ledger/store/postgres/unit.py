"""A write transaction on a ledger in PostgreSQL (ledger/store/unit.py)."""

from collections.abc import Iterable

from ledger.integrity import merkle
from ledger.store import Stored, unit
from ledger.store.unit import Lengths

_APPEND = "SELECT * FROM ledger.append(%b::text[], %b::bigint[], %b::text[], %b::bytea[])"
# For one event: writing a list costs the driver as much as everything else.
_ONE = "SELECT * FROM ledger.append(ARRAY[%s::text], ARRAY[%s::bigint], ARRAY[%s::text], ARRAY[%b])"
_HEAD = "SELECT size, frontier FROM ledger.the_head"
_KEEP = "SELECT ledger.keep(%b::bytea[], %b::bytea[], %b::text[])"
_IN_TRANSACTION = 2  # libpq's PQTRANS_INTRANS: the server has undone nothing.


class Undone(Exception):
    """The server undid the transaction, and it was gone on with."""


class Unit(unit.Unit):
    """The server appends what is given it, and makes the tree itself: its head is held against
    ours."""

    server: tuple[int, bytes] | None = None
    first: bytes = b""  # The hash of the first event of ours: after a commit, that it is there.

    def append(self, rows: Iterable[Stored]) -> None:
        rows = list(rows)
        if rows and self.size == self.began:
            self.first = rows[0][5]
        super().append(rows)

    def whole(self) -> None:
        if self.cursor.connection.info.transaction_status != _IN_TRANSACTION:
            raise Undone("the transaction was undone, and nothing of it recorded")

    @property
    def alive(self) -> bool:
        return not self.cursor.connection.closed

    def insert(self, begin: Lengths, end: Lengths) -> None:
        events = self.waiting.events[begin[0] : end[0]]
        if values := self.waiting.values[begin[2] : end[2]]:
            self.cursor.execute(_KEEP, [list(column) for column in zip(*values, strict=True)])
        if events:
            one = len(events) == 1
            _, *given, _ = events[0] if one else map(list, zip(*events, strict=True))
            size, frontier = self.cursor.execute(_ONE if one else _APPEND, given).fetchone()
            self.server = (size, bytes(frontier))

    def moved(self) -> None:
        ours = (self.size, merkle.pack(self.frontier))
        if self.server != ours:  # It has gone back to a savepoint since then.
            size, frontier = self.cursor.execute(_HEAD).fetchone()
            self.server = (size, bytes(frontier))
        if self.server != ours:
            raise Undone("the head of the log is not where it would be")
