"""Digests of the rows outside the tree: the ledger's identity and the command keys."""

import sqlite3
from collections.abc import Sequence
from hashlib import sha256
from typing import Any


def add_digests(raw: sqlite3.Cursor | sqlite3.Connection) -> None:
    """Give each row that no tree covers, and that has none yet, its digest."""
    given = {row[0] for row in raw.execute("SELECT of FROM row_digest").fetchall()}
    new = [(of, digest) for of, digest in digests(raw).items() if of not in given]
    raw.executemany("INSERT INTO row_digest VALUES (?,?)", new)


def add_digest(raw: sqlite3.Cursor, key: str) -> None:
    """Give the row of a command key its digest."""
    named = f"SELECT * FROM ({_GUARDED}) WHERE of = ?"
    (row,) = raw.execute(named, (f"key {key}",)).fetchall()
    raw.execute("INSERT INTO row_digest VALUES (?,?)", (row[0], _digest(row)))


def digests(raw: sqlite3.Cursor | sqlite3.Connection) -> dict[str, bytes]:
    """The digests of the rows that no tree covers, as these are now: of the ledger's identity, and
    of the command keys."""
    return {str(row[0]): _digest(row) for row in raw.execute(_GUARDED).fetchall()}


_GUARDED = (
    "SELECT 'identity' AS of, identity, id, 0 FROM ledger UNION ALL"
    " SELECT 'key ' || key, digest, first_position, last_position FROM command_key"
)


def _digest(row: Sequence[Any]) -> bytes:
    return sha256(repr(tuple(row)).encode("utf-8", "surrogatepass")).digest()
