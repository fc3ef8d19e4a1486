"""What a correction may say: what the rule that recorded the event would have let through."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import asdict

from ledger.closures import goes_on, no_circle
from ledger.errors import Refused
from ledger.events import Entry, Event, Recorded
from ledger.naming import taken_by
from ledger.plan_references import one_way
from ledger.records.actions import ActionRaised
from ledger.records.agenda import comes_from, put_off
from ledger.records.meetings import MeetingHeld, chaired_once
from ledger.records.nil_returns import NilRecorded, no_nil, nothing_beside
from ledger.records.questions import Question
from ledger.registry import record_kind, split
from ledger.rules import in_time
from ledger.services.case import Case
from ledger.services.following import commitments_lead_to, gave_way_to
from ledger.services.meetings import beside_nil, nil_return


def fits(
    ledger: Any, target: Recorded, corrected: Event, changed: Iterable[str], entry: Entry
) -> None:
    """Refuse a corrected event if its own rule would refuse the fields that `changed`."""
    record, ref = split(target.stream)
    for name in changed:
        value = getattr(corrected, name)
        named = name in ("title", "alias") and record_kind(record).answers_to is not None
        if named and value and (other := taken_by(ledger, record, ref, [value])) is not None:
            raise Refused(f"{value} already means {other}. Choose another name.")
        if record == "commitment" and name in ("refers_to", "merged_into"):
            for other in [value] if isinstance(value, str) else value or ():
                one_way(ref, other, commitments_lead_to(ledger))
        elif name in ("superseded_by", "merged_into") and value:
            no_circle(ref, value, gave_way_to(ledger, record, value))
        if name in ("deferred_to", "deferred_from"):
            state = ledger.state(record, ref)
            meeting = state.meeting if isinstance(state, Question) else ref
            (put_off if name == "deferred_to" else comes_from)(meeting, value)
        if name == "carried_to":
            body, before = (one.partition("/")[0] for one in (value, getattr(target.event, name)))
            if body != before:
                raise Refused(f"{ref} is carried to a meeting of {before}, and {value} is not one.")
    if {"meeting", "item", "nil_of"} & {*changed}:
        _nothing_denied(Case(ledger, record, ref, entry, asdict(corrected)), corrected)
    if isinstance(corrected, MeetingHeld):
        chaired_once(corrected)
    moved = entry.effective_on != target.envelope.effective_on
    for name in ("superseded_by", "merged_into"):
        if (other := getattr(corrected, name, None)) and (moved or name in changed):
            goes_on(ref, other, ledger.state(record, other, on=entry.effective_on))
    dated = "due" in changed or moved
    if isinstance(corrected, ActionRaised) and dated and not ledger.past_due_meant:
        in_time(corrected.due, entry.effective_on)


def _nothing_denied(case: Case, corrected: Event) -> None:
    """Refuse what a nil return says there was none of, and a nil return of what there was."""
    if isinstance(corrected, NilRecorded):
        nothing_beside(corrected, beside_nil(case))
    elif case.record != "meeting":
        meeting, item = case.given.get("meeting"), case.given.get("item")
        no_nil(nil_return(case), f"{case.record}s", meeting, item)
