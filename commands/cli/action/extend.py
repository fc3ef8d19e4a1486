"""Move the due date of actions later, to words, or to no set day, with who approved it."""

from typing import Any

import click

from commands.session.due import due_of
from commands.session.page import Desk, DueDate, option, recording, refs
from ledger.errors import InputNeeded, Misused
from ledger.records import action_agreements, actions


@recording
@refs("which", "action", actions.ActionDueExtended)
@option(
    "--to",
    "due",
    type=DueDate(),
    asked=True,
    unless="due_words no_date",
    help="The new due date: a day, a meeting, or words (end of Q2).",
)
@option("--reason", asked=True, help="Why.")
@option(
    "--approved-by", asked=True, unless="no_approval", metavar="POST|BODY", help="Who approved it."
)
@click.option("--no-approval", is_flag=True, help="Nobody is recorded to have approved it.")
@option("--due-words", help="The new due date in words, as printed; alone where they are no day.")
@click.option("--no-date", is_flag=True, help="It was extended, and no new date was given.")
@option("--due-basis", type=click.Choice(["stated", "inferred"]), help="How the new day is known.")
@option("--past-due", is_flag=True, help="Allow a due day before the day it was raised.")
def command(
    desk: Desk,
    which: tuple[str, ...],
    due: str | None,
    reason: str | None,
    approved_by: str | None,
    no_approval: bool,
    due_words: str | None,
    no_date: bool,
    due_basis: str | None,
    past_due: bool,
) -> None:
    if no_date and (due or due_words):
        raise Misused("An extension has a new due date (--to, --due-words) or --no-date, not both.")
    if not (due or due_words or no_date):
        raise InputNeeded("An extension needs --to, --due-words, or --no-date if none was given.")
    if approved_by and no_approval:
        raise Misused("An extension has somebody's approval (--approved-by) or none, not both.")
    facts: dict[str, Any] = {
        "reason": reason or "",
        "approved_by": desk.authority(approved_by) if approved_by else None,
        "unapproved": no_approval,
    }

    desk.ledger.past_due_meant = past_due or desk.app.past_due_meant

    def extend(ref: str) -> None:
        when = due_of(desk, due, due_words, due_basis, _body(desk, ref))
        if when.get("due") is None:
            unset = action_agreements.unset_due
            desk.record("action", ref, unset, due_words=due_words, **facts)
            return
        desk.record("action", ref, actions.extend, **facts, **when)

    desk.each("action", which, extend)


def _body(desk: Desk, action: str) -> str | None:
    """The body on whose list the action is."""
    state = desk.state("action", action)
    at = (state.carried_to[-1] if state.carried_to else state.meeting) if state else None
    return at.partition("/")[0] if at else state.body if state else None
