"""What is done to a ledger behind its back is found, and the first bad event is named.

Each test tampers with a copy from which the triggers were taken and to which they were given back.
"""

import random
import re
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from books import copied, filled, keyed, raise_action, rehash, rewrite_head, tampering

from ledger.application import Ledger
from ledger.errors import Broken, Unavailable
from ledger.integrity import merkle
from ledger.integrity.verify import Report, verify
from ledger.store.sqlite.layouts import layout
from ledger.store.sqlite.schema import objects as schema_objects

EVENTS = 12  # four actions of three events each, in turns: event 6 is version 2 of A-2018-002


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    return filled(tmp_path_factory.mktemp("whole") / "office.ledger")


@pytest.fixture
def path(whole, tmp_path) -> Path:
    return copied(whole, tmp_path / "office.ledger")


def report(path: Path) -> Report:
    ledger = Ledger.open(path, read_only=True)
    try:
        return verify(ledger)
    finally:
        ledger.close()


def found(path: Path, *words: str) -> Report:
    """Not ok, and the first problem says all of `words`."""
    said = report(path)
    assert not said.ok
    assert all(word in said.problems[0] for word in words), said.problems
    return said


def reworded(raw: sqlite3.Connection, position: int, old: str = "step", new: str = "stop") -> None:
    (state,) = raw.execute(
        "SELECT state FROM stored_events WHERE position = ?", [position]
    ).fetchone()
    assert old.encode() in state
    changed = state.replace(old.encode(), new.encode())
    raw.execute("UPDATE stored_events SET state = ? WHERE position = ?", [changed, position])


def renumber(raw: sqlite3.Connection, change: str, where: str) -> None:
    """Positions are unique at every step: by way of numbers that nobody has."""
    raw.execute(f"UPDATE stored_events SET position = 1000 + ({change}) WHERE {where}")
    raw.execute("UPDATE stored_events SET position = position - 1000 WHERE position > 1000")


def test_an_untouched_ledger_is_ok(path):
    said = report(path)
    assert said.ok and said.problems == [] and said.events == said.size == EVENTS
    with tampering(path):
        pass
    assert report(path) == said, "tampering() itself changes nothing"


def test_an_empty_ledger_is_ok(tmp_path):
    Ledger.create(tmp_path / "new.ledger")
    said = report(tmp_path / "new.ledger")
    assert said.ok and said.events == 0
    assert said.root == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


def test_it_reads_in_batches_and_says_how_far_it_is(path, monkeypatch):
    monkeypatch.setattr("ledger.store.sqlite.examination.BATCH", 5)
    seen: list[int] = []
    assert verify(Ledger.open(path), seen.append).ok
    assert seen == [5, 10, 12]


# Rows changed


def test_a_reworded_event_is_found(path):
    with tampering(path) as raw:
        reworded(raw, 7)
    found(path, "event 7 ", "not what was recorded")


def test_the_first_of_several_reworded_events_comes_first(path):
    with tampering(path) as raw:
        reworded(raw, 10)
        reworded(raw, 6)
    assert [line.split(" (")[0] for line in found(path, "event 6 ").problems] == [
        "event 6",
        "event 10",
    ]


@pytest.mark.parametrize(
    ("position", "named"), [(7, "events 1 to 8"), (9, "events 9 to 12"), (12, "events 9 to 12")]
)
def test_a_reworded_event_with_a_fitting_hash_is_found_as_far_as_the_head_can_tell(
    path, position, named
):
    with tampering(path) as raw:
        reworded(raw, position)
        rehash(raw, position)
    found(path, named, "exchanged together with its hash")


def test_a_lone_last_event_with_a_fitting_hash_is_named(whole, tmp_path):
    path = filled(tmp_path / "nine.ledger", streams=3, each=3)
    with tampering(path) as raw:
        reworded(raw, 9)
        rehash(raw, 9)
    found(path, "event 9 does not make the tree")


def test_a_hash_alone_changed_is_found(path):
    with tampering(path) as raw:
        raw.execute("UPDATE stored_events SET leaf_hash = zeroblob(32) WHERE position = 5")
    found(path, "event 5 ", "hash differs")


@pytest.mark.parametrize("fitting", [False, True], ids=["hash-left", "hash-fitted"])
@pytest.mark.parametrize(
    "change",
    [
        "topic = 'ActionWithdrawn'",
        "originator_id = 'action:A-2018-009'",
        "originator_version = 7",
        "originator_id = originator_id || ' '",
    ],
)
def test_another_kind_stream_or_version_is_found(path, change, fitting):
    with tampering(path) as raw:
        raw.execute(f"UPDATE stored_events SET {change} WHERE position = 6")
        if fitting:
            rehash(raw, 6)
    if fitting and change.startswith("topic"):
        found(path, "events 1 to 8 do not make the tree")
    else:
        found(path, "event 6 ")


def test_an_instant_that_goes_back_is_found_even_where_all_hashes_were_made_to_fit(path):
    with tampering(path) as raw:
        reworded(raw, 6, '"recorded_at":"2', '"recorded_at":"1')
        rehash(raw)
        rewrite_head(raw)
    found(path, "event 6 says it was recorded before the one it follows")


# Rows gone, come, or moved


def test_an_event_deleted_in_the_middle_is_missed(path):
    with tampering(path) as raw:
        raw.execute("DELETE FROM stored_events WHERE position = 6")
    found(path, "event 6 is missing")


def test_several_events_deleted_in_the_middle_are_missed(path):
    with tampering(path) as raw:
        raw.execute("DELETE FROM stored_events WHERE position IN (6, 7, 8)")
    said = found(path, "events 6 to 8 are missing")
    assert "9 events stand where 12 were recorded" in said.problems


def test_the_first_event_deleted_is_missed(path):
    with tampering(path) as raw:
        raw.execute("DELETE FROM stored_events WHERE position = 1")
    found(path, "event 1 is missing")


@pytest.mark.parametrize("fitting", [False, True], ids=["hashes-left", "hashes-fitted"])
def test_an_event_deleted_and_the_rest_moved_up_is_found(path, fitting):
    with tampering(path) as raw:
        raw.execute("DELETE FROM stored_events WHERE position = 10")
        renumber(raw, "position - 1", "position > 10")
        if fitting:
            rehash(raw)
    # The stream's last event is gone, so no version tells: with fitting hashes only the count does.
    found(path, "event 12 is missing at the end" if fitting else "event 10 ")


def test_an_event_deleted_and_the_stream_renumbered_too_is_found(path):
    with tampering(path) as raw:
        raw.execute("DELETE FROM stored_events WHERE position = 6")
        renumber(raw, "position - 1", "position > 6")
        raw.execute(
            "UPDATE stored_events SET originator_version = 2"
            " WHERE originator_id = 'action:A-2018-002' AND originator_version = 3"
        )
        rehash(raw)
    found(path, "event 12 is missing at the end")


def test_an_event_put_in_at_the_end_is_found(path):
    with tampering(path) as raw:
        raw.execute(
            "INSERT INTO stored_events SELECT 13, originator_id, 4, topic, state, leaf_hash"
            " FROM stored_events WHERE position = 12"
        )
    found(path, "event 13 ", "not what was recorded")
    with tampering(path) as raw:
        rehash(raw)
    found(path, "13 events stand where 12 were recorded")


@pytest.mark.parametrize("fitting", [False, True], ids=["hashes-left", "hashes-fitted"])
def test_an_event_put_in_between_is_found(path, fitting):
    with tampering(path) as raw:
        renumber(raw, "position + 1", "position > 5")
        raw.execute(
            "INSERT INTO stored_events SELECT 6, 'action:A-2018-009', 1, topic, state, leaf_hash"
            " FROM stored_events WHERE position = 1"
        )
        if fitting:
            rehash(raw)
    found(path, "13 events stand where 12 were" if fitting else "event 6 ")


@pytest.mark.parametrize("position", [0, -5, -(2**63)])
def test_an_event_put_in_before_the_first_is_found(path, position):
    with tampering(path) as raw:
        raw.execute(
            "INSERT INTO stored_events SELECT ?, 'action:A-2018-009', 1, topic, state, leaf_hash"
            " FROM stored_events WHERE position = 1",
            [position],
        )
        rehash(raw)
    found(path, f"event {position} stands where none is ever recorded")


def test_two_events_whose_contents_were_swapped_are_found(path):
    with tampering(path) as raw:
        both = raw.execute(
            "SELECT position, state, leaf_hash FROM stored_events WHERE position IN (6, 9)"
        ).fetchall()
        (_, *sixth), (_, *ninth) = both
        swap = "UPDATE stored_events SET state = ?, leaf_hash = ? WHERE position = ?"
        raw.execute(swap, [*sixth, 9])
        raw.execute(swap, [*ninth, 6])
    found(path, "event 6 ")


@pytest.mark.parametrize("fitting", [False, True], ids=["hashes-left", "hashes-fitted"])
def test_two_events_that_changed_places_are_found(path, fitting):
    with tampering(path) as raw:
        renumber(raw, "15 - position", "position IN (7, 8)")
        if fitting:
            rehash(raw)
    found(path, "events 1 to 8 do not make the tree" if fitting else "event 7 ")


# The end of the ledger


def test_a_tail_cut_off_is_missed(path):
    with tampering(path) as raw:
        raw.execute("DELETE FROM stored_events WHERE position > 9")
    said = found(path, "events 10 to 12 are missing at the end: 12 were recorded")
    assert (said.events, said.size) == (9, 12)


def test_all_events_gone_is_found(path):
    with tampering(path) as raw:
        raw.execute("DELETE FROM stored_events")
    found(path, "events 1 to 12 are missing at the end")


def test_a_tail_cut_off_with_the_head_set_back_is_missed_while_sqlite_still_counts(path):
    with tampering(path) as raw:
        raw.execute("DELETE FROM stored_events WHERE position > 9")
        rewrite_head(raw)
        raw.execute("UPDATE sqlite_sequence SET seq = 12 WHERE name = 'stored_events'")
    found(path, "events 10 to 12 are missing at the end")


def test_a_ledger_cut_and_rewritten_throughout_looks_whole_and_only_a_root_noted_elsewhere_tells(
    path,
):
    noted = report(path)
    with tampering(path) as raw:
        raw.execute("DELETE FROM stored_events WHERE position > 9")
        rewrite_head(raw)
    said = report(path)
    # Nothing inside the file can tell; what it says is true of the file, and differs from the note.
    assert said.ok and said.events == said.size == 9
    assert said.size < noted.size and said.root != noted.root


def test_a_ledger_reworded_and_rewritten_throughout_has_another_root(path):
    noted = report(path)
    with tampering(path) as raw:
        reworded(raw, 6)
        rehash(raw)
        rewrite_head(raw)
    said = report(path)
    assert said.ok and said.size == noted.size and said.root != noted.root


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE log_head SET frontier = zeroblob(64)", "events 1 to 8 do not make the tree"),
        ("UPDATE log_head SET frontier = x''", "the head is not that of a tree of 12 events"),
        ("UPDATE log_head SET frontier = 'text'", "the head is not that of a tree of 12 events"),
        ("UPDATE log_head SET frontier = CAST(frontier || x'00' AS BLOB)", "the head is not that"),
        ("UPDATE log_head SET size = 11", "12 events stand where 11 were recorded"),
        ("UPDATE log_head SET size = 13", "event 13 is missing at the end"),
        ("UPDATE log_head SET size = 'many'", "12 events stand where 0 were recorded"),
        ("UPDATE log_head SET size = 1e300", "12 events stand where 0 were recorded"),
        ("DELETE FROM log_head", "12 events stand where 0 were recorded"),
    ],
)  # fmt: skip
def test_a_head_that_was_changed_is_found(path, statement, words):
    with tampering(path) as raw:
        raw.execute(statement)
    found(path, words)


def test_the_second_half_of_a_frontier_says_which_events_it_stands_for(path):
    with tampering(path) as raw:
        (packed,) = raw.execute("SELECT frontier FROM log_head").fetchone()
        first, _ = merkle.unpack(packed)
        raw.execute("UPDATE log_head SET frontier = ?", [merkle.pack([first, bytes(32)])])
    found(path, "events 9 to 12 do not make the tree")


# The schema


TRIGGERS = [name.partition(" ")[2] for name in schema_objects() if name.startswith("trigger ")]


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_trigger_taken_away_or_weakened_is_found(path, name):
    with sqlite3.connect(path) as raw:
        named = "SELECT sql FROM sqlite_master WHERE name = ?"
        (text,) = raw.execute(named, [name]).fetchone()
        raw.execute(f"DROP TRIGGER {name}")
    found(path, f"trigger {name}", "missing")
    with sqlite3.connect(path) as raw:
        raw.execute(re.sub(r"(\s+WHEN .*?)? BEGIN\n", " WHEN 0 BEGIN\n", text, count=1, flags=re.S))
    found(path, f"trigger {name} is not as govledger makes it")


def test_the_triggers_of_an_earlier_version_stand_and_refuse_the_same(path):
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 2")
        for name, (_, text) in layout(2).items():
            if name.startswith("trigger ") and schema_objects()[name][1] != text:
                raw.execute(f"DROP {name}")
                raw.execute(text)
    assert verify(Ledger.open(path, read_only=True)).ok
    with sqlite3.connect(path) as raw, pytest.raises(sqlite3.IntegrityError, match="at the head"):
        raw.execute(
            "INSERT INTO stored_events SELECT 99, 'a', 1, topic, state, leaf_hash"
            " FROM stored_events LIMIT 1"
        )


def test_every_trigger_of_a_ledger_is_in_that_list(path):
    with sqlite3.connect(path) as raw:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert sorted(name for (name,) in names) == sorted(TRIGGERS)
    assert len(TRIGGERS) >= 15


# What no tree covers


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE ledger SET identity = '00000000-0000-4000-8000-000000000000'", "the identity"),
        ("UPDATE command_key SET digest = 'other'", "the key mine is missing, or not what"),
        ("UPDATE command_key SET last_position = 2", "the key mine is missing, or not what"),
        ("UPDATE command_key SET key = 'yours'", "the key mine is missing, or not what"),
        ("DELETE FROM command_key", "the key mine is missing, or not what"),
        ("DELETE FROM row_digest WHERE of = 'key mine'", "the key mine is missing, or not what"),
        ("DELETE FROM row_digest", "the identity of the ledger is missing, or not what"),
        ("UPDATE row_digest SET digest = zeroblob(32)", "the identity of the ledger is missing"),
    ],
)
def test_a_row_beside_the_events_that_was_changed_is_found(path, statement, words):
    ledger = Ledger.open(path)
    keyed(ledger, "mine")
    ledger.close()
    assert report(path).ok
    with tampering(path) as raw:
        raw.execute(statement)
    found(path, words)


def test_an_index_named_as_of_another_table_is_found(path):
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("UPDATE sqlite_master SET tbl_name = 'Tile' WHERE name = 'tile'")
    assert not report(path).ok


# The stored tree, and what is new


@pytest.fixture
def long(tmp_path):
    """A ledger of 600 events: two tiles."""
    return filled(tmp_path / "long.ledger", streams=200)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tile SET root = zeroblob(32) WHERE number = 1",
        "DELETE FROM tile WHERE number = 0",
        "INSERT INTO tile VALUES (8, 2, zeroblob(32))",
        "INSERT INTO tile VALUES (9, 0, zeroblob(32))",
        "UPDATE tile SET level = 16 WHERE number = 1",
    ],
)
def test_a_stored_tree_that_was_changed_is_found(long, statement):
    with tampering(long) as raw:
        raw.execute(statement)
    found(long, "the stored tree differs from the events at level")


@pytest.mark.parametrize("after", [1, 255, 256, 400, 512, 599, 600])
def test_what_is_new_makes_the_same_root_as_the_whole(long, after):
    ledger = Ledger.open(long, read_only=True)
    whole, new = verify(ledger), verify(ledger, after=after)
    assert (new.ok, new.root, new.events, new.after) == (True, whole.root, 600 - after, after)


def test_what_is_new_is_read_and_what_is_old_is_not(long):
    with tampering(long) as raw:
        reworded(raw, 590)
    ledger = Ledger.open(long, read_only=True)
    assert "event 590" in verify(ledger, after=512).problems[0]
    assert verify(ledger, after=590).ok
    assert not verify(ledger).ok


def test_a_version_that_follows_none_is_found_among_the_new(long):
    with tampering(long) as raw:
        raw.execute("UPDATE stored_events SET originator_version = 7 WHERE position = 598")
        rehash(raw, 598)
    said = verify(Ledger.open(long, read_only=True), after=500)
    assert "is version 7 of" in said.problems[0] and "where version 3 follows" in said.problems[0]


def test_an_instant_that_goes_back_is_found_at_the_first_of_the_new(long):
    with tampering(long) as raw:
        raw.execute(
            "UPDATE stored_events SET state ="
            " CAST(replace(state, '2018-02-28T', '2018-01-28T') AS BLOB)"
            " WHERE position = 501"
        )
        rehash(raw, 501)
    said = verify(Ledger.open(long, read_only=True), after=500)
    assert "event 501 says it was recorded before the one it follows" in said.problems


def test_a_trigger_that_somebody_added_is_found(path):
    with sqlite3.connect(path) as raw:
        raw.execute(
            "CREATE TRIGGER quiet BEFORE INSERT ON stored_events BEGIN SELECT RAISE(IGNORE); END"
        )
    found(path, "trigger quiet was not made by govledger")


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("stored_events", "AUTOINCREMENT", ""),
        ("stored_events", "topic TEXT NOT NULL", "topic TEXT"),
        ("stored_events", " CHECK (length(leaf_hash) = 32)", ""),
        ("log_head", " CHECK (id = 1)", ""),
        ("command_key", "digest TEXT NOT NULL", "digest TEXT"),
    ],
)
def test_a_table_whose_definition_was_changed_is_found(path, table, old, new):
    redefine(path, table, old, new)
    found(path, f"table {table} is not as govledger makes it")


def redefine(path: Path, table: str, old: str, new: str) -> None:
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA writable_schema = ON")
    changed = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?"
    raw.execute(changed, [old, new, table])
    raw.commit()
    raw.close()


def test_a_table_taken_away_is_found(path):
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE command_key")
    found(path, "table command_key")


def test_an_index_that_hides_events_from_their_histories_is_found(path):
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = raw.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_stored_events_1'"
        ).fetchone()
    raw.close()
    content = bytearray(path.read_bytes())
    start = (page - 1) * 4096
    assert content[start] == 10, "the index has one page"
    content[start + 3 : start + 5] = bytes(2)  # the number of its entries
    path.write_bytes(content)
    assert Ledger.open(path).history("action:A-2018-001") == []
    said = report(path)
    assert "the file is damaged" in said.problems[0]
    assert any("missing from index" in problem for problem in said.problems)


# Garbage: verify says so and never raises


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("state", "text in the place of bytes"),
        ("state", '{"recorded_at":"2018-02-28T09:00:00Z"}'),
        ("state", b""),
        ("state", b"not JSON"),
        ("state", b"[]"),
        ("state", b"{}"),
        ("state", b'{"recorded_at":7}'),
        ("state", b'{"recorded_at":"2018-02-28T09:00:00"}'),
        ("state", b'{"recorded_at":"2999-02-30T09:00:00Z"}'),
        ("state", b"\xff\xfe"),
        ("state", b"[" * 100_000),
        ("state", 7),
        ("state", 10**12),
        ("state", 1.5),
        ("originator_id", b"action:A-2018-002"),
        ("originator_id", b"\xff"),
        ("originator_id", 'quoted"'),
        ("originator_version", "second"),
        ("originator_version", b"2"),
        ("originator_version", 2.5),
        ("originator_version", -(2**63)),
        ("topic", b"ActionProgressed"),
        ("topic", "Unheard"),
        ("leaf_hash", "t" * 32),
    ],
)
@pytest.mark.parametrize("fitting", [False, True], ids=["hash-left", "hash-fitted"])
def test_garbage_in_any_column_is_found_and_named(path, column, value, fitting):
    with tampering(path) as raw:
        raw.execute(f"UPDATE stored_events SET {column} = ? WHERE position = 6", [value])
        if fitting and column != "leaf_hash":
            with suppress(TypeError):  # Where there are no such bytes to hash, it stays.
                rehash(raw, 6)
    said = found(path)
    local = column != "topic" or not fitting
    assert ("event 6 " if local else "events 1 to 8 ") in said.problems[0], said.problems


@pytest.mark.parametrize("column", ["state", "originator_id", "originator_version", "topic"])
def test_a_value_missing_where_the_table_was_changed_to_allow_it_is_found_and_named(path, column):
    redefine(path, "stored_events", " NOT NULL", "")
    with tampering(path) as raw:
        raw.execute(f"UPDATE stored_events SET {column} = NULL WHERE position = 6")
    found(path, "event 6 ")


@pytest.mark.parametrize("column", ["originator_id", "topic"])
def test_text_that_is_not_utf8_is_found_and_named(path, column):
    with tampering(path) as raw:
        raw.execute(
            f"UPDATE stored_events SET {column} = CAST(x'ff' AS TEXT) WHERE position = 6",
        )
    found(path, "what follows event 5 cannot be read")


def test_what_else_in_the_file_is_damaged_is_said_and_not_raised(path):
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 4096):
        content[at : at + 100] = b"\xaa" * 100
    path.write_bytes(content)
    said = found(path, "cannot be read")
    assert "malformed" in said.problems[0]


@pytest.mark.slow
def test_any_single_byte_changed_in_any_event_is_found(path):
    rng = random.Random(2018)
    with tampering(path) as raw:
        states = dict(raw.execute("SELECT position, state FROM stored_events"))
    change = "UPDATE stored_events SET state = ? WHERE position = ?"
    for _ in range(200):
        position = rng.choice(list(states))
        state = bytearray(states[position])
        state[rng.randrange(len(state))] ^= rng.randrange(1, 256)
        with tampering(path) as raw:
            raw.execute(change, [bytes(state), position])
        found(path, f"event {position} ")
        with tampering(path) as raw:
            raw.execute(change, [states[position], position])
    assert report(path).ok


@pytest.mark.slow
def test_any_single_byte_changed_in_the_file_is_found_or_changes_no_event(path):
    """Also in pages and headers: verify and the readers say so in their own words, or all that was
    recorded still reads as it was."""
    whole = path.read_bytes()
    before = [(r.position, r.kind, r.event, r.envelope) for r in Ledger.open(path).after(0)]
    rng = random.Random(2019)
    seen = 0
    for _ in range(150):
        content = bytearray(whole)
        content[rng.randrange(len(content))] ^= rng.randrange(1, 256)
        path.write_bytes(content)
        for rest in ("-wal", "-shm"):
            Path(f"{path}{rest}").unlink(missing_ok=True)
        try:
            ledger = Ledger.open(path, read_only=True)
            ok = verify(ledger).ok
            now = [(r.position, r.kind, r.event, r.envelope) for r in ledger.after(0)]
        except (Unavailable, Broken):
            seen += 1
            continue
        finally:
            ledger.close()
        seen += not ok
        assert now == before or not ok
    assert seen > 10


def test_verify_is_not_misled_by_somebody_who_records_meanwhile(path, monkeypatch):
    monkeypatch.setattr("ledger.store.sqlite.examination.BATCH", 1)
    reader, writer = Ledger.open(path, read_only=True), Ledger.open(path)
    numbers = iter(range(100, 200))
    said = verify(reader, lambda _: raise_action(writer, next(numbers)))
    assert said.ok and said.events == EVENTS
    assert verify(reader).events == 2 * EVENTS


def test_a_thousand_bad_events_are_not_all_listed(path):
    with tampering(path) as raw:
        for version in range(4, 104):
            raw.execute(
                "INSERT INTO stored_events SELECT ?, originator_id, ?, topic, state, leaf_hash"
                " FROM stored_events WHERE position = 12",
                [version + 9, version],
            )
    assert len(found(path, "event 13 ").problems) == 20
