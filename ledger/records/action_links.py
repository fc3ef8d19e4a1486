"""Which other records an action bears on. This is an event of an action."""

from typing import assert_never

from ledger.events import AnyRef, Event, when
from ledger.records.actions import Action
from ledger.rules import unless_said

PART_OF = "action"


class ActionLinked(Event):
    """It bears on another record."""

    needs = when("open", "reported complete", "closed", "superseded", "merged", "withdrawn")
    says = "linked to {linked_to}"
    linked_to: AnyRef


def evolve(action: Action, event: ActionLinked) -> Action:
    match event:
        case ActionLinked():
            return action
    assert_never(event)


def link(action: Action, *, to: str) -> list[Event]:
    linked = ActionLinked(linked_to=to)
    return unless_said(action, linked)
