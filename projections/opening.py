"""Opening a ledger's events in DuckDB: the newest generation, and the tail of events since."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from copy import copy
from pathlib import Path
from typing import Any, Self

import duckdb

from ledger.application import Ledger
from ledger.errors import Unavailable
from projections import believed, connections, folders, generations, recorded

TAIL_AT_LEAST = 5_000
FEW = 20_000  # Up to so many events, questions are asked in one thread.
MANY = 1_000_000  # Beyond so many events, an answer may not fit into memory.
TAIL_SHARE = 50  # A tail may reach a fiftieth of its generation before a new one is built.


class OpenEvents:
    """The events of a ledger in one DuckDB connection: its newest generation, and the tail of
    events since. Where the generation turns out to be damaged, it goes on from the ledger alone.
    Raises Broken if a stored event does not fit its kind."""

    def __init__(
        self,
        ledger: Ledger,
        progress: Callable[[int], Any] = lambda _: None,
        *,
        upto: int | None = None,
        fresh: bool = False,
        open_to: Path | None = None,
        aside: bool = False,
    ) -> None:
        """`progress` is told how many events a new generation has taken in. `upto`: only the first
        so many events, the ledger as it was then. `fresh`: from the ledger's own bytes; no
        generation is read, and none is written. `open_to`: a folder in which files may be written.
        `aside`: what is asked can see no path of this machine, where the system has files without
        a name."""
        self.ledger = ledger
        self.size = ledger.size
        self.upto = upto
        self.open_to = open_to
        self.aside = aside and believed.CAN_SET_ASIDE
        self._room = ExitStack()
        self._viewed = True
        self._once: dict[str, Any] = {}
        self.generation = 0  # The position up to which a generation is used; 0 for none.
        try:
            if fresh:
                self.size = self.size if upto is None else min(upto, self.size)
                self._connect()
                self._read(0)
            else:
                self._open(progress)
        except duckdb.Error as error:  # Of the generation, or else told in DuckDB's words.
            self._mend(error)

    def _open(self, progress: Callable[[int], Any]) -> None:
        self._connect()
        self._attach()
        if self.size - self.generation > TAIL_AT_LEAST + self.generation // TAIL_SHARE:
            self.connection.close()
            with suppress(Unavailable):  # The answer is the same without it, only slower.
                generations.build(self.ledger, progress)
            self.size = self.ledger.size  # Others may have recorded meanwhile.
            self._connect()
            self._attach()
        self._read(self.generation)

    def _attach(self) -> None:
        if not self.aside:
            done = believed.attach_newest(self.connection, self.ledger, self.size)
            self.generation = done
        elif self._copy:
            self.generation = believed.attach_aside(self.connection, self.ledger, self._copy)

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """For any SQL about `events`. The views are made when they are first wanted: a question
        does without, and each has every column to be planned."""
        if not self._viewed:
            self._viewed = True
            self.recorded.create_views()
        return self._within

    @connection.setter
    def connection(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._within, self._viewed = connection, True  # There are no events to view yet.

    def _connect(self) -> None:
        # More threads cost more than they gain where there is little to do.
        self.connection = duckdb.connect(config={"threads": 1} if self.size <= FEW else {})
        if self.aside:
            self._copy = believed.set_aside(self.ledger, self.size)
            files = [self._copy[0]] if self._copy else []
        else:
            files = folders.found(self.ledger)
        room = None
        if self.size > MANY and not self.aside and self.open_to is None:
            self._room.close()
            room = folders.room(self.ledger, self._room)
        connections.shut(self.connection, files, self.open_to, room)

    def beside(self) -> Self:
        """The same for another thread: neither waits for what the other is asked. They have all
        that is in memory in common."""
        other = copy(self)
        other.connection, other._room = self.connection.cursor(), ExitStack()
        return other

    @property
    def tail(self) -> int:
        """How many events were read from the ledger itself."""
        return self.recorded.count

    def _mend(self, error: duckdb.Error) -> None:
        """Go on from the ledger alone where the generation turns out to be damaged."""
        if isinstance(error, duckdb.OutOfMemoryException):  # The file may be intact.
            raise error
        self._within.close()
        if not self.generation:
            raise Unavailable(f"{self.ledger.name} could not be asked: {error}.") from error
        generations.discard(self.ledger, self.generation)
        self.generation, self._once = 0, {}
        self._connect()
        self._read(0)

    def _read(self, done: int) -> None:
        of = (self.ledger, self.size, self.upto)
        self.recorded = recorded.Recorded(self._within, *of, done)
        self._viewed = False

    def close(self) -> None:
        self._within.close()
        self._room.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
