"""Record that a later inspection item took the place of one."""

from commands.session.page import Desk, Reference, option, recording, ref
from ledger.records import inspection_items


@recording
@ref("item", "item")
@option("--by", type=Reference("item"), needed=True, metavar="ITEM", help="What took its place.")
def command(desk: Desk, item: str, by: str) -> None:
    by = desk.ref("item", by)
    desk.record_of("item", item, inspection_items.supersede, by=by)
