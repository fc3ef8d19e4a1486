"""A statement: what a body was told, in which paper and paragraph; or what it asked to be told.
Statements can later be compared with the ledger.

    reported ──> noted
    requested ──> responded
"""

from collections.abc import Sequence
from typing import ClassVar, assert_never

from ledger.beginning import Beginning
from ledger.errors import Refused
from ledger.events import NEW, AnyRef, Event, MeetingRef, State, when
from ledger.rules import moved_on, nonempty, require

RECORD = "statement"
NUMBERED = "S"

# What can happen


class StatementReported(Beginning, kw_only=True):
    """A body was told something about one or more records."""

    needs = NEW
    moves_to = "reported"
    says = (
        "told to {told_to}[ about {about}][, as assurance ({assurance})]: {text}[ — {paper}]"
        "[, paragraph {paragraph}]"
    )
    text: str
    told_to: MeetingRef
    about: tuple[AnyRef, ...] = ()
    paper: str | None = None
    paragraph: str | None = None
    assurance: str | None = None


class StatementNoted(Event):
    """The body noted it."""

    needs = when("reported")
    moves_to = "noted"
    says = "noted"
    meeting: MeetingRef | None = None


class StatementRequested(Beginning, kw_only=True):
    """A body asked to be told something."""

    needs = NEW
    moves_to = "requested"
    says = "requested by {requested_by}[ about {about}]: {text}"
    text: str
    requested_by: MeetingRef
    about: tuple[AnyRef, ...] = ()


class StatementResponded(Event):
    """What it asked for was given."""

    needs = when("requested")
    moves_to = "responded"
    says = "responded: {answer}"
    answer: str


StatementEvent = StatementReported | StatementNoted | StatementRequested | StatementResponded

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "paper": "the paper that told something",
    "paragraph": "the paragraph or paragraphs of that paper",
}

# What we know


class Statement(State):
    phrases: ClassVar[dict[str, str]] = {
        "noted": "was noted on {since} (event {event}).",
        "responded": "was responded to on {since} (event {event}).",
    }


def evolve(statement: Statement | None, event: StatementEvent) -> Statement:
    match event:
        case StatementReported(text=text):
            return Statement(title=text)
        case StatementRequested(text=text):
            return Statement(title=text)
    assert statement is not None
    match event:
        case StatementNoted() | StatementResponded():
            return statement
    assert_never(event)


# Rules


def report(
    statement: Statement | None,
    *,
    text: str,
    told_to: str,
    about: Sequence[str] = (),
    paper: str | None = None,
    paragraph: str | None = None,
    assurance: str | None = None,
) -> list[Event]:
    """`assurance`: how much, if it was given as assurance: reasonable."""
    reported = StatementReported(
        text=nonempty(text, "A statement needs words: what was told?"),
        told_to=told_to,
        about=tuple(about),
        paper=paper,
        paragraph=paragraph,
        assurance=assurance,
    )
    if paragraph is not None and paper is None:
        raise Refused("A paragraph number needs its paper. Name that too (--paper).")
    require(statement, reported)
    return [reported]


def note(statement: Statement, *, meeting: str | None = None) -> list[Event]:
    return moved_on(statement, StatementNoted(meeting=meeting))


def request(
    statement: Statement | None, *, text: str, requested_by: str, about: Sequence[str] = ()
) -> list[Event]:
    requested = StatementRequested(
        text=nonempty(text, "A request needs words: what shall be told?"),
        requested_by=requested_by,
        about=tuple(about),
    )
    require(statement, requested)
    return [requested]


def respond(statement: Statement, *, answer: str) -> list[Event]:
    return moved_on(
        statement, StatementResponded(answer=nonempty(answer, "A response needs words."))
    )
