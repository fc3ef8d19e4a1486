"""What a meeting or an authority agrees about an action: that it is done, or due on no set day.

These are events of an action. A meeting that agrees an action as completed closes it in one step:
nobody is recorded to have claimed it, and nobody to have verified it, but the meeting itself.
"""

from datetime import date
from typing import assert_never

from msgspec.structs import replace

from ledger.closures import Agreeing, agreed_by_others
from ledger.errors import Refused
from ledger.events import AuthorityRef, Event, MeetingRef, when
from ledger.records.actions import UNDER_WAY, Action, approved
from ledger.records.policies import SIGNED_CLOSURES, SIGNED_VERIFICATIONS
from ledger.rules import already, nonempty, require

PART_OF = "action"

# What can happen


class ActionAgreedClosed(Event):
    """A meeting agreed that it is completed, and closed it."""

    needs = UNDER_WAY
    fixed = frozenset({"waived"})
    moves_to = "closed"
    wants_signed = (SIGNED_CLOSURES, SIGNED_VERIFICATIONS)
    says = "agreed as completed and closed at {closed_at}[: {evidence}][ ({waived} waived)]"
    closed_at: MeetingRef
    evidence: str | None = None
    waived: str | None = None


class ActionDueUnset(Event):
    """It is due on no set day from now on: in words, or with no new date given."""

    needs = when("open")
    fixed = frozenset({"due_was", "due_words_was"})
    says = (
        "due date[ ({due_words_was})] moved[ from {due_was}] to no set day[ ({due_words})]"
        "[, approved by {approved_by}]: {reason}"
    )
    reason: str
    due_words: str | None = None
    approved_by: AuthorityRef | None = None
    due_was: date | None = None
    due_words_was: str | None = None


AgreementEvent = ActionAgreedClosed | ActionDueUnset

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {"closed_at": "the meeting that agreed something as completed and closed it"}


def evolve(action: Action, event: AgreementEvent) -> Action:
    match event:
        case ActionAgreedClosed(closed_at=meeting):
            return replace(action, closed_at=meeting)
        case ActionDueUnset(due_words=words):
            return replace(action, due=None, due_words=words, due_basis=None)
    assert_never(event)


# Rules


def lawful(action: Action, event: Event) -> None:
    """Refuse to take away the due date of an action that has none, when recorded or when
    corrected."""
    if (
        isinstance(event, ActionDueUnset)
        and action.due is None
        and event.due_words in (None, action.due_words)
    ):
        raise Refused(f"{action.ref} has no due day. Give the new words (--due-words).")


def close_agreed(
    action: Action,
    *,
    closed_at: str,
    evidence: str | None = None,
    independence: bool,
    agreeing: Agreeing,
) -> list[Event]:
    """`agreeing`: who was at the meeting, besides those whose own action it is."""
    closed = ActionAgreedClosed(
        closed_at=closed_at, evidence=evidence, waived=None if independence else "independence"
    )
    if already(action, closed):
        return []
    require(action, closed)
    agreed_by_others(action.ref, closed_at, agreeing, independence=independence)
    return [closed]


def unset_due(
    action: Action,
    *,
    reason: str,
    due_words: str | None = None,
    approved_by: str | None = None,
    unapproved: bool = False,
) -> list[Event]:
    """`unapproved`: whether it was said that nobody is recorded to have approved it."""
    approved(approved_by, unapproved=unapproved)
    unset = ActionDueUnset(
        reason=nonempty(reason, "An extension needs a reason (--reason)."),
        due_words=due_words,
        approved_by=approved_by,
        due_was=action.due,
        due_words_was=action.due_words,
    )
    require(action, unset)
    again = replace(unset, due_was=None, due_words_was=None)
    if action.due is None and any(
        isinstance(e, ActionDueUnset) and replace(e, due_was=None, due_words_was=None) == again
        for e in action.said[-1:]
    ):
        return []
    lawful(action, unset)
    return [unset]
