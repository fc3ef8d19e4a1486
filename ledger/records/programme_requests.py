"""What a body asked for in its programme: each request stays open until it is met.

These are events of a programme.
"""

from typing import assert_never

from msgspec.structs import replace

from ledger.errors import Refused
from ledger.events import Event, MeetingRef
from ledger.records.programmes import ALIVE, Programme, as_known
from ledger.rules import nonempty, unless_said
from ledger.words import words

PART_OF = "programme"

# What can happen


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


RequestEvent = ProgrammeRequested | ProgrammeRequestMet


def evolve(programme: Programme, event: RequestEvent) -> Programme:
    match event:
        case ProgrammeRequested(request=request):
            return replace(programme, asked=(*programme.asked, request))
        case ProgrammeRequestMet(request=request):
            waiting = tuple(one for one in programme.asked if one != request)
            return replace(programme, asked=waiting, met=(*programme.met, request))
    assert_never(event)


# Rules


def lawful(programme: Programme, event: Event) -> None:
    """Refuse what a request cannot be, when recorded or when corrected."""
    match event:
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


def request(
    programme: Programme, *, request: str, text: str, requested_by: str | None = None
) -> list[Event]:
    name = nonempty(request, "A request needs its own short name: Athena update.")
    requested = ProgrammeRequested(
        request=as_known((*programme.asked, *programme.met), name),
        text=nonempty(text, "A request needs words: what was asked for?"),
        requested_by=requested_by,
    )
    return unless_said(programme, requested, lawful)


def meet(
    programme: Programme, *, request: str, answer: str, meeting: str | None = None
) -> list[Event]:
    met = ProgrammeRequestMet(
        request=as_known((*programme.asked, *programme.met), request),
        answer=nonempty(answer, "Say what came (the answer)."),
        meeting=meeting,
    )
    return unless_said(programme, met, lawful)
