"""What is asked of the store, each in one statement."""

import sqlite3
from contextlib import contextmanager

import pytest

from ledger.store.sqlite.reads import Reads

COLUMNS = "originator_id TEXT, originator_version INTEGER"


class Table(Reads):
    """The one table that the questions look into, without the rules of a ledger."""

    def __init__(self) -> None:
        self.raw = sqlite3.connect(":memory:", isolation_level=None)
        self.raw.execute(
            f"CREATE TABLE stored_events (position INTEGER PRIMARY KEY, {COLUMNS},"
            " topic TEXT, state BLOB, UNIQUE (originator_id, originator_version))"
        )
        self.sent: list[str] = []
        self.raw.set_trace_callback(self.sent.append)
        self.steps = 0
        self.raw.set_progress_handler(self._step, 1)

    def _step(self) -> int:
        self.steps += 1
        return 0

    @contextmanager
    def reading(self):
        yield self.raw.cursor()

    def fill(self, streams):
        rows = [(stream, version) for stream, version in streams]
        statement = "INSERT INTO stored_events VALUES (NULL, ?, ?, 'Said', '{\"at\":\"HTA/1\"}')"
        self.raw.executemany(statement, rows)
        self.sent.clear()
        self.steps = 0


@pytest.fixture
def table():
    return Table()


def test_the_last_number_is_the_last_however_many_there_are(table):
    for number in range(1, 1_300):
        assert table.last("action:A-2018-") == number - 1
        table.fill([(f"action:A-2018-{number:03}", 1)])
    assert table.last("action:A-2019-") == 0 == table.last("action:A-201-")


def test_the_last_number_is_found_in_a_few_looks(table):
    table.fill((f"action:A-2018-{number:03}", 1) for number in range(1, 30_001))
    assert table.last("action:A-2018-") == 30_000
    assert table.sent and len(table.sent) == 1
    assert table.steps < 5_000  # Counting them would take one step a reference, and more.


def test_histories_come_stream_by_stream_in_their_order_whatever_was_between(table):
    between = [("b:2", 1), ("a:1", 1), ("b:2", 2), ("a:1", 2), ("c:3", 1), ("b:9", 1)]
    table.fill(between)
    found = [row[:3] for row in table.histories(["c:3", "none:0"], ["b"])]
    assert found == [(1, "b:2", 1), (3, "b:2", 2), (6, "b:9", 1), (5, "c:3", 1)]
    assert len(table.sent) == 1
    assert table.begun(["b", "c"], ["a:1", "a:2"]) == ["b:2", "a:1", "c:3", "b:9"]
    assert len(table.sent) == 2
    assert table.histories([]) == [] == table.begun([]) and len(table.sent) == 2


def test_more_names_than_a_statement_takes_are_asked_about_in_several(table):
    table.fill((f"a:{number}", 1) for number in range(2_000))
    streams = [f"a:{number}" for number in range(0, 2_000, 2)]
    assert {row[1] for row in table.histories(streams, ["b"])} == set(streams)
    assert len(table.sent) == 2


def test_what_mentions_a_word_comes_with_all_of_its_history(table):
    table.fill([("nil:N-2018-001", 1), ("nil:N-2018-002", 1)])
    table.raw.execute(
        "INSERT INTO stored_events VALUES (NULL, 'nil:N-2018-001', 2, 'Retracted', '{}')"
    )
    found = table.mentioning("nil:N-2018-", "nil", "HTA/1")
    assert [row[:3] for row in found] == [
        (1, "nil:N-2018-001", 1),
        (3, "nil:N-2018-001", 2),
        (2, "nil:N-2018-002", 1),
    ]
    assert table.mentioning("nil:N-2018-", "nil", "HTA/2") == []
    assert len(table.mentioning("nil:N-2018-002", "nil", "HTA/1")) == 1
