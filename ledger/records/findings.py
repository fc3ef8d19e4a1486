"""A finding: what a meeting, or an inspection, established. The papers also say "Response:".

recorded (corrected) ──> withdrawn
"""

from collections.abc import Sequence
from typing import Annotated, ClassVar, assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.errors import Refused
from ledger.events import NEW, Event, MeetingRef, Names, State, when
from ledger.rules import moved_on, nonempty, require

RECORD = "finding"
NUMBERED = "F"

# What can happen


class FindingRecorded(Beginning, kw_only=True):
    """This was established, at an item of a meeting or by an inspection."""

    needs = NEW
    moves_to = "recorded"
    says = "found[ (item {item})][ in answer to {answers}]: {text}"
    text: str
    meeting: MeetingRef | None = None
    item: str | None = None
    inspection: Annotated[str, Names(kind="inspection")] | None = None
    answers: tuple[Annotated[str, Names(kind="question")], ...] = ()


class FindingCorrected(Event):
    """The body put it differently later; for a slip of the pen use `correct`."""

    needs = when("recorded")
    says = "corrected to: {text} ({reason})"
    text: str
    reason: str


class FindingWithdrawn(Event):
    """It does not stand any more."""

    needs = when("recorded")
    moves_to = "withdrawn"
    says = "withdrawn: {reason}"
    reason: str


FindingEvent = FindingRecorded | FindingCorrected | FindingWithdrawn

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {"answers": "the questions that a finding answers"}

# What we know


class Finding(State):
    phrases: ClassVar[dict[str, str]] = {"withdrawn": "was withdrawn on {since} (event {event})."}


def evolve(finding: Finding | None, event: FindingEvent) -> Finding:
    if isinstance(event, FindingRecorded):
        return Finding(title=event.text)
    assert finding is not None
    match event:
        case FindingCorrected(text=text):
            return replace(finding, title=text)
        case FindingWithdrawn():
            return finding
    assert_never(event)


# Rules


def record(
    finding: Finding | None,
    *,
    text: str,
    meeting: str | None = None,
    item: str | None = None,
    inspection: str | None = None,
    answers: Sequence[str] = (),
) -> list[Event]:
    recorded = FindingRecorded(
        text=nonempty(text, "A finding needs its words."),
        meeting=meeting,
        item=item,
        inspection=inspection,
        answers=tuple(answers),
    )
    if (meeting is None) == (inspection is None):
        raise Refused(
            "A finding belongs to a meeting (--meeting) or to an inspection (--inspection)."
        )
    require(finding, recorded)
    return [recorded]


def correct(finding: Finding, *, text: str, reason: str) -> list[Event]:
    corrected = FindingCorrected(
        text=nonempty(text, "A corrected finding needs its words."),
        reason=nonempty(reason, "Correcting a finding needs a reason (--reason)."),
    )
    require(finding, corrected)
    return [] if finding.title == corrected.text else [corrected]


def withdraw(finding: Finding, *, reason: str) -> list[Event]:
    withdrawn = FindingWithdrawn(reason=nonempty(reason, "Withdrawing needs a reason (--reason)."))
    return moved_on(finding, withdrawn)
