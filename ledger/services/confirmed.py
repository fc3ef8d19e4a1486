"""Minutes that were confirmed, and what is put right or added afterwards."""

from collections.abc import Iterable, Iterator
from typing import Any

from ledger.events import EventRetracted, Recorded
from ledger.fold import standing
from ledger.records.agenda import MeetingItemDropped
from ledger.records.meeting_minutes import (
    MeetingMinuteCorrected,
    MeetingMinutesConfirmed,
    MeetingNotesPublished,
)
from ledger.records.meetings import PAST
from ledger.registry import split
from ledger.services.case import Case
from ledger.words import agreeing, day

# What happens to a meeting once its minutes are confirmed.
_AFTER = (
    MeetingMinutesConfirmed,
    MeetingMinuteCorrected,
    MeetingNotesPublished,
    MeetingItemDropped,
)


def was_held(case: Case) -> bool:
    """Whether the meeting at which something is said to have happened was opened."""
    state = case.ledger.state("meeting", case.given["at"])
    return state is not None and state.status in PAST


def beside_minutes(ledger: Any, appended: Iterable[Recorded]) -> Iterator[str]:
    """A sentence for each meeting whose confirmed minutes are corrected, or added to, by what was
    recorded."""
    found: dict[str, tuple[Recorded, set[str]]] = {}
    for one in appended:
        back = isinstance(one.event, EventRetracted)
        about = ledger.at(one.event.retracts) if isinstance(one.event, EventRetracted) else one
        meeting = None if isinstance(about.event, _AFTER) else _meeting(about)
        confirmed = _confirmed(ledger, meeting) if meeting is not None else None
        if meeting is not None and confirmed is not None and confirmed.position < one.position:
            corrects = back or one.envelope.corrects is not None
            kinds = found.setdefault(meeting, (confirmed, set()))[1]
            kinds.add("correction" if corrects else "addition")
    for meeting, (confirmed, kinds) in found.items():
        assert isinstance(confirmed.event, MeetingMinutesConfirmed)
        what = " and the ".join(sorted(kinds, reverse=True))
        what = f"{what} {agreeing(len(kinds), 'stands')}"
        yield (
            f"The minutes of {meeting} were confirmed on {day(confirmed.envelope.effective_on)},"
            f" at {confirmed.event.confirmed_at}. The {what} beside"
            " what was confirmed, which stays in the history."
        )


def _confirmed(ledger: Any, meeting: str) -> Recorded | None:
    """That its minutes were confirmed, if they were."""
    return next(
        (
            one
            for one in standing(ledger.history(f"meeting:{meeting}"))
            if isinstance(one.event, MeetingMinutesConfirmed)
        ),
        None,
    )


def _meeting(recorded: Recorded) -> str | None:
    """The meeting whose minutes say it."""
    kind, ref = split(recorded.stream)
    if kind == "meeting":
        return ref
    return recorded.envelope.told_at or getattr(recorded.event, "meeting", None)
