"""Record that the inspectorate was not satisfied."""

from commands.desk.desk import Desk, recording
from commands.desk.options import option, ref
from ledger import inspection_items


@recording
@ref("item", "item")
@option("--reason")
def command(desk: Desk, item: str, reason: str) -> None:
    desk.record("item", desk.ref("item", item), inspection_items.return_item, reason=reason)
