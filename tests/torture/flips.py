"""Single bits of the file flipped, anywhere: no flip in bytes that count goes unnoticed.

Whether bytes count is found without verify: all rows of all tables, the index of the streams, the
schema and what the header says are read through sqlite3 and held against what they were. A flip
that changes none of that lies in unused space, or in counters that SQLite does not depend on.
"""

import random
import sqlite3
from pathlib import Path
from typing import Any

from books import filled, keyed, progress

from ledger.application import Ledger
from ledger.errors import Problem
from ledger.integrity.judging import judge
from ledger.integrity.verify import verify
from ledger.store.sqlite.schema import objects as schema_objects
from torture import Missed, program, soon

INDEX = "sqlite_autoindex_stored_events_1"
PRAGMAS = ("application_id", "user_version", "encoding", "page_size", "journal_mode")


def office(path: Path) -> Path:
    """A ledger of 283 events, some of several pages, a seal, 40 personal values and 40 command
    keys; no -wal beside it."""
    filled(path, streams=40, each=6)
    ledger = Ledger.open(path)
    with ledger.writing():
        for number in range(1, 41):
            if number % 8 == 0:
                progress(ledger, number, f"At length. {number} " * 900)
            said = f"Said to [[somebody {number}]]"
            keyed(ledger, f"key {number}", f"{number:064x}", number, said)
    ledger.close()
    program.seal(path, program.key_of(path.parent))
    assert not Path(f"{path}-wal").exists()
    return path


def content(path: Path) -> dict[str, Any]:
    """Everything that counts, by name; what cannot be read is in its place the reason."""
    raw = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    raw.text_factory = bytes
    asked = {
        "the schema": "SELECT * FROM sqlite_master ORDER BY rowid",
        "the index of the streams": "SELECT originator_id, originator_version, position"
        f" FROM stored_events INDEXED BY {INDEX} ORDER BY originator_id, originator_version",
    }
    asked |= {pragma: f"PRAGMA {pragma}" for pragma in PRAGMAS}
    asked |= {table: f"SELECT * FROM {table} NOT INDEXED" for table in _tables()}
    try:
        return {name: _rows(raw, question) for name, question in asked.items()}
    finally:
        raw.close()


def _tables() -> list[str]:
    named = (name.split(" ") for name in schema_objects())
    return ["sqlite_sequence", *(name for kind, name in named if kind == "table")]


def _rows(raw: sqlite3.Connection, question: str) -> Any:
    try:
        return raw.execute(question).fetchall()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error)


def changed(before: dict[str, Any], path: Path) -> list[str]:
    """The names of what a flip changed: none where it lies in bytes that do not count."""
    now = content(path)
    return [name for name in before if before[name] != now[name]]


def told(path: Path) -> str | None:
    """What opening or verifying the ledger says is wrong with it."""
    ledger = None
    try:
        with soon():
            ledger = Ledger.open(path, read_only=True)
            said = judge(ledger, verify(ledger), [], path.parent / "none")
        return None if said.ok else said.problems[0]
    except Problem as problem:
        return str(problem)
    finally:
        if ledger is not None:
            ledger.close()


def flips(folder: Path, seed: int, count: int) -> dict[str, int]:
    rng = random.Random(seed)
    whole = office(folder / "office.ledger").read_bytes()
    before = content(folder / "office.ledger")
    path = folder / "flipped.ledger"
    did = {"flips": count, "told": 0, "dead": 0, "bytes": len(whole)}
    for _ in range(count):
        at, bit = rng.randrange(len(whole)), rng.randrange(8)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        try:
            words, live = told(path), changed(before, path)
        except Exception as error:
            raise Missed(f"bit {bit} of byte {at}: {type(error).__name__}: {error}") from error
        if live and words is None:
            raise Missed(f"bit {bit} of byte {at} changed {', '.join(live)}, and verify says ok")
        did["told"] += words is not None
        did["dead"] += words is None
    return did


def run(folder: Path, seed: int, count: int) -> str:
    did = flips(folder, seed, count)
    return (
        f"{did['flips']} single bits flipped in a file of {did['bytes']:,} bytes: {did['told']}"
        f" were told by opening or verify, in words; {did['dead']} changed no row, no index, no"
        " definition and nothing that the header says."
    )
