"""Change how often a body meets."""

from commands.session.page import Desk, argument, recording, ref
from ledger.records import bodies


@recording
@ref("body", "body")
@argument("cadence")
def command(desk: Desk, body: str, cadence: str) -> None:
    desk.ahead()
    desk.record_of("body", body, bodies.change_cadence, cadence=cadence)
