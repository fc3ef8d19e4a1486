"""A meeting that was moved, what an item is for, and what is told as assurance."""

from datetime import date

import pytest
from given import given, state_after
from office import Office, only

from ledger.errors import Refused
from ledger.records import meetings, statements
from ledger.records.agenda import MeetingItemPurposeSet, MeetingItemTabled, set_purpose
from ledger.records.meetings import MeetingHeld, MeetingMoved, MeetingScheduled, move
from ledger.records.statements import StatementReported

AT, LATER = "HTA/2018-03-27", "HTA/2018-04-03"
scheduled = MeetingScheduled(body="HTA", meets_on=date(2018, 3, 27))
held = MeetingHeld(body="HTA", meets_on=date(2018, 3, 27))
moved = MeetingMoved(moved_to=LATER, reason="half term")
tabled = MeetingItemTabled(item="1", title="Roads")
purpose = MeetingItemPurposeSet(item="1", tabled_for="decision")


def test_a_scheduled_meeting_is_moved_and_does_not_take_place_on_its_day():
    given(scheduled, ref=AT).when(move, moved_to=LATER, reason="half term").then(moved)
    given(scheduled, moved, ref=AT).when(move, moved_to=LATER, reason="half term").nothing_happens()
    given(held, ref=AT).when(move, moved_to=LATER).refused("still being minuted")
    given(scheduled, ref=AT).when(move, moved_to=AT).refused("on that day already")
    given(scheduled, ref=AT).when(move, moved_to="PANEL/2018-04-03").refused("of no other body")
    assert state_after(scheduled, moved, ref=AT).status == "cancelled"


def test_an_agenda_says_what_an_item_is_for():
    facts = {"item": "1", "tabled_for": "decision"}
    given(held, tabled, ref=AT).when(set_purpose, **facts).then(purpose)
    given(held, tabled, purpose, ref=AT).when(set_purpose, **facts).nothing_happens()
    given(held, ref=AT).when(set_purpose, **facts).refused("has no item 1")
    other = MeetingItemPurposeSet(item="1", tabled_for="information")
    given(held, tabled, purpose, ref=AT).when(set_purpose, item="1", tabled_for="information").then(
        other
    )


def test_what_is_told_may_be_assurance():
    facts = {"text": "controls work", "told_to": AT, "assurance": "reasonable"}
    given().when(statements.report, **facts).then(StatementReported(**facts))


def test_nothing_is_said_at_a_meeting_that_was_moved_away(tmp_path):
    office = Office(tmp_path / "l.db", "2018-12-01T09:00")
    for on in (date(2018, 3, 27), date(2018, 4, 3)):
        facts = {"body": "HTA", "meets_on": on}
        office.say("2018-03-01", meetings.schedule, f"HTA/{on}", **facts)
    office.say("2018-03-20", meetings.move, AT, moved_to=LATER)
    with pytest.raises(Refused, match="cancelled"):
        office.say("2018-03-27", meetings.hold, AT, body="HTA", meets_on=date(2018, 3, 27))
    columns, rows = office.projections().state("meeting_state", as_of=date(2018, 4, 1))
    states = [dict(zip(columns, row, strict=True)) for row in rows]
    assert only(states, "ref", "status") == [(AT, "cancelled"), (LATER, "scheduled")]
    office.close()


def test_a_meeting_is_moved_only_to_a_day_on_which_one_is_to_be():
    cancelled = state_after(scheduled, MeetingMoved(moved_to=AT), ref=LATER)
    given(scheduled, ref=AT).when(move, moved_to=LATER, stead=cancelled).refused("is cancelled")
    to_be = state_after(scheduled, ref=LATER)
    facts = {"moved_to": LATER, "reason": "half term", "stead": to_be}
    given(scheduled, ref=AT).when(move, **facts).then(moved)
