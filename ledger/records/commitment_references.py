"""Where a commitment points: the other rows that it refers to, and those that are nowhere.

This is an event of a commitment. References make no circle.
"""

import re
from collections.abc import Mapping, Sequence
from typing import assert_never

from msgspec.structs import replace

from ledger import plan_references
from ledger.errors import NotFound, Refused
from ledger.events import Event, SameRef
from ledger.records.commitments import SEPARATE, Commitment
from ledger.rules import require

PART_OF = "commitment"

_SEVERAL = re.compile(r"\s*(?:[,;&]|\band\b)\s*", re.IGNORECASE)

# What can happen


class CommitmentReferred(Event):
    """It points to other rows; `unresolved` are references as printed that point at nothing."""

    needs = SEPARATE
    says = "refers[ to {refers_to}][ to {unresolved}, which is nowhere]"
    refers_to: tuple[SameRef, ...] = ()
    unresolved: tuple[str, ...] = ()


# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "refers_to": "the commitments that one points to",
    "unresolved": "references printed that point at nothing",
}


def evolve(commitment: Commitment, event: CommitmentReferred) -> Commitment:
    match event:
        case CommitmentReferred(refers_to=refers_to, unresolved=unresolved):
            return replace(
                commitment,
                refers_to=commitment.refers_to + refers_to,
                unresolved=commitment.unresolved + unresolved,
            )
    assert_never(event)


# Rules


def lawful(commitment: Commitment, event: Event) -> None:
    """Refuse that a row refers to itself, when recorded or when corrected."""
    if isinstance(event, CommitmentReferred) and commitment.ref in event.refers_to:
        raise Refused(f"{commitment.ref} cannot refer to itself.")


def _rows_meant(to: Sequence[str], plan: str, leads_to: Mapping[str, Sequence[str]]) -> list[str]:
    """The rows that printed references point to. Raises NotFound for one that points nowhere."""
    found: list[str] = []
    for printed in (one for text in to for one in _SEVERAL.split(text.strip()) if one):
        meant = plan_references.expand(printed, plan, leads_to)
        if not meant:
            raise NotFound(
                f"{printed!r} is not a row of any plan in the ledger. Check its spelling, or adopt"
                " it first (commitment adopt). If the paper really points to nothing, say so:"
                f" --nowhere {printed}."
            )
        found += meant
    return found


def refer(
    commitment: Commitment,
    *,
    to: Sequence[str] = (),
    nowhere: Sequence[str] = (),
    leads_to: Mapping[str, Sequence[str]],
) -> list[Event]:
    """`to`: references as printed, each to one row, several ("3.5, 1.2 & 2.1.2") or a range
    ("3.1-3.8"). `nowhere`: printed references that point at nothing. `leads_to`: for every
    commitment, those it refers to, was merged into or consists of."""
    plan = commitment.ref.partition("/")[0]
    found = _rows_meant(to, plan, leads_to)
    for printed in nowhere:
        if meant := plan_references.expand(printed, plan, leads_to):
            raise Refused(f"{printed!r} is in the ledger, as {meant[0]}. Refer to it as it is.")
    referred = CommitmentReferred(
        refers_to=tuple(r for r in dict.fromkeys(found) if r not in commitment.refers_to),
        unresolved=tuple(
            said
            for said in dict.fromkeys(one.strip() for one in nowhere)
            if said not in commitment.unresolved
        ),
    )
    if not found and not nowhere:
        raise Refused(
            "A reference needs a target. Name a row, or give --nowhere with the printed words."
        )
    require(commitment, referred)
    if not referred.refers_to and not referred.unresolved:
        return []
    lawful(commitment, referred)
    for other in referred.refers_to:
        plan_references.one_way(commitment.ref, other, leads_to)
    return [referred]
