"""The ledger as the pages read it: read-only, always up to date, one page at a time.

An answer is asked once and kept as a table in memory, which serves its pages, filters and CSV until
something is recorded or newer answers replace it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Any, TypeVar

import msgspec

from commands.reports.model import OFFICIAL, SENSITIVE
from commands.session.app import App
from commands.terminal.progress import progress
from ledger import unknown
from ledger.errors import Refused, Unavailable
from ledger.events import Frozen
from ledger.records import offices, peers, seals
from ledger.registry import record_kinds, split
from projections import Projections
from projections.differences import Changes
from projections.sandbox import Answer, Sandbox

KEPT = 24
AT_ONCE = 10_000  # As many values as SQLite takes in one statement, and some to spare.
WAITING = 4  # Statements in SQL that wait for the one that is answered.
LOOKS_SECONDS = 0.3  # How often one that waits looks whether it is still wanted.
_GONE = "The reader has gone."
Made = TypeVar("Made")


class Asked(msgspec.Struct, metaclass=Frozen):
    """One question as asked: its name, its two days, its own parameters."""

    name: str
    as_of: date
    known_by: date | None
    parameters: tuple[tuple[str, Any], ...] = ()


class Kept(msgspec.Struct, metaclass=Frozen):
    """An answer: the table it is kept in, its columns with their types, how many rows, and what
    was found of all of them."""

    table: str
    columns: dict[str, str]
    count: int
    found: dict[Hashable, Any] = msgspec.field(default_factory=dict)

    def once(self, key: Hashable, find: Callable[[], Made]) -> Made:
        """What `find` found for the key, which is looked for once."""
        if key not in self.found:
            self.found[key] = find()
        once: Made = self.found[key]
        return once


class Frame(msgspec.Struct, metaclass=Frozen):
    """What stands around every page: how many events there are, the seal, the marking, the office's
    name, and a sentence about events of unknown kinds."""

    size: int
    seal_line: str
    marking: str
    unknown: str = ""
    office: str = ""
    others: bool = False  # Whether other offices are read beside this one.


class Reading:
    """Whoever uses one of its methods but those of SQL holds `lock` meanwhile."""

    def __init__(self, app: App) -> None:
        self.app, self.ledger = app, app.reader
        self.lock = threading.RLock()
        self.box = Sandbox(app.place, app.today, anchors=app.anchors)
        self.sensitive: frozenset[str] = frozenset()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._tables = 0
        self._last: tuple[Any, Answer] = (None, Answer([], [], []))
        self._one_asks = threading.Lock()
        self._places = threading.BoundedSemaphore(1 + WAITING)
        self._asks: threading.Event | None = None  # Of whoever is answered now.
        with progress("Building projections", self.ledger.size) as done:
            self.now = Projections(self.ledger, done)
        self._look()

    def _open(self) -> None:
        self.now.close()
        self._kept.clear()
        self.now = Projections(self.ledger)
        self._look()

    def _look(self) -> None:
        rows = self.rows("SELECT DISTINCT stream FROM events WHERE marking = ?", [SENSITIVE])
        self.sensitive = frozenset(stream for (stream,) in rows)
        self.frame = Frame(
            size=self.now.size,
            seal_line=seals.line(self.ledger),
            unknown=unknown.told(self.now.unknown_kinds()),
            marking=SENSITIVE if self.sensitive else OFFICIAL,
            office=offices.name_on(self.ledger, self.app.today),
            others=bool(peers.offices(self.ledger)),
        )

    def refresh(self) -> None:
        """Before each page: what is recorded since is there too."""
        if self.now.size != self.ledger.size:
            self._open()

    def answer(self, asked: Asked) -> Kept:
        """Raises NotFound or Misused, as Projections.ask does."""
        return self.kept(asked, lambda: self._asked(asked))

    def _asked(self, asked: Asked) -> Kept:
        now, table = self.now, self.new_table()
        now.keep(table, asked.name, asked.as_of, asked.known_by, **dict(asked.parameters))
        described = now.connection.execute(f"DESCRIBE {table}").fetchall()
        ((count,),) = now.connection.execute(f"SELECT count(*) FROM {table}").fetchall()
        return Kept(table=table, columns={row[0]: row[1] for row in described}, count=count)

    def new_table(self) -> str:
        """The name of a table for an answer that is kept."""
        self._tables += 1
        return f"answer_{self._tables}"

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made before for the same, of the same ledger; else what `make` makes."""
        connection = self.now.connection
        key = (id(connection), key)  # A generation found to be damaged leaves a new connection.
        if key not in self._kept:
            made = make()
            while len(self._kept) >= KEPT:
                _, old = self._kept.popitem(last=False)
                old = getattr(old, "rows", old)  # Of a difference.
                if isinstance(old, (Kept, Changes)):
                    self.now.connection.execute(f"DROP TABLE IF EXISTS {old.table}")
            self._kept[id(self.now.connection), key[1]] = made
            return made
        self._kept.move_to_end(key)
        found: Made = self._kept[key]
        return found

    def rows(self, statement: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """Of the kept tables, in SQL."""
        return self.now.connection.execute(statement, list(values)).fetchall()

    def streams(self, refs: Iterable[str]) -> dict[str, list[str]]:
        """The records that go by these references, as kind:ref; none for what is not a record."""
        wanted = [f"{kind}:{ref}" for ref in sorted(set(refs)) for kind in _kinds(ref)]
        found: dict[str, list[str]] = {}
        for at in range(0, len(wanted), AT_ONCE):
            part = wanted[at : at + AT_ONCE]
            for stream in self.ledger.store.begun((), part):
                found.setdefault(split(stream)[1], []).append(stream)
        return found

    def begin_sql(self) -> None:
        """Set up the sandbox, while somebody types."""
        if self._one_asks.acquire(blocking=False):
            try:
                self.box.begin()
            finally:
                self._one_asks.release()

    def sql(
        self, q: str, on: date, known_by: date | None, gone: threading.Event | None = None
    ) -> Answer:
        """The answer of the sandbox to one statement, of all that is recorded by now; without
        `lock`, for it may take a while. The last is kept, for its further pages. `gone` is set when
        whoever asked is gone. Raises what the sandbox refuses with, and Unavailable where as many
        wait as may: each of them holds one of the threads that answer pages."""
        gone = gone or threading.Event()
        if not self._places.acquire(blocking=False):
            raise Unavailable(f"{WAITING} statements are already waiting. Ask again in a minute.")
        try:
            while not self._one_asks.acquire(timeout=LOOKS_SECONDS):
                if gone.is_set():
                    raise Refused(_GONE)
            try:
                self._asks = gone
                if gone.is_set():
                    raise Refused(_GONE)
                return self._run(q, on, known_by)
            finally:
                self._asks = None
                self._one_asks.release()
        finally:
            self._places.release()

    def _run(self, q: str, on: date, known_by: date | None) -> Answer:
        if self._last[0] != (q, on, known_by, self.ledger.size):
            self.box.wait()
            if self.box.size != self.ledger.size:
                self.box.close()
            answer = self.box.run(q, on, known_by)
            self._last = ((q, on, known_by, self.box.size), answer)
        return self._last[1]

    def drop(self, gone: threading.Event) -> None:
        """Answer no further whoever asked and is gone."""
        gone.set()
        if self._asks is gone:
            self.box.stop()

    def close(self) -> None:
        self.box.close()
        self.now.close()
        self.ledger.close()


def _kinds(ref: str) -> list[str]:
    """The kinds of record of which that can be a reference: those of its letter, or those that
    have none."""
    letter = ref[:1] if ref[1:2] == "-" else None
    return [kind.name for kind in record_kinds().values() if kind.numbered in (letter, None)]
