"""The store keeps what it was given, once, in order, whatever the machine does meanwhile."""

import os
import re
import sqlite3
import stat
import tempfile
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args, get_type_hints

import msgspec
import pytest
from books import (
    NOBODY,
    TITLE,
    all_done,
    child,
    copied,
    done,
    entry,
    filled,
    keyed,
    progress,
    raise_action,
    said_by,
    stored,
    tampering,
)
from eventsourcing.persistence import DataError, IntegrityError, PersistenceError, StoredEvent
from folded import each

from ledger import command_keys
from ledger import leaf as leaves
from ledger.application import Clock, Ledger
from ledger.codec import encode
from ledger.errors import Broken, Misused, Problem, Refused, Unavailable
from ledger.events import Envelope
from ledger.integrity.verify import verify
from ledger.records import actions
from ledger.registry import event_kinds
from ledger.store.sqlite import opening, recorder, schema

pytestmark = pytest.mark.durable


MORNING = datetime(2018, 3, 1, 9, tzinfo=UTC)
NOON = datetime(2018, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path) -> Path:
    Ledger.create(tmp_path / "office.ledger")
    return tmp_path / "office.ledger"


@pytest.fixture
def ledger(path):
    ledger = Ledger.open(path)
    yield ledger
    ledger.close()


def rows(path: Path) -> list[tuple]:
    raw = sqlite3.connect(path)
    try:
        return raw.execute("SELECT * FROM stored_events ORDER BY position").fetchall()
    finally:
        raw.close()


# Many writers


def test_four_processes_recording_at_once_lose_nothing_and_none_is_refused(path):
    each, all_ready = 500, time.time() + 0.3

    def work(name: int) -> None:
        ledger = Ledger.open(path)
        time.sleep(max(0, all_ready - time.time()))
        for number in range(each):
            stream = f"action:W-{name}-{number // 5}"
            with ledger.writing():
                assert ledger.head[0] >= number
                version = len(ledger.history(stream)) + 1
                ledger.store.recorder.insert_events([stored(0, version, stream)])

    workers = [child(lambda name=name: work(name)) for name in range(4)]
    assert all_done(workers)
    said = verify(Ledger.open(path))
    assert said.ok and said.events == 4 * each


def test_processes_that_want_the_next_reference_each_get_their_own(path):
    def work() -> None:
        ledger = Ledger.open(path)
        for _ in range(25):
            with ledger.writing():
                ref = ledger.next_ref("action", 2018)
                rule = actions.raise_action
                ledger.record("action", ref, rule, entry(), new=True, title=TITLE)

    workers = [child(work) for _ in range(4)]
    assert all_done(workers)
    refs = Ledger.open(path).refs("action")
    assert refs == [f"A-2018-{number:03}" for number in range(1, 101)]


def test_a_writer_waits_for_its_turn_and_then_decides_on_what_it_finds(path, ledger):
    raise_action(ledger, 1)
    closing = threading.Event()

    def second() -> None:
        closing.wait()
        progress(ledger, 1, "the second")

    thread = threading.Thread(target=second)
    thread.start()
    with ledger.writing():
        progress(ledger, 1, "the first")
        closing.set()
        time.sleep(0.1)
    thread.join()
    assert [r.event.text for r in ledger.history("action:A-2018-001")[1:]] == [
        "the first",
        "the second",
    ]


# All or nothing


def test_an_error_in_a_batch_leaves_nothing_of_it(ledger):
    raise_action(ledger, 1)
    with pytest.raises(Refused), ledger.writing():
        raise_action(ledger, 2)
        raise_action(ledger, 1, title="another")
    assert ledger.head[0] == 1 and verify(ledger).ok


def test_a_part_of_a_batch_that_fails_leaves_nothing_of_itself_though_the_batch_goes_on(ledger):
    with ledger.writing():
        raise_action(ledger, 1)
        with pytest.raises(IntegrityError):
            ledger.store.recorder.insert_events([stored(7), stored(8), stored(7)])
        with suppress(ZeroDivisionError), ledger.writing():
            raise_action(ledger, 2)
            with ledger.writing():
                raise_action(ledger, 3)
            raise ZeroDivisionError
        raise_action(ledger, 4)
    assert ledger.refs("action") == ["A-2018-001", "A-2018-004"]
    assert verify(ledger).ok


@pytest.mark.parametrize("more", [(), (3,), (3, 4)])
def test_a_transaction_that_sqlite_undid_by_itself_is_not_gone_on_with(ledger, more):
    raise_action(ledger, 1)
    with pytest.raises(Unavailable, match="nothing of it recorded"), ledger.writing():
        raise_action(ledger, 2)
        with ledger.store.recorder.reading() as cursor:
            cursor.connection.rollback()  # as SQLite does on a full disk
        for number in more:
            with suppress(Unavailable):
                raise_action(ledger, number)
    assert ledger.refs("action") == ["A-2018-001"] and verify(ledger).ok


# Positions


def test_the_position_of_a_deleted_event_is_never_given_again(tmp_path):
    path = filled(tmp_path / "office.ledger")
    raw = sqlite3.connect(path)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("DELETE FROM stored_events WHERE position > 9")
    given = "INSERT INTO stored_events VALUES (NULL, 'action:A', 1, 'T', x'00', zeroblob(32))"
    assert raw.execute(given).lastrowid == 13
    raw.rollback()
    raw.execute("DELETE FROM stored_events WHERE position > 9")
    raw.commit()
    raw.close()
    ledger = Ledger.open(path)
    assert ledger.store.recorder.insert_events([stored(77)]) == [13]


def test_a_ledger_whose_tail_was_cut_takes_no_more_events(tmp_path):
    path = filled(tmp_path / "office.ledger")
    with tampering(path) as raw:
        raw.execute("DELETE FROM stored_events WHERE position > 9")
    ledger = Ledger.open(path)
    with pytest.raises(IntegrityError, match="at the head of the log"):
        ledger.store.recorder.insert_events([stored(77)])
    with pytest.raises(Broken, match="no longer ends as it did"):
        raise_action(ledger, 77)


def test_a_dump_restored_has_the_same_positions_and_still_knows_the_last(tmp_path):
    path = filled(tmp_path / "office.ledger")
    with tampering(path) as raw:
        raw.execute("DELETE FROM stored_events WHERE position IN (2, 5, 12)")
    raw = sqlite3.connect(path)
    again = sqlite3.connect(":memory:")
    again.executescript("\n".join(raw.iterdump()))
    for query in ("SELECT * FROM stored_events", "SELECT * FROM log_head", "SELECT * FROM ledger"):
        assert raw.execute(query).fetchall() == again.execute(query).fetchall()
    assert again.execute("SELECT max(position), count(*) FROM stored_events").fetchone() == (11, 9)
    assert again.execute("SELECT seq FROM sqlite_sequence").fetchone() == (12,)


# Nothing recorded is changed, by us or by a passer-by with sqlite3


CHANGES = {
    "update": "UPDATE stored_events SET state = x'00' WHERE position = 2",
    "update-of-nothing": "UPDATE stored_events SET position = position WHERE position = 2",
    "update-or-replace": "UPDATE OR REPLACE stored_events SET position = 1 WHERE position = 2",
    "delete": "DELETE FROM stored_events WHERE position = 2",
    "delete-all": "DELETE FROM stored_events",
    "replace-a-position": "REPLACE INTO stored_events {} 2, 'action:A', 1, {}",
    "replace-a-version": "INSERT OR REPLACE INTO stored_events {} 13, 'action:A-2018-001', 1, {}",
    "replace-both": "INSERT OR REPLACE INTO stored_events {} 2, 'action:A-2018-002', 1, {}",
    "upsert": "INSERT INTO stored_events {} 2, 'action:A', 1, {}"
    " ON CONFLICT (position) DO UPDATE SET state = x'00'",
    "upsert-a-version": "INSERT INTO stored_events {} 13, 'action:A-2018-001', 1, {}"
    " ON CONFLICT DO UPDATE SET state = x'00'",
    "a-position-too-far": "INSERT INTO stored_events {} 15, 'action:A', 1, {}",
    "a-position-used": "INSERT INTO stored_events {} 12, 'action:A', 1, {}",
    "a-position-before-all": "INSERT INTO stored_events {} -1, 'action:A', 1, {}",
    "no-position": "INSERT INTO stored_events {} NULL, 'action:A', 1, {}",
    "ignored-conflict": "INSERT OR IGNORE INTO stored_events {} 12, 'action:A', 1, {}",
    "head-back": "UPDATE log_head SET size = 11",
    "head-still": "UPDATE log_head SET frontier = x''",
    "head-gone": "DELETE FROM log_head",
    "head-replaced": "REPLACE INTO log_head VALUES (1, 3, x'')",
    "key-changed": "UPDATE command_key SET digest = 'other'",
    "key-gone": "DELETE FROM command_key",
    "key-replaced": "REPLACE INTO command_key VALUES ('k', 'other', 1, 1)",
    "identity-changed": "UPDATE ledger SET identity = 'another'",
    "identity-gone": "DELETE FROM ledger",
    "identity-replaced": "REPLACE INTO ledger VALUES (1, 'another')",
    "personal-changed": "UPDATE personal SET value = 'Joan Smith'",
    "personal-gone": "DELETE FROM personal",
    "personal-replaced": "REPLACE INTO personal SELECT commitment, salt, 'Joan' FROM personal",
    "personal-twice": "REPLACE INTO personal SELECT zeroblob(32), salt, value FROM personal",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Path:
    path = filled(tmp_path_factory.mktemp("book") / "office.ledger")
    ledger = Ledger.open(path)
    keyed(ledger, "k")
    with ledger.store.recorder.writing() as cursor:
        cursor.execute("INSERT INTO personal VALUES (randomblob(32), randomblob(32), 'Jane Smith')")
    ledger.close()
    return path


def contents(raw: sqlite3.Connection) -> list[list[tuple]]:
    tables = ("stored_events", "log_head", "command_key", "ledger", "personal")
    return [raw.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


@each("whose", ["ours", "a-passer-by's"])
@each("change", CHANGES.values(), ids=CHANGES)
def test_no_statement_changes_what_is_recorded(book, tmp_path, change, whose):
    path = copied(book, tmp_path / "office.ledger")
    change = change.format(
        "SELECT", "topic, state, leaf_hash FROM stored_events WHERE position = 3"
    )
    if "ON CONFLICT" in change:
        change = change.replace(" ON CONFLICT", " AND true ON CONFLICT")
    if whose == "ours":
        ledger = Ledger.open(path)
        with pytest.raises(PersistenceError), ledger.store.recorder.writing() as cursor:
            cursor.execute(change)
        ledger.close()
        raw = sqlite3.connect(path)
    else:
        raw = sqlite3.connect(path)
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(change)
        raw.commit()
    before = sqlite3.connect(book)
    assert contents(raw) == contents(before)
    raw.close()
    before.close()


@pytest.mark.parametrize("position", [2, 12])
def test_replacing_a_row_is_a_deletion_to_us_even_without_the_trigger_on_insertion(
    book, tmp_path, position
):
    path = copied(book, tmp_path / "office.ledger")
    raw = sqlite3.connect(path)
    raw.execute("DROP TRIGGER events_are_appended")
    raw.close()
    ledger = Ledger.open(path)
    replace = "REPLACE INTO stored_events VALUES (?, 'action:A', 1, 'T', x'00', zeroblob(32))"
    with (
        pytest.raises(IntegrityError, match="never deleted"),
        ledger.store.recorder.writing() as cursor,
    ):
        cursor.execute(replace, [position])


def test_a_version_of_a_stream_is_recorded_once(ledger):
    ledger.store.recorder.insert_events([stored(1)])
    with pytest.raises(IntegrityError):
        ledger.store.recorder.insert_events([stored(1)])
    with pytest.raises(IntegrityError):
        ledger.store.recorder.insert_events([stored(2), stored(2)])
    assert ledger.head[0] == 1 and verify(ledger).ok


def test_every_writing_connection_waits_for_the_disk_and_keeps_the_triggers_on(ledger):
    everybody = threading.Barrier(4)
    found = []

    def look() -> None:
        with ledger.store.recorder.datastore.get_connection(commit=False) as connection:
            everybody.wait()
            pragma = connection._sqlite_conn.execute
            names = ("synchronous", "journal_mode", "recursive_triggers", "query_only")
            found.append([pragma(f"PRAGMA {name}").fetchone()[0] for name in names])

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    FULL = 2
    assert found == [[FULL, "wal", 1, 0]] * 4


def test_a_reader_cannot_write(path):
    reader = Ledger.open(path, read_only=True)
    with pytest.raises(Unavailable, match="cannot be used"):
        raise_action(reader, 1)
    assert rows(path) == []


# Readers of a folder in which they may not write


@pytest.fixture
def shown():
    """A folder that everybody may read and nobody else may write in."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "scratch").mkdir()
        (folder / "scratch").chmod(0o1777)
        yield folder
        folder.chmod(0o755)


def closed_to_writing(folder: Path) -> None:
    for file in folder.iterdir():
        if file.is_file():
            file.chmod(0o444)
    folder.chmod(0o555)


@pytest.fixture
def as_a_reader(shown):
    """Does something as somebody who may only read there: what it returns, or the problem."""
    return lambda work: _as_a_reader(work, shown / "scratch")


def _as_a_reader(work, scratch: Path) -> str:
    def elsewhere() -> str:
        tempfile.tempdir = str(scratch)
        return str(work())

    return said_by(elsewhere, user=NOBODY if os.geteuid() == 0 else None)


def read_whole(path: Path) -> str:
    ledger = Ledger.open(path, read_only=True)
    said = verify(ledger)
    return f"{said.events} {said.ok} {len(list(ledger.after(0)))}"


def test_a_ledger_in_a_read_only_folder_can_be_read(shown, as_a_reader):
    path = filled(shown / "office.ledger")
    assert sorted(file.name for file in shown.iterdir()) == ["office.ledger", "scratch"]
    closed_to_writing(shown)
    read_whole(path)  # So all that it imports is there: the other user may not read this Python.
    assert as_a_reader(lambda: read_whole(path)) == "12 True 12"


def test_the_reader_of_those_tests_really_cannot_write_there(shown, as_a_reader):
    closed_to_writing(shown)
    assert as_a_reader((shown / "new").touch).startswith("PermissionError")


def killed_while_recording(path: Path) -> None:
    """A writer that recorded 12 events and was killed: they are in the -wal alone."""

    def work() -> None:
        ledger = Ledger.open(path)
        for number in range(1, 13):
            raise_action(ledger, number)
        os.kill(os.getpid(), 9)

    Ledger.create(path)
    assert not done(child(work))
    assert Path(f"{path}-wal").stat().st_size > 0
    assert path.stat().st_size < 60_000 and rows_without_wal(path) == 0


def rows_without_wal(path: Path) -> int:
    raw = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        return raw.execute("SELECT count(*) FROM stored_events").fetchone()[0]
    finally:
        raw.close()


@pytest.mark.parametrize("left", [("-wal", "-shm"), ("-wal",)], ids=["with-shm", "without-shm"])
def test_what_a_killed_writer_left_in_the_wal_is_read_from_a_read_only_folder_too(
    shown, as_a_reader, left
):
    path = shown / "office.ledger"
    killed_while_recording(path)
    for end in {"-wal", "-shm"} - set(left):
        Path(f"{path}{end}").unlink()
    closed_to_writing(shown)
    before = {file.name: file.stat().st_size for file in shown.iterdir()}
    assert as_a_reader(lambda: read_whole(path)) == "12 True 12"
    assert {file.name: file.stat().st_size for file in shown.iterdir()} == before


def test_a_reader_of_a_read_only_folder_sees_what_a_writer_records_meanwhile(shown, as_a_reader):
    if os.geteuid() != 0:
        pytest.skip("needs a writer who may write where the reader may not: run as root")
    path = filled(shown / "office.ledger")
    writer = Ledger.open(path)
    raise_action(writer, 70)
    for file in shown.glob("office*"):
        file.chmod(0o644)
    shown.chmod(0o555)
    hear, say = os.pipe()

    def work() -> str:
        reader = Ledger.open(path, read_only=True)
        first = reader.head[0]
        os.read(hear, 1)
        return f"{first} {reader.head[0]} {verify(reader).ok}"

    def record() -> None:
        time.sleep(0.2)
        raise_action(writer, 71)
        os.write(say, b".")

    thread = threading.Thread(target=record)
    thread.start()
    assert as_a_reader(work) == "13 14 True"
    thread.join()


def test_a_ledger_in_a_folder_one_may_not_enter_is_unavailable(shown, as_a_reader):
    if os.geteuid() != 0:
        pytest.skip("needs another user's folder: run as root")
    path = filled(shown / "office.ledger")
    shown.chmod(0o700)
    assert as_a_reader(lambda: read_whole(path)).startswith("Unavailable")
    assert as_a_reader(lambda: Ledger.create(shown / "new")).startswith("Unavailable")


# Where a ledger may lie


MOUNTS = """\
sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/share /srv nfs4 rw 0 0
/dev/sdb1 /srv/local ext4 rw 0 0
//server/office /mnt/the\\040office cifs rw 0 0
clerk@server: /home/clerk/far fuse.sshfs rw 0 0
"""


@each(
    ("path", "kind"),
    [
        ("/home/clerk/office.ledger", None),
        ("/srv/office.ledger", "nfs4"),
        ("/srv/deep/er/office.ledger", "nfs4"),
        ("/srvlocal/office.ledger", None),
        ("/srv/local/office.ledger", None),
        ("/srv/localhost/office.ledger", "nfs4"),
        ("/mnt/the office/office.ledger", "cifs"),
        ("/home/clerk/far/office.ledger", "fuse.sshfs"),
        ("/home/clerk/farther/office.ledger", None),
    ],
)
def test_a_network_share_is_known_by_the_longest_mount_point(monkeypatch, path, kind):
    monkeypatch.setattr(Path, "read_text", lambda *_: MOUNTS)
    assert opening.network_filesystem(Path(path)) == kind


def test_where_there_is_no_list_of_mounts_nothing_is_refused(monkeypatch):
    def missing(self, *_):
        raise FileNotFoundError(self)

    monkeypatch.setattr(Path, "read_text", missing)
    assert opening.network_filesystem(Path("/srv/office.ledger")) is None


def test_a_ledger_on_a_network_share_is_neither_made_nor_opened(path, tmp_path, monkeypatch):
    mounts = f"/dev/sda1 / ext4 rw 0 0\nserver:/share {tmp_path} nfs rw 0 0\n"
    monkeypatch.setattr(Path, "read_text", lambda *_: mounts)
    for read_only in (False, True):
        with pytest.raises(Unavailable, match=r"network share \(nfs\)"):
            Ledger.open(path, read_only=read_only)
    with pytest.raises(Unavailable, match=r"network share \(nfs\)"):
        Ledger.create(tmp_path / "other.ledger")
    assert not (tmp_path / "other.ledger").exists()


@pytest.mark.parametrize("prefix", ["", "LEDGER_"])
def test_what_the_environment_says_to_the_library_is_ignored(path, monkeypatch, prefix):
    for name, value in {
        "PERSISTENCE_MODULE": "eventsourcing.popo",
        "SQLITE_DBNAME": ":memory:",
        "SQLITE_READ_ONLY": "y",
        "SQLITE_LOCK_TIMEOUT": "nonsense",
        "ORIGINATOR_ID_TYPE": "uuid",
        "APPLICATION_RECORDER_TOPIC": "eventsourcing.sqlite:SQLiteApplicationRecorder",
        "MAPPER_TOPIC": "eventsourcing.persistence:Mapper",
        "COMPRESSOR_TOPIC": "zlib",
        "CIPHER_TOPIC": "eventsourcing.cipher:AESCipher",
        "CREATE_TABLE": "y",
    }.items():
        monkeypatch.setenv(prefix + name, value)
    ledger = Ledger.open(path)
    assert type(ledger.store.recorder) is recorder.Recorder
    raise_action(ledger, 1)
    ((position, stream, version, kind, state, _),) = rows(path)
    assert (position, stream, version, kind) == (1, "action:A-2018-001", 1, "ActionRaised")
    assert state.startswith(b'{"recorded_by":"M Clerk"')


# The door


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (b'{"title":"one\ntwo"}', "raw control"),
        (b'{"title":"one\r"}', "raw control"),
        (b'{"title":"one\x00"}', "raw control"),
        (b'{"title":"one\x1b[2J"}', "raw control"),
        (b'{"title":"one\x7f"}', "raw control"),
        (b'{"title":"one\xff"}', "UTF-8"),
        (b'{"title":"\xc3"}', "UTF-8"),
        ('{"title":"\ud800"}'.encode(errors="surrogatepass"), "UTF-8"),
        (b'{"title":"' + b"x" * leaves.MAX_STATE_BYTES + b'"}', "1 MiB"),
    ],
)
def test_the_door_refuses_what_is_not_one_plain_line(ledger, state, words):
    bad = StoredEvent("action:A-2018-001", 1, "ActionRaised", state)
    with pytest.raises(DataError, match=words):
        ledger.store.recorder.insert_events([stored(2), bad])
    assert ledger.head[0] == 0 and ledger.store.query("SELECT * FROM stored_events") == []


def test_an_event_of_one_mib_comes_in(ledger):
    state = b'{"title":"' + b"x" * (leaves.MAX_STATE_BYTES - 12) + b'"}'
    assert len(state) == leaves.MAX_STATE_BYTES
    ledger.store.recorder.insert_events([StoredEvent("action:A", 1, "ActionRaised", state)])
    assert ledger.head[0] == 1


@pytest.mark.parametrize("bad", ['a"b', "a\\b", "a\nb", "a\x00b", "a\x7fb", "a\x1bb", "a\ud800b"])
def test_the_door_refuses_names_that_would_need_escapes(ledger, bad):
    state = stored(1).state
    for names in ((f"action:{bad}", "ActionRaised"), ("action:A", bad)):
        with pytest.raises(DataError):
            ledger.store.recorder.insert_events([StoredEvent(names[0], 1, names[1], state)])
    assert ledger.head[0] == 0


def test_every_leaf_is_one_line_of_json_that_says_what_the_row_says(tmp_path):
    path = filled(tmp_path / "office.ledger")
    ledger = Ledger.open(path)
    raise_action(ledger, 9, title='Ünïcode, "quotes", \\ and\nlines\u2028 \x1b \U0001f4d8')
    for position, stream, version, kind, state, _ in rows(path):
        line = leaves.leaf(position, stream, version, kind, state)
        assert b"\n" not in line and b"\x1b" not in line
        said = msgspec.json.decode(line)
        assert list(said) == ["pos", "stream", "ver", "type", "data"]
        assert said | {"data": 0} == {
            "pos": position, "stream": stream, "ver": version, "type": kind, "data": 0,
        }  # fmt: skip
        assert line.endswith(state + b"}")


def test_text_that_is_not_unicode_is_refused_in_words_and_records_nothing(ledger):
    """Half a character (a lone surrogate) is what Python makes of an argument that is not UTF-8."""
    raise_action(ledger, 1)
    for facts in ({"title": "half \udce9"}, {"title": TITLE, "owners": ("C\ud800C",)}):
        with pytest.raises(Misused, match="cannot be recorded"):
            raise_action(ledger, 2, **facts)
    rule = actions.raise_action
    with pytest.raises(Misused, match="UTF-8"):
        ledger.record("action", "A-\ud800", rule, entry(), new=True, title=TITLE)
    assert ledger.head[0] == 1 and verify(ledger).ok


def test_text_too_long_for_an_event_is_refused_in_words(ledger):
    with pytest.raises(Misused, match="at most 1 MiB"):
        raise_action(ledger, 1, title="x" * leaves.MAX_STATE_BYTES)
    assert ledger.head[0] == 0


def test_no_key_can_come_twice_and_no_number_can_be_nan():
    """No event kind has a field of the envelope's name, and none holds a float (of which msgspec
    would write NaN as null). Objects inside are refused too: there their keys would be people's."""
    for kind, cls in event_kinds().items():
        assert not set(cls.__struct_fields__) & set(Envelope.__struct_fields__), kind
        for name, hint in get_type_hints(cls).items():
            for part in parts(hint):
                assert part is not float and part is not dict, f"{kind}.{name}"
    assert msgspec.json.encode([float("nan"), float("inf")]) == b"[null,null]"


def parts(hint: object) -> set:
    inner = get_args(hint)
    return {hint} if not inner else set().union(*(parts(one) for one in inner))


def test_what_is_encoded_reads_back_the_same():
    envelope = msgspec.json.decode(stored(1).state, type=Envelope)
    for event in (
        actions.ActionRaised(title=TITLE, owners=("CC",)),
        actions.ActionReopened(reason=""),
    ):
        line = encode(event, envelope)
        assert msgspec.json.decode(line, type=type(event)) == event
        assert msgspec.json.decode(line, type=Envelope) == envelope


def test_two_events_that_say_the_same_have_other_nonces_and_so_other_hashes(ledger):
    raise_action(ledger, 1)
    raise_action(ledger, 2)
    one, two = ledger.after(0)
    assert one.event == two.event and one.envelope.nonce != two.envelope.nonce
    assert re.fullmatch("[0-9a-f]{32}", one.envelope.nonce)


def test_an_event_that_cannot_be_read_is_a_broken_ledger_and_not_a_traceback(tmp_path):
    path = filled(tmp_path / "office.ledger")
    for state in (b"not JSON", b"{}", "text", 7, b"\xff"):
        with tampering(path) as raw:
            raw.execute("UPDATE stored_events SET state = ? WHERE position = 5", [state])
        with pytest.raises(Broken, match=r"Event 5 .*govledger verify"):
            Ledger.open(path).history("action:A-2018-001")


def test_an_event_of_an_unknown_kind_is_kept_and_shown(ledger):
    known = stored(1)
    state = known.state.replace(b'"title"', b'"headline"')
    later = StoredEvent(known.originator_id, 1, "ActionFoldedIntoAPlane", state)
    ledger.store.recorder.insert_events([later])
    (recorded,) = ledger.history("action:A-2018-001")
    assert recorded.kind == "ActionFoldedIntoAPlane"
    assert recorded.event.fields == {"headline": TITLE}
    assert verify(ledger).ok


# Commands given twice


def once(ledger: Ledger, key: str, digest: str) -> list[int]:
    """As a command does it: in one transaction, ask, and if it is new record and remember."""
    with ledger.writing():
        again = command_keys.recorded(ledger, key, digest)
        return [keyed(ledger, key, digest)] if again is None else [r.position for r in again]


def test_a_command_repeated_with_its_key_records_once(ledger):
    raise_action(ledger, 1)
    assert once(ledger, "k", "digest") == [2]
    assert once(ledger, "k", "digest") == [2]
    assert ledger.head[0] == 2


def test_a_key_given_to_another_command_is_refused(ledger):
    raise_action(ledger, 1)
    once(ledger, "k", "digest")
    with pytest.raises(Refused, match="'k' was used for another command"):
        once(ledger, "k", "other")
    assert ledger.head[0] == 2


def test_a_command_that_failed_has_not_used_its_key(ledger):
    raise_action(ledger, 1)
    with pytest.raises(ZeroDivisionError), ledger.writing():
        once(ledger, "k", "digest")
        raise ZeroDivisionError
    assert command_keys.recorded(ledger, "k", "digest") is None and ledger.head[0] == 1


def test_four_processes_with_one_key_record_once(path):
    ledger = Ledger.open(path)
    raise_action(ledger, 1)
    ledger.close()
    soon = time.time() + 0.2

    def work() -> None:
        ledger = Ledger.open(path)
        time.sleep(max(0, soon - time.time()))
        assert once(ledger, "k", "digest") == [2]

    workers = [child(work) for _ in range(4)]
    assert all_done(workers)
    assert Ledger.open(path).head[0] == 2


def test_a_command_that_recorded_nothing_has_not_used_its_key(ledger):
    raise_action(ledger, 1)
    command_keys.remember(ledger, "k", "digest", 1)
    assert command_keys.recorded(ledger, "k", "digest") is None
    assert ledger.store.query("SELECT * FROM command_key") == []


# The clock


def test_a_clock_that_went_back_keeps_the_last_instant_and_says_behind(path):
    early, late = Clock(MORNING), Clock(NOON)
    (first,) = raise_action(Ledger.open(path, clock=late), 1)
    ledger = Ledger.open(path, clock=early)
    (second,) = raise_action(ledger, 2)
    assert (first.envelope.recorded_at, first.envelope.clock) == (NOON, "set")
    assert (second.envelope.recorded_at, second.envelope.clock) == (NOON, "behind")
    (third,) = raise_action(Ledger.open(path, clock=late), 3)
    assert (third.envelope.recorded_at, third.envelope.clock) == (NOON, "set")
    assert verify(ledger).ok


def test_the_machines_own_clock_going_back_is_seen_too(path, monkeypatch):
    clock = Clock()
    times = [NOON, MORNING, MORNING]
    ledger = Ledger.open(path, clock=clock)
    monkeypatch.setattr(ledger.store, "now", lambda: times[0])
    with ledger.writing():
        for number in (1, 2, 3):
            raise_action(ledger, number)
            times.pop(0)
    assert [(r.envelope.recorded_at, r.envelope.clock) for r in ledger.after(0)] == [
        (NOON, None),
        (NOON, "behind"),
        (NOON, "behind"),
    ]
    assert verify(ledger).ok


def test_the_machines_own_clock_is_utc_and_says_nothing_of_itself(ledger):
    before = datetime.now(UTC)
    (recorded,) = raise_action(ledger, 1)
    assert before <= recorded.envelope.recorded_at <= datetime.now(UTC)
    assert recorded.envelope.clock is None
    assert b'"clock"' not in rows(ledger.path)[0][4]
    assert re.search(rb'"recorded_at":"[^"]+Z"', rows(ledger.path)[0][4])


# Making a ledger


def test_a_ledger_is_never_made_over_anything(path, tmp_path):
    raise_action(Ledger.open(path), 1)
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(path)
    content = path.read_bytes()
    for name in ("office.ledger", "empty", "folder", "link"):
        with pytest.raises(Refused, match="already"):
            Ledger.create(tmp_path / name)
    assert path.read_bytes() == content and (tmp_path / "empty").stat().st_size == 0


def test_of_processes_that_make_the_same_ledger_at_once_one_does(tmp_path):
    path, soon = tmp_path / "office.ledger", time.time() + 0.2

    def work() -> str:
        time.sleep(max(0, soon - time.time()))
        Ledger.create(path)
        return Ledger.open(path).identity

    said: list[str] = []
    threads = [threading.Thread(target=lambda: said.append(said_by(work))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = [one for one in said if not one.startswith("Refused: ")]
    assert made == [Ledger.open(path).identity] and len(said) == 4
    assert [file.name for file in tmp_path.iterdir()] == ["office.ledger"]


def test_a_ledger_that_cannot_be_made_leaves_nothing_behind(tmp_path, monkeypatch):
    with pytest.raises(Unavailable):
        Ledger.create(tmp_path / "no folder" / "office.ledger")
    wrong = schema.script() + "NOT SQL;"
    monkeypatch.setattr(schema, "script", lambda: wrong)
    with pytest.raises(Unavailable):
        Ledger.create(tmp_path / "office.ledger")
    assert list(tmp_path.iterdir()) == []


def test_each_ledger_has_an_identity_of_its_own_and_says_what_it_is(path, tmp_path):
    Ledger.create(tmp_path / "other.ledger")
    one, two = Ledger.open(path), Ledger.open(tmp_path / "other.ledger")
    assert one.identity != two.identity
    assert one.store.query("PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert one.store.query("PRAGMA user_version") == [(schema.VERSION,)]
    assert one.store.query("PRAGMA journal_mode") == [("wal",)]


def test_a_ledger_of_a_later_version_is_left_alone(path):
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(Unavailable, match="later govledger"):
        Ledger.open(path)


def test_a_file_without_permission_to_write_is_opened_for_reading_only(shown, as_a_reader):
    path = filled(shown / "office.ledger")
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    assert as_a_reader(lambda: Ledger.open(path)).startswith("Unavailable: ")
    assert as_a_reader(lambda: read_whole(path)) == "12 True 12"


def test_every_problem_of_the_store_is_one_that_a_person_is_told():
    for problem, code in ((Unavailable, 6), (Broken, 5), (Refused, 1), (Misused, 2)):
        assert issubclass(problem, Problem) and problem.exit_code == code
