"""The sample of the library: its ProjectionRunner, into the same table in DuckDB."""

import time
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import msgspec
from eventsourcing.persistence import Tracking
from eventsourcing.popo import POPOTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner

from ledger.application import Ledger
from ledger.events import Recorded
from ledger.registry import split
from projections import events, generations

UK = ZoneInfo("Europe/London")


def library_runner(ledger: Ledger, work: Path) -> float:
    """Seconds of eventsourcing's ProjectionRunner for the events of `ledger` into DuckDB."""
    file = work / "runner.duckdb"
    file.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{file}' AS generation")
        events.create_from_files(connection, {})
        connection.execute("CREATE TABLE generation.tracking (position BIGINT)")
    upto = ledger.size

    class Book(Ledger):
        name = "Ledger"

        def __init__(self, _env: Any = None) -> None:
            super().__init__(ledger.path, read_only=True)

    class View(POPOTrackingRecorder):
        """The table, in a DuckDB file; the position goes in with the row."""

        def __init__(self) -> None:
            super().__init__()
            self.connection = duckdb.connect(str(file))

        def put(self, recorded: Recorded, tracking: Tracking) -> None:
            row = _wide(recorded)
            names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
            self.connection.execute("BEGIN")
            statement = f"INSERT INTO events ({names}) VALUES ({marks})"
            self.connection.execute(statement, list(row.values()))
            position = [tracking.notification_id]
            self.connection.execute("INSERT INTO tracking VALUES (?)", position)
            self.connection.execute("COMMIT")
            self.insert_tracking(tracking)

    class Wide(Projection[View]):
        def process_event(self, domain_event: Any, tracking: Tracking) -> None:
            if tracking.notification_id <= upto:
                self.view.put(domain_event, tracking)

    env = {"PERSISTENCE_MODULE": "eventsourcing.popo", "TRACKING_RECORDER_TOPIC": ""}
    started = time.perf_counter()
    with ProjectionRunner(
        application_class=Book, projection_class=Wide, view_class=View, env=env
    ) as running:
        running.wait(upto, timeout=600)
        seconds = time.perf_counter() - started
        view = running.view.connection
        view.execute(f"ATTACH '{generations.build(ledger)}' AS ours (READ_ONLY)")
        differ = view.execute(
            "SELECT count(*) FROM (SELECT * EXCLUDE (over_from) FROM ours.events"
            " EXCEPT SELECT * EXCLUDE (over_from) FROM events)"
        ).fetchall()
        assert differ == [(0,)], f"{differ[0][0]} rows of the runner are not ours"
        view.close()
    return seconds


def _wide(recorded: Recorded) -> dict[str, Any]:
    """The row of an event, as the library's way would make it: in Python."""
    event, envelope = recorded.event, recorded.envelope
    record, ref = split(recorded.stream)
    day = (envelope.effective_on - date(1, 1, 1)).days
    plain = (date, datetime)
    row: dict[str, Any] = msgspec.to_builtins(envelope, builtin_types=plain)
    row |= msgspec.to_builtins(event, builtin_types=plain)
    row |= {
        "kind": recorded.kind,
        "position": recorded.position,
        "stream": recorded.stream,
        "version": recorded.version,
        "record": record,
        "ref": ref,
        "recorded_at": envelope.recorded_at.replace(tzinfo=None),
        "recorded_on": envelope.recorded_at.astimezone(UK).date(),
        "ord": day << 40 | (envelope.corrects or recorded.position),
        "date_basis": envelope.date_basis,
        "marking": envelope.marking,
        "status": event.moves_to or None,
    }
    del row["nonce"]
    return row
