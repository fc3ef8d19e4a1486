"""Record that somebody checked whether an inspection item has taken effect."""

from commands.session.desk import Desk
from commands.session.options import argument, ref
from commands.session.recording import recording
from ledger.records import inspection_items


@recording
@ref("item", "item")
@argument("text")
def command(desk: Desk, item: str, text: str) -> None:
    desk.record("item", desk.ref("item", item), inspection_items.reality_test, text=text)
