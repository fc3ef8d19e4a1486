"""Revise the due date of an inspection item; the first date stays on record."""

from datetime import date

from commands.session.page import Date, Desk, option, recording, ref
from ledger.records import item_due_dates


@recording
@ref("item", "item")
@option("--to", "due", type=Date(ahead=True), needed=True, help="The new due date.")
@option("--reason", asked=True, help="Why.")
@option("--approved-by", metavar="POST|BODY", help="Who approved it, if anybody did.")
def command(desk: Desk, item: str, due: date, reason: str | None, approved_by: str | None) -> None:
    desk.record(
        "item",
        desk.ref("item", item),
        item_due_dates.revise_due,
        due=due,
        reason=reason or "",
        approved_by=desk.authority(approved_by) if approved_by else None,
    )
