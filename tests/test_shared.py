"""What tests share is as new for each: a connection that is used again, a ledger made once."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from books import raise_action
from made import created, made_once
from office import Office, opened
from pool import pooled

from ledger.application import Ledger
from ledger.records import actions
from projections import Projections

DAY = date(2018, 2, 28)


office = opened()


def used_again(office: Office, *done: str) -> bool:
    """Whether a connection in which this was done is given to the next."""
    with pooled():
        with Projections(office.ledger) as now:
            first = now.connection
            for sql in done:
                first.execute(sql)
        with Projections(office.ledger) as now:
            return now.connection is first


def test_a_connection_is_used_again(office):
    assert used_again(office)
    assert used_again(office, "SELECT 1")


@pytest.mark.parametrize(
    "left",
    [
        "CREATE TABLE left_behind AS SELECT 1",
        "CREATE TEMP TABLE left_behind AS SELECT 1",
        "CREATE VIEW left_behind AS SELECT 1",
        "ATTACH ':memory:' AS left_behind",
        "SET threads = 2",
        "SET memory_limit = '100MB'",
        "SET preserve_insertion_order = false",
        "SET timezone = 'Asia/Tokyo'",
        "DROP TABLE retractions",
        "BEGIN",
        "CREATE SCHEMA left_behind; USE left_behind",
    ],
)
def test_a_connection_with_something_left_in_it_is_not(office, left):
    assert not used_again(office, left)


def test_nothing_of_one_ledger_is_answered_of_the_next(office, tmp_path):
    office.say("2018-02-01", actions.raise_action, "A-2018-001", title="Write", owners=["CC"])
    other = Office(tmp_path / "other.db")
    with pooled():
        with Projections(office.ledger) as now:
            assert now.ask("open_actions", as_of=DAY)[1] != []
            first = now.connection
        with Projections(other.ledger) as now:
            assert now.connection is first
            assert now.ask("open_actions", as_of=DAY)[1] == []
    other.close()


def test_a_new_ledger_is_as_create_makes_it_and_is_no_other(tmp_path):
    with closing(Ledger.open(created(tmp_path / "made"))) as ledger:
        identity = ledger.identity
    Ledger.create(tmp_path / "as-made", identity=identity)
    dumps = [_dump(tmp_path / name) for name in ("made", "as-made")]
    assert dumps[0] == dumps[1]
    with closing(Ledger.open(created(tmp_path / "other"))) as ledger:
        assert ledger.identity != identity


def test_what_is_written_to_a_copy_is_in_no_other(tmp_path):
    made = []

    def make(path):
        made.append(path)
        created(path)

    for name in ("one", "two", "three"):
        path = tmp_path / name
        made_once(path, ("of this test", tmp_path), lambda path=path: make(path))
        assert _events(path) == 0
        _write(path)
        assert _events(path) == 1
    assert made == [tmp_path / "one"], "made once"


def test_what_is_written_to_an_empty_ledger_is_in_no_other(tmp_path):
    for name in ("one", "two"):
        path = created(tmp_path / name)
        assert _events(path) == 0
        _write(path)
        assert _events(path) == 1


def _events(path):
    with closing(Ledger.open(path)) as ledger:
        return ledger.size


def _write(path):
    with closing(Ledger.open(path)) as ledger:
        raise_action(ledger, 1)


def _dump(path):
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())
