"""A file kept beside the ledger: expiry, legal holds, and disposal only when nothing stands against
it."""

from datetime import date

import pytest
from given import given, on, state_after

from ledger.errors import Refused
from ledger.records.files import (
    FileDisposed,
    FileExpirySet,
    FileHeld,
    FileReleased,
    FileStored,
    dispose,
    expire,
    hold,
    release,
    store,
)

HASH = "ab" * 32
DUE = date(2025, 3, 1)
stored = FileStored(sha256=HASH, size_bytes=12, title="minute 12")
expires = FileExpirySet(expires_on=DUE, reason="seven years")
held = FileHeld(held_by="IOPC", reason="inquiry")
held_too = FileHeld(held_by="the Coroner", reason="inquest")
released = FileReleased(held_by="IOPC", reason="it reported")
disposed = FileDisposed(reason="past its day")


def test_a_file_is_kept_under_the_words_it_came_with():
    given().when(store, sha256=HASH, size_bytes=12, title=" minute 12 ").then(stored)


def test_the_same_bytes_stand_once_whatever_they_are_called_next():
    given(stored).when(store, sha256=HASH, size_bytes=12, title="another").nothing_happens()


def test_a_file_may_have_no_words_at_all():
    unnamed = FileStored(sha256=HASH, size_bytes=12)
    given().when(store, sha256=HASH, size_bytes=12, title="").then(unnamed)


def test_a_file_disposed_of_may_be_kept_anew():
    gone = (stored, expires, disposed)
    given(*gone).when(store, sha256=HASH, size_bytes=12, title="minute 12").then(stored)


def test_kept_anew_it_has_no_day_and_no_hold_of_before():
    file = state_after(stored, expires, held, released, disposed, stored)
    assert (file.status, file.expires_on, file.held_by) == ("stored", None, ())


# Expiry


def test_a_day_is_set_from_which_a_file_need_not_be_kept():
    given(stored).when(expire, expires_on=DUE, reason="seven years").then(expires)


def test_a_day_needs_a_reason():
    given(stored).when(expire, expires_on=DUE, reason=" ").refused("needs a reason (--reason)")


def test_the_same_day_twice_is_written_once():
    given(stored, expires).when(expire, expires_on=DUE, reason="seven years").nothing_happens()


def test_a_day_that_was_moved_may_be_set_again():
    moved = FileExpirySet(expires_on=date(2030, 1, 1), reason="asked to")
    given(stored, expires, moved).when(expire, expires_on=DUE, reason="seven years").then(expires)


def test_what_is_gone_has_no_day():
    gone = given(stored, expires, disposed)
    gone.when(expire, expires_on=DUE, reason="later").refused("was disposed of on 27 February 2018")


# Legal hold


def test_a_legal_hold_is_placed():
    given(stored).when(hold, held_by="IOPC", reason="inquiry").then(held)


def test_a_legal_hold_needs_its_authority_and_a_reason():
    given(stored).when(hold, held_by="", reason="inquiry").refused("needs its authority")
    given(stored).when(hold, held_by="IOPC", reason="").refused("needs a reason")


def test_the_same_hold_twice_is_written_once_and_a_different_one_of_the_same_is_refused():
    given(stored, held).when(hold, held_by="IOPC", reason="inquiry").nothing_happens()
    given(stored, held).when(hold, held_by="IOPC", reason="else").refused(
        "already under legal hold by IOPC"
    )


def test_several_may_hold_a_file_and_one_who_lets_go_lets_go_for_themselves():
    file = state_after(stored, held, held_too, released)
    assert file.held_by == ("the Coroner",)


def test_a_hold_is_lifted_whose_it_is_going_without_saying_where_there_is_one():
    given(stored, held).when(release, reason="it reported").then(released)
    given(stored, held, held_too).when(release, reason="r").refused("say whose hold")
    both = given(stored, held, held_too)
    both.when(release, reason="it reported", held_by="IOPC").then(released)


def test_what_nobody_holds_is_not_released():
    given(stored).when(release, reason="r").refused("nobody does")
    given(stored, held).when(release, reason="r", held_by="CPS").refused("it is held by IOPC")
    given(stored, held).when(release, reason="").refused("needs a reason")


def test_the_same_release_twice_is_written_once():
    again = given(stored, held, released)
    again.when(release, reason="it reported", held_by="IOPC").nothing_happens()


def test_a_hold_may_be_placed_again_after_it_was_lifted():
    given(stored, held, released).when(hold, held_by="IOPC", reason="inquiry").then(held)


# Disposal


def test_a_file_is_disposed_of_from_its_day_on():
    for day in (DUE, date(2025, 3, 2)):
        given(stored, expires).when(dispose, reason="past its day", on=day, today=day).then(
            disposed
        )


def test_a_file_is_kept_until_its_day():
    eve = date(2025, 2, 28)
    early = given(stored, expires).when(dispose, reason="r", on=eve, today=eve)
    early.refused("is kept until 1 March 2025")


def test_a_file_that_was_given_no_day_is_kept():
    given(stored).when(dispose, reason="r", on=DUE, today=DUE).refused("has no expiry day")


def test_a_legal_hold_freezes_disposal_until_the_last_is_lifted():
    one = given(stored, expires, held)
    one.when(dispose, reason="r", on=DUE, today=DUE).refused("under legal hold by IOPC")
    two = given(stored, expires, held, held_too, released)
    two.when(dispose, reason="r", on=DUE, today=DUE).refused("under legal hold by the Coroner")
    none = given(stored, expires, held, released)
    none.when(dispose, reason="past its day", on=DUE, today=DUE).then(disposed)


def test_a_file_is_disposed_of_today():
    late = given(stored, expires).when(dispose, reason="r", on=DUE, today=date(2025, 3, 2))
    late.refused("recorded as deleted today")


def test_disposing_needs_a_reason():
    given(stored, expires).when(dispose, reason="", on=DUE, today=DUE).refused("needs a reason")


def test_what_is_gone_is_disposed_of_once():
    gone = given(stored, expires, disposed)
    gone.when(dispose, reason="past its day", on=DUE, today=DUE).nothing_happens()
    gone.when(dispose, reason="another", on=DUE, today=DUE).refused("was disposed of")


def test_a_hold_that_comes_to_light_later_makes_the_disposal_unlawful():
    with pytest.raises(Refused, match="would be disposed at event 4"):
        state_after(stored, expires, on("2018-02-28", disposed), on("2018-03-01", held))
