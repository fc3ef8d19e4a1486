"""Record the force's own word that an inspection item is done."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import inspection_items


@recording
@ref("item", "item", inspection_items.ItemReportedComplete)
@option("--by", "reported_by", needed=True, metavar="POST|PARTY", help="Who says so.")
@option("--evidence")
def command(desk: Desk, item: str, reported_by: str, evidence: str | None) -> None:
    desk.record(
        "item",
        desk.ref("item", item),
        inspection_items.complete,
        reported_by=desk.owner(reported_by),
        evidence=evidence,
    )
