"""SQLite's locks on a ledger last as long as it is open, whatever else the process does with it."""

import gc
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from books import raise_action
from made import created

from ledger.application import Ledger
from ledger.store import patience
from ledger.store.sqlite import waiting

OPEN_AND_CLOSE = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
    " c.execute('SELECT count(*) FROM stored_events').fetchall(); c.close()"
)


def test_a_second_opening_does_not_drop_the_locks_of_the_first(tmp_path: Path) -> None:
    """Or another process believes itself alone and removes the -wal that the first writes to."""
    path = created(tmp_path / "office.ledger")
    first = Ledger.open(path)
    raise_action(first, 1)
    second = Ledger.open(path)
    assert second.size == 1
    wal = Path(f"{path}-wal").stat().st_ino
    second.close()
    del second
    subprocess.run([sys.executable, "-c", OPEN_AND_CLOSE, path], check=True)
    assert Path(f"{path}-wal").stat().st_ino == wal
    raise_action(first, 2)
    first.close()
    assert Ledger.open(path).size == 2


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_the_file_is_let_go_when_its_last_ledger_is(tmp_path: Path) -> None:
    path, opened = created(tmp_path / "office.ledger"), Path("/proc/self/fd")
    for _ in range(3):
        Ledger.open(path).close()
    gc.collect()
    held = [link for link in opened.iterdir() if link.exists() and link.samefile(path)]
    assert held == []


@pytest.mark.parametrize("snapshot", [False, True])
def test_a_reader_that_finds_a_lock_later_says_for_what_it_waits(tmp_path, monkeypatch, snapshot):
    """Not only the first statement of a connection: any of them."""
    path = created(tmp_path / "office.ledger")
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA journal_mode=DELETE")  # In which a writer keeps readers out.
    monkeypatch.setattr(waiting, "MOMENT_SECONDS", 0.01)
    told: list[str] = []

    def tell(words: str) -> None:
        told.append(words)
        writer.execute("ROLLBACK")

    monkeypatch.setattr(patience, "tell", tell)
    reader = Ledger.open(path, read_only=True)
    assert reader.size == 0 and told == []
    writer.execute("BEGIN EXCLUSIVE")
    if snapshot:
        with reader.store.recorder.snapshot() as cursor:
            assert cursor.execute("SELECT count(*) FROM stored_events").fetchone() == (0,)
    else:
        assert reader.store.query("SELECT count(*) FROM stored_events") == [(0,)]
    assert len(told) == 1 and told[0].startswith("waiting for another program, which is writing")
    reader.close()
    writer.close()
