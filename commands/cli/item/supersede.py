"""Record that a later inspection item took the place of one."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.parameters import Reference
from commands.session.recording import recording
from ledger.records import inspection_items


@recording
@ref("item", "item")
@option("--by", type=Reference("item"), needed=True, metavar="ITEM", help="What took its place.")
def command(desk: Desk, item: str, by: str) -> None:
    by = desk.ref("item", by)
    desk.record("item", desk.ref("item", item), inspection_items.supersede, by=by)
