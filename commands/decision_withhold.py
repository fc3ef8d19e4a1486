"""Record that a decision is withheld from publication, under an exemption."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import decisions


@recording
@ref("decision", "decision")
@option("--exemption", needed=True, help="Under which exemption.")
def command(desk: Desk, decision: str, exemption: str) -> None:
    desk.record("decision", desk.ref("decision", decision), decisions.withhold, exemption=exemption)
