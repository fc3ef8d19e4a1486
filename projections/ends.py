"""Two days that are stored beside each event of a generation.

`counts_until`: from when it is known that the event is retracted; a retraction itself never counts.

`over_from`: from when its record is over for good, so that a question about open actions or open
inspection items skips the events of ended ones, which are most.

Take an event that ends a record, such that no later one, in effective order, reopens it. Whoever
asks about a day on or after that event's own, as known on or after the day it was recorded, then
finds the record over, whatever else they know: `over_from` is the later of these two days, and of
several such events the latest. An event recorded after the generation may reopen it, or retract
another: `brought_back` finds those.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

import duckdb

from ledger.codec import decode
from ledger.events import EventRetracted
from ledger.registry import record_kind, record_kinds, split
from ledger.store import Row
from projections.events import every, names
from projections.sql import text as quoted

NEVER = "DATE 'infinity'"
_RETRACTED = "EventRetracted"


@cache
def _ending() -> dict[str, frozenset[str]]:
    """The kinds of record that end, and the statuses in which one is not over."""
    return {name: kind.open for name, kind in sorted(record_kinds().items()) if kind.open}


def _going() -> str:
    """SQL for whether an event brings its record such a status."""
    return " OR ".join(
        f"record = {quoted(kind)} AND status IN {listed(sorted(going))}"
        for kind, going in _ending().items()
    )


def of(table: str) -> str:
    """SQL for the streams that are over, and from when, by the events in a table."""
    return f"""(
        WITH moves AS (
            SELECT stream, ord, greatest(effective_on, recorded_on) AS day,
                {_going()} AS going,
                position IN (SELECT retracts FROM {table} WHERE kind = '{_RETRACTED}') AS retracted
            FROM {table}
            WHERE record IN {listed(_ending())} AND status IS NOT NULL
        ),
        -- One that was retracted, too: it counts for whoever does not know that yet.
        going AS (
            SELECT stream, coalesce(max(ord) FILTER (going), 0) AS last FROM moves GROUP BY stream
        )
        SELECT moves.stream, max(day) AS over_from
        FROM moves
        JOIN going ON going.stream = moves.stream AND moves.ord > going.last
        GROUP BY moves.stream
        HAVING bool_or(NOT retracted)
    )"""


def mark(connection: duckdb.DuckDBPyConnection) -> None:
    """Set both in generation.events, where neither is known yet."""
    connection.execute(
        "UPDATE generation.events AS e SET over_from = o.over_from"
        f" FROM {of('generation.events')} o WHERE o.stream = e.stream"
    )
    take_back(connection, "generation.events")


def take_back(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Set `counts_until` of the events in a table that others in it retract."""
    connection.execute(
        f"UPDATE {table} AS e SET counts_until = least(e.counts_until, r.day)"
        f" FROM {retracted(table)} r WHERE r.retracts = e.position"
    )


def retracted(table: str, upto: int | None = None) -> str:
    """SQL for the events that others in a table retract, of those up to a position; and from when
    that is known."""
    among = f" AND position <= {upto}" if upto is not None else ""
    return (
        f"(SELECT retracts, min(recorded_on) AS day FROM {table}"
        f" WHERE kind = '{_RETRACTED}'{among} GROUP BY retracts)"
    )


def wrong(table: str) -> dict[str, str]:
    """For each of the two, SQL for the positions in a table at which it is not what the events
    say."""
    over = f"coalesce(o.over_from, {NEVER})"
    until = f"if(e.kind = '{_RETRACTED}', DATE '-infinity', coalesce(r.day, {NEVER}))"
    taken_back = f"{retracted(table)} r ON r.retracts = e.position"
    every = f"SELECT e.position FROM {table} e LEFT JOIN"
    return {
        "over_from": f"{every} {of(table)} o ON o.stream = e.stream"
        f" WHERE e.over_from IS DISTINCT FROM {over}",
        "counts_until": f"{every} {taken_back} WHERE e.counts_until IS DISTINCT FROM {until}",
    }


class Again(NamedTuple):
    """Events of a generation that are not what they were there, by their rows, positions and kinds;
    and those of their records that are over from no day."""

    rows: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    kinds: frozenset[str] = frozenset()
    opened: tuple[str, ...] = ()


def brought_back(connection: duckdb.DuckDBPyConnection, done: int, tail: list[Row]) -> Again:
    """The events of the generation, up to `done`, of records that are over and that an event in the
    tail may bring back; and those that the tail retracts. Where it can do neither, none is looked
    for."""
    again, taken_back = _over(connection, sorted(_opened(tail))), _taken_back(done, tail)
    where = []
    if again:
        where.append(f"stream IN {listed(again)}")
    if taken_back:
        where.append(f"position IN ({', '.join(map(str, taken_back))})")
    found = {
        row: (position, kind)
        for condition in where
        for row, position, kind in connection.execute(
            f"SELECT rowid, position, kind FROM generation.events WHERE {condition}"
        ).fetchall()
    }
    positions, kinds = zip(*found.values(), strict=True) if found else ((), ())
    return Again(tuple(found), tuple(sorted(positions)), frozenset(kinds), tuple(again))


def _over(connection: duckdb.DuckDBPyConnection, streams: list[str]) -> list[str]:
    """Which of these records are over. The first event of each tells: all of its events have the
    same day, and the first ones are soon read."""
    if not streams:
        return []
    asked = (
        "SELECT stream FROM generation.events"
        f" WHERE version = 1 AND over_from < {NEVER} AND stream IN {listed(streams)}"
    )
    return sorted(stream for (stream,) in connection.execute(asked).fetchall())


def copy_back(connection: duckdb.DuckDBPyConnection, again: Again, lacking: frozenset[str]) -> None:
    """Copy them into the table `tail`: by their rows, or else DuckDB would read every column of
    every event to find them."""
    if again.rows:
        opened = f"stream IN {listed(list(again.opened))}" if again.opened else "false"
        over = f"CASE WHEN {opened} THEN {NEVER} ELSE over_from END"
        there = tuple(name for name in every() if name not in lacking)
        connection.execute(
            f"INSERT INTO tail BY NAME SELECT {names(there, over)} FROM generation.events"
            f" WHERE rowid IN ({', '.join(map(str, again.rows))})"
        )


def _opened(tail: Iterable[Row]) -> set[str]:
    """The records begun before that one of these events may bring back, where they were over."""
    opening = {
        event.__name__
        for kind, going in _ending().items()
        for event in record_kind(kind).events
        if event.moves_to in going
    }
    begun, streams = set(), set()
    for _, stream, version, kind, _ in tail:
        if version == 1:
            begun.add(stream)
        if kind in opening or kind == _RETRACTED:
            streams.add(stream)
    return {stream for stream in streams - begun if split(stream)[0] in _ending()}


def _taken_back(done: int, tail: Iterable[Row]) -> list[int]:
    """The positions up to `done` that one of these events retracts."""
    said = (decode(*row).event for row in tail if row[3] == _RETRACTED)
    return sorted(
        {e.retracts for e in said if isinstance(e, EventRetracted) and e.retracts <= done}
    )


def keep_retracted(connection: duckdb.DuckDBPyConnection, events: str, upto: int) -> None:
    """Make the table `taken_back`, of what the events up to a position retract."""
    connection.execute(f"CREATE TABLE taken_back AS FROM {retracted(f'({events})', upto)}")


def as_retracted(columns: Iterable[str]) -> str:
    """SQL for columns of the events e, beside `taken_back` as t."""
    until = f"if(e.kind = '{_RETRACTED}', e.counts_until, coalesce(t.day, {NEVER}))"
    return ", ".join(
        f"{until} AS counts_until" if name == "counts_until" else f'e."{name}"' for name in columns
    )


def listed(words: Iterable[str]) -> str:
    """Streams or other words as SQL, to be held against with IN."""
    return f"({', '.join(map(quoted, words))})"


def over_from(upto: date | None) -> str:
    """SQL for `over_from` of a generation's events where only what was recorded before the day
    `upto` counts."""
    if upto is None:
        return "over_from"
    return f"CASE WHEN over_from >= DATE '{upto}' THEN {NEVER} ELSE over_from END"
