"""Record progress on a commitment."""

from commands.session.page import Desk, argument, recording, ref
from ledger.records import commitments


@recording
@ref("commitment", "commitment")
@argument("text")
def command(desk: Desk, commitment: str, text: str) -> None:
    desk.record_of("commitment", commitment, commitments.progress, text=text)
