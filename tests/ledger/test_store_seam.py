"""What every store does alike (ledger/store), and that nothing else knows which one it is."""

import io
import os
import re
import tokenize
from datetime import UTC, datetime
from pathlib import Path

import postgres_server
import pytest
from books import TITLE, entry, keyed, progress, raise_action
from hypothesis import given, settings
from hypothesis import strategies as st
from made import created
from memory_store import MemoryStore

from ledger import command_keys
from ledger.application import Clock, Ledger
from ledger.errors import Misused, Problem, Unavailable
from ledger.integrity import merkle
from ledger.integrity.tree import Tree
from ledger.integrity.verify import verify
from ledger.leaf import MAX_STATE_BYTES, leaf
from ledger.records import actions
from ledger.store import Store
from ledger.store.sqlite.opening import open_store

ROOT = Path(__file__).parents[2]
NOON = datetime(2018, 3, 1, 12, tzinfo=UTC)
STORES = ["sqlite", "memory", "postgres"]


def make(which: str, path: Path) -> Store:
    if which == "memory":
        return MemoryStore(path)
    if which == "postgres":
        from ledger.store.postgres import opening

        opening.create(address := postgres_server.shared().new())
        return opening.open_store(address)
    created(path)
    return open_store(path)


@pytest.fixture(params=STORES)
def store(request, tmp_path):
    store = make(request.param, tmp_path / "office.ledger")
    yield store
    store.close()


@pytest.fixture
def ledger(store):
    return Ledger(store, clock=Clock(NOON))


def new(stream: str, version: int = 1, kind: str = "ActionRaised", said: str = "x"):
    return stream, version, kind, f'{{"title":"{said}"}}'.encode()


# The log


def test_positions_have_no_gaps_and_what_was_appended_is_read_in_order(store):
    assert store.head() == (0, []) and store.last() is None and store.wrote is None
    assert store.append([new("action:A"), new("decision:D", kind="DecisionTaken")]) == range(1, 3)
    assert store.append([new("action:A", 2, said="y")]) == range(3, 4)
    assert [row[:4] for row in store.events()] == [
        (1, "action:A", 1, "ActionRaised"),
        (2, "decision:D", 1, "DecisionTaken"),
        (3, "action:A", 2, "ActionRaised"),
    ]
    assert store.last() == b'{"title":"y"}' and store.head()[0] == 3
    assert [row[0] for row in store.events(after=1)] == [2, 3]
    assert [row[0] for row in store.events(after=1, upto=2)] == [2]
    assert [row[0] for row in store.events(limit=2)] == [1, 2]
    assert [row[0] for row in store.events(kinds=["DecisionTaken", "Other"])] == [2]
    assert store.events(kinds=[]) == []
    assert store.wrote is not None and store.wrote.size == 3
    assert store.wrote.kinds == {"action", "decision"}


def test_a_transaction_that_fails_leaves_nothing_and_a_part_that_fails_undoes_its_own(store):
    with pytest.raises(ZeroDivisionError), store.writing():
        store.append([new("action:A")])
        raise ZeroDivisionError
    assert store.head() == (0, []) and store.events() == [] and store.hashes(0, 0, 9) == []
    with store.writing():
        store.append([new("action:A")])
        with pytest.raises(ZeroDivisionError), store.writing():
            store.append([new("action:B")])
            store.keep((bytes(32), bytes(32), "Jane"))
            raise ZeroDivisionError
        store.append([new("action:C")])
    assert [row[1] for row in store.events()] == ["action:A", "action:C"]
    assert store.values() == []


def test_a_part_that_was_written_before_it_failed_is_undone_too(store):
    with store.writing():
        store.append([new("action:A")])
        with pytest.raises(ZeroDivisionError), store.writing():
            store.append([new("action:B")])
            assert len(store.events()) == 2, "reading past what waits has it written"
            raise ZeroDivisionError
        assert [row[1] for row in store.events()] == ["action:A"] and store.size == 1
        store.append([new("action:C")])
    assert [row[:2] for row in store.events()] == [(1, "action:A"), (2, "action:C")]


@pytest.mark.parametrize(
    "event",
    [
        new("action:A", said="x" * MAX_STATE_BYTES),
        ("action:A", 1, "ActionRaised", b'{"title":"\n"}'),
        ("action:A", 1, "ActionRaised", b'{"title":"\xff"}'),
        new('action:"'),
        new("action:A", kind="Action\\Raised"),
    ],
    ids=["too long", "two lines", "not UTF-8", "a quote", "a backslash"],
)
def test_what_may_not_enter_a_leaf_is_refused_with_all_that_came_with_it(store, event):
    with pytest.raises(Misused, match="cannot be recorded"):
        store.append([new("action:B"), event])
    assert store.events() == []


def test_a_version_is_recorded_once(store):
    store.append([new("action:A")])
    with pytest.raises(Problem):
        store.append([new("action:A")])
    assert len(store.events()) == 1


def test_many_streams_are_read_at_once_each_in_its_order(store):
    store.append([new("action:B"), new("action:A"), new("body:X"), new("action:B", 2)])
    read = [(row[1], row[2]) for row in store.histories(["action:B", "action:A", "action:none"])]
    assert read == [("action:A", 1), ("action:B", 1), ("action:B", 2)]
    assert [row[1] for row in store.histories([], ["body"])] == ["body:X"]
    assert store.begun(["action", "body"]) == ["action:B", "action:A", "body:X"]
    assert store.begun([], ["action:A", "action:none"]) == ["action:A"]


def test_the_records_that_name_something_are_found_also_among_what_is_not_written_yet(store):
    store.append([new("action:A-2018-001", said="HTA/1"), new("action:A-2017-009", said="HTA/1")])
    with store.writing():
        store.append([new("action:A-2018-002", said="HTA/1"), new("body:HTA", said="HTA/1")])
        store.append([new("action:A-2018-003", said="HTA/11")])
        found = store.mentioning("action:A-2018-", "action", "HTA/1")
    assert {row[1] for row in found} == {"action:A-2018-001", "action:A-2018-002"}


def test_events_are_found_by_what_their_bytes_say_or_do_not(store):
    store.append([new("action:A", said="one"), new("action:B", said="two")])
    assert [row[0] for row in store.saying(b"one")] == [1]
    assert [row[0] for row in store.saying(b"one", b"two")] == [1, 2]
    assert [row[0] for row in store.saying(b"one", b"three", none=True)] == [2]


def test_the_last_number_given(store):
    assert store.last_number("action:A-2018-") == 0
    store.append([new(f"action:A-2018-{number:03}") for number in range(1, 8)])
    assert store.last_number("action:A-2018-") == 7
    assert store.last_number("action:A-2017-") == 0


def test_what_came_after_without_some_kinds(store):
    store.append([new("seal:1"), new("action:A"), new("seal-keys:1"), new("body:B")])
    assert store.after(0, ["seal"]) == (3, 2)
    assert store.after(2, ["seal"]) == (2, 3)
    assert store.after(4, ["seal"]) == (0, 0)


# The tree


def test_the_tree_is_that_of_the_leaves(store):
    events = [new(f"action:{number}") for number in range(600)]
    store.append(events[:255])
    store.append(events[255:])
    leaves = [merkle.leaf_hash(leaf(*row)) for row in store.events()]
    assert store.hashes(0, 0, 600) == leaves
    frontier: list[bytes] = []
    tiles: list[merkle.Tile] = []
    merkle.extend(frontier, 0, leaves, tiles)
    assert store.head() == (600, frontier)
    assert store.hashes(8, 0, 9) == [root for level, _, root in tiles if level == 8]
    ledger = Ledger(store)
    assert Tree(ledger).root(511) == merkle.root(_frontier(leaves[:511]))
    report = verify(ledger)
    assert report.size == 600 and "tree" not in " ".join(report.problems)


def _frontier(leaves):
    frontier: list[bytes] = []
    merkle.extend(frontier, 0, leaves)
    return frontier


# Beside the log


def test_a_command_key_is_given_once(store):
    row = ("key", "pd-v1:00", 1, 2)
    assert store.command_key("key") is None
    with store.writing():
        store.put_command_keys([row])
    assert store.command_key("key") == row and store.command_keys() == [row]
    with pytest.raises(Problem):
        store.put_command_keys([row])


def test_a_personal_value_is_kept_under_its_commitment_and_goes_after_an_erasure(store):
    jane, ann = (b"\1" * 32, b"\2" * 32, "Jane Smith"), (b"\3" * 32, b"\4" * 32, "Ann Lee")
    with store.writing():
        store.keep(ann)
        store.keep(jane)
        assert store.commitment_of("Ann Lee") == ann[0]
    assert store.values() == [jane, ann] and store.values([ann[0]]) == [ann]
    assert store.commitment_of("Jo") is None and store.values([b"\5" * 32]) == []
    with pytest.raises(Unavailable, match="only after an erasure"):
        store.forget([jane[0]])
    state = f'{{"commitments":["{jane[0].hex()}"]}}'.encode()
    with store.writing():
        store.append([("erasure:R-2018-001", 1, "ValuesErased", state)])
        store.forget([jane[0]])
    assert store.values() == [ann] and store.settle()


def test_what_is_read_may_be_kept_while_nothing_can_change(store):
    assert store.cache is None
    with store.snapshot():
        assert store.cache == {}
    with store.writing():
        assert store.cache is not None
        store.cache["read"] = "this"
        with pytest.raises(ZeroDivisionError), store.writing():
            store.append([new("action:A")])
            raise ZeroDivisionError
        assert store.cache == {}
    assert store.cache is None


# A ledger on it


def test_a_ledger_records_refuses_and_proves_on_any_store(ledger):
    raise_action(ledger, 1)
    progress(ledger, 1, "a letter to [[Jane Smith]]")
    keyed(ledger, "once")
    assert (
        command_keys.recorded(ledger, "once", "digest")
        and command_keys.recorded(ledger, "other", "digest") is None
    )
    assert ledger.next_ref("action", 2018) == "A-2018-002"
    with pytest.raises(Problem):
        raise_action(ledger, 1)
    ledger.retract([2], "wrong action", entry())
    assert ledger.state("action", "A-2018-001").title == TITLE
    assert ledger.at(2).event.text == "a letter to [[Jane Smith]]"
    report = verify(ledger)
    assert report.ok and report.events == ledger.size == 4, report.problems


COMMANDS = st.lists(
    st.tuples(st.sampled_from(["raise", "progress", "fail", "key"]), st.integers(1, 3)), max_size=12
)


@settings(max_examples=15, deadline=None)
@given(COMMANDS)
def test_the_same_commands_make_the_same_ledger_on_every_store(commands):
    import tempfile

    ended = []
    for which in [w for w in STORES if w != "postgres" or not postgres_server.missing()]:
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            numbers = iter(range(1_000_000))
            patch.setattr(os, "urandom", lambda size: next(numbers).to_bytes(size, "big"))  # noqa: B023
            store = make(which, Path(folder) / "office.ledger")
            ledger = Ledger(store, clock=Clock(NOON))
            told = []
            for word, number in commands:
                try:
                    told.append(carried_out(ledger, word, number))
                except Problem as problem:
                    told.append(type(problem).__name__)
            ended.append((told, store.head(), store.events(), store.command_keys(), verify(ledger)))
            store.close()
    assert all(one == ended[0] for one in ended) and ended[0][-1].ok


def carried_out(ledger: Ledger, word: str, number: int) -> object:
    ref = f"A-2018-{number:03}"
    with ledger.writing():
        if word == "raise":
            return len(raise_action(ledger, number))
        if word == "progress":
            return len(progress(ledger, number, f"told [[Jane {number}]]"))
        if word == "key":
            return keyed(ledger, f"key {number} {ledger.size}", number=number)
        ledger.record("action", ref, actions.progress, entry(), text="undone")
        raise Misused("after all not")


# Nothing else knows


TABLES = (
    "stored_events",
    "log_head",
    "command_key",
    "row_digest",
    "sqlite_sequence",
    "application_id",
)


@pytest.mark.parametrize("folder", ["ledger", "projections", "commands"])
def test_only_the_store_speaks_to_its_database(folder):
    wrong = []
    for file in (ROOT / folder).rglob("*.py"):
        name = file.relative_to(ROOT).as_posix()
        if name.startswith(("ledger/store/sqlite/", "ledger/store/postgres/")):
            continue
        for token in tokenize.generate_tokens(io.StringIO(file.read_text("utf-8")).readline):
            text = token.string
            named = token.type == tokenize.NAME and text == "sqlite3"
            said = token.type == tokenize.STRING and (
                re.search(r"\b(PRAGMA|sqlite_master|SELECT .* FROM (tile|personal|ledger)\b)", text)
                or any(table in text for table in TABLES if " FROM " in text or "INTO " in text)
                or ".ledger-wal" in text
            )
            if named or said:
                wrong.append(f"{name}:{token.start[0]}: {text[:80]}")
    assert wrong == []
