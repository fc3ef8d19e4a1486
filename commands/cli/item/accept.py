"""Record that the inspectorate accepted an inspection item as done."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import inspection_items


@recording
@ref("item", "item", inspection_items.ItemAccepted)
@option("--evidence")
def command(desk: Desk, item: str, evidence: str | None) -> None:
    desk.record_of("item", item, inspection_items.accept, evidence=evidence)
