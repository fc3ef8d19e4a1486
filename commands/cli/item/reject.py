"""Record that the force will not do what an item asks, and why."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import inspection_items


@recording
@ref("item", "item")
@option("--by", "responded_by", metavar="POST", help="Who says so.")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, item: str, responded_by: str | None, reason: str) -> None:
    desk.record(
        "item",
        desk.ref("item", item),
        inspection_items.reject,
        reason=reason,
        responded_by=desk.post(responded_by) if responded_by else None,
    )
