"""A meeting that was moved to another day; and what an item of its agenda is for.

These are events of a meeting. The day is part of a meeting's reference, so the one that was moved
does not take place, as if it were cancelled, and the other is scheduled in its stead.
"""

from typing import Literal, assert_never, get_args

from ledger.errors import Refused
from ledger.events import Event, MeetingRef, when
from ledger.records.meetings import Meeting
from ledger.rules import nonempty, require

PART_OF = "meeting"

Purpose = Literal["decision", "information", "discussion", "assurance"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

# What can happen


class MeetingMoved(Event):
    """It takes place on another day, so not on this one."""

    needs = when("scheduled")
    moves_to = "cancelled"
    says = "moved to {moved_to}[: {reason}]"
    moved_to: MeetingRef
    reason: str | None = None


class MeetingItemPurposeSet(Event):
    """The agenda says what an item is for."""

    needs = when("scheduled", "held", "closed")
    says = "item {item} is for {tabled_for}"
    item: str
    tabled_for: Purpose


ChangeEvent = MeetingMoved | MeetingItemPurposeSet

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "moved_to": "the meeting that takes place instead of one that was moved",
    "tabled_for": "what an item of an agenda is for: decision, information, discussion, assurance",
}


def evolve(meeting: Meeting, event: ChangeEvent) -> Meeting:
    match event:
        case MeetingMoved() | MeetingItemPurposeSet():
            return meeting
    assert_never(event)


# Rules


def lawful(meeting: Meeting, event: Event) -> None:
    """Refuse the purpose of an item that is not on the agenda, when recorded or when corrected."""
    if isinstance(event, MeetingItemPurposeSet) and event.item not in meeting.items:
        raise Refused(
            f"{meeting.ref} has no item {event.item}. Record the item first (meeting item)."
        )
    if isinstance(event, MeetingMoved) and event.moved_to == meeting.ref:
        raise Refused(f"{meeting.ref} is on that day already. Check --to.")
    if isinstance(event, MeetingMoved) and event.moved_to.partition("/")[0] != meeting.body:
        raise Refused(f"{meeting.ref} is moved to another day of {meeting.body}, of no other body.")


def move(meeting: Meeting, *, moved_to: str, reason: str | None = None) -> list[Event]:
    moved = MeetingMoved(moved_to=moved_to, reason=reason)
    if meeting.status == "cancelled" and moved in meeting.said:
        return []
    require(meeting, moved)
    lawful(meeting, moved)
    return [moved]


def set_purpose(meeting: Meeting, *, item: str, tabled_for: Purpose) -> list[Event]:
    purpose = MeetingItemPurposeSet(
        item=nonempty(item, "An item needs its number, as printed."), tabled_for=tabled_for
    )
    require(meeting, purpose)
    lawful(meeting, purpose)
    last = [e for e in meeting.said if isinstance(e, MeetingItemPurposeSet) and e.item == item]
    return [] if last[-1:] == [purpose] else [purpose]
