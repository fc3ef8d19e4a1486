"""Record that a plan says a commitment is done."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import commitments


@recording
@ref("commitment", "commitment")
@option("--evidence")
def command(desk: Desk, commitment: str, evidence: str | None) -> None:
    desk.record(
        "commitment", desk.ref("commitment", commitment), commitments.complete, evidence=evidence
    )
