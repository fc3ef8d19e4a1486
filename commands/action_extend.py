"""Move the due date of an action later, with who approved it."""

from datetime import date

from commands.desk.desk import Desk
from commands.desk.options import Date, option, ref
from commands.desk.recording import recording
from ledger import actions


@recording
@ref("action", "action", actions.ActionDueExtended)
@option("--to", "due", type=Date(ahead=True), needed=True, help="The new due date.")
@option("--reason", asked=True, help="Why.")
@option("--approved-by", asked=True, metavar="POST", help="Who approved it.")
def command(desk: Desk, action: str, due: date, reason: str, approved_by: str | None) -> None:
    desk.record(
        "action",
        desk.ref("action", action),
        actions.extend,
        due=due,
        reason=reason,
        approved_by=desk.post(approved_by) if approved_by else "",
    )
