"""Record that the inspectorate accepted an inspection item as done."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from commands.desk.separation import separation
from ledger import inspection_items


@recording
@ref("item", "item", inspection_items.ItemAccepted)
@option("--evidence")
def command(desk: Desk, item: str, evidence: str | None) -> None:
    item = desk.ref("item", item)
    apart = separation(desk, "item", item, inspection_items.ItemReportedComplete, (), desk.day)
    desk.record("item", item, inspection_items.accept, evidence=evidence, **apart)
