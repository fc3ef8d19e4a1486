"""A withholding: a record is left out of publications, with a reason, until the withholding ends.

withheld ──> ended

The ledger still holds the record, and everyone who may read the ledger can read it. Published
papers leave it out and say how many records they left out.
"""

from typing import assert_never

from ledger.errors import Refused
from ledger.events import NEW, AnyRef, Event, State, when
from ledger.rules import moved_on, nonempty, require

RECORD = "withholding"
NUMBERED = "W"

# What can happen


class RecordWithheld(Event):
    """A record shall not stand in a published paper."""

    needs = NEW
    moves_to = "withheld"
    says = "{withheld} withheld from what is published: {reason}"
    withheld: AnyRef
    reason: str


class WithholdingEnded(Event):
    """It may be published again."""

    needs = when("withheld")
    moves_to = "ended"
    says = "withheld no longer: {reason}"
    reason: str


# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {"withheld": "the record that is left out of what is published"}

# What we know


class Withholding(State):
    withheld: str = ""


def evolve(
    withholding: Withholding | None, event: RecordWithheld | WithholdingEnded
) -> Withholding:
    match event:
        case RecordWithheld(withheld=ref):
            return Withholding(title=f"{ref}: {event.reason}", withheld=ref)
        case WithholdingEnded():
            assert withholding is not None
            return withholding
        case _:
            assert_never(event)


# Rules


def withhold(
    withholding: Withholding | None, *, of: str, reason: str, withheld_as: str | None
) -> list[Event]:
    """`withheld_as`: another withholding of the same record that has not ended."""
    withheld = RecordWithheld(
        withheld=of, reason=nonempty(reason, "Withholding a record needs a reason (--reason).")
    )
    if withholding is not None and withheld in withholding.said:
        return []
    require(withholding, withheld)
    if withheld_as is not None:
        raise Refused(f"{of} is already withheld: {withheld_as}. End that first (withholding end).")
    return [withheld]


def end(withholding: Withholding, *, reason: str) -> list[Event]:
    ended = WithholdingEnded(reason=nonempty(reason, "Ending it needs a reason (--reason)."))
    return moved_on(withholding, ended)
