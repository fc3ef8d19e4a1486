"""Move the due date of an action later, with who approved it."""

from datetime import date

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.parameters import Date
from commands.session.recording import recording
from ledger.fold import standing
from ledger.records import actions


@recording
@ref("action", "action", actions.ActionDueExtended)
@option("--to", "due", type=Date(ahead=True), needed=True, help="The new due date.")
@option("--reason", asked=True, help="Why.")
@option("--approved-by", asked=True, metavar="POST", help="Who approved it.")
@option("--past-due", is_flag=True, help="Allow a due day before the day it was raised.")
def command(
    desk: Desk, action: str, due: date, reason: str, approved_by: str | None, past_due: bool
) -> None:
    ref = desk.ref("action", action)
    if not (past_due or desk.app.past_due_meant):
        actions.in_time(
            due, standing(desk.ledger.history(f"action:{ref}"))[0].envelope.effective_on
        )
    desk.record(
        "action",
        ref,
        actions.extend,
        due=due,
        reason=reason,
        approved_by=desk.post(approved_by) if approved_by else "",
    )
