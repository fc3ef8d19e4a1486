"""The inspectorate's sign-off: what it says of an item that the force reported complete.

    reported complete ──> submitted (awaiting sign-off) ──> accepted (closed)
                                    └──> returned (in progress)

These are events of an inspection item. Only the inspectorate closes its own items; those of other
issuers are verified (recommendations.py).
"""

from typing import assert_never

from msgspec.structs import replace

from ledger.closures import People, another_hand, evidence_of
from ledger.errors import Refused
from ledger.events import Event, when
from ledger.records.inspection_items import Item
from ledger.records.inspections import Inspection
from ledger.records.policies import SIGNED_CLOSURES
from ledger.rules import already, moved_on, nonempty, require

PART_OF = "item"

# What can happen


class ItemSubmitted(Event):
    """Put to the inspectorate for sign-off."""

    needs = when("reported complete")
    moves_to = "awaiting sign-off"
    says = "submitted for sign-off[: {evidence}]"
    evidence: str | None = None


class ItemAccepted(Event):
    """The inspectorate accepted that it is done."""

    needs = when("reported complete", "awaiting sign-off")
    moves_to = "closed"
    wants_signed = (SIGNED_CLOSURES,)
    says = "accepted by the inspectorate: {evidence}"
    evidence: str


class ItemReturned(Event):
    """The inspectorate was not satisfied."""

    needs = when("awaiting sign-off")
    moves_to = "in progress"
    says = "returned by the inspectorate: {reason}"
    reason: str


SignOffEvent = ItemSubmitted | ItemAccepted | ItemReturned


def evolve(item: Item, event: SignOffEvent) -> Item:
    match event:
        case ItemReturned():
            return replace(item, reported_by=None)
        case ItemSubmitted() | ItemAccepted():
            return item
    assert_never(event)


# Rules


def submit(item: Item, *, evidence: str | None = None) -> list[Event]:
    return moved_on(item, ItemSubmitted(evidence=evidence))


def accept(
    item: Item,
    *,
    evidence: str | None,
    independence: bool,
    people: People,
    report: Inspection | None,
) -> list[Event]:
    """`people`: who signed the force's report, and who signs this."""
    accepted = ItemAccepted(
        evidence=evidence_of(evidence, "Recording the inspectorate's acceptance")
    )
    if already(item, accepted):
        return []
    require(item, accepted)
    by_the_inspectorate(item, report)
    if independence:
        another_hand(people)
    return [accepted]


def return_item(item: Item, *, reason: str, report: Inspection | None) -> list[Event]:
    returned = ItemReturned(reason=nonempty(reason, "A return needs the reason given (--reason)."))
    if already(item, returned):
        return []
    require(item, returned)
    by_the_inspectorate(item, report)
    return [returned]


def by_the_inspectorate(item: Item, report: Inspection | None) -> None:
    """Refuse the inspectorate's word on the item of another issuer."""
    if report is not None and report.issuer is not None:
        raise Refused(
            f"{item.ref} is by {report.whose}, so the inspectorate has no say in it. Record who"
            " checked it: item verify, or item unverified."
        )
