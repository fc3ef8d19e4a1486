"""The tables, indexes and triggers of a ledger's file, and how such a file is recognised."""

import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ledger.system import installation

APPLICATION_ID = 0x474F564C  # "GOVL", in the file's header
COPY_ID = 0x474F5643  # "GOVC": unpacked from an audit pack, and not the ledger itself
VERSION = 3
Objects = dict[str, tuple[str, str | None]]


@cache
def script() -> str:
    """The statements that make an empty ledger of the current layout."""
    return installation.text_of(Path(__file__).with_name("schema.sql"))


def statements(text: str) -> Iterator[str]:
    """The statements of a script, one by one, since executescript would commit an open
    transaction."""
    statement = ""
    for line in text.splitlines():
        statement = f"{statement}{line}\n".lstrip()
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def objects() -> Objects:
    """Each table, index and trigger of the schema: its table, and its text as SQLite keeps it, if
    any."""
    with sqlite3.connect(":memory:") as raw:
        raw.executescript(script())
        return read(raw.cursor())


def read(cursor: sqlite3.Cursor) -> Objects:
    rows = cursor.execute("SELECT type || ' ' || name, tbl_name, sql FROM sqlite_master").fetchall()
    return {row[0]: row[1:] for row in rows}
