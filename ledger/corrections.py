"""What may be taken back, and what a correction may set."""

from functools import cache
from typing import Any

import msgspec

from ledger.codec import decode
from ledger.errors import Misused, Refused
from ledger.events import Entry, Event, EventRetracted, Recorded
from ledger.fold import standing
from ledger.registry import split


class Mentioned(Refused):
    """The record whose beginning would be retracted is named by the event at `position`."""

    def __init__(self, ref: str, by: Recorded) -> None:
        self.position = by.position
        super().__init__(
            f"{ref} is named by {split(by.stream)[1]} (event {by.position}). Retract or correct"
            " that first."
        )


def unmentioned(ledger: Any, stream: str) -> None:
    """Refuse to retract the beginning of a record that others still name."""
    ref = split(stream)[1]
    words = f'"{ref}"', f'"{ref}:'
    for row in ledger.store.saying(*(word.encode() for word in words)):
        if row[1] == stream:
            continue
        recorded = decode(*row)
        if recorded in standing(ledger.history(recorded.stream)):
            raise Mentioned(ref, recorded)


# What an entry says about its event, and a correction may change.
SAID = (
    *("effective_on", "date_basis", "date_reason", "on_behalf_of"),
    *("source", "quote", "told_at", "marking", "marking_reason"),
)
# Added to a retraction's reason: it took back a correction, so the original stands again.
UNDONE = " (undo)"


def said_of(entry: Entry) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in SAID)


def retractable(target: Recorded, history: list[Recorded]) -> None:
    if isinstance(target.event, EventRetracted):
        raise Refused(
            f"Event {target.position} is itself a retraction. Record again what was retracted."
        )
    for r in history:
        if isinstance(r.event, EventRetracted) and r.event.retracts == target.position:
            raise Refused(
                f"Event {target.position} was already retracted (event {r.position}):"
                f" {r.event.reason}"
            )


@cache
def _required(kind: type[Event]) -> frozenset[str]:
    return frozenset(field.name for field in msgspec.structs.fields(kind) if field.required)


def changed(event: Event, changes: dict[str, Any]) -> Event:
    kind = type(event).__name__
    facts = {name: getattr(event, name) for name in event.__struct_fields__}
    for name, value in changes.items():
        if name not in facts:
            raise Misused(f"{kind} has no {name!r}; it has {', '.join(facts)}.")
        if name in event.fixed:
            raise Refused(
                f"{name!r} of {kind} is part of the reference or follows from the rules: it cannot"
                " be corrected. Retract the event (undo) and record what is right."
            )
        facts[name] = None if isinstance(value, str) and not value.strip() else value
        if facts[name] is None and name in _required(type(event)):
            raise Misused(f"{name!r} of {kind} cannot be empty.")
    try:
        return msgspec.convert(facts, type(event), strict=False)
    except msgspec.ValidationError as error:
        raise Misused(f"That does not fit {kind}: {error}.") from None
