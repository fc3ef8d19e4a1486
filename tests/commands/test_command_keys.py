"""A key swallows a command only where the events themselves say that it was carried out."""

import sqlite3
from pathlib import Path

import pytest
from books import filled, tampering
from packs import packed, seal
from torture import program
from torture.forging import edit, forged

from commands.exports.pack.unpacking import unpack
from ledger.application import Ledger
from ledger.integrity.judging import judge
from ledger.integrity.verify import verify
from ledger.store.sqlite.digests import add_digests

RAISE = ("action", "raise", "Write to the Home Office", "--no-owner", "--key", "march")
CLOSE = ("action", "progress", "A-2018-001", "a letter went", "--key", "letter")


@pytest.fixture
def path(tmp_path) -> Path:
    return filled(tmp_path / "office.ledger")


def rows(path: Path, statement: str) -> list:
    raw = sqlite3.connect(path)
    found = raw.execute(statement).fetchall()
    raw.close()
    return found


def problems(path: Path) -> list[str]:
    ledger = Ledger.open(path, read_only=True)
    try:
        return judge(ledger, verify(ledger), [], path.parent / "none").problems
    finally:
        ledger.close()


def size(path: Path) -> int:
    return rows(path, "SELECT size FROM log_head")[0][0]


def test_the_key_stands_in_each_event_and_the_index_is_what_they_say(path):
    program.done(path, "action", "raise", "Ask", "--owner", "CEX", "--key", "march")
    stored = rows(path, "SELECT position, state FROM stored_events WHERE position > 12")
    assert [b'"command_key":"march"' in state for _, state in stored] == [True, True]
    ((token,),) = rows(path, "SELECT lower(hex(commitment)) FROM personal")
    assert all(f'"command_digest":"pd-v1:{token}"'.encode() in state for _, state in stored)
    assert rows(path, "SELECT * FROM command_key") == [("march", f"pd-v1:{token}", 13, 14)]
    assert problems(path) == []


def test_repeated_it_records_nothing_and_says_what_it_recorded(path):
    first = program.done(path, *RAISE)
    again = program.govledger(path, *RAISE)
    assert (again.code, again.out, size(path)) == (0, first, 13)
    assert "'march' was given before: nothing was written twice" in again.err


def test_a_command_that_recorded_nothing_has_not_used_its_key(path):
    program.done(path, "action", "progress", "A-2018-001", "a letter went")
    program.done(path, *CLOSE)
    assert (size(path), rows(path, "SELECT * FROM command_key")) == (13, [])
    assert problems(path) == []


@pytest.mark.parametrize("digest", ["the command's", "pd-v1:" + "0" * 64])
def test_a_planted_key_swallows_nothing_and_is_told(path, digest):
    """The attack of old: a row with the hash that the command to come will have."""
    program.done(path, *RAISE)
    ((value,),) = rows(path, "SELECT value FROM personal")
    fresh = filled(path.with_name("fresh.ledger"))
    with tampering(fresh) as raw:
        fitting = value if digest == "the command's" else digest
        raw.execute("INSERT INTO command_key VALUES ('march', ?, 1, 1)", [fitting])
        add_digests(raw)
    said = program.govledger(fresh, *RAISE)
    assert (said.code, size(fresh)) in [(1, 12), (5, 12)] and said.out == ""
    assert "was given before" not in said.err
    assert [p for p in problems(fresh) if "the key march is in" in p]
    other = program.govledger(fresh, *RAISE[:-1], "april")
    assert (other.code, size(fresh)) == (0, 13), "and with a key of its own it is recorded"


def test_a_row_of_before_repeats_a_command_only_where_its_events_say_the_same(path):
    program.done(path, *RAISE)
    ((value,),) = rows(path, "SELECT value FROM personal")
    before = filled(path.with_name("before.ledger"))
    program.done(before, *RAISE[:-2])
    with tampering(before) as raw:
        raw.execute("INSERT INTO command_key VALUES ('march', ?, 13, 13)", [value])
        add_digests(raw)
    again = program.govledger(before, *RAISE)
    assert (again.code, again.out, size(before)) == (0, "A-2018-005\n", 13)
    assert "was given before" in again.err
    with tampering(before) as raw:
        raw.execute("UPDATE command_key SET first_position = 12, last_position = 12")
    said = program.govledger(before, *RAISE)
    assert (said.code, said.out, size(before)) == (1, "", 13)
    assert "event 12, which says something else" in said.err
    many = program.govledger(before, *RAISE[:2], "Another thing", *RAISE[3:])
    assert (many.code, size(before)) == (1, 13) and "used for another command" in many.err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE command_key SET first_position = 12", "is not in the index of keys as its events"),
        ("UPDATE command_key SET last_position = 12", "is not in the index of keys as its events"),
        ("UPDATE command_key SET digest = 'pd-v1:' || '0'", "is not in the index of keys as its"),
        ("DELETE FROM command_key", "the key march of event 13 is not in the index of keys"),
        ("UPDATE command_key SET key = 'april'", "the key april is in the index of keys and in no"),
    ],
)
def test_an_index_that_says_other_than_the_events_is_told_and_not_believed(path, change, words):
    program.done(path, *RAISE)
    with tampering(path) as raw:
        raw.execute(change)
        raw.execute("DELETE FROM row_digest WHERE of LIKE 'key %'")
        add_digests(raw)
    assert [p for p in problems(path) if words in p]
    if "SET" in change and "key =" not in change:
        said = program.govledger(path, *RAISE)
        assert size(path) == 13 and (said.code == 5 or "'last" in change or "'0'" in change)


def test_a_key_under_which_two_commands_recorded_is_told(path):
    program.done(path, *RAISE)
    program.done(path, *CLOSE)
    program.done(path, "action", "progress", "A-2018-002", "and on")
    with tampering(path) as raw:
        forged(edit('"letter"', '"march"', position=14))(raw)
    told = [p for p in problems(path) if "by another command" in p]
    assert told == [
        "event 14 was recorded with the key march, under which event 13 was recorded by another"
        " command"
    ]


@pytest.mark.parametrize("key", ["[[Jane Smith]]", "pd-v1:" + "0" * 64, "x" * 201])
def test_a_key_stays_in_clear_and_is_short(path, key):
    said = program.govledger(path, *RAISE[:-1], key)
    assert (said.code, size(path)) == (
        2,
        12,
    ) and "A key (--key) is stored in clear text" in said.err


def test_an_erasure_takes_the_hash_of_the_command_with_it(path):
    program.done(path, "post", "define", "ACC", "Assistant Chief Constable")
    words = ("post", "appoint", "ACC", "Jane Smith", "--key", "appointed")
    program.done(path, *words)
    (value,) = [v for (v,) in rows(path, "SELECT value FROM personal") if len(v) == 64]
    said = program.govledger(path, "erase", "Jane Smith", "--basis", "UK GDPR Art 17", "--yes")
    assert "With it goes a hash of what was typed, of 1 command given" in " ".join(said.err.split())
    assert rows(path, "SELECT * FROM personal") == [] and problems(path) == []
    left = b"".join(file.read_bytes() for file in path.parent.glob("office.ledger*"))
    assert b"Jane Smith" not in left and value.encode() not in left
    again = program.govledger(path, *words)
    assert again.code == 1 and "was erased, so this command cannot be compared" in again.err


def test_a_ledger_made_of_a_pack_knows_its_keys(path, tmp_path):
    first = program.done(path, *RAISE)
    ledger = Ledger.open(path)
    seal(ledger)
    pack = packed(ledger, tmp_path / "pack")
    ledger.close()
    unpack(pack, made := tmp_path / "made.ledger", [])
    assert problems(made) == []
    again = program.govledger(made, *RAISE)
    assert (again.code, again.out) == (0, first) and "was given before" in again.err


def test_verify_of_what_is_new_holds_the_new_keys_against_the_index(path):
    program.done(path, *RAISE)
    program.done(path, *CLOSE)
    ledger = Ledger.open(path, read_only=True)
    assert [verify(ledger, after=after).problems for after in (12, 13, 14)] == [[], [], []]
    ledger.close()
    with tampering(path) as raw:
        raw.execute("DELETE FROM command_key WHERE key = 'letter'")
        raw.execute("DELETE FROM row_digest WHERE of = 'key letter'")
    ledger = Ledger.open(path, read_only=True)
    assert "the key letter of event 14" in verify(ledger, after=13).problems[0]
    ledger.close()


def test_the_first_seal_may_have_a_key(path):
    """What it verifies holds the key already, on the event of the seal key; the index not yet."""
    order = ("seal", "--seal-key", program.key_of(path.parent), "--key", "first seal")
    program.done(path, *order)
    before = size(path)
    again = program.govledger(path, *order)
    assert (again.code, size(path), problems(path)) == (0, before, [])
    with tampering(path) as raw:
        raw.execute("DELETE FROM command_key")
    assert any("not in the index of keys" in problem for problem in problems(path))
