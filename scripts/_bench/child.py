"""The parts of a rebuild, each measured alone in its own process."""

import resource
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import msgspec

from _bench.harness import worked
from _bench.ledgers import KEPT, forget, projected, reader
from ledger.application import Ledger
from ledger.registry import event_kinds
from projections import connections, events, folders, generations


def child(what: str, path: Path, upto: int) -> None:
    ledger = reader(path, upto)
    works: dict[str, Callable[[Ledger], object]] = {
        "build": generations.build,
        "limit": _limit,
        "parquet": _parquet,
    }
    seconds = worked(lambda: works[what](ledger))
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _limit(ledger: Ledger) -> None:
    decoders = {kind: msgspec.json.Decoder(cls).decode for kind, cls in event_kinds().items()}
    raw = sqlite3.connect(ledger.path)
    rows = raw.execute(
        "SELECT position, originator_id, originator_version, topic, state FROM stored_events"
        " WHERE position <= ? ORDER BY position",
        [ledger.size],
    )
    for row in rows:
        decoders[row[3]](row[4])
    with tempfile.TemporaryDirectory(dir=KEPT) as folder, duckdb.connect() as connection:
        connection.execute(f"ATTACH '{folder}/limit.duckdb' AS limit_ (STORAGE_VERSION 'v1.2.0')")
        connection.execute(f"CREATE TABLE limit_.events AS FROM '{_parquet_of(ledger)}'")
        connection.execute("CHECKPOINT limit_")


def _parquet_of(ledger: Ledger) -> Path:
    return ledger.path.with_name(f"{ledger.path.stem}-{events.fingerprint()}.parquet")


def _parquet(ledger: Ledger) -> None:
    """The rows of a generation, prepared for the limit; kept."""
    target = _parquet_of(ledger)
    if not target.exists():
        forget(f"{ledger.path.stem}-*.parquet")
        projected(ledger)
        newest = max(folders.found(ledger), key=folders.position_of)
        # On a connection of its own: that of Projections may touch no file.
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH '{connections.quoted(newest)}' AS generation (READ_ONLY)")
            copied = "SELECT * FROM generation.events"
            connection.execute(f"COPY ({copied}) TO '{target}.draft' (FORMAT parquet)")
        Path(f"{target}.draft").replace(target)


if __name__ == "__main__":
    child(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
