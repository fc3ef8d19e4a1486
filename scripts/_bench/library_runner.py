"""The library's sample: its ProjectionRunner, filling the same table in DuckDB."""

import time
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import duckdb
import msgspec
from eventsourcing.application import Application
from eventsourcing.persistence import Mapper, StoredEvent, Tracking, Transcoder
from eventsourcing.popo import POPOTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing.utils import Environment, EnvType

from ledger.application import Ledger
from ledger.codec import decode
from ledger.events import Recorded
from ledger.registry import split
from ledger.store.sqlite.opening import uri
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
    # The library makes the objects itself, so what they work on is said of their classes.
    Book.uri, View.file, Wide.upto = uri(ledger.path, read_only=True), file, upto
    env = {"PERSISTENCE_MODULE": "eventsourcing.popo", "TRACKING_RECORDER_TOPIC": ""}
    started = time.perf_counter()
    with ProjectionRunner(
        application_class=Book, projection_class=Wide, view_class=View, env=env
    ) as running:
        running.wait(upto, timeout=600)
        seconds = time.perf_counter() - started
        view = running.view.connection
        view.execute(f"ATTACH '{generations.build(ledger)}' AS ours (READ_ONLY)")
        plain = f"SELECT {events.names(events.shown_columns())} FROM"
        differ = view.execute(
            f"SELECT count(*) FROM ({plain} ours.events EXCEPT {plain} events)"
        ).fetchall()
        assert differ == [(0,)], f"{differ[0][0]} rows of the runner are not ours"
        view.close()
    return seconds


class Book(Application[str]):
    """The ledger as an application of the library's, read only."""

    name = "Ledger"
    uri: ClassVar[str]

    def __init__(self, _env: Any = None) -> None:
        super().__init__(
            {
                "PERSISTENCE_MODULE": "ledger.store.sqlite.recorder:Factory",
                "SQLITE_DBNAME": self.uri,
                "SQLITE_READ_ONLY": "y",
                "ORIGINATOR_ID_TYPE": "text",
                "CREATE_TABLE": "n",
            }
        )

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        return Environment(name, dict(env or {}))

    def construct_transcoder(self) -> Transcoder:
        return None  # type: ignore[return-value]

    def construct_mapper(self) -> Mapper[str]:
        return AsStored(transcoder=self.construct_transcoder())


class View(POPOTrackingRecorder):
    """The table, in a DuckDB file; the position goes in with the row."""

    file: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.connection = duckdb.connect(str(self.file))

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
    """Each event as a row of that table, up to a position."""

    upto: ClassVar[int]

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        if tracking.notification_id <= self.upto:
            self.view.put(domain_event, tracking)


class AsStored(Mapper[str]):
    """The library's way from stored bytes to events."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        raise NotImplementedError

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        stream, position = str(stored_event.originator_id), getattr(stored_event, "id", 0)
        kind, state = stored_event.topic, stored_event.state
        return decode(position, stream, stored_event.originator_version, kind, state)


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
