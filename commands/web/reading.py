"""The ledger as the pages read it: read-only, always up to date, several pages at a time.

Each page has a reader for itself, so none waits for what another asks.
"""

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import msgspec

from commands.session.app import App
from commands.terminal.progress import progress
from commands.web.opened import Frame, Opened, T
from commands.web.statements import Statements
from ledger.events import Frozen
from ledger.registry import record_kinds, split
from projections import Projections
from projections.rows import Rows

READERS = 8  # Pages that are answered at once.
AT_ONCE = 10_000  # Well below the number of values that SQLite takes in one statement.


class BoundQuery(msgspec.Struct, metaclass=Frozen):
    """One question with all that it is asked with: its two days, and its own parameters."""

    name: str
    as_of: date
    known_by: date | None
    parameters: tuple[tuple[str, Any], ...] = ()


class CachedAnswer(msgspec.Struct, metaclass=Frozen):
    """An answer: its table, its columns with their types, how many rows, and what was worked out
    from all of them."""

    table: str
    columns: dict[str, str]
    count: int
    found: dict[Hashable, Any] = msgspec.field(default_factory=dict)

    def once(self, key: Hashable, find: Callable[[], T]) -> T:
        """What `find` finds for the key; it is called once."""
        if key not in self.found:
            self.found[key] = find()
        once: T = self.found[key]
        return once


class Reading:
    """One reader: of one page at a time."""

    def __init__(self, app: App, opened: Opened) -> None:
        self.app, self.ledger = app, app.reader
        self.opened, self.now = opened, opened.now.beside()

    @property
    def frame(self) -> Frame:
        return self.opened.frame

    @property
    def sensitive(self) -> frozenset[str]:
        """The records of which something is marked sensitive."""
        return self.opened.sensitive

    def answer(self, bound: BoundQuery) -> CachedAnswer:
        """The answer to a question. Raises NotFound or Misused, as Projections.ask does."""
        return self.cached(bound, lambda: self._fresh_answer(bound))

    def _fresh_answer(self, bound: BoundQuery) -> CachedAnswer:
        now, table = self.now, self.new_table()
        now.keep(table, bound.name, bound.as_of, bound.known_by, **dict(bound.parameters))
        described = now.of_tables(f"DESCRIBE {table}")
        ((count,),) = now.of_tables(f"SELECT count(*) FROM {table}")
        return CachedAnswer(table=table, columns={row[0]: row[1] for row in described}, count=count)

    def named_rows(self, bound: BoundQuery) -> list[dict[str, Any]]:
        """The rows of an answer in its order, each by the names of its columns."""
        answer = self.answer(bound)
        rows = self.rows(f"FROM {answer.table} ORDER BY rowid")
        return [dict(zip(answer.columns, row, strict=True)) for row in rows]

    def new_table(self) -> str:
        """The name of a table for an answer that is kept."""
        return self.opened.new_table(self.now)

    def cached(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made before for the same key and the same ledger, or what `make` makes."""
        return self.opened.cached(key, make, self.now)

    def rows(self, statement: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement about the cached tables."""
        return self.now.of_tables(statement, values)

    def rows_in_parts(self, statement: str, values: Iterable[Any] = ()) -> Rows:
        """The same, a part at a time, for an answer that is sent whole."""
        given = list(values)
        return Rows(lambda: self.now.connection.cursor().execute(statement, given))

    def streams(self, refs: Iterable[str]) -> dict[str, list[str]]:
        """The streams (kind:ref) of the records with these references; none for what is not a
        record."""
        wanted = [f"{kind}:{ref}" for ref in sorted(set(refs)) for kind in _kinds(ref)]
        found: dict[str, list[str]] = {}
        for at in range(0, len(wanted), AT_ONCE):
            part = wanted[at : at + AT_ONCE]
            for stream in self.ledger.store.begun((), part):
                found.setdefault(split(stream)[1], []).append(stream)
        return found


class Readers:
    """Those who read the ledger for the pages, and what they share."""

    def __init__(self, app: App) -> None:
        self.app, self.ledger = app, app.reader
        self.statements = Statements(app)
        self._opening = threading.Lock()
        self._places = threading.BoundedSemaphore(READERS)
        self._free: list[Reading] = []
        with progress("Building projections", self.ledger.size) as done:
            self._opened = Opened(app, Projections(self.ledger, done))

    @property
    def frame(self) -> Frame:
        """The frame as it was last read."""
        return self._opened.frame

    @contextmanager
    def one(self) -> Iterator[Reading]:
        """A reader of everything recorded by now; the last free one, if any."""
        with self._places:
            with self._opening:
                if self._opened.now.size != self.ledger.size:
                    self._open()
                reading = self._free.pop() if self._free else Reading(self.app, self._opened)
            try:
                yield reading
            finally:
                with self._opening:
                    self._back(reading)

    def _back(self, reading: Reading) -> None:
        if reading.opened is not self._opened:  # Another page found more events meanwhile.
            return
        if reading.now.generation == self._opened.now.generation:
            self._free.append(reading)
        else:  # Its generation was found to be damaged: nobody uses it any more.
            self._open()

    def _open(self) -> None:
        self._opened = Opened(self.app, Projections(self.ledger))
        self._free.clear()

    def close(self) -> None:
        self.statements.close()
        self._free.clear()
        self._opened.now.close()
        self.ledger.close()


def _kinds(ref: str) -> list[str]:
    """The kinds of record that can have such a reference: those with its letter, or those without
    any."""
    letter = ref[:1] if ref[1:2] == "-" else None
    return [kind.name for kind in record_kinds().values() if kind.numbered in (letter, None)]
