"""Record that a plan says a commitment is done."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import commitments


@recording
@ref("commitment", "commitment")
@option("--evidence")
def command(desk: Desk, commitment: str, evidence: str | None) -> None:
    desk.record_of("commitment", commitment, commitments.complete, evidence=evidence)
