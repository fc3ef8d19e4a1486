"""A programme: what a body plans to do in a year, session by session, and what it asked for.

    proposed ──> adopted

A session is planned, perhaps moved, and held once. It may satisfy a statutory duty, as the Panel's
review of the precept does. A request stays open until it is met. A programme's reference is its
body and year: HTA-2018, PANEL-2018/19.
"""

import re
from datetime import date
from typing import ClassVar, assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.characters import folded
from ledger.errors import Misused, Refused
from ledger.events import NEW, Event, MeetingRef, State, when
from ledger.rules import nonempty, require
from ledger.words import words

RECORD = "programme"

# What can happen

ALIVE = when("proposed", "adopted")


class ProgrammeProposed(Beginning, kw_only=True):
    """It was put to the body, which has not agreed it yet."""

    needs = NEW
    fixed = frozenset({"body", "covers"})
    moves_to = "proposed"
    says = "proposed for {covers}: {title}"
    body: str
    title: str
    covers: str


class ProgrammeAdopted(Beginning, kw_only=True):
    """It holds for the body, for the year it covers."""

    needs = when("", "proposed")
    fixed = frozenset({"body", "covers"})
    moves_to = "adopted"
    says = "adopted for {covers}: {title}"
    body: str
    title: str
    covers: str


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


class ProgrammeRequested(Event):
    """The body asked for something."""

    needs = ALIVE
    says = "requested[ by {requested_by}], {request}: {text}"
    request: str
    text: str
    requested_by: MeetingRef | None = None


class ProgrammeRequestMet(Event):
    """What it asked for came."""

    needs = ALIVE
    fixed = frozenset({"request"})
    says = "request met[ at {meeting}], {request}: {answer}"
    request: str
    answer: str
    meeting: MeetingRef | None = None


ProgrammeEvent = (
    ProgrammeProposed
    | ProgrammeAdopted
    | ProgrammeSessionPlanned
    | ProgrammeSessionMoved
    | ProgrammeSessionHeld
    | ProgrammeRequested
    | ProgrammeRequestMet
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "covers": "the time that a programme covers",
    "session": "the short name of a programme's session",
    "session_type": "performance, thematic, public and so on",
    "planned_for": "the day a session is planned for",
    "planned_words": "when it is planned for, in the words of the paper",
    "duty": "the duty with a date in law that a session satisfies",
    "moved_from": "the day from which a session is moved",
}

# What we know


class Programme(State):
    """`planned` are the sessions to come with their days, `held` those that were; `asked` are the
    requests that wait, `met` those that do not."""

    phrases: ClassVar[dict[str, str]] = {"adopted": "was adopted on {since} (event {event})."}
    body: str = ""
    covers: str = ""
    planned: tuple[tuple[str, date | None], ...] = ()
    held: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    met: tuple[str, ...] = ()


def evolve(programme: Programme | None, event: ProgrammeEvent) -> Programme:
    known = programme or Programme()
    match event:
        case ProgrammeProposed() | ProgrammeAdopted():
            return replace(known, title=event.title, body=event.body, covers=event.covers)
        case ProgrammeSessionPlanned(session=session, planned_for=on):
            return replace(known, planned=(*known.planned, (session, on)))
        case ProgrammeSessionMoved(session=session, planned_for=on):
            moved = tuple((s, on if s == session else d) for s, d in known.planned)
            return replace(known, planned=moved)
        case ProgrammeSessionHeld(session=session):
            left = tuple((s, d) for s, d in known.planned if s != session)
            return replace(known, planned=left, held=(*known.held, session))
        case ProgrammeRequested(request=request):
            return replace(known, asked=(*known.asked, request))
        case ProgrammeRequestMet(request=request):
            waiting = tuple(one for one in known.asked if one != request)
            return replace(known, asked=waiting, met=(*known.met, request))
    assert_never(event)


# Rules


def reference_of(event: ProgrammeProposed | ProgrammeAdopted) -> str:
    return f"{event.body}-{event.covers}"


def year_named(text: str) -> str:
    """A year, or one that spans two, in the form of a reference. Raises Misused."""
    # With a slash: PANEL-2018-19 would look like the nineteenth of a kind with numbers.
    match = re.fullmatch(r"(\d{4})(?:[/-](?:\d\d)?(\d\d))?", text.strip(), re.ASCII)
    if match is None or (match[2] and int(match[2]) != (int(match[1]) + 1) % 100):
        raise Misused(f"{text!r} is not a year such as 2018, or 2018/19.")
    return f"{match[1]}/{match[2]}" if match[2] else match[1]


def lawful(programme: Programme, event: Event) -> None:
    """Refuse what a session or a request cannot be, when recorded or when corrected."""
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
        case ProgrammeRequested(request=request):
            if request in (*programme.asked, *programme.met):
                raise Refused(
                    f"{programme.ref} already has the request {request!r}. Give the new one its"
                    " own name."
                )
        case ProgrammeRequestMet(request=request):
            if request in programme.met:
                raise Refused(
                    f"{request!r} of {programme.ref} was already met. If that is wrong, retract it"
                    " (undo EVENT) or correct it."
                )
            if request not in programme.asked:
                raise Refused(
                    f"{programme.ref} has no request {request!r} by then; waiting:"
                    f" {words(programme.asked)}. Record it first (programme request)."
                )


def _sessions(programme: Programme) -> tuple[str, ...]:
    return (*(session for session, _ in programme.planned), *programme.held)


def _not_held(programme: Programme, session: str, instead: str) -> None:
    """Refuse unless the session is planned and was not held yet."""
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


def _as_known(names: tuple[str, ...], said: str) -> str:
    """A name as it was first written, whatever the case and the spaces."""
    plain = " ".join(said.split())
    return next((one for one in names if folded(one) == folded(plain)), plain)


def propose(programme: Programme | None, *, body: str, covers: str, title: str) -> list[Event]:
    title = nonempty(title, "A programme needs a title.")
    return _begun(programme, ProgrammeProposed(body=body, covers=year_named(covers), title=title))


def adopt(programme: Programme | None, *, body: str, covers: str, title: str) -> list[Event]:
    title = nonempty(title, "A programme needs a title.")
    return _begun(programme, ProgrammeAdopted(body=body, covers=year_named(covers), title=title))


def _begun(programme: Programme | None, event: Event) -> list[Event]:
    if programme is not None and event in programme.said:
        return []
    require(programme, event)
    return [event]


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
        session=_as_known(_sessions(programme), name),
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
    name = _as_known(_sessions(programme), session)
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
    name = _as_known(_sessions(programme), session)
    held = ProgrammeSessionHeld(session=name, meeting=meeting, subject=subject)
    require(programme, held)
    if held in programme.said:
        return []
    lawful(programme, held)
    return [held]


def request(
    programme: Programme, *, request: str, text: str, requested_by: str | None = None
) -> list[Event]:
    name = nonempty(request, "A request needs its own short name: Athena update.")
    requested = ProgrammeRequested(
        request=_as_known((*programme.asked, *programme.met), name),
        text=nonempty(text, "A request needs words: what was asked for?"),
        requested_by=requested_by,
    )
    require(programme, requested)
    if requested in programme.said:
        return []
    lawful(programme, requested)
    return [requested]


def meet(
    programme: Programme, *, request: str, answer: str, meeting: str | None = None
) -> list[Event]:
    met = ProgrammeRequestMet(
        request=_as_known((*programme.asked, *programme.met), request),
        answer=nonempty(answer, "Say what came (the answer)."),
        meeting=meeting,
    )
    require(programme, met)
    if met in programme.said:
        return []
    lawful(programme, met)
    return [met]
