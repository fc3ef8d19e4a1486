"""Record that the inspectorate accepted an inspection item as done."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import inspection_items


@recording
@ref("item", "item", inspection_items.ItemAccepted)
@option("--evidence")
def command(desk: Desk, item: str, evidence: str | None) -> None:
    desk.record("item", desk.ref("item", item), inspection_items.accept, evidence=evidence)
