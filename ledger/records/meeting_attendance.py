"""Who attended a meeting, and who sent apologies. These are events of a meeting."""

from typing import assert_never

from msgspec.structs import replace

from ledger.errors import Refused
from ledger.events import Event, Person
from ledger.records.meetings import MINUTED, Attendee, Meeting
from ledger.records.nil_returns import no_nil
from ledger.rules import require

PART_OF = "meeting"

# What can happen


class MeetingAttended(Event):
    """Somebody was there: a post, or a person by name."""

    needs = MINUTED
    says = "present: {attendee}[ ({person})][, {capacity}]"
    attendee: Attendee
    person: Person | None = None
    capacity: str | None = None


class MeetingApologyGiven(Event):
    """Somebody sent apologies."""

    needs = MINUTED
    says = "apologies: {attendee}[ ({person})][, {capacity}]"
    attendee: Attendee
    person: Person | None = None
    capacity: str | None = None


AttendanceEvent = MeetingAttended | MeetingApologyGiven

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {"attendee": "the post or person who came, or sent apologies"}


def evolve(meeting: Meeting, event: AttendanceEvent) -> Meeting:
    match event:
        case MeetingAttended(attendee=who):
            return replace(meeting, present=(*meeting.present, who))
        case MeetingApologyGiven(attendee=who):
            return replace(meeting, apologies=(*meeting.apologies, who))
    assert_never(event)


# Rules


def lawful(meeting: Meeting, event: Event) -> None:
    """Refuse that somebody was both present and absent, when recorded or when corrected."""
    match event:
        case MeetingAttended(attendee=who) if who in meeting.apologies:
            raise Refused(f"{who} sent apologies to {meeting.ref}: present or apologies, not both.")
        case MeetingApologyGiven(attendee=who) if who in meeting.present:
            raise Refused(f"{who} was present at {meeting.ref}: present or apologies, not both.")
        case MeetingApologyGiven(attendee=who) if who in (meeting.chair, *meeting.chairs):
            raise Refused(f"{who} was in the chair at {meeting.ref}: chair or apologies, not both.")


def attend(
    meeting: Meeting, *, attendee: str, person: str | None = None, capacity: str | None = None
) -> list[Event]:
    attended = MeetingAttended(attendee=attendee, person=person, capacity=capacity)
    return _once(meeting, attended, meeting.present, "present")


def apologise(
    meeting: Meeting,
    *,
    attendee: str,
    nil_return: str | None,
    person: str | None = None,
    capacity: str | None = None,
) -> list[Event]:
    """`nil_return`: the nil return that says that nobody sent apologies."""
    no_nil(nil_return, "apologies", meeting.ref, None)
    apology = MeetingApologyGiven(attendee=attendee, person=person, capacity=capacity)
    return _once(meeting, apology, meeting.apologies, "sending apologies")


def _once(
    meeting: Meeting, event: MeetingAttended | MeetingApologyGiven, among: tuple[str, ...], how: str
) -> list[Event]:
    require(meeting, event)
    lawful(meeting, event)
    if event in meeting.said:
        return []
    if event.attendee in among:
        raise Refused(
            f"{event.attendee} is already recorded as {how} at {meeting.ref}, in different words."
            " Correct that if it is wrong (correct)."
        )
    return [event]
