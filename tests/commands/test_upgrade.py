"""An upgrade is a command, recorded; and nothing that only reads changes a byte of the file."""

import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from books import copied, filled, progress, tampering
from torture import program

from ledger.application import Ledger
from ledger.errors import Unavailable
from ledger.store.sqlite import layouts, schema
from ledger.store.sqlite.digests import add_digests
from ledger.store.sqlite.schema import objects as schema_objects

pytestmark = pytest.mark.slow

NAMES = ("stored_events", "log_head", "tile", "command_key", "row_digest", "ledger", "personal")


def of_layout(version: int, source: Path, path: Path) -> Path:
    """The ledger as that version made it: its own tables and triggers, around the same rows."""
    with closing(sqlite3.connect(path)) as raw:
        objects = layouts.layout(version)
        tables = [(n, o) for n, o in objects.items() if n.startswith("table ")]
        for name, (_, text) in tables:
            if name != "table sqlite_sequence":
                raw.execute(text)
        raw.execute("ATTACH ? AS source", [str(source)])
        for table in NAMES:
            if f"table {table}" in objects:
                raw.execute(f"INSERT INTO main.{table} SELECT * FROM source.{table}")
        for name, (_, text) in objects.items():
            if name.startswith("trigger "):
                raw.execute(text)
        raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version = {version}")
        raw.commit()
        raw.execute("DETACH source")
        raw.execute("PRAGMA journal_mode = WAL")
    return path


def test_layout_2_is_as_it_was_released():
    """Whatever is changed in schema.sql since: a file of then is held against it."""
    made = repr(sorted(layouts.layout(2).items()))
    assert sha256(made.encode()).hexdigest() == (
        "2d9d9dfe2d9656238997736e923badc968aca2faf051f5d83af1e0a548692727"
    )


@pytest.fixture
def now(tmp_path) -> Path:
    return filled(tmp_path / "now.ledger", streams=60, each=5)


@pytest.fixture
def old(now, tmp_path) -> Path:
    return of_layout(2, now, tmp_path / "office.ledger")


def state(path: Path) -> list:
    """Everything in the file that is not of its layout."""
    with closing(sqlite3.connect(path)) as raw:
        chosen = ("stored_events", "log_head", "ledger", "personal")
        return [raw.execute(f"SELECT * FROM {table}").fetchall() for table in chosen]


# The way from one layout to the next


@pytest.mark.parametrize("version", [1, 2])
def test_an_upgrade_changes_no_event_and_is_recorded(now, tmp_path, version):
    path = of_layout(version, now, tmp_path / "office.ledger")
    before = state(path)
    said = program.govledger(path, "upgrade")
    assert (said.code, said.out) == (0, "upgrade-301\n"), said.err
    assert f"brought from layout {version} to 3; command keys of before: 0" in said.err
    after = state(path)
    assert after[0][:300] == before[0] and after[2:] == before[2:]
    ledger = Ledger.open(path)
    assert (ledger.store.layout, ledger.size) == (3, 301)
    assert schema.read(ledger.store.recorder.snapshot().__enter__()) == schema_objects()
    ledger.close()
    verified = program.govledger(path, "verify")
    assert verified.code == 0
    assert f"layout: event 301 brought the file from layout {version}." in verified.err
    assert program.govledger(path, "upgrade").code == 1, "and there is nothing more to do"


def test_what_is_tried_only_leaves_the_layout_as_it_was(old):
    before = sha256(old.read_bytes()).hexdigest()
    said = program.govledger(old, "upgrade", "--dry-run")
    assert said.code == 0 and "none of this was recorded" in said.err
    assert Ledger.open(old, read_only=True).store.layout == 2
    assert before == sha256(old.read_bytes()).hexdigest()


def test_nobody_records_in_a_ledger_of_an_earlier_layout_before_that(old):
    before = state(old)
    said = program.govledger(old, "action", "progress", "A-2018-001", "on")
    assert said.code == 6 and "was made by an earlier govledger (layout 2)" in said.err
    assert "govledger upgrade" in said.err and state(old) == before


def test_one_of_layout_2_is_read_as_it_is(old):
    for words in (("verify",), ("show", "A-2018-001"), ("ask", "open_actions")):
        assert program.govledger(old, *words).code == 0
    assert "the file has layout 2 of an earlier govledger" in program.govledger(old, "verify").err
    assert Ledger.open(old, read_only=True).store.layout == 2


def test_one_of_layout_1_is_refused_with_the_command_that_would_do(now, tmp_path):
    path = of_layout(1, now, tmp_path / "office.ledger")
    before = path.read_bytes()
    for words in (("verify",), ("show", "A-2018-001"), ("ask", "open_actions")):
        said = program.govledger(path, *words)
        assert said.code == 6 and "layout 1). Keep a copy, then run: govledger upgrade" in said.err
    assert path.read_bytes() == before


SPOILT = {
    "a table gone": "DROP TABLE command_key",
    "a table that was not yet": "CREATE TABLE tile (level, number, root)",
    "a table redefined": "ALTER TABLE command_key ADD COLUMN more",
    "a trigger gone": "DROP TRIGGER events_are_not_changed",
    "a trigger added": "CREATE TRIGGER quiet BEFORE INSERT ON ledger BEGIN SELECT 1; END",
    "a view": "CREATE VIEW seen AS SELECT 1",
}


@pytest.mark.parametrize("how", SPOILT)
@pytest.mark.parametrize("version", [1, 2])
def test_a_file_that_does_not_look_as_its_version_is_not_upgraded(now, tmp_path, how, version):
    path = of_layout(version, now, tmp_path / "office.ledger")
    with closing(sqlite3.connect(path)) as raw:
        if version == 2 and how == "a table that was not yet":
            raw.execute("DROP TABLE tile")  # and now with its triggers gone
        raw.execute(SPOILT[how])
        raw.commit()
    before = state(path)
    said = program.govledger(path, "upgrade")
    assert said.code == 5 and f"does not match ledger layout {version}" in said.err
    assert state(path) == before
    assert Ledger.open(path, read_only=True, upgrading=True).store.layout == version


def test_a_present_ledger_whose_version_was_lowered_is_left_as_it_is(now, tmp_path):
    """The attack of old: tables dropped, the version lowered, and any reader wrote them anew."""
    program.done(now, "action", "progress", "A-2018-001", "a letter", "--key", "letter")
    for version, statements in ((1, ["DROP TABLE tile", "DROP TABLE row_digest"]), (2, [])):
        path = copied(now, tmp_path / f"{version}.ledger")
        with tampering(path) as raw:
            raw.execute(f"PRAGMA user_version = {version}")
        with closing(sqlite3.connect(path)) as raw:
            for statement in statements:
                raw.execute(statement)
            raw.commit()
        before = path.read_bytes()
        assert program.govledger(path, "verify").code in (5, 6)
        assert path.read_bytes() == before
        said = program.govledger(path, "upgrade")
        assert said.code == 5 and "event 301 is of later" in said.err
        assert Ledger.open(path, read_only=True, upgrading=True).store.layout == version


def test_the_keys_of_before_are_listed_under_the_tree_and_none_is_added_later(old):
    with tampering(old) as raw:
        raw.execute("INSERT INTO command_key VALUES ('march', 'a hash', 5, 5)")
        add_digests(raw)
    seen = program.govledger(old, "verify")
    assert seen.code == 0 and "1 command key of before (march), under no tree" in seen.err
    assert "command keys of before: 1" in program.govledger(old, "upgrade").err
    assert program.govledger(old, "verify").code == 0
    for change in (
        "INSERT INTO command_key VALUES ('april', 'a hash', 6, 6)",
        "DELETE FROM command_key",
        "UPDATE command_key SET first_position = 4",
    ):
        path = copied(old, old.with_name("changed.ledger"))
        with tampering(path) as raw:
            raw.execute(change)
            raw.execute("DELETE FROM row_digest WHERE of LIKE 'key %'")
            add_digests(raw)
        said = program.govledger(path, "verify")
        assert said.code == 5 and "are not those that event 301 lists" in said.err, change


def test_an_upgrade_of_what_is_not_the_ledger_seen_is_refused(now, tmp_path):
    path = copied(now, tmp_path / "office.ledger")
    program.done(path, "action", "progress", "A-2018-001", "seen here")
    shorter = of_layout(2, now, tmp_path / "shorter.ledger")
    shutil.copy(shorter, path)
    before = state(path)
    said = program.govledger(path, "upgrade")
    assert said.code == 5 and "was seen on this machine" in said.err and state(path) == before


# A reader changes nothing

READING = [
    ("verify",),
    ("show", "A-2018-001"),
    ("history", "A-2018-001"),
    ("ask", "open_actions"),
    ("sql", "from open_actions"),
    ("diff", "1/1/18", "28/2/18"),
    ("replay", "--list"),
    ("replay", "--ask", "open_actions"),
    ("sample", "2", "closures"),
    ("rebuild",),
    ("audit", "projections"),
    ("verify", "--trusted", "12 events, root " + "0" * 32),
]


def left_by_a_crash(path: Path, folder: Path) -> Path:
    """The ledger with an event that is only in its -wal, as after a power cut."""
    ledger = Ledger.open(path)
    progress(ledger, 1, "just before the power went")
    folder.mkdir()
    copy = copied(path, folder / "office.ledger")
    ledger.close()
    assert Path(f"{copy}-wal").stat().st_size > 0
    return copy


@pytest.mark.parametrize("words", READING, ids=" ".join)
@pytest.mark.parametrize("wal", [False, True], ids=["settled", "with a -wal"])
def test_a_command_that_reads_leaves_every_byte_as_it_was(tmp_path, words, wal):
    path = filled(tmp_path / "office.ledger")
    path = left_by_a_crash(path, tmp_path / "left") if wal else path
    files = [path, Path(f"{path}-wal")] if wal else [path]
    before = [file.read_bytes() for file in files]
    said = program.govledger(path, *words)
    assert said.code in (0, 5) and "Traceback" not in said.err
    assert [file.read_bytes() for file in files] == before
    assert not wal or Ledger.open(path, read_only=True).size == 13, "and what it holds is read"


def test_a_journal_that_would_be_written_in_is_refused(tmp_path):
    path = filled(tmp_path / "office.ledger")
    Path(f"{path}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(Unavailable, match="-journal exists, and govledger never makes one"):
            Ledger.open(path, read_only=read_only)
    assert path.read_bytes() == before
