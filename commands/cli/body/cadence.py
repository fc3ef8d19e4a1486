"""Change how often a body meets."""

from commands.session.desk import Desk
from commands.session.options import argument, ref
from commands.session.recording import recording
from ledger.records import bodies


@recording
@ref("body", "body")
@argument("cadence")
def command(desk: Desk, body: str, cadence: str) -> None:
    desk.ahead()
    desk.record("body", desk.ref("body", body), bodies.change_cadence, cadence=cadence)
