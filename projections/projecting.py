"""Asking the questions of the library of a ledger's events."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

import duckdb

from ledger import unknown
from ledger.errors import Misused, NotFound
from ledger.registry import event_kinds
from projections import events, expanding
from projections import parameters as own
from projections.opening import OpenEvents
from projections.queries import library, questions
from projections.rows import Rows
from projections.sql import STANDS, literal

Answer = tuple[list[str], list[tuple[Any, ...]]]
Found = TypeVar("Found")


class Projections(OpenEvents):
    """The events of a ledger, open to questions."""

    def ask(
        self, name: str, *, as_of: date, known_by: date | None = None, **parameters: Any
    ) -> Answer:
        """The columns and rows of a question. Raises NotFound if there is no such question, Misused
        for a parameter it does not have."""
        found = self.ask_in_parts(name, as_of=as_of, known_by=known_by, **parameters)
        return found.columns, list(found)

    def ask_in_parts(
        self, name: str, *, as_of: date, known_by: date | None = None, **parameters: Any
    ) -> Rows:
        """The same, read a part at a time while the projections are open."""
        if name not in questions():
            raise NotFound(f"There is no question {name!r}. See: govledger ask")
        return self._rows_of("SELECT * FROM {}", name, as_of, known_by, parameters)

    def state(
        self, name: str, *, as_of: date, known_by: date | None = None, **parameters: Any
    ) -> Answer:
        """The columns and rows of any macro of the library, states too."""
        found = self._rows_of("SELECT * FROM {}", name, as_of, known_by, parameters)
        return found.columns, list(found)

    def named_rows(
        self, name: str, *, as_of: date, known_by: date | None = None, **parameters: Any
    ) -> list[dict[str, Any]]:
        """The same, each row by the names of its columns."""
        found = self._rows_of("SELECT * FROM {}", name, as_of, known_by, parameters)
        return [dict(zip(found.columns, row, strict=True)) for row in found]

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
        return list(self._rows_of(statement, name, as_of, known_by, parameters, values))

    def within(
        self, statement: str, name: str, *, as_of: date, known_by: date | None, **parameters: Any
    ) -> list[tuple[Any, ...]]:
        """The rows of a statement in SQL, in which {} stands for any macro of the library."""
        return list(self._rows_of(statement, name, as_of, known_by, parameters))

    def since(
        self, statement: str, name: str, *, as_of: date, known_by: date | None
    ) -> list[tuple[Any, ...]]:
        """The same for only the events since the generation, with those of it that have changed
        since."""
        return list(self._rows_of(statement, name, as_of, known_by, {}, since=True))

    def of_events(self, statement: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement in SQL about `events`. They have the columns that it has the
        words for: with all of them, planning it takes DuckDB longer than most questions."""
        named = _named(statement)
        columns = tuple(name for name in events.shown_columns() if name in named)
        source = self.recorded.source(columns)
        asked = statement.replace(" FROM events", f" FROM {source} AS events")
        return self._within.cursor().execute(asked, list(values)).fetchall()

    def of_tables(self, statement: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement about tables alone: those that are kept, or those of the
        generation. Raises duckdb.Error."""
        return self._within.cursor().execute(statement, list(values)).fetchall()

    def by_generation(self, find: Callable[[], Found]) -> Found | None:
        """What `find` finds with the help of the generation; None if there is none that helps."""
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
        """The answer to a question as a table of that name in memory. It lasts as long as one of
        those that share it is open."""
        statement = f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM {{}}"
        self._rows_of(statement, name, as_of, known_by, parameters)

    def _rows_of(
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
        all_of_it = "*" in statement.replace("count(*)", "")
        asked = statement.format(
            self._written(name, arguments, source, None if all_of_it else _named(statement))
        )
        # A cursor of its own: another question would end what is still to be fetched.
        return Rows(lambda: self._within.cursor().execute(asked, list(values)))

    def written(self, name: str, **arguments: Any) -> str:
        """Any macro of the library as SQL that stands for its rows, to be asked of `connection`."""
        return self._written(name, arguments, self.recorded.source)

    def _written(
        self,
        name: str,
        arguments: dict[str, Any],
        source: expanding.Source,
        asked: frozenset[str] | None = None,
    ) -> str:
        given = {parameter: literal(value) for parameter, value in arguments.items()}
        return f"({expanding.expand(name, given, source, asked)})"

    def once(self, what: str, find: Callable[[], Found]) -> Found:
        """A fact about all these events, whatever the day; it is looked for once."""
        if what not in self._once:
            self._once[what] = find()
        found: Found = self._once[what]
        return found

    def values(self, column: str) -> list[str]:
        """The values in a column of the events."""
        statement = f"SELECT DISTINCT {column} AS one FROM events WHERE one IS NOT NULL ORDER BY 1"
        return [one for (one,) in self.of_events(statement)]

    def nothing_of(self, name: str) -> str:
        """What to say of a question without rows if nothing it is about was ever recorded."""
        condition, sentence = library()[name].without
        if not condition:
            return ""
        statement = f"SELECT count(*) FROM (SELECT 1 FROM events WHERE {condition} LIMIT 1)"
        ((some,),) = self.of_events(statement)
        return "" if some else sentence

    def unknown_kinds(self, known_by: date | None = None) -> list[unknown.Kind]:
        """The kinds of event that this version does not know, and so counts in no answer."""
        strange = self.once("unknown kinds", self._unknown)
        if not strange:
            return []
        asked = (
            "SELECT kind, count(*), min(position) FROM events"
            f" WHERE kind IN ({','.join('?' * len(strange))}) AND recorded_on <= ?"
            f" AND {STANDS} GROUP BY kind ORDER BY kind"
        )
        return self.of_events(asked, [*strange, known_by or date.max])

    def _unknown(self) -> list[str]:
        found = set(self.recorded.kinds)
        if self.generation:
            distinct = self._within.execute("SELECT DISTINCT kind FROM generation.events")
            found |= {kind for (kind,) in distinct.fetchall()}
        return sorted(found - set(event_kinds()))


def _named(statement: str) -> frozenset[str]:
    """The columns of the events that a statement has the words for, and their position."""
    words = {"position", *re.findall(r"\w+", statement)}
    return frozenset(events.queried_columns()) & words
