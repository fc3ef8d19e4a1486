"""Who watches a commitment, and by when they are to hear of it next.

These are events of a commitment.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, assert_never

from msgspec.structs import replace

from ledger.errors import Refused
from ledger.events import Event, Names
from ledger.records.commitments import LIVE, SEPARATE, Commitment
from ledger.rules import require
from ledger.words import day

PART_OF = "commitment"

# What can happen


class CommitmentOversightAssigned(Event):
    """Who watches it: bodies, and the words of the paper where they say more, or no body's name."""

    needs = SEPARATE
    says = "overseen[ by {overseen_by}][: {overseen_words}]"
    overseen_by: tuple[Annotated[str, Names(kind="body")], ...] = ()
    overseen_words: str | None = None


class CommitmentNextUpdateSet(Event):
    """The day by which the next update is due."""

    needs = LIVE
    says = "next update due on {next_update}"
    next_update: date


OversightEvent = CommitmentOversightAssigned | CommitmentNextUpdateSet

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "overseen_by": "the bodies that are to watch a commitment",
    "overseen_words": "who is to watch it, in the words of the paper",
    "next_update": "the day by which an update is due",
}


def evolve(commitment: Commitment, event: OversightEvent) -> Commitment:
    match event:
        case CommitmentOversightAssigned(overseen_by=bodies, overseen_words=words):
            return replace(commitment, overseen_by=bodies, overseen_words=words)
        case CommitmentNextUpdateSet(next_update=next_update):
            return replace(commitment, next_update=next_update)
    assert_never(event)


# Rules


def lawful(commitment: Commitment, event: Event) -> None:
    """Refuse a next update that is not later than the last, when recorded or when corrected."""
    if isinstance(event, CommitmentNextUpdateSet):
        last = commitment.next_update
        if last is not None and event.next_update <= last:
            raise Refused(
                f"The next update of {commitment.ref} is already due on {day(last)}. Give a later"
                f" date than that, not {day(event.next_update)}."
            )


def oversee(
    commitment: Commitment, *, overseen_by: Sequence[str] = (), overseen_words: str | None = None
) -> list[Event]:
    assigned = CommitmentOversightAssigned(
        overseen_by=tuple(dict.fromkeys(overseen_by)),
        overseen_words=(overseen_words or "").strip() or None,
    )
    if not assigned.overseen_by and assigned.overseen_words is None:
        raise Refused("Oversight needs somebody: name a body, or the paper's words (--words).")
    require(commitment, assigned)
    stands = (commitment.overseen_by, commitment.overseen_words)
    return [] if stands == (assigned.overseen_by, assigned.overseen_words) else [assigned]


def set_next_update(commitment: Commitment, *, next_update: date) -> list[Event]:
    updated = CommitmentNextUpdateSet(next_update=next_update)
    require(commitment, updated)
    if commitment.next_update == next_update:
        return []
    lawful(commitment, updated)
    return [updated]
