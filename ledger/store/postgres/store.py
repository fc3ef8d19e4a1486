"""A ledger's events in a PostgreSQL database: the Store of ledger/store, on the recorder."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ledger.errors import Broken, Refused
from ledger.integrity import merkle
from ledger.store import KeyRow, Row, Value
from ledger.store.postgres.connections import Connections
from ledger.store.postgres.errors import translated
from ledger.store.postgres.examination import Examination
from ledger.store.postgres.papers import Papers
from ledger.store.postgres.reads import ABOUT, KEYS, LAST, SELECT, VALUES, any_of
from ledger.store.postgres.recorder import Recorder
from ledger.store.recorded import RecordedStore
from ledger.words import day

LAYOUT = 1
PAGE = 50_000


class PostgresStore(RecordedStore):
    recorder: Recorder

    def __init__(self, connections: Connections) -> None:
        self.address = connections.address
        self.path: Path = self.address.path
        self.name = self.address.name
        self.where = self.holder = self.name
        self.connections = connections
        self.recorder = Recorder(connections)
        self._translated = translated(self.address)
        self._about: tuple[Any, ...] | None = None
        self.attachments = Papers(self.recorder, self.address)

    def close(self) -> None:
        self.connections.close()

    def query(self, statement: str, params: Any = None) -> list[Any]:
        """The result of a statement, over everything recorded so far."""
        with self._translated:
            return self.recorder.query(statement, params)

    # One state of things

    def about(self) -> tuple[Any, ...]:
        """The identity, the layout, whether it is a copy, who the session's role is, for how many
        days backups are kept, and whether the role is cleared."""
        if self._about is None:
            rows = self._ask(ABOUT)
            if len(rows) != 1:
                raise Broken(f"The identity of {self.name} is missing. Run: govledger verify")
            self._about = tuple(rows[0])
        return self._about

    def identity(self) -> Any:
        unit = self.recorder.at_work
        return self.about()[0] if unit is None else unit.identity

    @property
    def person(self) -> str | None:
        found: str | None = self.about()[3]
        return found

    @property
    def cleared(self) -> bool:
        return bool(self.about()[5])

    def hashes_only(self, upto: int | None = None) -> list[tuple[int, str | None]]:
        if self.cleared:
            return []
        return self.query(
            "SELECT position, stream FROM ledger.hashes_only"
            " WHERE position <= coalesce(%s, position) ORDER BY position",
            [upto],
        )

    def now(self) -> datetime:
        return self.recorder.now()

    def head(self) -> tuple[int, list[bytes]]:
        unit = self.recorder.at_work
        if unit is not None:
            return unit.size, list(unit.frontier)
        rows = self.query("SELECT size, frontier FROM ledger.the_head")
        if not rows:
            raise Broken(f"The head of {self.name} is missing or changed. Run: govledger verify")
        return rows[0][0], merkle.unpack(rows[0][1])

    def last(self) -> bytes | None:
        unit = self.recorder.at_work
        if unit is not None:
            return unit.last
        rows = self.query("SELECT state FROM ledger.events WHERE position = %s", [self.size])
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
        if limit >= 0 and kinds is None and not beginning:
            return self._page(after, self.size if upto is None else upto, limit)
        where, params = ["position > %s"], [after]
        if upto is not None:
            where, params = [*where, "position <= %s"], [*params, upto]
        said: list[Any] = list(params)
        if kinds is not None:
            where, said = [*where, "kind = ANY (%s)"], [*said, list(kinds)]
        if beginning:
            where.append("version = 1")
        return self.query(
            f"{SELECT} WHERE {' AND '.join(where)} ORDER BY position LIMIT %s",
            [*said, None if limit < 0 else limit],
        )

    def _page(self, after: int, upto: int, limit: int) -> list[Row]:
        """So many events, or the fewer of these positions that the reader sees: of a view with a
        barrier, the server would read all that follows to find the first in order."""
        statement = f"{SELECT} WHERE position > %s AND position <= %s ORDER BY position"
        while limit and after < upto:
            if rows := self.query(statement, [after, min(after + limit, upto)]):
                return rows
            after += limit
        return []

    def histories(self, streams: Iterable[str], records: Iterable[str] = ()) -> list[Row]:
        where, params = any_of(list(streams), list(records))
        if not params:
            return []
        return self._ask(f"{SELECT} WHERE {where} ORDER BY stream, version", params)

    def begun(self, records: Iterable[str], streams: Iterable[str] = ()) -> list[str]:
        where, params = any_of(list(streams), list(records))
        if not params:
            return []
        rows = self._ask(
            f"SELECT stream FROM ledger.events WHERE version = 1 AND ({where}) ORDER BY position",
            params,
        )
        return [row[0] for row in rows]

    def mentioning(self, since: str, record: str, word: str) -> list[Row]:
        quoted = f'"{word}"'.encode()
        found = self._ask(
            f"{SELECT} WHERE stream IN (SELECT stream FROM ledger.events WHERE stream >= %s"
            " AND stream < %s AND position(%b::bytea IN state) > 0) ORDER BY stream, version",
            [since, f"{record};", quoted],
        )
        return found + self._waiting_about(since, record, word)

    def saying(self, *words: bytes, none: bool = False) -> Iterator[Row]:
        one = " OR ".join(["position(%b::bytea IN state) > 0"] * len(words))
        where = f"{'NOT ' if none else ''}({one}) AND position > %s AND position <= %s"
        size = self.size
        for after in range(0, size, PAGE):
            statement = f"{SELECT} WHERE {where} ORDER BY position"
            yield from self.query(statement, [*words, after, min(after + PAGE, size)])

    def with_own_refs(self) -> list[Row]:
        found = self._ask(f"{SELECT.replace('.events', '.with_own_refs')} ORDER BY position")
        return found + self._waiting_with_own_refs()

    def last_number(self, prefix: str) -> int:
        return int(self._ask(LAST, {"p": prefix})[0][0])

    def after(self, position: int, without: Sequence[str]) -> tuple[int, int]:
        ((count, first),) = self.query(
            "SELECT count(*), min(position) FROM ledger.events WHERE position > %s"
            " AND NOT split_part(stream, ':', 1) = ANY (%s)",
            [position, list(without)],
        )
        return count, first or 0

    # The tree

    def hashes(self, level: int, first: int, count: int) -> list[bytes]:
        if level:
            rows = self.query(
                "SELECT root FROM ledger.tiles WHERE level = %s AND number >= %s AND number < %s"
                " ORDER BY number",
                [level, first, first + count],
            )
        else:
            rows = self.query(
                "SELECT leaf_hash FROM ledger.leaves WHERE position > %s AND position <= %s"
                " ORDER BY position",
                [first, first + count],
            )
        return [row[0] for row in rows]

    # Command keys

    def command_key(self, key: str) -> KeyRow | None:
        rows = self.query(f"{KEYS} WHERE key = %s", [key])
        return rows[0] if rows else None

    def command_keys(self) -> list[KeyRow]:
        return self.query(f"{KEYS} ORDER BY key")

    def put_command_keys(self, rows: Iterable[KeyRow]) -> None:
        given = list(zip(*rows, strict=True))
        if not given:
            return
        with self._translated, self.recorder.writing() as cursor:
            cursor.execute(
                "SELECT ledger.put_keys(%s::text[], %s::text[], %s::bigint[], %s::bigint[])",
                [list(column) for column in given],
            )

    # Personal values

    def values(self, commitments: Iterable[bytes] | None = None) -> list[Value]:
        if commitments is None:
            return self.query(f"{VALUES} ORDER BY commitment")
        wanted = list(commitments)
        if not wanted:
            return []
        return self._ask(f"{VALUES} WHERE commitment = ANY (%b::bytea[])", [wanted])

    def forget(self, commitments: Iterable[bytes]) -> None:
        gone = list(commitments)
        with self._translated, self.recorder.writing() as cursor:
            cursor.execute("SELECT ledger.forget(%b::bytea[])", [gone])

    def settle(self) -> bool:
        return bool(self.query("SELECT ledger.settle()")[0][0])

    def remains(self, since: datetime) -> str | None:
        days = self.about()[4]
        until = "as long as those are kept: nobody has said how long (govledger help shared)"
        if days is not None:
            end = day((since + timedelta(days=days)).date())
            until = f"until {end}, after {days} days, as whoever runs the database says"
        return (
            f"What {self.name} wrote before (its write-ahead log, archives, standbys, backups)"
            f" still holds it {until}. No command reaches it there."
        )

    # Proof, copies, change of layout

    @contextmanager
    def examining(self) -> Iterator[Examination]:
        with self._translated, self.recorder.snapshot() as cursor:
            yield Examination(cursor, self.connections)

    def back_up(self, to: Path) -> None:  # noqa: ARG002
        raise Refused(
            f"{self.name} is backed up by whoever runs the database, with its own tools: govledger"
            " help shared. To have the ledger in a file, too:"
            f" govledger ledger copy {self.name} FILE"
        )

    @property
    def layout(self) -> int:
        return int(self.about()[1])

    @property
    def outdated(self) -> bool:
        return self.layout < LAYOUT

    @property
    def copied(self) -> bool:
        return bool(self.about()[2])

    def take_up(self) -> None:
        with self._translated, self.recorder.writing() as cursor:
            cursor.execute("SELECT ledger.take_up()")
        self._about = None

    def upgrade(self) -> int:
        raise Refused(f"{self.name} already has the current layout: there is nothing to upgrade.")
