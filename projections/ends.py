"""The day from which an action is over for good, stored beside each of its events in a generation,
so that a question about open actions skips the events of ended ones, which are most.

Take an event that ends an action, such that no later one, in effective order, reopens it. Whoever
asks about a day on or after that event's own, as known on or after the day it was recorded, then
finds the action over, whatever else they know: `over_from` is the later of these two days. An event
recorded after the generation may reopen it: `bring_back` handles those.
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
    """Set `over_from` in generation.events, where it is `NEVER` for all."""
    connection.execute(
        "UPDATE generation.events AS e SET over_from = o.over_from"
        f" FROM {of('generation.events')} o WHERE o.stream = e.stream"
    )


def wrong(table: str) -> str:
    """SQL for the positions in a table at which `over_from` is not what its events say."""
    return (
        f"SELECT e.position FROM {table} e LEFT JOIN {of(table)} o ON o.stream = e.stream"
        f" WHERE e.over_from IS DISTINCT FROM coalesce(o.over_from, {NEVER})"
    )


def opened(rows: Iterable[Row]) -> set[str]:
    """The actions that one of these events may bring back, where they were over."""
    opening = {kind for kind, cls in event_kinds().items() if cls.moves_to in _going()}
    streams = {row[1] for row in rows if row[3] in opening or row[3] == _RETRACTED}
    # Only of actions is kept when they are over.
    return {stream for stream in streams if stream.startswith("action:")}


def bring_back(connection: duckdb.DuckDBPyConnection, streams: Iterable[str]) -> list[str]:
    """The streams that are over in the generation, and that an event in the tail may bring back:
    their events now stand in the table `tail` as well, and there they are over from no day."""
    if not (again := sorted(streams)):
        return []
    over = f"FROM generation.events WHERE over_from < {NEVER} AND stream IN {listed(again)}"
    found = connection.execute(f"SELECT DISTINCT stream {over} ORDER BY stream").fetchall()
    if found:
        connection.execute(
            f"INSERT INTO tail BY NAME SELECT * REPLACE ({NEVER} AS over_from) {over}"
        )
    return [stream for (stream,) in found]


def listed(streams: list[str]) -> str:
    """Streams as SQL, to be held against with IN."""
    return f"({', '.join(map(quoted, streams))})"


def over_from(upto: date | None) -> str:
    """SQL for `over_from` of a generation's events where only what was recorded before the day
    `upto` counts."""
    if upto is None:
        return "over_from"
    return f"CASE WHEN over_from >= DATE '{upto}' THEN {NEVER} ELSE over_from END"
