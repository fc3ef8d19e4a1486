"""What a sandbox and its child say to each other, and how it is written."""

import time
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from ledger.unknown import Kind
from projections import pipes

LONGEST_ANSWER = 64 << 20


class Ask(msgspec.Struct, tag=True):
    """One statement. The two days are those of every state and question that is not told others;
    nothing is known by a day after `today`."""

    sql: str
    as_of: date
    known_by: date | None
    today: date
    rows: int
    seconds: float


class Ready(msgspec.Struct, tag=True):
    """The child is set up, and locked; it knows so many events, and nothing of some kinds."""

    size: int
    unknown_kinds: list[Kind] = []
    unlimited: list[str] = []  # Limits that this system cannot enforce.


class Progress(msgspec.Struct, tag=True):
    """The child is still reading events: so many are done."""

    done: int


class Failed(msgspec.Struct, tag=True):
    """What a person must be told, by the name of a problem: Misused, Refused and so on. `last`: the
    child goes no further."""

    problem: str
    says: str
    last: bool = False


class ResultSet(msgspec.Struct, tag=True):
    """Columns, their types in DuckDB's words, and rows; `cut` where there were more rows."""

    columns: list[str]
    types: list[str]
    rows: list[list[Any]]
    cut: bool = False


Reply = Ready | Progress | Failed | ResultSet


def _unwrap(code: int, data: memoryview) -> Any:
    read: dict[int, Callable[[str], Any]] = {
        1: date.fromisoformat,
        2: datetime.fromisoformat,
        3: Decimal,
    }
    return read[code](bytes(data).decode())


_ENCODER = msgspec.msgpack.Encoder()
_REPLIES = msgspec.msgpack.Decoder(Reply, ext_hook=_unwrap)


def packed(value: date | datetime | Decimal) -> msgspec.msgpack.Ext:
    """A value that comes out as it went in."""
    if isinstance(value, Decimal):
        return msgspec.msgpack.Ext(3, str(value).encode())
    return msgspec.msgpack.Ext(1 + isinstance(value, datetime), value.isoformat().encode())


def send(link: pipes.Link, message: Ask | Reply) -> None:
    """Raises OverflowError for one too long to be read, before anything is sent."""
    body = _ENCODER.encode(message)
    if len(body) > LONGEST_ANSWER:
        raise OverflowError
    link.sendall(len(body).to_bytes(4, "big") + body)


def receive(link: pipes.Link, until: float | None = None) -> bytes:
    """The next message. Raises EOFError if the other end is gone, TimeoutError at the moment
    `until` of the monotonic clock."""

    def exactly(size: int) -> bytes:
        read = bytearray()
        while len(read) < size:
            if until is not None and (left := until - time.monotonic()) > 0:
                link.settimeout(left)
            elif until is not None:
                raise TimeoutError
            some = link.recv(min(size - len(read), 1 << 20))
            if not some:
                raise EOFError
            read += some
        return bytes(read)

    size = int.from_bytes(exactly(4), "big")
    if size > LONGEST_ANSWER:
        raise EOFError
    return exactly(size)
