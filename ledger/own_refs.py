"""The references that the office itself has for its records: 05/19/04/2023 in a tracker, 2023/15
in a minute. Each is unique within its body; whatever takes a reference takes them."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from ledger.beginning import Beginning
from ledger.characters import folded
from ledger.errors import Misused, Refused
from ledger.events import Event, Names, Recorded, parts
from ledger.fold import standing
from ledger.registry import record_kinds, split

LONGEST = 100
_NUMBERED = re.compile(r"([A-Z])-\d{4}-\d+", re.IGNORECASE)


class OwnRefs:
    """Which records may have an own reference: those with an event that gives it, or gave it."""

    def __init__(self, given: Iterable[Recorded]) -> None:
        self._streams: dict[str, dict[str, None]] = {}
        self.take(given)

    def take(self, events: Iterable[Recorded]) -> None:
        for one in events:
            if isinstance(one.event, Beginning) and one.event.own_ref is not None:
                self._streams.setdefault(folded(one.event.own_ref), {})[one.stream] = None

    def streams(self, own_ref: str) -> list[str]:
        return list(self._streams.get(folded(own_ref), ()))

    def every(self) -> list[str]:
        """Each reference that was given, as it is compared: in lower case."""
        return list(self._streams)


def of_ledger(ledger: Any) -> OwnRefs:
    """The own references of a ledger, read once while a transaction is under way."""
    refs: OwnRefs = ledger.derived("own_ref", lambda: OwnRefs(ledger.with_own_refs()))
    return refs


def having(ledger: Any, own_ref: str, kinds: Iterable[str]) -> list[tuple[str, str]]:
    """The records of these kinds that now have this reference of the office's own."""
    wanted, found = set(kinds), []
    for stream in of_ledger(ledger).streams(own_ref):
        record, ref = split(stream)
        state = ledger.state(record, ref) if record in wanted else None
        if state is not None and folded(state.own_ref or "") == folded(own_ref):
            found.append((record, ref))
    return found


def body_of(ledger: Any, record: str, ref: str) -> str | None:
    """The body whose record it is, according to its first event; None if that names none."""
    begun = (
        r for r in standing(ledger.history(f"{record}:{ref}")) if isinstance(r.event, Beginning)
    )
    bodies = (_body(r.stream, r.event, r.envelope.told_at) for r in begun)
    return next((body for body in bodies if body is not None), None)


def fits(ledger: Any, stream: str, events: Iterable[Event], told_at: str | None) -> None:
    """Refuse an own reference that is malformed, or that another record of its body already has."""
    for event in events:
        if not isinstance(event, Beginning) or event.own_ref is None:
            continue
        own_ref = event.own_ref
        _may_be_one(own_ref)
        record, ref = split(stream)
        body = _body(stream, event, told_at) or body_of(ledger, record, ref)
        kinds = record_kinds() if body is not None else [record]
        for kind, other in having(ledger, own_ref, kinds):
            if (kind, other) != (record, ref) and body_of(ledger, kind, other) == body:
                title = ledger.state(kind, other).title
                of = f" of {body}" if body is not None else ""
                raise Refused(
                    f"{own_ref} is already the own reference of {other} ({title}){of}. Give another"
                    f" (--own-ref), or correct that one first: correct EVENT --set own_ref=..."
                )


def _may_be_one(own_ref: str) -> None:
    if len(own_ref) > LONGEST or "\n" in own_ref or own_ref != own_ref.strip():
        raise Misused(
            f"An own reference is one line of at most {LONGEST} characters, without spaces around"
            " it."
        )
    letters = {kind.numbered for kind in record_kinds().values()}
    found = _NUMBERED.fullmatch(own_ref)
    if found and found[1].upper() in letters:
        raise Refused(
            f"{own_ref} looks like a reference that govledger gives, and would be taken for one."
            f" Write it so that it does not, as in: old {own_ref}."
        )


def with_own_ref(events: list[Event], own_ref: str, ref: str, state: Any) -> list[Event]:
    """A rule's events, with the own reference in the one that begins the record. Raises Refused if
    the record has already begun without it."""
    for at, event in enumerate(events):
        if isinstance(event, Beginning):
            events[at] = msgspec.structs.replace(event, own_ref=own_ref)
            return events
    if state is not None and state.own_ref is not None and folded(state.own_ref) == folded(own_ref):
        return events
    raise Refused(
        f"{ref} is in the ledger already. Correct the event with which it began: correct EVENT"
        f" --set own_ref={own_ref!r} (its number: govledger history {ref})."
    )


def belongs_to_none(own_ref: str) -> None:
    """Refuse an own reference if no record began that could have it."""
    raise Refused(
        f"This made no new record to which --own-ref {own_ref!r} could belong. Correct the event"
        " with which the record began: correct EVENT --set own_ref=..."
    )


@cache
def _naming(kind: type[Event], record: str) -> tuple[str, ...]:
    """The fields of an event kind that name a record of a kind."""
    fields = msgspec.structs.fields(kind)
    return tuple(f.name for f in fields if Names(kind=record) in parts(f.type))


def _body(stream: str, event: Event, told_at: str | None) -> str | None:
    """The body that an event names, by itself or by a meeting of it."""
    record, ref = split(stream)
    if record in ("body", "meeting", "programme"):
        return ref.partition("/")[0]
    for field in _naming(type(event), "body"):
        if body := getattr(event, field):
            return str(body)
    meetings = [getattr(event, field) for field in _naming(type(event), "meeting")]
    return next((str(one).partition("/")[0] for one in (*meetings, told_at) if one), None)
