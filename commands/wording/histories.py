"""A record's history in words that can be read aloud."""

from datetime import date
from typing import Any

from commands.terminal.text import one_line
from ledger.application import Ledger
from ledger.events import EventRetracted, Recorded, State, Unknown
from ledger.fold import fold, standing, step
from ledger.records.posts import Post
from ledger.registry import record_kind
from ledger.uk import day_of
from ledger.words import day, format_event


class Holders:
    """Who held a post on a day, as it was known: CEX (Andy Champness)."""

    def __init__(self, ledger: Ledger, known_by: date | None = None) -> None:
        self.ledger = ledger
        self.known_by = known_by
        self.known: dict[tuple[str, date], Post | None] = {}

    def __call__(self, post: str, on: date) -> str:
        state = self._state(post, on)
        return f"{post} ({state.shown})" if state is not None and state.shown else post

    def people(self, post: str, on: date) -> tuple[str, ...]:
        state = self._state(post, on)
        return state.holders if state is not None else ()

    def _state(self, post: str, on: date) -> Post | None:
        if (post, on) not in self.known:
            history = recorded_up_to(self.ledger.history(f"post:{post}"), self.known_by)
            then = [r for r in standing(history) if r.envelope.effective_on <= on]
            state = fold(post, then, record_kind("post").evolve)
            self.known[post, on] = state if isinstance(state, Post) else None
        return self.known[post, on]


def recorded_up_to(history: list[Recorded], by: date | None) -> list[Recorded]:
    """What was recorded by a day."""
    return [r for r in history if by is None or recorded_on(r) <= by]


def retractions(history: list[Recorded]) -> dict[int, Recorded]:
    """The retractions, by the positions of what they take back."""
    return {r.event.retracts: r for r in history if isinstance(r.event, EventRetracted)}


def recorded_on(recorded: Recorded) -> Any:
    return day_of(recorded.envelope.recorded_at)


def as_facts(recorded: Recorded) -> dict[str, Any]:
    """An event for another program: its place, its envelope, and its own fields."""
    envelope, event = recorded.envelope, recorded.event
    own = (
        event.fields
        if isinstance(event, Unknown)
        else {name: getattr(event, name) for name in event.__struct_fields__}
    )
    rest = {n: getattr(envelope, n) for n in envelope.__struct_fields__ if n != "nonce"}
    place = {
        "position": recorded.position,
        "version": recorded.version,
        "kind": recorded.kind,
        "effective_on": rest.pop("effective_on"),
        "recorded_at": rest.pop("recorded_at"),
        "recorded_by": rest.pop("recorded_by"),
    }
    return place | own | rest


def states_before(history: list[Recorded], evolve: Any) -> dict[int, State]:
    """The state before each standing event, by its position."""
    befores, state = {}, None
    for recorded in standing(history):
        if state is not None:
            befores[recorded.position] = state
        state = step(state, recorded.event, evolve)
    return befores


def story(
    recorded: Recorded,
    retraction: Recorded | None = None,
    before: State | None = None,
    holders: Holders | None = None,
) -> list[str]:
    """An event as a few lines a person can read aloud: when it was so, what; who recorded it, when
    if that differs, and from what; and what became of it, if it was taken back."""
    envelope = recorded.envelope
    on = envelope.effective_on
    basis = {"stated": "", "inferred": ", inferred", "unknown": ", day unknown"}
    struck = "  [does not count]" if retraction else ""
    corrects = f"  [corrects event {envelope.corrects}]" if envelope.corrects else ""
    what = format_event(recorded, before, (lambda post: holders(post, on)) if holders else None)
    lines = [f"{day(on)}{basis[envelope.date_basis]}{struck}{corrects}", f"  {one_line(what)}"]
    if envelope.quote:
        lines.append(f"  “{one_line(envelope.quote)}”")
    lines.append("  " + " · ".join([f"event {recorded.position}", *_about(recorded, holders)]))
    if retraction is not None:
        assert isinstance(retraction.event, EventRetracted)
        why = " · ".join(_about(retraction, holders, always=True))
        reason = one_line(retraction.event.reason)
        lines += [f"  taken back: {reason}", f"  event {retraction.position} · {why}"]
    return lines


def _about(recorded: Recorded, holders: Holders | None, *, always: bool = False) -> list[str]:
    """Who recorded it, for whom; when, if that differs or `always`; and from what paper."""
    envelope = recorded.envelope
    sure = {"asserted": "by", "os": "by the login", "signed": "signed by"}
    parts = [f"{sure[envelope.authority]} {one_line(envelope.recorded_by)}"]
    if envelope.signed_with:
        parts[0] += f" with {envelope.signed_with}"
    if post := envelope.on_behalf_of:
        parts.append(f"for {holders(post, recorded_on(recorded)) if holders else post}")
    clocks = {None: "", "set": " under a set clock", "behind": ", the clock having gone back"}
    late = recorded_on(recorded) != envelope.effective_on
    if late or always or envelope.clock:
        parts.append(f"recorded {day(recorded_on(recorded))}{clocks[envelope.clock]}")
    if envelope.source:
        parts.append(f"source {one_line(envelope.source)}")
    if envelope.date_reason:
        parts.append(f"day: {one_line(envelope.date_reason)}")
    if envelope.marking != "OFFICIAL":
        parts.append(f"{envelope.marking}: {one_line(envelope.marking_reason or '')}")
    return parts


HIDDEN = {"said", "since_on", "since_event", "title", "ref", "status"}
