"""Change how often a body meets."""

from commands.desk.desk import Desk
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from ledger import bodies


@recording
@ref("body", "body")
@argument("cadence")
def command(desk: Desk, body: str, cadence: str) -> None:
    desk.ahead()
    desk.record("body", desk.ref("body", body), bodies.change_cadence, cadence=cadence)
