"""A dispute about the record of an action, and how it ends; or whether it was agreed at all.

    disputed ──> settled, or withdrawn by whoever disputed it
    open or reported complete ──> existence disputed ──> affirmed: open again
                                                     └─> denied: withdrawn

These are events of an action. While it is disputed that it exists, it does not count as open.
"""

from typing import Literal, assert_never

from msgspec.structs import replace

from ledger.errors import Refused
from ledger.events import AuthorityRef, Event, when
from ledger.records.actions import UNDER_WAY, Action
from ledger.records.policies import SIGNED_CLOSURES
from ledger.rules import moved_on, nonempty, require

PART_OF = "action"

Outcome = Literal["settled", "withdrawn"]

# What can happen

RECORDED = when("open", "reported complete", "closed", "superseded", "merged", "withdrawn")


class ActionDisputed(Event):
    """Somebody says the record of it is wrong; it keeps its status and bears a flag."""

    needs = RECORDED
    says = "disputed by {disputed_by}: {text}"
    disputed_by: AuthorityRef
    text: str


class ActionDisputeSettled(Event):
    """What was disputed about its record is settled, or whoever disputed it withdrew that."""

    needs = RECORDED
    says = "dispute {outcome}[ by {settled_by}]: {text}"
    outcome: Outcome
    text: str
    settled_by: AuthorityRef | None = None


class ActionExistenceDisputed(Event):
    """Somebody says that it was never agreed: until that is settled it does not count as open."""

    needs = UNDER_WAY
    moves_to = "existence disputed"
    says = "disputed by {disputed_by} that it was agreed at all: {text}"
    disputed_by: AuthorityRef
    text: str


class ActionExistenceAffirmed(Event):
    """It was agreed: it is open."""

    needs = when("existence disputed")
    moves_to = "open"
    says = "found to have been agreed[, by {settled_by}]: {text}"
    text: str
    settled_by: AuthorityRef | None = None


class ActionExistenceDenied(Event):
    """It was never agreed."""

    needs = when("existence disputed")
    moves_to = "withdrawn"
    wants_signed = (SIGNED_CLOSURES,)
    says = "found never to have been agreed[, by {settled_by}]: {text}"
    text: str
    settled_by: AuthorityRef | None = None


DisputeEvent = (
    ActionDisputeSettled | ActionExistenceDisputed | ActionExistenceAffirmed | ActionExistenceDenied
)

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "disputed_by": "the post or body that says the record of an action is wrong",
    "outcome": "how a dispute ended: settled, or withdrawn",
    "settled_by": "the post or the body that settled a dispute",
}


def evolve(action: Action, event: DisputeEvent) -> Action:
    match event:
        case ActionDisputed(disputed_by=post):
            return replace(action, disputed=True, disputed_by=(*action.disputed_by, post))
        case ActionExistenceDisputed(disputed_by=post):
            disputed_by = (*action.disputed_by, post)
            return replace(action, disputed=True, disputed_by=disputed_by, reported_by=None)
        case ActionDisputeSettled() | ActionExistenceAffirmed() | ActionExistenceDenied():
            return replace(action, disputed=False, disputed_by=())
    assert_never(event)


# Rules


def lawful(action: Action, event: Event) -> None:
    """Refuse to end a dispute that does not exist, or that only somebody else may withdraw, when
    recorded or when corrected."""
    if not isinstance(event, ActionDisputeSettled):
        return
    if not action.disputed:
        raise Refused(f"Nobody disputes {action.ref}, so there is nothing to settle.")
    if event.outcome == "withdrawn":
        if event.settled_by not in action.disputed_by:
            raise Refused(
                f"{action.ref} is disputed by {' and '.join(dict.fromkeys(action.disputed_by))}:"
                " only who disputed it can withdraw that (--by)."
            )
        if others := sorted(set(action.disputed_by) - {event.settled_by}):
            raise Refused(
                f"{' and '.join(others)} disputes {action.ref} too, so it is settled, not"
                " withdrawn."
            )


def dispute(action: Action, *, disputed_by: str, text: str) -> list[Event]:
    disputed = ActionDisputed(
        disputed_by=disputed_by, text=nonempty(text, "A dispute says what is wrong.")
    )
    require(action, disputed)
    return [] if action.disputed and disputed in action.said else [disputed]


def settle(
    action: Action, *, text: str, outcome: Outcome = "settled", settled_by: str | None = None
) -> list[Event]:
    settled = ActionDisputeSettled(
        outcome=outcome, text=nonempty(text, "Say how the dispute ended."), settled_by=settled_by
    )
    require(action, settled)
    if not action.disputed and settled in action.said:
        return []
    lawful(action, settled)
    return [settled]


def dispute_existence(action: Action, *, disputed_by: str, text: str) -> list[Event]:
    disputed = ActionExistenceDisputed(
        disputed_by=disputed_by, text=nonempty(text, "A dispute says what is wrong.")
    )
    return moved_on(action, disputed)


def affirm(action: Action, *, text: str, settled_by: str | None = None) -> list[Event]:
    affirmed = ActionExistenceAffirmed(
        text=nonempty(text, "Say on what ground it was found to have been agreed."),
        settled_by=settled_by,
    )
    return moved_on(action, affirmed)


def deny(action: Action, *, text: str, settled_by: str | None = None) -> list[Event]:
    denied = ActionExistenceDenied(
        text=nonempty(text, "Say on what ground it was found never to have been agreed."),
        settled_by=settled_by,
    )
    return moved_on(action, denied)
