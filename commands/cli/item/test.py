"""Record that somebody checked whether an inspection item has taken effect."""

from commands.session.page import Desk, argument, recording, ref
from ledger.records import inspection_items


@recording
@ref("item", "item")
@argument("text")
def command(desk: Desk, item: str, text: str) -> None:
    desk.record_of("item", item, inspection_items.reality_test, text=text)
