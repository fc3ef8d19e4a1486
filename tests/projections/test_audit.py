"""The cache against the ledger: an edited cell is named, and what is sound is left alone."""

from pathlib import Path

import duckdb
import pytest
from books import raise_action
from folded import each
from office import Office, everything

from projections import Projections, events, generations
from projections.audit import audit

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield (office := made(tmp_path))
    office.close()


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """An office whose one generation is put back by whoever edits it."""
    yield (office := made(tmp_path_factory.mktemp("once")))
    office.close()


def made(folder: Path) -> Office:
    office = Office(folder / "l.db")
    for number in range(1, 7):
        raise_action(office.ledger, number)
    generations.build(office.ledger)
    return office


def edited(office: Office, *statements: str) -> tuple[str, ...]:
    """What the audit finds in the generation after somebody edited it."""
    (path,) = office.published()
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    check, tail = audit(office.ledger)
    assert tail.problems == (), "the ledger itself was not touched"
    assert check.about == str(path)
    return check.problems


def test_a_sound_cache_and_what_follows_it_have_no_difference(office):
    raise_action(office.ledger, 7)
    found = [(check.covered, check.problems) for check in audit(office.ledger)]
    # Also kind, record, ref, recorded_on, ord, status, words; ends.py.
    width = len(events.columns()) + 6 + 3
    assert found == [(f"6 events by {width} columns", ()), (f"1 event by {width} columns", ())]


@each(
    ("statement", "problem"),
    [
        (
            "UPDATE events SET title = 'Done' WHERE position = 3",
            "event 3, title: says 'Done'; the ledger says 'Write to the Home Office about the"
            " cells at Nottingham'",
        ),
        (
            "UPDATE events SET due = DATE '2018-03-01' WHERE position = 2",
            "event 2, due: says '2018-03-01'; the ledger says nothing",
        ),
        (
            "UPDATE events SET owners = NULL WHERE position = 1",
            None,
        ),
        ("DELETE FROM events WHERE position = 4", "event 4 is in the ledger and not in it"),
        ("INSERT INTO events SELECT * FROM events LIMIT 1", "event 1 is in it more than once"),
        (
            "INSERT INTO events BY NAME SELECT 99 AS position",
            "event 99 is in it and not in the ledger",
        ),
        ("ALTER TABLE events DROP COLUMN due", "it has no column due"),
        (
            "ALTER TABLE events ADD COLUMN extra INTEGER",
            "it has a column extra, which no event has",
        ),
        (
            "ALTER TABLE events ALTER due TYPE VARCHAR",
            "its column due is of type VARCHAR; it should be DATE",
        ),
        (
            "UPDATE words SET word = 'nothing' WHERE word = 'cells'",
            "its index of words is wrong: 1 row of words",
        ),
        ("DELETE FROM records", "its index of words is wrong: 6 rows of records"),
        (
            "UPDATE places SET own_ref = '7' WHERE position = 3",
            "its index of words is wrong: 1 row of places",
        ),
        ("DELETE FROM meta", "its meta has 0 rows; it should have 1"),
    ],
)
def test_what_somebody_edited_is_named(once, statement, problem):
    (path,) = once.published()
    true = path.read_bytes()
    try:
        assert edited(once, statement) == ((problem,) if problem else ())
    finally:
        path.write_bytes(true)


def test_the_meta_row_is_held_against_the_ledger(office):
    (problem,) = edited(office, "UPDATE meta SET leaf = 'ff'")
    assert problem.startswith("its meta: leaf says 'ff'; of the ledger it is '")


def test_many_differing_cells_are_counted_and_the_first_are_named(office):
    problems = edited(office, "UPDATE events SET recorded_by = 'X'")
    assert len(problems) == 6
    assert problems[0] == "event 1, recorded_by: says 'X'; the ledger says 'M Clerk'"
    assert problems[-1] == "and 1 more in recorded_by"


def test_a_file_that_cannot_be_opened_is_a_difference(office):
    (path,) = office.published()
    path.write_bytes(b"nothing of the kind")
    check, tail = audit(office.ledger)
    assert check.covered == "It could not be opened." and len(check.problems) == 1
    assert tail.covered.startswith("6 events")


def test_a_fresh_answer_reads_no_generation_and_writes_none(office):
    with Projections(office.ledger) as cached, Projections(office.ledger, fresh=True) as rebuilt:
        on = office.entry("2018-12-31").effective_on
        assert cached.generation == 6 and rebuilt.generation == 0
        assert everything(cached, on) == everything(rebuilt, on)
    office.forget()
    with Projections(office.ledger, fresh=True):
        assert office.published() == []
