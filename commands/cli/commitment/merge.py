"""Record that a commitment was merged into another."""

from commands.session.page import Desk, Reference, option, recording, ref
from ledger.records import commitments


@recording
@ref("commitment", "commitment")
@option("--into", type=Reference("commitment"), needed=True, metavar="COMMITMENT")
def command(desk: Desk, commitment: str, into: str) -> None:
    desk.record(
        "commitment",
        desk.ref("commitment", commitment),
        commitments.merge,
        into=desk.ref("commitment", into),
    )
