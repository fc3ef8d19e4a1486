"""Reopen an inspection item that was not over after all."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import inspection_items


@recording
@ref("item", "item", inspection_items.ItemReopened)
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, item: str, reason: str) -> None:
    desk.record_of("item", item, inspection_items.reopen, reason=reason)
