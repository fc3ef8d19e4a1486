"""Two days that are stored beside each event of a generation.

`counts_until`: from when it is known that the event is retracted; a retraction itself never counts.

`over_from`: from when its action is over for good, so that a question about open actions skips the
events of ended ones, which are most.

Take an event that ends an action, such that no later one, in effective order, reopens it. Whoever
asks about a day on or after that event's own, as known on or after the day it was recorded, then
finds the action over, whatever else they know: `over_from` is the later of these two days. An event
recorded after the generation may reopen it, or retract another: `bring_back` handles those.
"""

from collections.abc import Iterable
from datetime import date

import duckdb

from ledger.registry import event_kinds, record_kind
from ledger.store import Row
from projections.events import text as quoted

NEVER = "DATE 'infinity'"
_RETRACTED = "EventRetracted"


def _going() -> tuple[str, ...]:
    """The statuses in which an action is not over."""
    return tuple(sorted(record_kind("action").open or ()))


def of(table: str) -> str:
    """SQL for the streams that are over, and from when, by the events in a table."""
    return f"""(
        WITH moves AS (
            SELECT stream, ord, greatest(effective_on, recorded_on) AS day,
                status IN {_going()} AS going,
                position IN (SELECT retracts FROM {table} WHERE kind = '{_RETRACTED}') AS retracted
            FROM {table}
            WHERE record = 'action' AND status IS NOT NULL
        ),
        -- One that was retracted, too: it counts for whoever does not know that yet.
        going AS (
            SELECT stream, coalesce(max(ord) FILTER (going), 0) AS last FROM moves GROUP BY stream
        )
        SELECT moves.stream, arg_min(day, ord) AS over_from
        FROM moves
        JOIN going ON going.stream = moves.stream AND moves.ord > going.last
        WHERE NOT retracted
        GROUP BY moves.stream
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


def opened(rows: Iterable[Row]) -> set[str]:
    """The actions that one of these events may bring back, where they were over."""
    opening = {kind for kind, cls in event_kinds().items() if cls.moves_to in _going()}
    streams = {row[1] for row in rows if row[3] in opening or row[3] == _RETRACTED}
    # Only of actions is kept when they are over.
    return {stream for stream in streams if stream.startswith("action:")}


def bring_back(
    connection: duckdb.DuckDBPyConnection, done: int, streams: Iterable[str], retracting: bool
) -> list[int]:
    """Copy into the table `tail` the events of the generation, up to `done`, that are not what they
    were there: those of actions that are over, and that an event in the tail may bring back, which
    here are over from no day; and those that the tail retracts. Their positions."""
    if again := sorted(streams):
        over = f"over_from < {NEVER} AND stream IN {listed(again)}"
        _copy(connection, over, f"* REPLACE ({NEVER} AS over_from)")
    taken_back = (
        f"SELECT DISTINCT retracts FROM tail WHERE kind = '{_RETRACTED}' AND retracts <= {done}"
        " AND retracts NOT IN (SELECT position FROM tail) ORDER BY retracts"
    )
    if retracting:
        positions = [str(position) for (position,) in connection.execute(taken_back).fetchall()]
        if positions:
            _copy(connection, f"position IN ({', '.join(positions)})", "*")
        take_back(connection, "tail")
    copied = f"SELECT position FROM tail WHERE position <= {done} ORDER BY position"
    return [position for (position,) in connection.execute(copied).fetchall()]


def _copy(connection: duckdb.DuckDBPyConnection, where: str, columns: str) -> None:
    """Copy events of the generation into the tail: by their rows, or else DuckDB would read every
    column of every event to find them."""
    found = connection.execute(f"SELECT rowid FROM generation.events WHERE {where}").fetchall()
    if rows := ", ".join(str(row) for (row,) in found):
        connection.execute(
            f"INSERT INTO tail BY NAME SELECT {columns} FROM generation.events"
            f" WHERE rowid IN ({rows})"
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


def listed(streams: list[str]) -> str:
    """Streams as SQL, to be held against with IN."""
    return f"({', '.join(map(quoted, streams))})"


def over_from(upto: date | None) -> str:
    """SQL for `over_from` of a generation's events where only what was recorded before the day
    `upto` counts."""
    if upto is None:
        return "over_from"
    return f"CASE WHEN over_from >= DATE '{upto}' THEN {NEVER} ELSE over_from END"
