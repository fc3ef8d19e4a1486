"""A nil return: the recorded fact that there was nothing. Without it, silence cannot be told from
omission.

    recorded
"""

from ledger.problems import Refused
from ledger.records import NEW, Event, MeetingRef, State, require

RECORD = "nil"
NUMBERED = "N"

MATTERS = ("actions", "outstanding matters", "decisions", "apologies")

# What can happen


class NilRecorded(Event):
    """ "There were no actions arising" is a fact."""

    needs = NEW
    moves_to = "recorded"
    says = "nil return: no {nil_of}[ (item {item})]"
    nil_of: str
    meeting: MeetingRef
    item: str | None = None


# What we know


class Nil(State):
    pass


def evolve(_: Nil | None, event: NilRecorded) -> Nil:
    return Nil(title=f"no {event.nil_of}")


# Rules


def record(nil: Nil | None, *, nil_of: str, meeting: str, item: str | None = None) -> list[Event]:
    recorded = NilRecorded(nil_of=nil_of, meeting=meeting, item=item)
    if nil_of not in MATTERS:
        raise Refused(f"A nil return is of {', '.join(MATTERS[:-1])} or {MATTERS[-1]} (--of).")
    require(nil, recorded)
    return [recorded]
