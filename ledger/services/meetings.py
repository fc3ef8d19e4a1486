"""What meetings are named, what they have, and which bodies meet."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from ledger.errors import Refused
from ledger.events import Entry, Event, Recorded, State
from ledger.fold import standing
from ledger.records import meetings
from ledger.records.actions import ActionCarriedForward
from ledger.records.agenda import (
    MeetingItemDeferred,
    MeetingItemDropped,
    MeetingItemPurposeSet,
    MeetingItemTabled,
)
from ledger.records.meeting_minutes import MeetingMinuteCorrected
from ledger.records.meeting_proceedings import MeetingInterestDeclared, MeetingItemHeldInPrivate
from ledger.records.meetings import Meeting
from ledger.records.nil_returns import NilRecorded
from ledger.registry import record_kinds, split
from ledger.services.case import Case

# The fields in which an event names the meeting at which something was said.
_SAID_AT = ("meeting", "confirmed_at", "requested_by", "told_to")


def sat(ledger: Any, meeting: str) -> None:
    """Refuse what was said at a meeting that was cancelled."""
    if _cancelled(ledger, meeting):
        raise Refused(f"{meeting} was cancelled, so nothing was said there.")


def sat_where_named(ledger: Any, events: Iterable[Event], told_at: str | None) -> None:
    """Refuse events about something said at a cancelled meeting, or carried to one."""
    if told_at is not None:
        sat(ledger, told_at)
    for event in events:
        for name in _SAID_AT:
            if (meeting := getattr(event, name, None)) is not None:
                sat(ledger, meeting)
        if isinstance(event, ActionCarriedForward) and _cancelled(ledger, event.carried_to):
            raise Refused(f"{event.carried_to} was cancelled. Name another meeting.")


def marked_if_private(ledger: Any, stream: str, events: Iterable[Event], entry: Entry) -> None:
    """Refuse to record without a marking what was said about an item taken in private."""
    if entry.marking != "OFFICIAL":
        return
    record, ref = split(stream)
    for event in events:
        item = getattr(event, "item", None)
        meeting = ref if record == "meeting" else getattr(event, "meeting", None)
        if item is None or meeting is None or isinstance(event, _PUBLIC):
            continue
        state = ledger.state("meeting", meeting)
        if isinstance(state, Meeting) and item in state.private:
            raise Refused(
                f"Item {item} of {meeting} was taken in private: mark what is recorded of it"
                " OFFICIAL-SENSITIVE (--sensitive WHY)."
            )


def openly(case: Case) -> list[int]:
    """The unmarked events about an item that is now to be taken in private."""
    item, told = case.given["item"], standing(case.ledger.history(f"meeting:{case.ref}"))
    for record in _of_items():
        told += case.ledger.begun_at(record, case.ref)
    return sorted(
        one.position
        for one in told
        if getattr(one.event, "item", None) == item
        and not isinstance(one.event, _PUBLIC)
        and one.envelope.marking == "OFFICIAL"
    )


@cache
def _of_items() -> tuple[str, ...]:
    """The kinds of record that an item of a meeting gives rise to."""
    kinds = record_kinds().values()
    named = {"meeting", "item"}
    return tuple(k.name for k in kinds if any(named <= {*e.__struct_fields__} for e in k.events))


# What is public of an item in private: that it was on the agenda, and in private, and why.
_PUBLIC = (
    MeetingItemTabled,
    MeetingItemDeferred,
    MeetingItemDropped,
    MeetingItemPurposeSet,
    MeetingItemHeldInPrivate,
    MeetingInterestDeclared,
    MeetingMinuteCorrected,
)


def to_minute(meeting: Meeting) -> None:
    """Refuse a minute of a meeting that was cancelled."""
    if meeting.status == "cancelled":
        raise Refused(
            f"{meeting.ref} was cancelled, so there is nothing to minute. If it took place after"
            f" all, retract the cancelling first (undo {meeting.since_event})."
        )


def _cancelled(ledger: Any, meeting: str) -> bool:
    state = ledger.state("meeting", meeting)
    return state is not None and state.status == "cancelled"


# Another day


def move(ledger: Any, ref: str, to: date, reason: str | None, entry: Entry) -> list[Recorded]:
    """Move a meeting to another day, and schedule it there if it was not."""
    body = ref.partition("/")[0]
    stead = f"{body}/{to}"
    with ledger.writing():
        appended: list[Recorded] = []
        if stead != ref:
            day = {"body": body, "meets_on": to}
            appended += ledger.record("meeting", stead, meetings.schedule, entry, new=True, **day)
        appended += ledger.record(
            "meeting", ref, meetings.move, entry, moved_to=stead, reason=reason
        )
        return appended


def stead(case: Case) -> State | None:
    """The meeting to which another is moved, as it stands."""
    other: State | None = case.ledger.state("meeting", case.given["moved_to"])
    return other


# Nil returns


def nil_return(case: Case) -> str | None:
    """The nil return, for the item or the whole meeting, that denies what is to be recorded."""
    of_meeting = "interests" if "declarant" in case.given else "apologies"
    matter = of_meeting if case.record == "meeting" else f"{case.record}s"
    meeting = case.ref if case.record == "meeting" else case.given.get("meeting")
    item = case.given.get("item")
    for recorded in case.ledger.begun_at("nil", meeting) if meeting else ():
        event = recorded.event
        if isinstance(event, NilRecorded) and event.nil_of == matter and event.item in (None, item):
            return split(recorded.stream)[1]
    return None


def beside_nil(case: Case) -> list[str]:
    """What is recorded at a meeting, or at one of its items, although a nil return denies it."""
    nil_of, meeting, item = (case.given.get(name) for name in ("nil_of", "meeting", "item"))
    kind = str(nil_of).removesuffix("s")
    if nil_of == "apologies":
        state = case.ledger.state("meeting", meeting)
        sent = state.apologies if isinstance(state, Meeting) else ()
        return [f"An apology of {post}" for post in sent]
    if nil_of == "interests":
        state = case.ledger.state("meeting", meeting)
        declared = state.interests if isinstance(state, Meeting) else ()
        return [f"An interest of {who}" for who in declared]
    if kind not in record_kinds():
        return []
    begun = case.ledger.begun_at(kind, meeting)
    return [split(r.stream)[1] for r in begun if item in (None, getattr(r.event, "item", None))]


# Bodies


def body_then(case: Case) -> State | None:
    """The state of a body on the day of its meeting."""
    body: State | None = case.ledger.state("body", case.given["body"], on=case.given["meets_on"])
    return body


def meets_later(case: Case) -> list[str]:
    """The meetings of a body after the day, each with its status."""
    case.ledger.read_ahead([], ["meeting"])
    refs = [ref for ref in case.ledger.refs("meeting") if ref.startswith(f"{case.ref}/")]
    states = ((ref, case.ledger.state("meeting", ref)) for ref in refs)
    return [
        f"{ref}, {state.status}"
        for ref, state in states
        if isinstance(state, Meeting) and state.status != "cancelled"
        if state.meets_on > case.entry.effective_on
    ]


def successor(case: Case) -> State | None:
    """The state, on the day, of the body that takes another's place."""
    other, on = case.given["other"], case.entry.effective_on
    body: State | None = case.ledger.state("body", other, on=on)
    return body


# Which meeting was last, or is next


def last_held(ledger: Any, body: str, before: date) -> Meeting | None:
    """The last meeting of a body that was held before a day."""
    refs = (ref for ref in ledger.refs("meeting") if ref.startswith(f"{body}/"))
    for ref in sorted((ref for ref in refs if ref < f"{body}/{before}"), reverse=True):
        state = ledger.state("meeting", ref)
        if isinstance(state, Meeting) and state.status in meetings.PAST:
            return state
    return None


def next_after(ledger: Any, body: str, after: date) -> Meeting | None:
    """The next meeting of a body that is known after a day, and is not cancelled."""
    refs = (ref for ref in ledger.refs("meeting") if ref.startswith(f"{body}/"))
    for ref in sorted(ref for ref in refs if ref > f"{body}/{after}"):
        state = ledger.state("meeting", ref)
        if isinstance(state, Meeting) and state.status != "cancelled":
            return state
    return None
