"""Submit an inspection item to the inspectorate for sign-off."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import inspection_items


@recording
@ref("item", "item", inspection_items.ItemSubmitted)
@option("--evidence")
def command(desk: Desk, item: str, evidence: str | None) -> None:
    desk.record_of("item", item, inspection_items.submit, evidence=evidence)
