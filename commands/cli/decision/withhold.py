"""Record that a decision is withheld from publication, under an exemption."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.recording import recording
from ledger.records import decisions


@recording
@ref("decision", "decision")
@option("--exemption", needed=True, help="Under which exemption.")
def command(desk: Desk, decision: str, exemption: str) -> None:
    desk.record("decision", desk.ref("decision", decision), decisions.withhold, exemption=exemption)
