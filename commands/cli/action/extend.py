"""Move the due date of an action later, with who approved it."""

import click

from commands.session.desk import Desk
from commands.session.due import due_of
from commands.session.options import option, ref
from commands.session.parameters import DueDate
from commands.session.recording import recording
from ledger.records import actions


@recording
@ref("action", "action", actions.ActionDueExtended)
@option(
    "--to",
    "due",
    type=DueDate(),
    needed=True,
    help="The new due date: a day, a meeting, or words (end of Q2).",
)
@option("--reason", asked=True, help="Why.")
@option("--approved-by", asked=True, metavar="POST", help="Who approved it.")
@option("--due-words", help="The new due date in words, as printed.")
@option("--due-basis", type=click.Choice(["stated", "inferred"]), help="How the new day is known.")
@option("--past-due", is_flag=True, help="Allow a due day before the day it was raised.")
def command(
    desk: Desk,
    action: str,
    due: str,
    reason: str,
    approved_by: str | None,
    due_words: str | None,
    due_basis: str | None,
    past_due: bool,
) -> None:
    ref = desk.ref("action", action)
    when = due_of(desk, due, due_words, due_basis, _body(desk, ref))
    desk.ledger.past_due_meant = past_due or desk.app.past_due_meant
    desk.record(
        "action",
        ref,
        actions.extend,
        reason=reason,
        approved_by=desk.post(approved_by) if approved_by else "",
        **when,
    )


def _body(desk: Desk, action: str) -> str | None:
    """The body on whose list the action is."""
    state = desk.state("action", action)
    at = (state.carried_to[-1] if state.carried_to else state.meeting) if state else None
    return at.partition("/")[0] if at else state.body if state else None
