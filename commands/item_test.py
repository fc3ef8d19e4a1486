"""Record that somebody looked whether an inspection item has landed."""

from commands.desk.desk import Desk
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from ledger import inspection_items


@recording
@ref("item", "item")
@argument("text")
def command(desk: Desk, item: str, text: str) -> None:
    desk.record("item", desk.ref("item", item), inspection_items.reality_test, text=text)
