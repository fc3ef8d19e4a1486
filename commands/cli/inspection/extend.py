"""Record that a coroner or the IOPC gave more time to respond to a report."""

from typing import Any

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.parameters import Date
from commands.session.recording import recording
from ledger.records import assurances


@recording
@ref("inspection", "inspection")
@option("--to", "due", type=Date(ahead=True), needed=True, help="The new last day.")
@option("--reason", help="Why.")
def command(desk: Desk, inspection: str, **said: Any) -> None:
    desk.record(
        "inspection", desk.ref("inspection", inspection), assurances.extend_response, **said
    )
