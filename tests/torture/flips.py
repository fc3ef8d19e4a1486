"""Single bits of the file flipped, anywhere: no flip in bytes that count goes unnoticed.

Whether bytes count is found without verify: all rows of all tables, the index of the streams, the
schema and what the header says are read through sqlite3 and held against what they were. A flip
that changes none of that lies in unused space, or in counters that SQLite does not depend on.
"""

import random
import sqlite3
from pathlib import Path
from typing import Any

from books import filled, progress

from ledger.book import Ledger
from ledger.problems import Problem
from ledger.verify import verify
from torture import Missed, within

INDEX = "sqlite_autoindex_stored_events_1"
PRAGMAS = ("application_id", "user_version", "encoding", "page_size", "journal_mode")


def office(path: Path) -> Path:
    """A ledger of 240 events, some of several pages, and 40 command keys; no -wal beside it."""
    filled(path, streams=40, each=6)
    ledger = Ledger.open(path)
    with ledger.writing():
        for number in range(1, 41):
            if number % 8 == 0:
                progress(ledger, number, f"At length. {number} " * 900)
            ledger.remember(f"key {number}", f"{number:064x}", ledger.size - 1)
    ledger.close()
    assert not Path(f"{path}-wal").exists()
    return path


def content(path: Path) -> dict[str, Any]:
    """Everything that counts, by name; raises sqlite3.Error where it cannot be read."""
    raw = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    raw.text_factory = bytes
    try:
        found: dict[str, Any] = {
            "the schema": raw.execute("SELECT * FROM sqlite_master ORDER BY rowid").fetchall()
        }
        for pragma in PRAGMAS:
            found[pragma] = raw.execute(f"PRAGMA {pragma}").fetchall()
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            table = name.decode()
            found[table] = sorted(raw.execute(f'SELECT * FROM "{table}" NOT INDEXED'), key=repr)
        found["the index of the streams"] = raw.execute(
            "SELECT originator_id, originator_version, position FROM stored_events"
            f" INDEXED BY {INDEX} ORDER BY originator_id, originator_version"
        ).fetchall()
    finally:
        raw.close()
    return found


def changed(path: Path, before: dict[str, Any]) -> list[str]:
    """The names of what a flip changed: none where it lies in bytes that do not count."""
    try:
        now = content(path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return [f"what can be read ({error})"]
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def told(path: Path) -> str | None:
    """What opening or verifying the ledger says is wrong with it."""
    ledger = None
    try:
        with within(10):
            ledger = Ledger.open(path, read_only=True)
            said = verify(ledger)
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
            words, live = told(path), changed(path, before)
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
        f" were told by opening or verify, in words; the other {did['dead']} changed no row, no"
        " index, no definition and nothing that the header says."
    )
