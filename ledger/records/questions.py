"""A question put at a meeting, and what became of it.

put ──> answered
 │ ^───> deferred
 └─────> withdrawn
"""

from typing import ClassVar, assert_never

from ledger.beginning import Beginning
from ledger.events import NEW, Event, MeetingRef, PostRef, State, when
from ledger.records.agenda import put_off
from ledger.rules import already, moved_on, nonempty, require

RECORD = "question"
NUMBERED = "Q"

# What can happen

WAITING = when("put", "deferred")
OPEN = WAITING  # Read by registry.py, for every count of what is still open.


class QuestionPut(Beginning, kw_only=True):
    """Somebody asked, at an item of a meeting."""

    needs = NEW
    moves_to = "put"
    says = "asked[ by {put_by}][ of {put_to}][ (item {item})]: {text}"
    text: str
    meeting: MeetingRef
    item: str | None = None
    put_by: PostRef | None = None
    put_to: PostRef | None = None


class QuestionAnswered(Event):
    """It was answered."""

    needs = WAITING
    moves_to = "answered"
    says = "answered: {answer}"
    answer: str


class QuestionDeferred(Event):
    """It was put off."""

    needs = WAITING
    moves_to = "deferred"
    says = "deferred[ to {deferred_to}][: {reason}]"
    deferred_to: str | None = None
    reason: str | None = None


class QuestionWithdrawn(Event):
    """It was taken back."""

    needs = WAITING
    moves_to = "withdrawn"
    says = "withdrawn: {reason}"
    reason: str


QuestionEvent = QuestionPut | QuestionAnswered | QuestionDeferred | QuestionWithdrawn

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {"put_by": "the post that asks", "put_to": "the post that is asked"}

# What we know


class Question(State):
    phrases: ClassVar[dict[str, str]] = {
        "answered": "was answered on {since} (event {event}).",
        "withdrawn": "was withdrawn on {since} (event {event}).",
    }
    meeting: str = ""


def evolve(question: Question | None, event: QuestionEvent) -> Question:
    if isinstance(event, QuestionPut):
        return Question(title=event.text, meeting=event.meeting)
    assert question is not None
    match event:
        case QuestionAnswered() | QuestionDeferred() | QuestionWithdrawn():
            return question
    assert_never(event)


# Rules


def put(
    question: Question | None,
    *,
    text: str,
    meeting: str,
    item: str | None = None,
    put_by: str | None = None,
    put_to: str | None = None,
) -> list[Event]:
    asked = QuestionPut(
        text=nonempty(text, "A question needs its words."),
        meeting=meeting,
        item=item,
        put_by=put_by,
        put_to=put_to,
    )
    require(question, asked)
    return [asked]


def answer(question: Question, *, text: str) -> list[Event]:
    return moved_on(question, QuestionAnswered(answer=nonempty(text, "An answer needs words.")))


def defer(question: Question, *, to: str | None = None, reason: str | None = None) -> list[Event]:
    deferred = QuestionDeferred(deferred_to=to, reason=reason)
    if already(question, deferred):
        return []
    require(question, deferred)
    put_off(question.meeting, to)
    return [deferred]


def withdraw(question: Question, *, reason: str) -> list[Event]:
    withdrawn = QuestionWithdrawn(reason=nonempty(reason, "Withdrawing needs a reason (--reason)."))
    return moved_on(question, withdrawn)
