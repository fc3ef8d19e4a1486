"""A ledger's file as it lies on disk, read row by row and trusting nothing."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ledger.store import KeyRow, Stored, Tile, Unreadable
from ledger.store.sqlite import layouts, patient
from ledger.store.sqlite.digests import digests
from ledger.store.sqlite.errors import code, translated
from ledger.store.sqlite.reads import KEYS
from ledger.system import paths

BATCH = 1024
_HINDERED = (
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL,
)  # fmt: skip


class Examination:
    """Reads through `cursor`, in one transaction; `uri` opens the same file again."""

    def __init__(self, cursor: sqlite3.Cursor, path: Path, uri: str) -> None:
        self.cursor = cursor
        self.path = path
        self.uri = uri

    def hashes_only(self) -> list[tuple[int, str | None]]:
        return []

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:  # SQLite's own words.
            self._hindered(error)
            raise Unreadable(str(error)) from error

    def _ask(self, statement: str, params: Sequence[Any] = ()) -> list[Any]:
        with self._reading():
            return self.cursor.execute(statement, params).fetchall()

    def _hindered(self, error: Exception) -> None:
        """Raise Unavailable if SQLite could not read, which says nothing about the content."""
        if code(error) in _HINDERED:
            with translated(self.path):
                raise error

    def batches(self, after: int) -> Iterator[list[Stored]]:
        begin, limit = after or float("-inf"), BATCH
        while True:
            try:
                rows = self._ask(
                    "SELECT position, originator_id, originator_version, topic, state, leaf_hash"
                    " FROM stored_events WHERE position > ? ORDER BY position LIMIT ?",
                    (begin, limit),
                )
            except Unreadable:
                if limit == 1:
                    raise
                limit = 1  # Go on one by one, to name the first that cannot be read.
                continue
            if not rows:
                return
            yield rows
            if not rows[-1][0] > begin:
                raise Unreadable("its pages lead back to events before it")
            begin = rows[-1][0]

    def version(self, stream: str, upto: int) -> int:
        last = (
            "SELECT coalesce(max(originator_version), 0) FROM stored_events"
            " WHERE originator_id = ? AND position <= ?"
        )
        return int(self._ask(last, (stream, upto))[0][0])

    def head(self) -> tuple[int, bytes, int]:
        heads = self._ask("SELECT size, frontier FROM log_head")
        size, packed = heads[0] if heads else (None, None)
        given = self._ask("SELECT seq FROM sqlite_sequence WHERE name = 'stored_events'")
        seen = given[0][0] if given else 0
        return (
            size if isinstance(size, int) else -1,
            packed if isinstance(packed, bytes) else b"",
            seen if isinstance(seen, int) else 0,
        )

    def command_keys(self) -> list[KeyRow]:
        return self._ask(f"{KEYS} ORDER BY key")

    def problems(self, tiles: Sequence[Tile], after: int) -> Iterator[str]:
        with self._reading():
            wrong = layouts.problems(self.cursor)
        yield from wrong
        yield from self._of_tiles(tiles, after)
        yield from self._of_digests()

    def _of_tiles(self, tiles: Sequence[Tile], after: int) -> list[str]:
        rows = self._ask(
            "SELECT level, number, root FROM tile WHERE (number + 1) << level > ?", (after,)
        )
        stored, ours = {row[:2]: row[2] for row in rows}, {t[:2]: t[2] for t in tiles}
        return [
            f"the stored tree differs from the events at level {level}, number {number}"
            for level, number in sorted(stored.keys() | ours.keys(), key=repr)
            if stored.get((level, number)) != ours.get((level, number))
        ]

    def _of_digests(self) -> list[str]:
        kept = dict(self._ask("SELECT of, digest FROM row_digest"))
        with self._reading():
            found = digests(self.cursor)
        named = [row[0] for row in self._ask("SELECT identity FROM ledger")]
        strange = [one for one in named if not paths.is_identity(one)]
        told = [f"the identity of the ledger is {one!r}, which no ledger has" for one in strange]
        return told + [
            f"the {of.replace('identity', 'identity of the ledger')} is missing, or not what was"
            " stored"
            for of in sorted({"identity", *kept, *found}, key=str)
            if kept.get(of) is None or kept.get(of) != found.get(of)
        ]

    def damage(self) -> list[str]:
        """What SQLite finds wrong with the file's pages. A history is read through an index, and
        whatever the index omits would be hidden although stored."""
        raw = patient.connect(self.uri, 60)
        try:
            rows = raw.execute("PRAGMA integrity_check(3)").fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:  # What it finds, unless hindered.
            self._hindered(error)
            rows = [(str(error),)]
        finally:
            raw.close()
        return [f"the file is damaged: {said}" for (said,) in rows if said != "ok"]
