"""A nil return: the recorded fact that there was nothing. Without it, silence and omission look the
same.

    recorded
"""

from collections.abc import Sequence

from ledger.beginning import Beginning
from ledger.errors import Refused
from ledger.events import NEW, Event, MeetingRef, State
from ledger.rules import require
from ledger.words import agreeing

RECORD = "nil"
CALLED = "nil return"
NUMBERED = "N"

MATTERS = ("actions", "outstanding matters", "decisions", "apologies", "interests")

# What can happen


class NilRecorded(Beginning, kw_only=True):
    """ "There were no actions arising" is a fact."""

    needs = NEW
    moves_to = "recorded"
    says = "nil return: no {nil_of}[ (item {item})]"
    nil_of: str
    meeting: MeetingRef
    item: str | None = None


# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {"nil_of": "what there was none of"}

# What we know


class Nil(State):
    pass


def evolve(_: Nil | None, event: NilRecorded) -> Nil:
    return Nil(title=f"no {event.nil_of}")


# Rules


def record(
    nil: Nil | None, *, nil_of: str, meeting: str, beside: Sequence[str], item: str | None = None
) -> list[Event]:
    """`beside`: what is recorded there of the kind that there is said to be none of."""
    recorded = NilRecorded(nil_of=nil_of, meeting=meeting, item=item)
    if nil_of not in MATTERS:
        raise Refused(f"A nil return is of {', '.join(MATTERS[:-1])} or {MATTERS[-1]} (--of).")
    nothing_beside(recorded, beside)
    require(nil, recorded)
    return [recorded]


def nothing_beside(nil: NilRecorded, beside: Sequence[str]) -> None:
    """Refuse a nil return if something of that kind is recorded (`beside`)."""
    if beside:
        raise Refused(
            f"{' and '.join(beside)} {agreeing(len(beside), 'is')} recorded at"
            f" {_place(nil.meeting, nil.item)}, so there were {nil.nil_of}. Retract what is wrong"
            " first (undo EVENT)."
        )


def no_nil(nil: str | None, matter: str, meeting: str | None, item: str | None) -> None:
    """Refuse something of a kind of which the nil return `nil` says that there was none."""
    if nil is not None and meeting is not None:
        raise Refused(
            f"{nil} says that there were no {matter} at {_place(meeting, item)}. Retract that first"
            " (undo EVENT), if it is wrong."
        )


def _place(meeting: str, item: str | None) -> str:
    return f"item {item} of {meeting}" if item else meeting
