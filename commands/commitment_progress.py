"""Record progress on a commitment."""

from commands.desk.desk import Desk
from commands.desk.options import argument, ref
from commands.desk.recording import recording
from ledger import commitments


@recording
@ref("commitment", "commitment")
@argument("text")
def command(desk: Desk, commitment: str, text: str) -> None:
    desk.record("commitment", desk.ref("commitment", commitment), commitments.progress, text=text)
