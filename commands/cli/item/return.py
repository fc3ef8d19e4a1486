"""Record that the inspectorate was not satisfied."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import inspection_items


@recording
@ref("item", "item", inspection_items.ItemReturned)
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, item: str, reason: str) -> None:
    desk.record_of("item", item, inspection_items.return_item, reason=reason)
