"""A ledger's events in one SQLite file: the Store of ledger/store, on the library's recorder."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ledger.errors import Broken, Refused
from ledger.integrity import merkle
from ledger.store import KeyRow, Row, Value
from ledger.store.folder import FolderAttachments
from ledger.store.recorded import RecordedStore
from ledger.store.sqlite import digests, layouts, schema
from ledger.store.sqlite.errors import translated
from ledger.store.sqlite.examination import Examination
from ledger.store.sqlite.header import Held
from ledger.store.sqlite.reads import KEYS, SELECT
from ledger.store.sqlite.recorder import Recorder

PAGE = 10_000
_AT_ONCE = 900  # Values in one statement; older SQLite takes 999.


class SQLiteStore(RecordedStore):
    """`held` keeps the file's locks; `copied` says whether its header marks a copy, if read at
    opening."""

    recorder: Recorder

    def __init__(
        self, path: Path, recorder: Recorder, held: Held | None = None, copied: bool | None = None
    ) -> None:
        self.path = path
        self.recorder = recorder
        self.held = held
        self._copied = copied
        self._translated = translated(path)
        self.attachments = FolderAttachments(path)

    @property
    def name(self) -> str:
        return str(self.path)

    @property
    def where(self) -> str:
        return str(self.path.resolve())

    @property
    def holder(self) -> str:
        return f"{self.path.name}, or its -wal,"

    person = None  # A file knows nobody.
    cleared = True  # Whoever has the file has all of it.

    def hashes_only(self, upto: int | None = None) -> list[tuple[int, str | None]]:  # noqa: ARG002
        return []

    def remains(self, since: datetime) -> str | None:  # noqa: ARG002  A file is rewritten whole.
        return None

    def close(self) -> None:
        self.recorder.datastore.close()
        self.held = None  # Those who still hold the store keep no file open.

    def query(self, statement: str, params: Sequence[Any] = ()) -> list[Any]:
        """The result of a caller's own SQL, over everything recorded so far."""
        with self._translated, self.recorder.reading() as cursor:
            return cursor.execute(statement, params).fetchall()

    # One state of things

    def identity(self) -> Any:
        unit = self.recorder.at_work
        if unit is not None:
            return unit.identity
        rows = self.query("SELECT identity FROM ledger")
        return rows[0][0] if rows else None

    def now(self) -> datetime:
        return datetime.now(UTC)

    def head(self) -> tuple[int, list[bytes]]:
        unit = self.recorder.at_work
        if unit is not None:
            return unit.size, list(unit.frontier)
        rows = self.query("SELECT size, frontier FROM log_head")
        if not rows or not isinstance(rows[0][0], int) or not isinstance(rows[0][1], bytes):
            raise Broken(f"The head of {self.path} is missing or changed. Run: govledger verify")
        return rows[0][0], merkle.unpack(rows[0][1])

    def last(self) -> bytes | None:
        unit = self.recorder.at_work
        if unit is not None:
            return unit.last
        rows = self.query("SELECT state FROM stored_events ORDER BY position DESC LIMIT 1")
        return rows[0][0] if rows else None

    # The log

    def events(
        self,
        after: int = 0,
        upto: int | None = None,
        limit: int = -1,
        kinds: Sequence[str] | None = None,
        *,
        beginning: bool = False,
    ) -> list[Row]:
        statement, params = f"{SELECT} WHERE position > ?", [after]
        if upto is not None:
            statement, params = f"{statement} AND position <= ?", [*params, upto]
        if kinds is not None:
            statement += f" AND topic IN ({','.join('?' * len(kinds))})"
        if beginning:
            statement += " AND originator_version = 1"
        return self.query(
            f"{statement} ORDER BY position LIMIT ?", [*params, *(kinds or ()), limit]
        )

    def histories(self, streams: Iterable[str], records: Iterable[str] = ()) -> list[Row]:
        with self._translated:
            return self.recorder.histories(streams, records)

    def begun(self, records: Iterable[str], streams: Iterable[str] = ()) -> list[str]:
        with self._translated:
            return self.recorder.begun(records, streams)

    def mentioning(self, since: str, record: str, word: str) -> list[Row]:
        with self._translated:
            found = self.recorder.mentioning(since, record, word)
        return found + self._waiting_about(since, record, word)

    def saying(self, *words: bytes, none: bool = False) -> Iterator[Row]:
        one = " OR ".join(["instr(state, ?)"] * len(words))
        where = f"{'NOT ' if none else ''}({one}) AND position > ?"
        after = 0
        while page := self.query(
            f"{SELECT} WHERE {where} ORDER BY position LIMIT {PAGE}", [*words, after]
        ):
            yield from page
            after = page[-1][0]

    def with_own_refs(self) -> list[Row]:
        with self._translated:
            found = self.recorder.with_own_refs()
        return found + self._waiting_with_own_refs()

    def last_number(self, prefix: str) -> int:
        with self._translated:
            return self.recorder.last(prefix)

    def after(self, position: int, without: Sequence[str]) -> tuple[int, int]:
        none = " AND NOT (originator_id >= ? AND originator_id < ?)" * len(without)
        params = [end for record in without for end in (f"{record}:", f"{record};")]
        counted = f"SELECT count(*), min(position) FROM stored_events WHERE position > ?{none}"
        ((count, first),) = self.query(counted, [position, *params])
        return count, first or 0

    # The tree

    def hashes(self, level: int, first: int, count: int) -> list[bytes]:
        rows = self.query(
            "SELECT root FROM tile WHERE level = ? AND number >= ? AND number < ? ORDER BY number"
            if level
            else "SELECT leaf_hash FROM stored_events WHERE ? = 0 AND position > ?"
            " AND position <= ? ORDER BY position",
            (level, first, first + count),
        )
        return [row[0] for row in rows]

    # Command keys

    def command_key(self, key: str) -> KeyRow | None:
        rows = self.query(f"{KEYS} WHERE key = ?", [key])
        return rows[0] if rows else None

    def command_keys(self) -> list[KeyRow]:
        return self.query(f"{KEYS} ORDER BY key")

    def put_command_keys(self, rows: Iterable[KeyRow]) -> None:
        with self._translated, self.recorder.writing() as cursor:
            for row in rows:
                cursor.execute("INSERT INTO command_key VALUES (?,?,?,?)", row)
                digests.add_digest(cursor, row[0])

    # Personal values

    def values(self, commitments: Iterable[bytes] | None = None) -> list[Value]:
        if commitments is None:
            return self.query(f"{_VALUES} ORDER BY commitment")
        wanted, found = list(commitments), []
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            found += self._ask(f"{_VALUES} WHERE commitment IN ({marks})", some)
        return found

    def forget(self, commitments: Iterable[bytes]) -> None:
        with self._translated, self.recorder.writing() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")  # Overwritten with zeros.
            for one in commitments:
                cursor.execute("DELETE FROM personal WHERE commitment = ?", [one])

    def settle(self) -> bool:
        with self._translated:
            return self.recorder.settle()

    # Proof, copies, change of layout

    @contextmanager
    def examining(self) -> Iterator[Examination]:
        with self._translated, self.recorder.snapshot() as cursor:
            yield Examination(cursor, self.path, self.recorder.datastore.pool.db_name)

    def back_up(self, to: Path) -> None:
        with translated(to):
            self.recorder.back_up(to)

    @property
    def copied(self) -> bool:
        if self._copied is None:
            with self._translated:
                self._copied = self.recorder.copied()
        return self._copied

    def take_up(self) -> None:
        with self._translated:
            self.recorder.take_up()
        self._copied = None

    @property
    def layout(self) -> int:
        return int(self.query("PRAGMA user_version")[0][0])

    @property
    def outdated(self) -> bool:
        return self.layout != schema.VERSION

    def upgrade(self) -> int:
        with self._translated, self.recorder.writing() as cursor:
            if layouts.version_of(cursor) == schema.VERSION:
                raise Refused(
                    f"{self.path} already has the current layout: there is nothing to upgrade."
                )
            return layouts.upgrade(cursor)


_VALUES = "SELECT commitment, salt, value FROM personal"
