"""Record that a plan says a commitment is done."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.recording import recording
from ledger.records import commitments


@recording
@ref("commitment", "commitment")
@option("--evidence")
def command(desk: Desk, commitment: str, evidence: str | None) -> None:
    desk.record(
        "commitment", desk.ref("commitment", commitment), commitments.complete, evidence=evidence
    )
