"""The rows of anybody's SQL, as values that can be sent, or in DuckDB's words."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb

from ledger.errors import Misused
from projections import days
from projections.messages import ResultSet, packed

_LAST = re.compile(r"(?:;(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*)+$", re.DOTALL)
_INTERVAL = re.compile(r"\b(?:INTERVAL|TIMESTAMP_NS|TIME_NS)\b")
# A struct or a map, or a list of them.
_NAMED = re.compile(r"(?:STRUCT|MAP)\(.*\)((?:\[\d*\])*)", re.DOTALL)
_DAY = re.compile(r"\b(DATE|TIMESTAMP\w*)\b")
_WORDLESS = re.compile(f"{_INTERVAL.pattern}|{_DAY.pattern}")
# What Python makes of infinity, and of these days: DuckDB's own words tell them apart.
_EDGES = (date.min.isoformat(), date.max.isoformat())


def run(connection: duckdb.DuckDBPyConnection, sql: str, limit: int) -> ResultSet:
    """The answer to a statement, of at most so many rows."""
    return _result_set(*_rows(connection, sql, limit), limit)


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, limit: int
) -> tuple[list[tuple[str, str]], list[Any]]:
    """The columns, and one row more than are asked for; in DuckDB's words where Python has none of
    its own, as of an interval ("1 month": to Python a month has 30 days), of what is named inside
    a struct, or of infinity."""
    columns, rows = _executed(connection, sql, limit)
    _not_long_ago(columns, rows[:limit])
    wordless = {
        at
        for at, (_, type_) in enumerate(columns)
        if _INTERVAL.search(type_) or _NAMED.fullmatch(type_)
    }
    wordless |= {
        at
        for at, (_, type_) in enumerate(columns)
        if _DAY.search(type_)
        and any(
            isinstance(value, date) and value.isoformat()[:10] in _EDGES
            for row in rows
            for value in _within(row[at])
        )
    }
    if wordless:
        told = [
            f"#{at + 1}{_as_words(type_) * (at in wordless)} AS {_quoted(name)}"
            for at, (name, type_) in enumerate(columns)
        ]
        statement = _LAST.sub("", sql)
        return _executed(connection, f"SELECT {', '.join(told)} FROM ({statement}\n)", limit)
    return columns, rows


def _executed(
    connection: duckdb.DuckDBPyConnection, sql: str, limit: int
) -> tuple[list[tuple[str, str]], list[Any]]:
    cursor = connection.execute(sql)
    columns = [(column[0], str(column[1])) for column in cursor.description or []]
    for name, type_ in columns:
        if "TIME ZONE" in type_:
            raise Misused(f"The column {name} has a time zone. Write it as ({name})::timestamp.")
    return columns, cursor.fetchmany(limit + 1)


def _as_words(type_: str) -> str:
    named = _NAMED.fullmatch(type_)
    return "::" + (f"VARCHAR{named[1]}" if named else _WORDLESS.sub("VARCHAR", type_))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _not_long_ago(columns: list[tuple[str, str]], rows: list[Any]) -> None:
    for row in rows:
        for (name, _), value in zip(columns, row, strict=True):
            for day in filter(days.is_long_ago, _within(value)):
                raise Misused(days.holds_long_ago(name, day))


def _result_set(columns: list[tuple[str, str]], rows: list[Any], limit: int) -> ResultSet:
    return ResultSet(
        columns=_told_apart([name for name, _ in columns]),
        types=[type_ for _, type_ in columns],
        rows=[[_plain(value) for value in row] for row in rows[:limit]],
        cut=len(rows) > limit,
    )


def _within(value: Any) -> Iterator[Any]:
    """A value, and what it holds."""
    if isinstance(value, (list, tuple, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _within(one)
    else:
        yield value


def _told_apart(names: list[str]) -> list[str]:
    """Two columns of one name would be one in JSON: the second n is n_1, as DuckDB has it."""
    found: list[str] = []
    for name in names:
        another = (f"{name}_{number}" for number in range(1, len(names) + 1))
        found.append(name if name not in found else next(n for n in another if n not in found))
    return found


def _plain(value: Any) -> Any:
    """A value that can be sent; what has no plain form becomes its words."""
    if value is None or isinstance(value, (bool, float, str)):
        return value
    if isinstance(value, int) and -(1 << 63) <= value < 1 << 64:
        return value
    if isinstance(value, (date, datetime, Decimal)):
        return packed(value)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.hex() if isinstance(value, bytes) else str(value)
