"""Record the owner's word that an action is done."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import actions


@recording
@ref("action", "action")
@option("--by", "reported_by", needed=True, metavar="POST", help="Who says so.")
@option("--evidence")
def command(desk: Desk, action: str, reported_by: str, evidence: str | None) -> None:
    desk.record(
        "action",
        desk.ref("action", action),
        actions.complete,
        reported_by=desk.post(reported_by),
        evidence=evidence,
    )
