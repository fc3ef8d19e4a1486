"""What is read in a transaction is what the file says afterwards, whatever was read before it was
recorded; and a part that is undone is as if it had not been."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from books import Loose, entry, filled, progress, raise_action
from folded import each

from ledger.application import Ledger
from ledger.store import Wrote

MEETING = "HTA/2018-02-27"
DAYS = (None, date(2018, 2, 26), date(2018, 2, 27))


def readings(ledger: Ledger) -> dict[str, Any]:
    """What each way of reading says, of records that are there and one that may come."""
    refs = [f"A-2018-{number:03}" for number in (1, 2, 4, 5, 6)]
    return {
        "states": [ledger.state("action", ref, on=day) for ref in refs for day in DAYS],
        "refs": ledger.refs("action"),
        "histories": list(ledger.histories("action").items()),
        "made": ledger.derived(
            "action", lambda: sum(map(len, ledger.histories("action").values()))
        ),
        "begun": ledger.begun_at("action", MEETING),
        "next": ledger.next_ref("action", 2018),
        "existing": ledger.existing([f"action:{ref}" for ref in refs]),
        "last": ledger.at(ledger.size).event,
        "head": ledger.head,
    }


CHANGES: list[Callable[[Ledger], object]] = [
    lambda ledger: progress(ledger, 1, "once more"),
    lambda ledger: raise_action(ledger, 5),
    lambda ledger: raise_action(ledger, 5, meeting=MEETING),
    lambda ledger: [raise_action(ledger, 6), raise_action(ledger, 5)],
    lambda ledger: ledger.retract([ledger.size], "typed twice", entry()),
]


@each("change", CHANGES)
@each("first", [False, True])
def test_what_is_read_in_a_transaction_is_what_the_file_says_after_it(tmp_path, change, first):
    path = filled(tmp_path / "office.ledger")
    ledger = Loose.open(path)
    with ledger.writing():
        if first:
            readings(ledger)
        change(ledger)
        inside = readings(ledger)
    fresh = Ledger.open(path, read_only=True)
    assert inside == readings(fresh) == readings(ledger)
    fresh.close()
    ledger.close()


@each("change", CHANGES)
@each("looked", [False, True])
def test_a_part_that_is_undone_is_as_if_it_had_not_been(tmp_path, change, looked):
    path = filled(tmp_path / "office.ledger")
    ledger = Loose.open(path)
    with ledger.writing():
        progress(ledger, 2, "before the part")
        before = readings(ledger)
        with pytest.raises(ZeroDivisionError), ledger.writing():
            change(ledger)
            ledger.store.recorder.commitment_of("nobody")
            if looked:
                with ledger.store.recorder.unit() as unit, unit.past() as cursor:
                    cursor.execute("SELECT count(*) FROM stored_events").fetchone()
            raise ZeroDivisionError
        assert readings(ledger) == before
        progress(ledger, 3, "after it")
        inside = readings(ledger)
    fresh = Ledger.open(path, read_only=True)
    assert readings(fresh) == inside and fresh.size == 14
    fresh.close()
    ledger.close()


def test_records_that_were_read_apart_come_in_the_order_in_which_they_began(tmp_path):
    ledger = Ledger.open(filled(tmp_path / "office.ledger"))
    with ledger.writing():
        ledger.history("action:A-2018-003")
        ledger.history("action:A-2018-001")
        assert list(ledger.histories("action")) == [f"A-2018-00{n}" for n in (1, 2, 3, 4)]
    ledger.close()


def test_what_was_written_without_anybody_between_is_told_as_one(tmp_path):
    path = filled(tmp_path / "office.ledger")
    ledger, other = Ledger.open(path), Ledger.open(path)
    progress(ledger, 1, "one")
    progress(ledger, 2, "two")
    wrote = ledger.store.recorder.wrote
    assert isinstance(wrote, Wrote)
    assert (wrote.began, wrote.size, wrote.kinds) == (12, 14, frozenset({"action"}))
    assert (wrote.size, wrote.root) == ledger.head
    progress(other, 3, "between")
    progress(ledger, 1, "three")
    wrote = ledger.store.recorder.wrote
    assert wrote is not None and (wrote.began, wrote.size) == (15, 16)
    ledger.close()
    other.close()


def test_what_is_read_of_one_kind_takes_no_longer_for_what_is_known_of_others(tmp_path):
    """Quadratic otherwise: each closure is held against the holders of all posts."""

    class Untouched(list[Any]):
        def __bool__(self) -> bool:
            raise AssertionError("a record of another kind was looked at")

    ledger = Ledger.open(filled(tmp_path / "office.ledger"))
    with ledger.writing():
        asked = [f"action:A-2018-00{n}" for n in (1, 2, 3, 4)]
        ledger.read_ahead(asked, ["post"])
        cache = ledger._cache
        for stream in asked:
            cache.histories[stream] = Untouched(cache.histories[stream])
        assert list(ledger.histories("post")) == ledger.refs("post")
    ledger.close()


def test_histories_that_are_asked_for_together_are_read_by_one_statement(tmp_path, monkeypatch):
    ledger, asked = Ledger.open(filled(tmp_path / "office.ledger")), []
    read = ledger.store.histories
    monkeypatch.setattr(
        ledger.store, "histories", lambda *said: asked.append(said) or read(*said), raising=True
    )
    streams = ["action:A-2018-002", "action:A-2018-001", "action:A-2018-099"]
    found = ledger.histories_of(streams)
    assert list(found) == streams and [len(h) for h in found.values()] == [3, 3, 0]
    assert len(asked) == 1
    ledger.close()
