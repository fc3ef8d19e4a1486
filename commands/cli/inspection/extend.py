"""Record that a coroner or the IOPC gave more time to respond to a report."""

from typing import Any

from commands.session.page import Date, Desk, option, recording, ref
from ledger.records import assurances


@recording
@ref("inspection", "inspection")
@option("--to", "due", type=Date(ahead=True), needed=True, help="The new last day.")
@option("--reason", help="Why.")
def command(desk: Desk, inspection: str, **said: Any) -> None:
    desk.record_of("inspection", inspection, assurances.extend_response, **said)
