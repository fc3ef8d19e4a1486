"""A disk that is full, a file that is cut or is something else: one sentence, and nothing half."""

import errno
import os
import resource
import shutil
import signal
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from books import copied, filled, raise_action, said_by
from folded import each

from ledger import backups, command_keys
from ledger.application import Ledger
from ledger.errors import Broken, Unavailable
from ledger.integrity.verify import verify
from ledger.system import disk

pytestmark = pytest.mark.durable


@pytest.fixture
def path(tmp_path) -> Path:
    return filled(tmp_path / "office.ledger")


def with_files_up_to(size: int, work) -> str:
    """What `work` says in a process that may write no file beyond `size` bytes: to SQLite that is
    a disk on which there is no more room."""

    def limited() -> str:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        return str(work())

    return said_by(limited)


# A full disk


def limits_of_pages(ledger: Ledger, spare: int) -> None:
    """No more than `spare` new pages in this connection's database: SQLite then says "full"."""
    with ledger.store.recorder.datastore.get_connection(commit=True) as connection:
        raw = connection._sqlite_conn
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count = {pages + spare}")


@pytest.mark.parametrize("spare", range(4))
def test_a_full_disk_is_said_and_nothing_of_a_batch_is_recorded(path, spare):
    ledger = Ledger.open(path)
    limits_of_pages(ledger, spare)
    with pytest.raises(Unavailable) as raised, ledger.writing():
        for number in range(100, 200):
            raise_action(ledger, number)
    assert str(raised.value).startswith(f"The disk of {path} is full: nothing was recorded")
    assert raised.value.exit_code == 6
    assert ledger.head[0] == 12 and verify(ledger).ok
    limits_of_pages(ledger, 1000)
    raise_action(ledger, 100)
    assert ledger.head[0] == 13 and verify(ledger).ok


def test_a_full_disk_that_somebody_overlooks_does_not_let_the_rest_in(path):
    ledger = Ledger.open(path)
    limits_of_pages(ledger, 1)
    with suppress(Unavailable), ledger.writing():
        for number in range(100, 200):
            with suppress(Unavailable):
                raise_action(ledger, number)
    # Either none, or, where SQLite could undo the one event alone, those that fitted, whole.
    assert verify(ledger).ok


@pytest.mark.parametrize("more", [0, 100, 3_000, 5_000, 20_000, 50_000])
def test_a_file_that_cannot_grow_is_said_and_what_was_acknowledged_stays(path, more):
    def work() -> str:
        ledger = Ledger.open(path)
        acknowledged = 12
        try:
            for number in range(100, 600):
                raise_action(ledger, number)
                acknowledged += 1
        except Unavailable as problem:
            ledger_says = ledger.head[0], verify(ledger).ok
            assert ledger_says == (acknowledged, True)
            return f"{acknowledged} {problem}"
        return "no trouble"

    room = 33_000 + more  # of which SQLite takes 32,768 for the memory it shares
    acknowledged, _, said = with_files_up_to(room, work).partition(" ")
    assert said.startswith("The disk of ") and "nothing was recorded" in said
    ledger = Ledger.open(path)
    assert ledger.head[0] == int(acknowledged) and verify(ledger).ok
    raise_action(ledger, 700)
    assert verify(ledger).ok


@each("room", [0, 500, 4_096, 8_192, 20_000, 30_000, 40_000, 45_000, 60_000])
def test_a_ledger_made_on_a_full_disk_is_whole_or_not_there(tmp_path, room):
    path = tmp_path / "office.ledger"
    said = with_files_up_to(room, lambda: Ledger.create(path))
    if said == "None":
        assert [file.name for file in tmp_path.iterdir()] == ["office.ledger"]
        assert verify(Ledger.open(path)).ok
    else:
        assert said.startswith("Unavailable: The disk of ")
        assert list(tmp_path.iterdir()) == []


def test_one_of_those_rooms_is_too_small_and_one_is_enough(tmp_path):
    assert with_files_up_to(8_192, lambda: Ledger.create(tmp_path / "a")) != "None"
    assert with_files_up_to(200_000, lambda: Ledger.create(tmp_path / "b")) == "None"


# Files that are no ledger


def unusable(path: Path) -> str:
    for read_only in (False, True):
        with pytest.raises(Unavailable) as raised:
            Ledger.open(path, read_only=read_only)
        assert raised.value.exit_code == 6
    return str(raised.value)


def test_nothing_an_empty_file_and_a_folder_are_no_ledgers(tmp_path):
    (tmp_path / "empty").touch()
    assert "There is no ledger" in unusable(tmp_path / "nothing")
    assert "There is no ledger" in unusable(tmp_path / "no" / "such" / "folder")
    assert "is not a ledger" in unusable(tmp_path / "empty")
    assert "is not a file" in unusable(tmp_path)
    assert (tmp_path / "empty").stat().st_size == 0


def test_other_files_are_no_ledgers(tmp_path):
    other = tmp_path / "other"
    for content in (b"notes\n", b"SQLite format 3\0", b"\0" * 10_000, os.urandom(5_000)):
        other.write_bytes(content)
        assert "is not a ledger" in unusable(other)
        assert other.read_bytes() == content
    other.unlink()
    raw = sqlite3.connect(other)
    raw.execute("CREATE TABLE stored_events (position INTEGER PRIMARY KEY)")
    raw.close()
    assert "is not a ledger" in unusable(other)


def test_a_ledger_cut_short_anywhere_is_said_to_be(path):
    whole = path.read_bytes()
    lengths = [*range(0, 200, 7), 512, 4095, *range(4096, len(whole), 2048), len(whole) - 1]
    for length in lengths:
        path.write_bytes(whole[:length])
        assert ("is cut short" if length >= 72 else "is not a ledger") in unusable(path), length
        assert path.stat().st_size == length
    path.write_bytes(whole)
    assert verify(Ledger.open(path)).ok


def test_a_ledger_cut_short_beside_a_wal_is_damaged_and_not_a_traceback(path, tmp_path):
    writer = Ledger.open(path)
    raise_action(writer, 100)
    for length in range(4096, path.stat().st_size, 4096):
        cut = copied(path, tmp_path / f"{length}.ledger")
        with cut.open("r+b") as file:
            file.truncate(length)
        # Where all the pages cut off are in the -wal, nothing is lost.
        with suppress(Unavailable, Broken):
            ledger = Ledger.open(cut)
            said = verify(ledger)
            assert not said.ok or said.events == len(list(ledger.after(0))) == 13


def test_a_ledger_whose_wal_was_being_carried_over_is_not_cut_short(path, tmp_path):
    """The first page, which says how long the file is, is carried over before the last ones."""
    ledger = Ledger.open(path)
    with ledger.writing():
        for number in range(100, 200):
            raise_action(ledger, number)
    copy = copied(path, tmp_path / "copy.ledger")
    ledger.close()
    assert copy.stat().st_size < path.stat().st_size
    with copy.open("r+b") as file, path.open("rb") as carried:
        file.write(carried.read(4096))
    assert verify(Ledger.open(copy)).events == 112


def test_a_page_of_noise_is_damage_in_words(path):
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 4096):
        content[at : at + 1000] = b"\xa5" * 1000
    path.write_bytes(content)
    with pytest.raises((Unavailable, Broken), match=r"damaged|malformed"):
        Ledger.open(path).history("action:A-2018-001")


def test_tables_that_are_missing_are_said_in_words(path):
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE command_key")
        raw.execute("ALTER TABLE stored_events RENAME TO elsewhere")
    ledger = Ledger.open(path)
    for look in (
        ledger.at,
        lambda _: ledger.history("action:A"),
        lambda _: command_keys.recorded(ledger, "k", "digest"),
    ):
        with pytest.raises(Unavailable, match="no such table"):
            look(1)


def test_a_copy_of_a_ledger_is_a_ledger(path, tmp_path):
    shutil.copy(path, tmp_path / "copy.ledger")
    assert verify(Ledger.open(tmp_path / "copy.ledger")).ok


def test_on_a_stick_without_links_a_backup_is_made_and_overwrites_nothing(
    path, tmp_path, monkeypatch
):
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    ledger, to = Ledger.open(path, read_only=True), tmp_path / "stick.ledger"
    made = backups.make(ledger, to)
    copy = Ledger.open(to, read_only=True)
    assert (copy.size, made.size) == (ledger.size, ledger.size) and verify(copy).ok
    copy.close()
    before = to.read_bytes()
    (half := tmp_path / "half").write_bytes(b"half")
    with pytest.raises(FileExistsError):
        disk.put_new(half, to)
    assert to.read_bytes() == before and half.exists()
