"""What happens at a meeting cannot be dated before the meeting, whoever records or corrects it."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from ledger.errors import Refused
from ledger.events import Event
from ledger.records.meetings import MeetingHeld, MeetingScheduled
from ledger.references import day_of_meeting
from ledger.registry import split
from ledger.words import day

# Fields that name the meeting at which an event happened: not a future or a long past one.
_THERE = ("meeting", "confirmed_at", "requested_by", "closed_at")


def in_time(stream: str, events: Sequence[Event], on: date, told_at: str | None = None) -> None:
    """Refuse events of a day on which the meeting at which they happened was still to come, and the
    scheduling of a meeting after its day."""
    for event in events:
        if isinstance(event, MeetingScheduled):
            if on > event.meets_on:
                raise Refused(
                    f"{split(stream)[1]} would be scheduled on {day(on)}, after its day. If it was"
                    " held, minute it (minute) or open it (meeting open); otherwise give the day"
                    " on which it was scheduled (--on)."
                )
            continue
        places = [getattr(event, name, None) for name in _THERE]
        if stream.startswith("meeting:") and _only_once_held(type(event)):
            places.append(split(stream)[1])
        for place in (*places, told_at):
            meets_on = day_of_meeting(place) if place else None
            if meets_on is not None and on < meets_on:
                raise Refused(
                    f"{place} is on {day(meets_on)}, so nothing was said there by {day(on)}. Check"
                    " the date (--on)."
                )


@cache
def _only_once_held(kind: type[Event]) -> bool:
    return kind is MeetingHeld or (bool(kind.needs) and not kind.needs & {"", "scheduled"})
