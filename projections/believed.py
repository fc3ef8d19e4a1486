"""Which generation a question may use: one that was made here, fits the ledger, and is what it was.

A file that somebody else put there could answer with anything, and a view in it would run whatever
its maker wrote.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

from ledger.application import Ledger
from projections import digests, events, folders, index
from projections.connections import quoted

CAN_SET_ASIDE = hasattr(os, "O_TMPFILE") and Path("/proc/self/fd").is_dir()
TRIES = 3  # How often to retry reading a folder in which others are publishing.


def attach_newest(connection: duckdb.DuckDBPyConnection, ledger: Ledger, head: int) -> int:
    """Attach the newest generation that fits the ledger as `generation`; returns the position it
    goes up to, or 0 if there is none."""
    for path in sorted(folders.found(ledger), key=folders.position_of, reverse=True):
        if folders.position_of(path) <= head and _attach(connection, ledger, path):
            return folders.position_of(path)
    return 0


def set_aside(ledger: Ledger, head: int) -> tuple[Path, int] | None:
    """A nameless copy of the newest generation made here, for readers who may not see this
    machine's paths: what was copied is what was hashed. Returns its path, which says nothing and
    lasts as long as the process, and its position; None if there is none, or no room."""
    for path in sorted(folders.found(ledger), key=folders.position_of, reverse=True):
        if folders.position_of(path) > head or no_plain_file(path):
            continue
        with suppress(OSError):
            if (copy := digests.copied(ledger, path)) is not None:
                return Path(f"/proc/self/fd/{copy}"), folders.position_of(path)
    return None


def attach_aside(
    connection: duckdb.DuckDBPyConnection, ledger: Ledger, copy: tuple[Path, int]
) -> int:
    """Attach such a copy as `generation`; returns its position, or 0 if it does not fit."""
    return copy[1] if fits(connection, ledger, *copy) else 0


def _attach(connection: duckdb.DuckDBPyConnection, ledger: Ledger, path: Path) -> bool:
    """Attach one that was made here. Whoever else can write the folder may swap a file, even just
    while it is opened, so folder and file are checked again afterwards."""
    for _ in range(TRIES):
        try:
            folder = path.parent.stat()
            if not folders.closed(path.parent):
                return False
        except OSError:  # The folder is gone or unreadable.
            return False
        said = digests.made_here(ledger, path)
        if said is None or no_plain_file(path):
            return False
        if not fits(connection, ledger, path, folders.position_of(path)):
            return False
        with suppress(OSError):
            again = path.parent.stat()
            still = (folder.st_ino, folder.st_ctime_ns) == (again.st_ino, again.st_ctime_ns)
            if still and digests.unchanged(path, said) and not no_plain_file(path):
                return True
        connection.execute("DETACH generation")  # Usually because another was published just then.
    return False


def no_plain_file(path: Path) -> str | None:
    """Why a file is not opened, if so: it is a link or a pipe, or beside it is a file of changes,
    which DuckDB would apply and ours never have."""
    if not path.is_file() or path.is_symlink():
        return "it is not a plain file"
    beside = [file.name for file in path.parent.glob(f"{path.name}.*")]
    return f"{beside[0]} lies beside it, which would change it when opened" if beside else None


def fits(connection: duckdb.DuckDBPyConnection, ledger: Ledger, path: Path, position: int) -> bool:
    """Attach one that has these tables and fits the ledger."""
    try:
        connection.execute(f"ATTACH '{quoted(path)}' AS generation (READ_ONLY)")
    except duckdb.Error:
        return False  # Swept by another process, or incomplete: use an older one, or the ledger.
    says: list[Any] = []
    with suppress(duckdb.Error):
        if not strange(connection, "generation"):
            says = connection.execute("SELECT * FROM generation.meta").fetchall()
            count = connection.execute("SELECT count(*) FROM generation.events").fetchall()
            told = meta(ledger, position)
            if says == [told] and count == [(position - told[-1],)]:
                return True
    connection.execute("DETACH generation")
    if says and says[0][0] == ledger.identity and says[0][-2:] != left_out(ledger, position):
        with suppress(OSError):  # It shows what has since been erased or withheld.
            path.unlink()
    return False


def strange(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """What an attached file has besides the tables of a generation, or which of these is no plain
    table, in words: a view runs whatever its maker wrote, with the rights of the reader."""
    found = connection.execute(
        "SELECT view_name, 'a view' FROM duckdb_views() WHERE database_name = $1 AND NOT internal"
        " UNION ALL SELECT sequence_name, 'a sequence' FROM duckdb_sequences()"
        " WHERE database_name = $1"
        " UNION ALL SELECT index_name, 'an index' FROM duckdb_indexes() WHERE database_name = $1"
        " UNION ALL SELECT table_name, CASE"
        f" WHEN schema_name <> 'main' OR table_name NOT IN {TABLES} THEN 'another table'"
        " WHEN regexp_matches(sql, ' (GENERATED|DEFAULT|CHECK)\\b') THEN 'a table with code in it'"
        " END"
        " FROM duckdb_tables() WHERE database_name = $1",
        [database],
    ).fetchall()
    tables = [name for name, what in found if what is None]
    lacking = [f"it has no table {name}" for name in TABLES if name not in tables]
    return [f"{name} is {what}" for name, what in found if what] + lacking


TABLES = ("events", "meta", *index.TABLES)
META = {
    "identity": "VARCHAR",
    "fingerprint": "VARCHAR",
    "position": "BIGINT",
    "leaf": "VARCHAR",
    "erasure": "BIGINT",
    "beyond": "BIGINT",
}


def meta(ledger: Ledger, position: int) -> tuple[str, str, int, str, int, int]:
    """What ties a generation to its ledger: identity, shape, last position, that event's hash, the
    last erasure that it takes account of, and how many events it lacks because they are beyond its
    reader."""
    leaves = ledger.store.hashes(0, position - 1, 1) if position else []
    leaf = leaves[0].hex() if leaves else ""
    return ledger.identity, events.fingerprint(), position, leaf, *left_out(ledger, position)


def left_out(ledger: Ledger, position: int) -> tuple[int, int]:
    """The last erasure, and how many events up to a position are beyond the reader."""
    return _last_erasure(ledger), len(ledger.store.hashes_only(position))


def _last_erasure(ledger: Ledger) -> int:
    return max((row[0] for row in ledger.store.histories((), ("erasure",))), default=0)
