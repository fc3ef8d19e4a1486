"""A meeting: who came, what was on the table, what was put off, when its minutes stood."""

from datetime import date

import pytest
from folded import each
from given import given, state_after

from ledger.errors import Refused
from ledger.records.agenda import (
    MeetingItemDeferred,
    MeetingItemDropped,
    MeetingItemNoted,
    MeetingItemTabled,
    defer_item,
    drop_item,
    note_item,
    table_item,
)
from ledger.records.meeting_attendance import (
    MeetingApologyGiven,
    MeetingAttended,
    apologise,
    attend,
)
from ledger.records.meeting_minutes import (
    MeetingMinuteCorrected,
    MeetingMinutesConfirmed,
    MeetingNotesPublished,
    confirm,
    correct_minute,
    publish_notes,
)
from ledger.records.meetings import (
    MeetingCancelled,
    MeetingClosed,
    MeetingHeld,
    MeetingMoved,
    MeetingScheduled,
    cancel,
    close,
    hold,
    schedule,
)

FEBRUARY, MARCH = date(2018, 2, 27), date(2018, 3, 27)
WHEN = {"body": "HTA", "meets_on": FEBRUARY}
scheduled = MeetingScheduled(**WHEN, subject="Roads")
held = MeetingHeld(**WHEN, chair="PCC")
cyber = MeetingItemTabled(item="4a", title="Cyber crime")
deferred = MeetingItemDeferred(item="4a", deferred_to="HTA/2018-03-27", reason="no time")
dropped = MeetingItemDropped(item="4a", reason="answered in writing")
closed = MeetingClosed(next_on=MARCH, next_subject="Roads")
confirmed = MeetingMinutesConfirmed(confirmed_at="HTA/2018-03-27")
cancelled = MeetingCancelled(reason="snow")
corrected = MeetingMinuteCorrected(text="for 2108 read 2018")
came = MeetingAttended(attendee="CC", person="Anthony Bangham")
sorry = MeetingApologyGiven(attendee="DCC", person="Amanda Blakeman")


# Holding


def test_a_meeting_is_scheduled():
    given().when(schedule, **WHEN, subject="Roads").then(scheduled)


def test_a_meeting_that_was_held_is_not_scheduled():
    given(held).when(schedule, **WHEN).refused("already in the ledger")


@pytest.mark.parametrize("since", [(), (held,)])
def test_the_same_schedule_twice_is_written_once(since):
    given(scheduled, *since).when(schedule, **WHEN, subject="Roads").nothing_happens()


@each("subject", ["Roads", "Crime", None])
def test_a_meeting_that_was_cancelled_is_not_scheduled_again(subject):
    after = given(scheduled, cancelled).when(schedule, **WHEN, subject=subject)
    after.refused("take place after all, retract the cancelling (undo 2)")


def test_a_meeting_that_was_moved_away_is_not_scheduled_again():
    moved = MeetingMoved(moved_to="HTA/2018-03-27")
    given(scheduled, moved).when(schedule, **WHEN, subject="Roads").refused("was cancelled")


@pytest.mark.parametrize("before", [(), (scheduled,)])
def test_a_meeting_takes_place_scheduled_or_not(before):
    given(*before).when(hold, **WHEN, chair="PCC").then(held)


@each("after", [(held,), (held, closed), (scheduled, cancelled)])
def test_a_meeting_takes_place_once(after):
    given(*after).when(hold, **WHEN, chair="CC").refused("already in the ledger")


def test_the_same_meeting_twice_is_written_once():
    given(held, cyber, closed).when(hold, **WHEN, chair="PCC").nothing_happens()


def test_a_scheduled_meeting_is_cancelled_for_a_reason():
    given(scheduled).when(cancel, reason="snow").then(cancelled)


def test_cancelling_needs_a_reason():
    given(scheduled).when(cancel, reason="").refused("needs a reason")


def test_what_took_place_is_not_cancelled():
    given(held).when(cancel, reason="snow").refused("still being minuted")


def test_the_same_cancellation_twice_is_written_once():
    given(scheduled, cancelled).when(cancel, reason="snow").nothing_happens()


# In the chair

together = MeetingHeld(**WHEN, chairs=("CC", "Jane Doe"))


def test_several_are_in_the_chair_or_one_without_a_post():
    given().when(hold, **WHEN, chairs=["CC", "Jane Doe"]).then(together)
    given().when(hold, **WHEN, chairs=["Jane Doe"]).then(MeetingHeld(**WHEN, chairs=("Jane Doe",)))
    assert state_after(together).chairs == ("CC", "Jane Doe")


def test_the_same_chairs_twice_are_written_once():
    given(together).when(hold, **WHEN, chairs=["CC", "Jane Doe"]).nothing_happens()


def test_nobody_is_in_the_chair_twice_or_alone_with_others():
    given().when(hold, **WHEN, chairs=["CC", "CC"]).refused("once: CC, CC")
    given().when(hold, **WHEN, chair="CC", chairs=["DCC"]).refused(
        "CC cannot be in the chair alone"
    )


@pytest.mark.parametrize(("before", "who"), [(held, "PCC"), (together, "Jane Doe")])
def test_who_was_in_the_chair_sent_no_apologies(before, who):
    given(before).when(apologise, attendee=who).refused("chair or apologies, not both")
    with pytest.raises(Refused, match="chair or apologies"):
        state_after(before, MeetingApologyGiven(attendee=who))


# Attendance


def test_somebody_was_there():
    given(held).when(attend, attendee="CC", person="Anthony Bangham").then(came)


def test_somebody_sent_apologies():
    given(held).when(apologise, attendee="DCC", person="Amanda Blakeman").then(sorry)


def test_present_or_apologies_never_both():
    given(held, came).when(apologise, attendee="CC").refused("present or apologies, not both")
    given(held, sorry).when(attend, attendee="DCC").refused("present or apologies, not both")


def test_present_and_apologies_are_refused_when_corrected_too():
    for both in (
        (came, MeetingApologyGiven(attendee="CC")),
        (sorry, MeetingAttended(attendee="DCC")),
    ):
        with pytest.raises(Refused, match="not both"):
            state_after(held, *both)


def test_nobody_attends_what_has_not_been_held():
    given(scheduled).when(attend, attendee="CC").refused("has not been held yet")
    given(scheduled, cancelled).when(apologise, attendee="CC").refused("was cancelled")


def test_after_confirmation_attendance_is_only_corrected():
    given(held, confirmed).when(attend, attendee="CC").refused("only corrections")


def test_the_same_attendance_twice_is_written_once():
    given(held, came).when(attend, attendee="CC", person="Anthony Bangham").nothing_happens()
    given(held, sorry).when(apologise, attendee="DCC", person="Amanda Blakeman").nothing_happens()


def test_the_same_post_in_another_person_is_refused_not_ignored():
    given(held, came).when(attend, attendee="CC", person="Jane Doe").refused("already")
    given(held, sorry).when(apologise, attendee="DCC", person="Jane Doe").refused("already")


# Items


@each("before", [(scheduled,), (held,), (held, closed)])
def test_a_matter_is_on_the_agenda_under_its_printed_number(before):
    given(*before).when(table_item, item="4a", title="Cyber crime").then(cyber)


def test_an_item_number_stands_once_in_a_meeting():
    given(held, cyber).when(table_item, item="4a", title="Roads").refused("number once")
    with pytest.raises(Refused, match="number once"):
        state_after(held, cyber, MeetingItemTabled(item="4a", title="Roads"))


@pytest.mark.parametrize(("item", "title", "words"), [("", "x", "number"), ("1", " ", "heading")])
def test_an_item_has_a_number_and_a_heading(item, title, words):
    given(held).when(table_item, item=item, title=title).refused(words)


def test_no_item_is_added_to_confirmed_minutes():
    given(held, confirmed).when(table_item, item="9", title="x").refused("only corrections")


def test_the_same_item_twice_is_written_once():
    given(held, cyber).when(table_item, item="4a", title="Cyber crime").nothing_happens()


def test_a_deferred_item_reappears_and_says_from_where():
    given(held).when(
        table_item, item="3", title="Cyber crime", deferred_from="HTA/2018-01-30"
    ).then(MeetingItemTabled(item="3", title="Cyber crime", deferred_from="HTA/2018-01-30"))


def test_a_matter_is_put_off():
    given(held, cyber).when(defer_item, item="4a", to="HTA/2018-03-27", reason="no time").then(
        deferred
    )
    assert state_after(held, cyber, deferred).deferred == ("4a",)


def test_only_what_was_on_the_table_is_put_off_or_noted():
    given(held, cyber).when(defer_item, item="4b").refused("has no item 4b: it has 4a")
    given(held).when(note_item, item="4b", text="noted").refused("has no item 4b. Table it")
    with pytest.raises(Refused, match="has no item 4a"):
        state_after(held, deferred)


def test_the_same_deferral_twice_is_written_once():
    given(held, cyber, deferred).when(
        defer_item, item="4a", to="HTA/2018-03-27", reason="no time"
    ).nothing_happens()


def test_a_matter_is_noted():
    given(held, cyber).when(note_item, item="4a", text="noted").then(
        MeetingItemNoted(item="4a", text="noted")
    )


def test_noting_needs_words():
    given(held, cyber).when(note_item, item="4a", text=" ").refused("needs words")


def test_the_same_note_twice_is_written_once():
    noted = MeetingItemNoted(item="4a", text="noted")
    given(held, cyber, noted).when(note_item, item="4a", text="noted").nothing_happens()


@each("after", [(), (closed,), (confirmed,)])
def test_a_deferred_item_is_dropped_by_an_event_even_after_confirmation(after):
    given(held, cyber, deferred, *after).when(
        drop_item, item="4a", reason="answered in writing"
    ).then(dropped)
    assert state_after(held, cyber, deferred, *after, dropped).deferred == ()


def test_what_was_not_deferred_is_not_dropped():
    given(held, cyber).when(drop_item, item="4a", reason="x").refused("was not deferred")
    with pytest.raises(Refused, match="was not deferred"):
        state_after(held, cyber, dropped)


def test_dropping_needs_a_reason():
    given(held, cyber, deferred).when(drop_item, item="4a", reason="").refused("needs a reason")


def test_the_same_dropping_twice_is_written_once():
    given(held, cyber, deferred, dropped).when(
        drop_item, item="4a", reason="answered in writing"
    ).nothing_happens()


# Closing and confirming


def test_all_that_the_notes_say_is_recorded():
    given(held).when(close, next_on=MARCH, next_subject="Roads").then(closed)


@pytest.mark.parametrize("day", [FEBRUARY, date(2018, 2, 26)])
def test_the_next_meeting_is_after_this_one(day):
    given(held).when(close, next_on=day).refused("The next meeting must be after REF")


def test_the_next_meeting_may_be_the_very_next_day():
    given(held).when(close, next_on=date(2018, 2, 28)).then(
        MeetingClosed(next_on=date(2018, 2, 28))
    )


@each("before", [(scheduled,), (scheduled, cancelled), (held, confirmed)])
def test_only_a_meeting_being_minuted_is_closed(before):
    given(*before).when(close).refused("REF ")


def test_the_same_close_twice_is_written_once():
    given(held, closed).when(close, next_on=MARCH, next_subject="Roads").nothing_happens()
    given(held, closed).when(close).refused("was closed on")


LATER = {"at": "HTA/2018-03-27"}


def test_minutes_are_confirmed_at_a_meeting_that_was_held():
    given(held).when(confirm, was_held=False, **LATER).refused("is only scheduled")


@pytest.mark.parametrize("before", [(), (closed,)])
def test_a_later_meeting_of_the_same_body_confirms_the_minutes(before):
    given(held, *before).when(confirm, **LATER).then(confirmed)


@pytest.mark.parametrize("day", [FEBRUARY, date(2018, 2, 26)])
def test_no_meeting_confirms_its_own_minutes_nor_those_of_a_later_one(day):
    given(held).when(confirm, at=f"HTA/{day}").refused("a later meeting")


def test_the_very_next_day_is_later():
    given(held).when(confirm, at="HTA/2018-02-28").then(
        MeetingMinutesConfirmed(confirmed_at="HTA/2018-02-28")
    )


def test_another_body_does_not_confirm_the_minutes():
    given(held).when(confirm, at="JAC/2018-03-27").refused(
        "a later meeting of HTA: JAC/2018-03-27 is not one"
    )


def test_minutes_are_confirmed_once():
    given(held, confirmed).when(confirm, at="HTA/2018-04-24").refused(
        "has had its minutes confirmed"
    )


def test_the_same_confirmation_twice_is_written_once():
    given(held, confirmed).when(confirm, **LATER).nothing_happens()


def test_confirmed_minutes_are_corrected():
    given(held, confirmed).when(correct_minute, text="for 2108 read 2018").then(corrected)


@pytest.mark.parametrize("before", [(), (closed,)])
def test_minutes_that_are_not_confirmed_need_no_correction(before):
    given(held, *before).when(correct_minute, text="x").refused("not confirmed yet")


def test_a_correction_needs_words():
    given(held, confirmed).when(correct_minute, text="").refused("needs words")


def test_the_same_correction_twice_is_written_once():
    given(held, confirmed, corrected).when(
        correct_minute, text="for 2108 read 2018"
    ).nothing_happens()


@each("before", [(), (closed,), (confirmed,)])
def test_notes_are_published(before):
    given(held, *before).when(publish_notes, published_at="the website").then(
        MeetingNotesPublished(published_at="the website")
    )


def test_notes_of_what_did_not_take_place_are_not_published():
    given(scheduled).when(publish_notes, published_at="x").refused("has not been held yet")


def test_publication_needs_a_place():
    given(held).when(publish_notes, published_at=" ").refused("needs a place")


def test_the_same_publication_twice_is_written_once():
    published = MeetingNotesPublished(published_at="the website")
    given(held, published).when(publish_notes, published_at="the website").nothing_happens()
