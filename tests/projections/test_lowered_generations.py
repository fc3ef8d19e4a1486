"""Generations of a reader without clearance: one that does not fit is passed over, and the answer
is that of the ledger as they see it, never out of the folder of who is cleared."""

import shutil
from datetime import date

import duckdb
import pytest
from books import entry, progress, raise_action
from office import Office
from pool import none_pooled

from projections import Projections, believed, digests, folders, generations

pytestmark = pytest.mark.slow
ON = date(2018, 3, 1)


def filled(folder):
    office = Office(folder / "l.db")
    with office.ledger.writing():
        raise_action(office.ledger, 1, "Seen by all")
        raise_action(office.ledger, 2, "Find the zebrafinch")
        progress(office.ledger, 1, "well")
        progress(office.ledger, 1, "better")
    return office


@pytest.fixture
def office(tmp_path):
    office = filled(tmp_path)
    yield office
    office.close()


def marks(office, position, **changes):
    said = entry(marking="OFFICIAL-SENSITIVE", marking_reason="a name")
    office.ledger.correct(position, changes, "it named an animal", said)


def asked(ledger):
    """The generation that is used, how many events are open to questions, and the actions."""
    with Projections(ledger) as now:
        columns, rows = now.ask("open_actions", as_of=ON)
        at = columns.index("title")
        count = now.connection.execute("SELECT count(*) FROM events").fetchone()[0]
        return now.generation, count, sorted(row[at] for row in rows)


def both(office):
    """The ledger as each sees it when the second action is sensitive, and a generation of each."""
    marks(office, 2, title="Find them")
    lower = office.ledger.lowered()
    return office.ledger, lower, generations.build(office.ledger), generations.build(lower)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    office = filled(tmp_path_factory.mktemp("both"))
    found = both(office)
    yield *found, found[-1].read_bytes()
    office.close()


@pytest.fixture
def places(made):
    """A reader's view and the two generations, both as they were made."""
    ledger, lower, whole, own, content = made
    own.unlink(missing_ok=True)
    own.write_bytes(content)
    for one, path in ((ledger, whole), (lower, own)):
        digests.keep(one, path)
    return lower, whole, own


def test_one_made_before_a_marking_is_not_used_and_is_deleted(office):
    """It is as it was made: only what its meta says of the events beyond the reader can tell."""
    lower = office.ledger.lowered()
    path = generations.build(lower)
    assert asked(lower) == (4, 4, ["Find the zebrafinch", "Seen by all"])
    marks(office, 2, title="Find them")
    assert digests.made_here(lower, path), "no byte of it was changed"
    assert asked(lower) == (0, 3, ["Seen by all"])
    assert not path.exists()


def test_no_word_of_what_is_beyond_a_reader_is_in_their_index(places):
    """A correction has the words of its event: both are beyond."""
    _, whole, own = places
    assert "zebrafinch" in words_in(whole) and "better" in words_in(own)
    assert not {"zebrafinch", "them"} & words_in(own)


def words_in(path):
    with duckdb.connect(path, read_only=True) as connection:
        return {word for (word,) in connection.execute("SELECT word FROM words").fetchall()}


def test_the_one_of_who_is_cleared_is_not_used_although_its_digest_is_kept(places):
    lower, whole, own = places
    shutil.copy(whole, own)
    digests.keep(lower, own)
    assert asked(lower) == (0, 3, ["Seen by all"])
    assert not own.exists() and whole.exists()


@pytest.mark.parametrize(
    "changed",
    [
        f"UPDATE meta SET {what}"
        for what in ("identity = 'another'", "fingerprint = 'x'", "position = 5", "leaf = 'ab'")
    ]
    + ["DELETE FROM events WHERE position = 1", "INSERT INTO meta SELECT * FROM meta"],
)
def test_one_that_does_not_fit_is_not_used_although_its_digest_is_kept(places, changed):
    lower, whole, own = places
    with duckdb.connect(own) as connection:
        connection.execute(changed)
    digests.keep(lower, own)
    assert asked(lower) == (0, 3, ["Seen by all"])
    assert whole.exists()


def test_what_says_that_it_is_theirs_and_holds_more_is_not_used(places):
    lower, whole, own = places
    with duckdb.connect(own) as connection:
        connection.execute(f"ATTACH '{whole}' AS whole (READ_ONLY)")
        connection.execute("INSERT INTO events SELECT * FROM whole.events WHERE position = 2")
    digests.keep(lower, own)
    assert asked(lower) == (0, 3, ["Seen by all"])


def test_one_of_an_earlier_position_is_used_until_what_it_holds_is_marked(office):
    """And the events that were recorded meanwhile are in the answer, where the reader sees them."""
    _, lower, _, own = both(office)
    made = office.ledger.size
    assert asked(lower)[:2] == (made, 3)
    progress(office.ledger, 1, "best")
    progress(office.ledger, 1, "said the zebrafinch")
    marks(office, made + 2, text="It was said")
    assert asked(lower)[:2] == (made, 4) and own.exists()
    marks(office, 3, text="It is well")
    assert asked(lower)[:2] == (0, 3) and not own.exists()


@pytest.mark.parametrize("harm", ["damaged", "cut", "gone", "of another shape", "rots"])
def test_without_their_own_they_are_told_from_the_ledger_and_not_from_the_other(
    made, places, harm, monkeypatch
):
    lower, whole, own = places
    if harm in ("damaged", "rots"):
        data = bytearray(own.read_bytes())
        for at in range(4096 * 3, len(data)):
            data[at] ^= 0xFF
        own.write_bytes(data)
    elif harm == "cut":
        own.write_bytes(own.read_bytes()[:5000])
    elif harm == "gone":
        own.unlink()
    else:
        own.rename(own.with_name(f"events-0-{own.name.rpartition('-')[2]}"))
    if harm == "rots":  # After its digest was looked at.
        digests.keep(lower, own)
    looked, attached = [], believed._attach

    def attach(connection, ledger, path):
        looked.append(path)
        return attached(connection, ledger, path)

    monkeypatch.setattr(believed, "_attach", attach)
    assert asked(lower) == (0, 3, ["Seen by all"])
    assert whole not in looked and all(digests.LOWER in path.parts for path in looked)
    assert whole.parent not in folders.of(lower)
    with none_pooled(), Projections(lower) as now, pytest.raises(duckdb.PermissionException):
        now.connection.execute(f"ATTACH '{whole}' AS it (READ_ONLY)")
    used, _, said = asked(made[0])
    assert used == made[0].size and said == ["Find them", "Seen by all"]
