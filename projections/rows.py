"""The rows of an answer, a part at a time: of millions, few are in Python at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import duckdb

AT_ONCE = 5_000  # As many rows as are fetched together.
Row = tuple[Any, ...]


class Rows:
    """The rows of a statement. They can be read again: if there were more than the first part, the
    statement is executed again."""

    def __init__(self, ask: Callable[[], duckdb.DuckDBPyConnection]) -> None:
        """`ask` executes the statement on a cursor of its own. Errors in it, or in what it reads,
        are raised here."""
        self._ask = ask
        self._cursor: duckdb.DuckDBPyConnection | None = ask()
        described = self._cursor.description
        self.columns: list[str] = [column[0] for column in described]
        self.types: list[str] = [str(column[1]) for column in described]
        self._first: list[Row] = self._cursor.fetchmany(AT_ONCE)
        self.whole = len(self._first) < AT_ONCE  # Whether all of them are fetched.

    def __bool__(self) -> bool:
        return bool(self._first)

    def __iter__(self) -> Iterator[Row]:
        if self.whole:
            yield from self._first
            return
        cursor, self._cursor = self._cursor, None
        if cursor is None:  # All of it, since rows of equal rank may come in another order.
            cursor = self._ask()
        else:
            try:
                yield from self._first
            except GeneratorExit:  # Whoever looked needs no more: the next goes on from here.
                self._cursor = cursor
                raise
        while part := cursor.fetchmany(AT_ONCE):
            yield from part


class Each:
    """Rows, each changed by `tell` as it is read."""

    def __init__(self, rows: Iterable[Row], tell: Callable[[Row], Row]) -> None:
        self._rows, self._tell = rows, tell

    def __iter__(self) -> Iterator[Row]:
        return map(self._tell, self._rows)


class Chained:
    """The rows of several answers, one after the other."""

    def __init__(self, answers: Sequence[Iterable[Row]]) -> None:
        self.answers = answers

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(self.answers)


class Passed:
    """Rows, and how many of them have been passed on."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row
