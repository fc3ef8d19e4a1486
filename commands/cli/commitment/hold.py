"""Put a commitment on hold, and why."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import commitments


@recording
@ref("commitment", "commitment")
@option("--reason")
def command(desk: Desk, commitment: str, reason: str) -> None:
    desk.record_of("commitment", commitment, commitments.hold, reason=reason)
