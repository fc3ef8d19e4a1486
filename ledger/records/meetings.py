"""A meeting of a body on a day: scheduled, held and closed, or cancelled, or moved to another.

    scheduled ──> held ──> closed ──> confirmed
        │           └────────────────────^
        └──> cancelled, or moved: the other day is scheduled in its stead

Its reference is the body and the day: HTA/2018-02-27. Its agenda is in agenda.py, who came in
meeting_attendance.py, how it went about its business in meeting_proceedings.py, and what became of
its minutes in meeting_minutes.py.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, ClassVar, assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.errors import Refused
from ledger.events import NEW, Event, MeetingRef, Names, Person, Personal, PostRef, State, when
from ledger.records.bodies import meets
from ledger.rules import already, moved_on, nonempty, once, require
from ledger.words import day

RECORD = "meeting"

# What can happen

Attendee = Annotated[str, Personal(unless="post")]
MINUTED = when("held", "closed")
PAST = when("held", "closed", "confirmed")


class MeetingScheduled(Beginning, kw_only=True):
    """It is to take place."""

    needs = NEW
    fixed = frozenset({"body", "meets_on"})
    moves_to = "scheduled"
    says = "scheduled for {meets_on}[: {subject}]"
    body: Annotated[str, Names(kind="body")]
    meets_on: date
    subject: str | None = None
    venue: str | None = None


class MeetingHeld(Beginning, kw_only=True):
    """It took place."""

    needs = when("", "scheduled")
    fixed = frozenset({"body", "meets_on"})
    moves_to = "held"
    says = "held[, {chair} in the chair][, chaired by {chairs}][: {subject}]"
    body: Annotated[str, Names(kind="body")]
    meets_on: date
    chair: PostRef | None = None
    subject: str | None = None
    venue: str | None = None
    minuted_by: Person | None = None
    chairs: tuple[Attendee, ...] = ()


class MeetingClosed(Event):
    """All that the notes say is recorded; when the next one is."""

    needs = when("held")
    moves_to = "closed"
    says = "closed[; next meeting {next_on}][: {next_subject}]"
    next_on: date | None = None
    next_subject: str | None = None


class MeetingCancelled(Event):
    """It did not take place."""

    needs = when("scheduled")
    moves_to = "cancelled"
    says = "cancelled: {reason}"
    reason: str


class MeetingMoved(Event):
    """It takes place on another day, so not on this one."""

    needs = when("scheduled")
    moves_to = "cancelled"
    says = "moved to {moved_to}[: {reason}]"
    moved_to: MeetingRef
    reason: str | None = None


MeetingEvent = MeetingScheduled | MeetingHeld | MeetingClosed | MeetingCancelled | MeetingMoved

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "meets_on": "the day a meeting is held",
    "venue": "where a meeting is held",
    "chair": "the post in the chair, where it is one post alone",
    "chairs": "who were in the chair, where they are several or hold no post",
    "minuted_by": "who took the minute",
    "next_on": "the day set for the next meeting",
    "next_subject": "what the next meeting is about",
    "moved_to": "the meeting that takes place instead of one that was moved",
}

# What we know


class Meeting(State):
    phrases: ClassVar[dict[str, str]] = {
        "scheduled": "has not been held yet. Open it first (meeting open).",
        "held": "is still being minuted. Close it or confirm its minutes first.",
        "closed": "was closed on {since} (event {event}).",
        "confirmed": (
            "has had its minutes confirmed since {since} (event {event}): only corrections are"
            " possible now (meeting correct)."
        ),
        "cancelled": "was cancelled (event {event}).",
    }
    body: str = ""
    meets_on: date = date.min
    chair: str | None = None
    chairs: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    deferred: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()


def evolve(meeting: Meeting | None, event: MeetingEvent) -> Meeting:
    match event:
        case MeetingScheduled(body=body, meets_on=on):
            return Meeting(title=f"{body} on {day(on)}", body=body, meets_on=on)
        case MeetingHeld(body=body, meets_on=on, chair=chair, chairs=chairs):
            held = meeting or Meeting(title=f"{body} on {day(on)}", body=body, meets_on=on)
            return replace(held, chair=chair, chairs=chairs)
    assert meeting is not None
    match event:
        case MeetingClosed() | MeetingCancelled() | MeetingMoved():
            return meeting
    assert_never(event)


# Rules


def reference_of(event: MeetingScheduled | MeetingHeld) -> str:
    return f"{event.body}/{event.meets_on}"


def lawful(meeting: Meeting, event: Event) -> None:
    """Refuse what could not be so of one meeting, when recorded or when corrected."""
    match event:
        case MeetingMoved(moved_to=other) if other == meeting.ref:
            raise Refused(f"{meeting.ref} is on that day already. Check --to.")
        case MeetingMoved(moved_to=other) if other.partition("/")[0] != meeting.body:
            raise Refused(
                f"{meeting.ref} is moved to another day of {meeting.body}, of no other body."
            )


def chaired_once(held: MeetingHeld) -> None:
    """Refuse a chair who is named twice, and a single post besides several chairs."""
    if held.chair is not None and held.chairs:
        raise Refused(
            f"{held.chair} cannot be in the chair alone (chair) with others there (chairs). Name"
            " everybody in one, and empty the other."
        )
    if len(set(held.chairs)) < len(held.chairs):
        raise Refused(f"Name each who was in the chair once: {', '.join(held.chairs)}.")


def schedule(
    meeting: Meeting | None,
    *,
    body: str,
    meets_on: date,
    body_then: State | None,
    by_now: State | None,
    subject: str | None = None,
    venue: str | None = None,
) -> list[Event]:
    """`body_then`: the state of the body on that day. `by_now`: the meeting as it stands now, which
    may be later than the entry's day."""
    if by_now is not None and by_now.status == "scheduled" and (subject, venue) == (None, None):
        return []
    meets(body_then)
    scheduled = MeetingScheduled(body=body, meets_on=meets_on, subject=subject, venue=venue)
    if meeting is not None and meeting.status == "cancelled":
        raise Refused(
            f"{meeting.ref} was cancelled, so it cannot be scheduled again. If it is to take place"
            f" after all, retract the cancelling (undo {meeting.since_event})."
        )
    return once(meeting, scheduled)


def hold(
    meeting: Meeting | None,
    *,
    body: str,
    meets_on: date,
    body_then: State | None,
    chair: str | None = None,
    subject: str | None = None,
    venue: str | None = None,
    minuted_by: str | None = None,
    chairs: Sequence[str] = (),
) -> list[Event]:
    """`body_then`: the state of the body on that day. `chairs`: those in the chair, posts and
    people by name, if not the post `chair` alone."""
    meets(body_then)
    held = MeetingHeld(
        body=body,
        meets_on=meets_on,
        chair=chair,
        chairs=tuple(chairs),
        subject=subject,
        venue=venue,
        minuted_by=minuted_by,
    )
    chaired_once(held)
    if meeting is not None and held in meeting.said:
        return []
    if meeting is not None and meeting.status not in ("scheduled", ""):
        raise Refused(f"{meeting.ref} is already in the ledger, {meeting.status}.")
    return [held]


def close(
    meeting: Meeting, *, next_on: date | None = None, next_subject: str | None = None
) -> list[Event]:
    closed = MeetingClosed(next_on=next_on, next_subject=next_subject)
    if already(meeting, closed):
        return []
    require(meeting, closed)
    if next_on is not None and next_on <= meeting.meets_on:
        raise Refused(f"The next meeting must be after {meeting.ref}: {day(next_on)} is not.")
    return [closed]


def cancel(meeting: Meeting, *, reason: str) -> list[Event]:
    cancelled = MeetingCancelled(reason=nonempty(reason, "Cancelling needs a reason (--reason)."))
    return moved_on(meeting, cancelled)


def move(
    meeting: Meeting, *, moved_to: str, stead: State | None, reason: str | None = None
) -> list[Event]:
    """`stead`: the meeting that takes place instead (services/meetings.py schedules it)."""
    moved = MeetingMoved(moved_to=moved_to, reason=reason)
    if already(meeting, moved):
        return []
    require(meeting, moved)
    lawful(meeting, moved)
    if stead is not None and stead.status != "scheduled":
        raise Refused(
            f"{meeting.ref} can only be moved to a day on which {meeting.body} is yet to meet:"
            f" {moved_to} is {stead.status}."
        )
    return [moved]
