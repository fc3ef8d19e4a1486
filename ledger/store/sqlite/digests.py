"""Digests of the rows outside the tree: the ledger's identity and the command keys."""

import sqlite3
from collections.abc import Sequence
from hashlib import sha256
from typing import Any


def add_digests(raw: sqlite3.Cursor | sqlite3.Connection) -> None:
    """Add a digest to each row outside the tree that lacks one."""
    given = {row[0] for row in raw.execute("SELECT of FROM row_digest").fetchall()}
    new = [(of, digest) for of, digest in digests(raw).items() if of not in given]
    raw.executemany("INSERT INTO row_digest VALUES (?,?)", new)


def add_digest(raw: sqlite3.Cursor, key: str) -> None:
    """Add the digest of a command key's row."""
    named = f"SELECT * FROM ({_GUARDED}) WHERE of = ?"
    (row,) = raw.execute(named, (f"key {key}",)).fetchall()
    raw.execute("INSERT INTO row_digest VALUES (?,?)", (row[0], _digest(row)))


def digests(raw: sqlite3.Cursor | sqlite3.Connection) -> dict[str, bytes]:
    """The current digests of the rows outside the tree: the ledger's identity and the command
    keys."""
    return {str(row[0]): _digest(row) for row in raw.execute(_GUARDED).fetchall()}


_GUARDED = (
    "SELECT 'identity' AS of, identity, id, 0 FROM ledger UNION ALL"
    " SELECT 'key ' || key, digest, first_position, last_position FROM command_key"
)


def _digest(row: Sequence[Any]) -> bytes:
    return sha256(repr(tuple(row)).encode("utf-8", "surrogatepass")).digest()
