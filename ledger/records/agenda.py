"""The agenda of a meeting: its items, what each is for, and what becomes of those put off.

These are events of a meeting. The number of an item (4a, 2.1d) is unique only within one meeting.
"""

from typing import Literal, assert_never, get_args

from msgspec.structs import replace

from ledger.errors import Refused
from ledger.events import Event, MeetingRef, when
from ledger.records.meetings import MINUTED, PAST, Meeting
from ledger.references import day_of_meeting
from ledger.rules import nonempty, once, require

PART_OF = "meeting"

Purpose = Literal["decision", "information", "discussion", "assurance"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

# What can happen


class MeetingItemTabled(Event):
    """A matter was on the agenda."""

    needs = when("scheduled", "held", "closed")
    says = "item {item}: {title}[ (deferred from {deferred_from})]"
    item: str
    title: str
    deferred_from: MeetingRef | None = None


class MeetingItemDeferred(Event):
    """A matter was put off."""

    needs = MINUTED
    says = "item {item} deferred[ to {deferred_to}][: {reason}]"
    item: str
    deferred_to: str | None = None
    reason: str | None = None


class MeetingItemNoted(Event):
    """A matter was only reported and noted."""

    needs = MINUTED
    says = "item {item} noted: {text}"
    item: str
    text: str


class MeetingItemDropped(Event):
    """A deferred matter will not come back."""

    needs = PAST
    says = "item {item} dropped: {reason}"
    item: str
    reason: str


class MeetingItemPurposeSet(Event):
    """The agenda says what an item is for."""

    needs = when("scheduled", "held", "closed")
    says = "item {item} is for {tabled_for}"
    item: str
    tabled_for: Purpose


AgendaEvent = (
    MeetingItemTabled
    | MeetingItemDeferred
    | MeetingItemNoted
    | MeetingItemDropped
    | MeetingItemPurposeSet
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "deferred_from": "the meeting from which an item comes that was put off",
    "tabled_for": "what an item of an agenda is for: decision, information, discussion, assurance",
}


def evolve(meeting: Meeting, event: AgendaEvent) -> Meeting:
    match event:
        case MeetingItemTabled(item=item):
            return replace(meeting, items=(*meeting.items, item))
        case MeetingItemDeferred(item=item):
            return replace(meeting, deferred=(*meeting.deferred, item))
        case MeetingItemDropped(item=item):
            return replace(meeting, deferred=tuple(i for i in meeting.deferred if i != item))
        case MeetingItemNoted() | MeetingItemPurposeSet():
            return meeting
    assert_never(event)


# Rules


def lawful(meeting: Meeting, event: Event) -> None:
    """Refuse an item that cannot be of this agenda, when recorded or when corrected."""
    match event:
        case MeetingItemTabled(item=item) if item in meeting.items:
            raise Refused(f"{meeting.ref} already has an item {item}. Use each item number once.")
        case (
            MeetingItemDeferred(item=item)
            | MeetingItemNoted(item=item)
            | MeetingItemPurposeSet(item=item)
        ) if item not in meeting.items:
            known = f": it has {', '.join(meeting.items)}" if meeting.items else ""
            raise Refused(
                f"{meeting.ref} has no item {item}{known}. Table it first (meeting item)."
            )
        case MeetingItemDropped(item=item) if item not in meeting.deferred:
            raise Refused(
                f"Item {item} of {meeting.ref} was not deferred, so there is nothing to drop."
            )


def put_off(meeting: str, other: str | None) -> None:
    """Refuse to put an item off to the same meeting, or to an earlier day."""
    if other is not None and (meeting == other or _before(other, meeting)):
        raise Refused(f"{other} is not after {meeting}. Name a later meeting, or none.")


def comes_from(meeting: str, other: str | None) -> None:
    """Refuse an item carried from the meeting itself, or from a later day."""
    if other is not None and (meeting == other or _before(meeting, other)):
        raise Refused(
            f"{other} is not before {meeting}, so no item can come from it. Name the meeting that"
            " put it off."
        )


def _before(one: str, other: str) -> bool:
    days = day_of_meeting(one), day_of_meeting(other)
    return days[0] is not None and days[1] is not None and days[0] < days[1]


def table_item(
    meeting: Meeting, *, item: str, title: str, deferred_from: str | None = None
) -> list[Event]:
    tabled = MeetingItemTabled(
        item=nonempty(item, "An item needs its number, as printed."),
        title=nonempty(title, "An item needs its heading."),
        deferred_from=deferred_from,
    )
    comes_from(meeting.ref, deferred_from)
    return once(meeting, tabled, lawful)


def defer_item(
    meeting: Meeting, *, item: str, to: str | None = None, reason: str | None = None
) -> list[Event]:
    deferred = MeetingItemDeferred(item=item, deferred_to=to, reason=reason)
    put_off(meeting.ref, to)
    return once(meeting, deferred, lawful)


def note_item(meeting: Meeting, *, item: str, text: str) -> list[Event]:
    noted = MeetingItemNoted(item=item, text=nonempty(text, "Noting an item needs words."))
    return once(meeting, noted, lawful)


def drop_item(meeting: Meeting, *, item: str, reason: str) -> list[Event]:
    dropped = MeetingItemDropped(item=item, reason=nonempty(reason, "Dropping needs a reason."))
    return once(meeting, dropped, lawful)


def set_purpose(meeting: Meeting, *, item: str, tabled_for: Purpose) -> list[Event]:
    purpose = MeetingItemPurposeSet(
        item=nonempty(item, "An item needs its number, as printed."), tabled_for=tabled_for
    )
    require(meeting, purpose)
    lawful(meeting, purpose)
    last = [e for e in meeting.said if isinstance(e, MeetingItemPurposeSet) and e.item == item]
    return [] if last[-1:] == [purpose] else [purpose]
