"""What becomes of the minutes of a meeting: confirmed, published, corrected.

These are events of a meeting. Minutes are confirmed once, at a later meeting of the same body;
after that they can only be corrected.
"""

from typing import assert_never

from ledger.errors import Refused
from ledger.events import Event, MeetingRef, when
from ledger.records.meetings import MINUTED, PAST, Meeting
from ledger.references import body_and_day
from ledger.rules import already, nonempty, require, unless_said

PART_OF = "meeting"

# What can happen


class MeetingMinutesConfirmed(Event):
    """A later meeting agreed that the notes are right."""

    needs = MINUTED
    moves_to = "confirmed"
    says = "minutes confirmed at {confirmed_at}"
    confirmed_at: MeetingRef


class MeetingMinuteCorrected(Event):
    """The confirmed notes were wrong in a point."""

    needs = when("confirmed")
    says = "minutes corrected[, item {item}][, page {page}]: {text}"
    text: str
    item: str | None = None
    page: str | None = None


class MeetingNotesPublished(Event):
    """The notes can be read by the public."""

    needs = PAST
    says = "notes published: {published_at}"
    published_at: str


MinutesEvent = MeetingMinutesConfirmed | MeetingMinuteCorrected | MeetingNotesPublished

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "confirmed_at": "the meeting that confirmed a minute",
    "page": "the page of a minute, as printed, that is corrected",
}


def evolve(meeting: Meeting, event: MinutesEvent) -> Meeting:
    match event:
        case MeetingMinutesConfirmed() | MeetingMinuteCorrected() | MeetingNotesPublished():
            return meeting
    assert_never(event)


# Rules


def confirm(meeting: Meeting, *, at: str, was_held: bool) -> list[Event]:
    """Confirm the minutes at another meeting, if that `was_held`."""
    body, meets_on = body_and_day(at)
    confirmed = MeetingMinutesConfirmed(confirmed_at=at)
    if already(meeting, confirmed):
        return []
    require(meeting, confirmed)
    if body != meeting.body or meets_on <= meeting.meets_on:
        raise Refused(
            f"The minutes of {meeting.ref} can only be confirmed at a later meeting of"
            f" {meeting.body}: {at} is not one."
        )
    if not was_held:
        raise Refused(
            f"{at} is only scheduled, so it cannot have confirmed minutes yet. Open it first"
            " (meeting open), or minute it."
        )
    return [confirmed]


def correct_minute(
    meeting: Meeting, *, text: str, item: str | None = None, page: str | None = None
) -> list[Event]:
    words = nonempty(text, "A correction needs words.")
    corrected = MeetingMinuteCorrected(text=words, item=item, page=page)
    if meeting.status in ("held", "closed"):
        raise Refused(
            f"The minutes of {meeting.ref} are not confirmed yet, so there is nothing to correct."
            " Record what is right."
        )
    return unless_said(meeting, corrected)


def publish_notes(meeting: Meeting, *, published_at: str) -> list[Event]:
    published = MeetingNotesPublished(
        published_at=nonempty(published_at, "Publication needs a place (--at).")
    )
    return unless_said(meeting, published)
