"""The story of one record: its events, those taken back with what took their place; its due dates
as they moved; and what other records say of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from commands.reports.gather.histories import happening
from commands.reports.model import SENSITIVE, Happening
from commands.web import papers, rendering
from commands.web.reading import Reading
from commands.web.rendering import Days
from commands.wording.histories import recorded_on, retractions, states_before
from ledger.events import (
    BESIDES_POSTS,
    Event,
    EventRetracted,
    Frozen,
    Names,
    Recorded,
    State,
    parts,
)
from ledger.fold import standing, step
from ledger.registry import record_kind, record_kinds
from projections import events, sql

MOST_NAMED = 50


class TakenBack(msgspec.Struct, metaclass=Frozen):
    """By which event, by whom, when and why it was taken back; and the event that replaced it, or
    0."""

    position: int
    who: str
    on: date
    why: str
    instead: int


class Step(msgspec.Struct, metaclass=Frozen):
    """One event of the story, with its time of recording in UK time. `paper`: the address of the
    page of the paper it comes from; `kept`: whether its words are there; `words`: those lines."""

    happening: Happening
    at: str
    quote: str
    paper: str
    kept: bool
    words: list[str]
    corrects: int
    gone: TakenBack | None


class Due(msgspec.Struct, metaclass=Frozen):
    """A due date as it was given: the day, or None; its words; by which event, on what day."""

    due: date | None
    words: str
    position: int
    on: date


def steps(reading: Reading, kind: str, history: list[Recorded]) -> list[Step]:
    """The events of a history in the order in which they count."""
    gone, befores = retractions(history), states_before(history, record_kind(kind).evolve)
    return [
        step_of(reading, one, befores.get(one.position), taken_back(history, one, gone))
        for one in sorted(history, key=lambda one: (one.slot, one.position))
        if not isinstance(one.event, EventRetracted)
    ]


def step_of(reading: Reading, one: Recorded, before: State | None, gone: TakenBack | None) -> Step:
    """An event in words, with the words of its paper and its marking."""
    envelope, made = one.envelope, marked(one, before)
    what = made.what.replace(f" [corrects event {envelope.corrects}]", "")
    return Step(
        happening=msgspec.structs.replace(made, what=what),
        at=rendering.moment(envelope.recorded_at),
        quote=envelope.quote or "",
        paper=papers.source_url(reading.ledger, envelope.source, envelope.source_sha256),
        kept=papers.source_is_kept(reading.ledger, envelope.source, envelope.source_sha256),
        words=papers.source_words(reading.ledger, envelope.source, envelope.source_sha256),
        corrects=envelope.corrects or 0,
        gone=gone,
    )


def marked(one: Recorded, before: State | None, gone: Recorded | None = None) -> Happening:
    """An event in words, with its marking and, if it does not count, what took it back."""
    made = happening(one, before, gone)
    if one.envelope.marking != SENSITIVE:
        return made
    return msgspec.structs.replace(made, what=f"{made.what} [{SENSITIVE}]")


def taken_back(
    history: list[Recorded], one: Recorded, gone: Mapping[int, Recorded]
) -> TakenBack | None:
    """What took an event back, and what has replaced it since."""
    if (by := gone.get(one.position)) is None:
        return None
    assert isinstance(by.event, EventRetracted)
    place = one.envelope.corrects or one.position
    instead = (
        r.position for r in history if r.envelope.corrects == place and r.position > by.position
    )
    return TakenBack(
        position=by.position,
        who=by.envelope.recorded_by,
        on=recorded_on(by),
        why=by.event.reason,
        instead=next(instead, 0),
    )


def dues(kind: str, history: list[Recorded]) -> list[Due]:
    """The due dates of a record as they were given, the first first; none for a record without."""
    found: list[Due] = []
    state: Any = None
    for one in standing(history):
        state = step(state, one.event, record_kind(kind).evolve)
        due, words = getattr(state, "due", None), getattr(state, "due_words", None) or ""
        before = (found[-1].due, found[-1].words) if found else (None, "")
        if (due, words) != before:
            on = one.envelope.effective_on
            found.append(Due(due=due, words=words, position=one.position, on=on))
    return found


def naming(reading: Reading, kind: str, ref: str, of: Days) -> tuple[list[tuple[str, int]], int]:
    """The records with standing events that name this one, each with how many; only those that did
    so last; and how many records there are."""
    by: dict[str, list[str]] = {}
    for record in record_kinds().values():
        for struct in record.events:
            for field in _naming(struct, kind, record.name):
                by.setdefault(field, []).append(struct.__name__)
    types = events.columns()
    named = [
        f"(kind IN ({', '.join(map(sql.text, kinds))}) AND "
        + (f'list_contains("{c}", ?))' if types[c].endswith("[]") else f'"{c}" = ?)')
        for c, kinds in by.items()
    ]
    days = [(n, on) for n, on in (("effective_on", of.as_of), ("recorded_on", of.known_by)) if on]
    where = " AND ".join([f"({' OR '.join(named)})", *(f"{column} <= ?" for column, _ in days)])
    rows = reading.now.of_events(
        "SELECT stream, count(*), max(position) AS last, count(*) OVER () FROM events"
        f" WHERE {where} AND stream <> ? AND position NOT IN (SELECT retracts FROM retractions)"
        f" GROUP BY stream ORDER BY last DESC LIMIT {MOST_NAMED}",
        [*[ref] * len(named), *(on for _, on in days), f"{kind}:{ref}"],
    )
    return [(stream, number) for stream, number, *_ in rows], rows[0][3] if rows else 0


def _naming(struct: type[Event], kind: str, own: str) -> list[str]:
    """The fields of an event of a record of kind `own` that may name a record of this kind."""
    return [
        field.name
        for field in msgspec.structs.fields(struct)
        for part in parts(field.type)
        if isinstance(part, Names) and kind in _kinds(part.kind, own, kind)
    ]


def _kinds(names: str, own: str, kind: str) -> tuple[str | None, ...]:
    """The kinds of record that such a name may mean."""
    if names in BESIDES_POSTS:
        return ("post", BESIDES_POSTS[names])
    return {"any": (kind,), "same": (own,)}.get(names, (names,))
