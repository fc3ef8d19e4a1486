"""The ledger up to an event, as all who read its pages have it: what was asked of it, once.

An answer is a table in memory, which serves its pages, filters and CSV, whoever asks for them,
until something is recorded or newer answers replace it.
"""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from itertools import count
from typing import Any, TypeVar
from weakref import finalize

import msgspec

from commands.reports.model import OFFICIAL, SENSITIVE
from commands.session.app import App
from ledger import unknown
from ledger.events import Frozen
from ledger.privacy import clearance
from ledger.records import offices, peers, seals
from projections import Projections

KEPT = 24
T = TypeVar("T")


class Frame(msgspec.Struct, metaclass=Frozen):
    """The frame of every page: how many events there are, the seal, the marking, the office's name,
    and sentences about events of unknown kinds and those beyond the reader."""

    size: int
    seal_line: str
    marking: str
    unknown: str = ""
    partly: str = ""
    office: str = ""
    others: bool = False  # Whether other offices are read beside this one.
    behind: str = ""  # The clearance of those for whom a proxy asks.


class Name(str):
    """The name of a table, which exists as long as somebody holds its name."""


class Opened:
    """Open as long as somebody holds it; each reader has its own `now.beside()`."""

    def __init__(self, app: App, now: Projections) -> None:
        self.now = now
        statement = "SELECT DISTINCT stream FROM events WHERE marking = ?"
        rows = now.of_events(statement, [SENSITIVE])
        beyond = {of for _, of in app.reader.store.hashes_only(now.size) if of is not None}
        self.sensitive = frozenset(stream for (stream,) in rows) | beyond
        self.frame = Frame(
            size=now.size,
            seal_line=seals.line(app.reader),
            unknown=unknown.notice(now.unknown_kinds()),
            partly=clearance.notice(app.reader.store),
            marking=SENSITIVE if rows else OFFICIAL,
            office=offices.name_on(app.reader, app.today),
            others=not app.lowered and bool(peers.offices(app.reader)),
            behind=app.behind,
        )
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._keeping = threading.Lock()
        self._numbers = count(1)
        self._unnamed: deque[str] = deque()

    def new_table(self, by: Projections) -> str:
        """The name of a new table for a cached answer; tables that nobody holds are dropped
        first."""
        while self._unnamed:
            by.connection.execute(f"DROP TABLE IF EXISTS {self._unnamed.popleft()}")
        name = Name(f"answer_{next(self._numbers)}")
        finalize(name, self._unnamed.append, str(name)).atexit = False
        return name

    def cached(self, key: Hashable, make: Callable[[], T], by: Projections) -> T:
        """What was made before for the same key, or what `make` makes, asking `by`. If two ask at
        once, both make it and neither waits."""
        with self._keeping:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make()
        if by.generation == self.now.generation:  # Else it was damaged; `by` has its own tables.
            with self._keeping:
                self._kept[key] = made
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return made
