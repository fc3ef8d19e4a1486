"""A restore: the declared fact that an older or another copy of the ledger took over.

declared
"""

from typing import TYPE_CHECKING

from ledger.checks import Check
from ledger.errors import Refused
from ledger.events import NEW, Event, State
from ledger.rules import nonempty, require
from ledger.words import counted

if TYPE_CHECKING:
    from ledger.reading import Reader

RECORD = "restore"

# What can happen


class LedgerRestored(Event):
    """A ledger of `seen_size` events with `seen_root` had been seen, and this one goes on in its
    stead. `seen_note` is the last checkpoint seen that this one does not hold, if there was one."""

    needs = NEW
    moves_to = "declared"
    fixed = frozenset({"seen_size", "seen_root", "seen_note"})
    for_good = "the ledger continues in place of another, and that stays declared"
    says = "continues in place of a ledger of {seen_size} events, root {seen_root}: {reason}"
    reason: str
    seen_size: int
    seen_root: str
    seen_note: str | None = None


# What we know


class Restore(State):
    pass


def evolve(_: Restore | None, event: LedgerRestored) -> Restore:
    return Restore(title=event.reason)


# Rules


def declare(
    restore: Restore | None, *, reason: str, seen_size: int, seen_root: str, seen_note: str | None
) -> list[Event]:
    restored = LedgerRestored(
        reason=nonempty(reason, "A restore needs its reason (--reason)."),
        seen_size=seen_size,
        seen_root=seen_root,
        seen_note=seen_note,
    )
    if restore is not None:
        raise Refused(f"{restore.ref} is already declared.")
    require(restore, restored)
    return [restored]


# What the ledger holds


def holds(ledger: "Reader") -> Check:
    """A restore is not a fault, but is always reported."""
    declared = []
    for ref in ledger.refs(RECORD):
        recorded = ledger.history(f"{RECORD}:{ref}")[0]
        assert isinstance(recorded.event, LedgerRestored)
        lost = recorded.event.seen_size - recorded.position + 1
        gone = f", {lost} more than stood here" if lost > 0 else ""
        declared.append(
            f"event {recorded.position} by {recorded.envelope.recorded_by}, in the place of"
            f" {counted(recorded.event.seen_size, 'event')}{gone}"
        )
    return Check(
        about="restores", covered="; ".join(declared) or "none was declared", nothing=not declared
    )
