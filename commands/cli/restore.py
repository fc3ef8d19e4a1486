"""Declare that an older or another copy of the ledger takes over from the one last seen."""

from commands.session.desk import Desk
from commands.session.options import option
from commands.session.recording import recording, restoring
from ledger.services.restoring import declare


@recording
@restoring
@option("--reason", asked=True, help="Why: from which backup, after what.")
def command(desk: Desk, reason: str) -> None:
    desk.begun(declare(desk.ledger, desk.app.anchors, reason, desk.entry()))
