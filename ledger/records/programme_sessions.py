"""The sessions of a programme: planned, perhaps moved, and held once.

These are events of a programme. A session may satisfy a statutory duty, as the Panel's review of
the precept does.
"""

from datetime import date
from typing import assert_never

from msgspec.structs import replace

from ledger.errors import Refused
from ledger.events import Event, MeetingRef
from ledger.records.programmes import ALIVE, Programme, as_known
from ledger.rules import nonempty, require, unless_said
from ledger.words import words

PART_OF = "programme"

# What can happen


class ProgrammeSessionPlanned(Event):
    """A session is to be held: on a day, at a time in words, or at a time not said."""

    needs = ALIVE
    says = (
        "{session} planned ({session_type})[ for {planned_for}][ for {planned_words}][: {subject}]"
        "[, which satisfies the duty: {duty}]"
    )
    session: str
    session_type: str
    subject: str | None = None
    planned_for: date | None = None
    planned_words: str | None = None
    duty: str | None = None


class ProgrammeSessionMoved(Event):
    """A session is to be on another day; or, planned without one, on a day."""

    needs = ALIVE
    fixed = frozenset({"session", "moved_from"})
    says = "{session} moved[ from {moved_from}] to {planned_for}: {reason}"
    session: str
    planned_for: date
    reason: str
    moved_from: date | None = None


class ProgrammeSessionHeld(Event):
    """A session took place."""

    needs = ALIVE
    fixed = frozenset({"session"})
    says = "{session} held[ at {meeting}][: {subject}]"
    session: str
    meeting: MeetingRef | None = None
    subject: str | None = None


SessionEvent = ProgrammeSessionPlanned | ProgrammeSessionMoved | ProgrammeSessionHeld

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "session": "the short name of a programme's session",
    "session_type": "performance, thematic, public and so on",
    "planned_for": "the day a session is planned for",
    "planned_words": "when it is planned for, in the words of the paper",
    "duty": "the duty with a date in law that a session satisfies",
    "moved_from": "the day from which a session is moved",
}


def evolve(programme: Programme, event: SessionEvent) -> Programme:
    match event:
        case ProgrammeSessionPlanned(session=session, planned_for=on):
            return replace(programme, planned=(*programme.planned, (session, on)))
        case ProgrammeSessionMoved(session=session, planned_for=on):
            moved = tuple((s, on if s == session else d) for s, d in programme.planned)
            return replace(programme, planned=moved)
        case ProgrammeSessionHeld(session=session):
            left = tuple((s, d) for s, d in programme.planned if s != session)
            return replace(programme, planned=left, held=(*programme.held, session))
    assert_never(event)


# Rules


def lawful(programme: Programme, event: Event) -> None:
    """Refuse what a session cannot be, when recorded or when corrected."""
    match event:
        case ProgrammeSessionPlanned(session=session):
            if session in _sessions(programme):
                raise Refused(
                    f"{programme.ref} already has {session!r}. Move it (programme move), or give"
                    " the new session its own name."
                )
        case ProgrammeSessionMoved(session=session, planned_for=on):
            _not_held(programme, session, "Only a session to come is moved.")
            if dict(programme.planned)[session] == on:
                raise Refused(
                    f"{session!r} of {programme.ref} is already planned for {words(on)}. Move it"
                    " to another day."
                )
        case ProgrammeSessionHeld(session=session, meeting=meeting):
            _not_held(programme, session, "It is held once: name another session.")
            _of_its_body(programme, meeting)


def _sessions(programme: Programme) -> tuple[str, ...]:
    return (*(session for session, _ in programme.planned), *programme.held)


def _not_held(programme: Programme, session: str, instead: str) -> None:
    """Refuse unless the session is planned and has not been held yet."""
    if session in programme.held:
        raise Refused(f"{session!r} of {programme.ref} was already held. {instead}")
    if session not in dict(programme.planned):
        to_come = words(tuple(name for name, _ in programme.planned))
        raise Refused(
            f"{programme.ref} has no session {session!r} by then; to come: {to_come}. Plan it first"
            " (programme plan)."
        )


def _of_its_body(programme: Programme, meeting: str | None) -> None:
    if meeting is not None and meeting.partition("/")[0] != programme.body:
        raise Refused(
            f"{programme.ref} is the programme of {programme.body}, and {meeting} is not a meeting"
            f" of {programme.body}. Name one that is, or leave it out."
        )


def plan(
    programme: Programme,
    *,
    session: str,
    session_type: str,
    subject: str | None = None,
    planned_for: date | None = None,
    planned_words: str | None = None,
    duty: str | None = None,
) -> list[Event]:
    name = nonempty(session, "A session needs its own short name: thematic 3.")
    planned = ProgrammeSessionPlanned(
        session=as_known(_sessions(programme), name),
        session_type=nonempty(session_type, "Say of which type the session is (--type)."),
        subject=subject,
        planned_for=planned_for,
        planned_words=planned_words,
        duty=duty,
    )
    require(programme, planned)
    if planned_for is not None and planned_words is not None:
        raise Refused("A session is planned for a day (--for) or for a time in words, not both.")
    if planned in programme.said:
        return []
    lawful(programme, planned)
    return [planned]


def move(programme: Programme, *, session: str, planned_for: date, reason: str) -> list[Event]:
    name = as_known(_sessions(programme), session)
    known = dict(programme.planned).get(name)
    moved = ProgrammeSessionMoved(
        session=name,
        planned_for=planned_for,
        reason=nonempty(reason, "Moving a session needs a reason (--reason)."),
        moved_from=known,
    )
    require(programme, moved)
    if known == planned_for and any(
        isinstance(one, ProgrammeSessionMoved)
        and (one.session, one.planned_for, one.reason) == (name, planned_for, moved.reason)
        for one in programme.said
    ):
        return []
    lawful(programme, moved)
    return [moved]


def hold(
    programme: Programme, *, session: str, meeting: str | None = None, subject: str | None = None
) -> list[Event]:
    name = as_known(_sessions(programme), session)
    held = ProgrammeSessionHeld(session=name, meeting=meeting, subject=subject)
    return unless_said(programme, held, lawful)
