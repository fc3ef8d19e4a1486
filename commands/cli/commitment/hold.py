"""Put a commitment on hold, and why."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.recording import recording
from ledger.records import commitments


@recording
@ref("commitment", "commitment")
@option("--reason")
def command(desk: Desk, commitment: str, reason: str) -> None:
    desk.record("commitment", desk.ref("commitment", commitment), commitments.hold, reason=reason)
