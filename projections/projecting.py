"""A ledger open to questions: its newest generation, and the tail of events since."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from ledger import unknown
from ledger.application import Ledger
from ledger.errors import Misused, NotFound, Unavailable
from ledger.registry import event_kinds
from projections import believed, connections, expanding, folders, generations, recorded
from projections import parameters as own
from projections.queries import library, questions
from projections.rows import Rows
from projections.sql import literal

TAIL_AT_LEAST = 5_000
FEW = 20_000  # Events of which questions are asked in one thread.
MANY = 1_000_000  # Events of which an answer may not fit into memory.
TAIL_SHARE = 50  # A tail may be a fiftieth of its generation before a new one is built.

Answer = tuple[list[str], list[tuple[Any, ...]]]
Found = TypeVar("Found")


class Projections:
    """The events of a ledger, open to questions. Raises Broken where a stored event does not fit
    its kind. `progress` is told how many events a new generation has taken in."""

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
        """`upto`: of the first so many events only, the ledger as it was then. `fresh`: from the
        ledger's own bytes; no generation is read, and none is written. `open_to`: a folder in which
        files may be written. `aside`: what is asked can see no path of this machine,
        where the system has files without a name."""
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
            with suppress(Unavailable):  # Without it the answer is the same, only later.
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
        self._within, self._viewed = connection, True  # There is nothing to see as yet.

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

    def beside(self) -> "Projections":
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
        if isinstance(error, duckdb.OutOfMemoryException):  # Not of the file: it may be whole.
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

    def ask(
        self, name: str, *, as_of: date, known_by: date | None = None, **parameters: Any
    ) -> Answer:
        """The columns and rows of a question. Raises NotFound for one that is not there, Misused
        for a parameter it does not have."""
        found = self.ask_in_parts(name, as_of=as_of, known_by=known_by, **parameters)
        return found.columns, list(found)

    def ask_in_parts(
        self, name: str, *, as_of: date, known_by: date | None = None, **parameters: Any
    ) -> Rows:
        """The same, read a part at a time while the projections are open."""
        if name not in questions():
            raise NotFound(f"There is no question {name!r}. See: govledger ask")
        return self._asked("SELECT * FROM {}", name, as_of, known_by, parameters)

    def state(
        self, name: str, *, as_of: date, known_by: date | None = None, **parameters: Any
    ) -> Answer:
        """The columns and rows of any macro of the library: of a state, too."""
        found = self._asked("SELECT * FROM {}", name, as_of, known_by, parameters)
        return found.columns, list(found)

    def chosen(
        self,
        name: str,
        where: str,
        values: Sequence[Any],
        *,
        as_of: date,
        known_by: date | None = None,
        what: str = "*",
        **parameters: Any,
    ) -> list[tuple[Any, ...]]:
        """The rows of any macro that meet a condition, which is SQL with a ? for each of `values`;
        or `what` of them, in SQL: count(*) is faster than reading them."""
        statement = f"SELECT {what} FROM {{}} WHERE {where}"
        return list(self._asked(statement, name, as_of, known_by, parameters, values))

    def within(
        self, statement: str, name: str, *, as_of: date, known_by: date | None, **parameters: Any
    ) -> list[tuple[Any, ...]]:
        """The rows of a statement in SQL, in which {} stands for any macro of the library."""
        return list(self._asked(statement, name, as_of, known_by, parameters))

    def since(
        self, statement: str, name: str, *, as_of: date, known_by: date | None
    ) -> list[tuple[Any, ...]]:
        """The same of the events since the generation alone, with those that are no more as they
        were in it."""
        return list(self._asked(statement, name, as_of, known_by, {}, since=True))

    def of_generation(self, statement: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement about the tables of the generation. Raises duckdb.Error."""
        return self._within.cursor().execute(statement, list(values)).fetchall()

    def by_generation(self, find: Callable[[], Found]) -> Found | None:
        """What is found with the help of the generation; None where there is none that helps."""
        if not self.generation or self.upto is not None:
            return None
        try:
            return find()
        except duckdb.Error as error:
            if isinstance(error, (duckdb.DataError, duckdb.ProgrammingError)):
                raise
            self._mend(error)
            return None

    def keep(
        self, table: str, name: str, as_of: date, known_by: date | None = None, **parameters: Any
    ) -> None:
        """The answer to a question as a table of that name in memory, while one of those that have
        it in common is open."""
        statement = f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM {{}}"
        self._asked(statement, name, as_of, known_by, parameters)

    def _asked(
        self,
        statement: str,
        name: str,
        as_of: date,
        known_by: date | None,
        parameters: dict[str, Any],
        values: Sequence[Any] = (),
        *,
        since: bool = False,
    ) -> Rows:
        """`statement` has {} for the macro; `values` are those of its own."""
        question = library()[name]
        arguments: dict[str, Any] = {"as_of": as_of, "known_by": known_by}
        for given, value in parameters.items():
            if f"p_{given}" not in question.parameters:
                known = [own.flag(p) for p in question.parameters if p[:2] == "p_"]
                has = f"it has {', '.join(known)}" if known else "it has none"
                raise Misused(f"{name} has no parameter {own.flag(given)}; {has}.")
            own.check(given, question.allowed[f"p_{given}"], value, self.values)
            arguments[f"p_{given}"] = value
        try:
            return self._answer(statement, name, arguments, values, since)
        except duckdb.Error as error:
            asked_wrongly = isinstance(error, (duckdb.DataError, duckdb.ProgrammingError))
            if asked_wrongly or not self.generation:
                raise
            if since:
                raise
            self._mend(error)
            return self._answer(statement, name, arguments, values, since)

    def _answer(
        self,
        statement: str,
        name: str,
        arguments: dict[str, Any],
        values: Sequence[Any],
        since: bool,
    ) -> Rows:
        source = self.recorded.since if since else self.recorded.source
        asked = statement.format(self._written(name, arguments, source))
        # A cursor of its own: another question would end what is still to be fetched.
        return Rows(lambda: self._within.cursor().execute(asked, list(values)))

    def written(self, name: str, **arguments: Any) -> str:
        """Any macro of the library as SQL that stands for its rows, to be asked of `connection`."""
        return self._written(name, arguments, self.recorded.source)

    def _written(self, name: str, arguments: dict[str, Any], source: expanding.Source) -> str:
        given = {parameter: literal(value) for parameter, value in arguments.items()}
        return f"({expanding.expand(name, given, source)})"

    def once(self, what: str, find: Callable[[], Found]) -> Found:
        """What is so of all these events, whatever the day: it is found once."""
        if what not in self._once:
            self._once[what] = find()
        found: Found = self._once[what]
        return found

    def values(self, column: str) -> list[str]:
        """What a column of the events has."""
        statement = f"SELECT DISTINCT {column} AS one FROM events WHERE one IS NOT NULL ORDER BY 1"
        return [one for (one,) in self.connection.execute(statement).fetchall()]

    def nothing_of(self, name: str) -> str:
        """What is said of a question without rows where nothing it is about was ever recorded."""
        condition, sentence = library()[name].without
        if not condition:
            return ""
        statement = f"SELECT count(*) FROM (SELECT 1 FROM events WHERE {condition} LIMIT 1)"
        ((some,),) = self.connection.execute(statement).fetchall()
        return "" if some else sentence

    def unknown_kinds(self, known_by: date | None = None) -> list[unknown.Kind]:
        """The kinds of event that this version does not know, and so counts in no answer."""
        strange = self.once("unknown kinds", self._unknown)
        if not strange:
            return []
        asked = (
            f"SELECT kind, count(*), min(position) FROM events"
            f" WHERE kind IN ({','.join('?' * len(strange))}) AND recorded_on <= ?"
            " AND position NOT IN (SELECT retracts FROM retractions WHERE retracts IS NOT NULL)"
            " GROUP BY kind ORDER BY kind"
        )
        return self.connection.execute(asked, [*strange, known_by or date.max]).fetchall()

    def _unknown(self) -> list[str]:
        found = set(self.recorded.kinds)
        if self.generation:
            distinct = self._within.execute("SELECT DISTINCT kind FROM generation.events")
            found |= {kind for (kind,) in distinct.fetchall()}
        return sorted(found - set(event_kinds()))

    def close(self) -> None:
        self._within.close()
        self._room.close()

    def __enter__(self) -> "Projections":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
