"""Put a commitment on hold, and why."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import commitments


@recording
@ref("commitment", "commitment")
@option("--reason")
def command(desk: Desk, commitment: str, reason: str) -> None:
    desk.record("commitment", desk.ref("commitment", commitment), commitments.hold, reason=reason)
