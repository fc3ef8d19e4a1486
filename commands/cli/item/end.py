"""Record that the inspectorate will take no further action on an item."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import inspection_items


@recording
@ref("item", "item")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, item: str, reason: str) -> None:
    desk.record_of("item", item, inspection_items.no_further_action, reason=reason)
