"""Change how often a body meets."""

from commands.desk.desk import Desk, recording
from commands.desk.options import argument, ref
from ledger import bodies


@recording
@ref("body", "body")
@argument("cadence")
def command(desk: Desk, body: str, cadence: str) -> None:
    desk.ahead()
    desk.record("body", desk.ref("body", body), bodies.change_cadence, cadence=cadence)
