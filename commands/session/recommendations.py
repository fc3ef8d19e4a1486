"""The response to a recommendation, as a command of its own or with the recommendation itself."""

from typing import get_args

from commands.session.desk import Desk
from ledger.records import inspection_items, recommendations

RESPONSES = (*get_args(recommendations.Response), "rejected")


def responded(
    desk: Desk, item: str, response: str, responded_by: str | None, text: str | None
) -> None:
    if response == "rejected":
        reject = inspection_items.reject
        desk.record("item", item, reject, reason=text or "", responded_by=responded_by)
        return
    desk.record(
        "item",
        item,
        recommendations.respond,
        response=response,
        responded_by=responded_by,
        text=text,
    )
