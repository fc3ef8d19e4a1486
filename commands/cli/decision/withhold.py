"""Record that a decision is withheld from publication, under an exemption."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import decisions


@recording
@ref("decision", "decision")
@option("--exemption", needed=True, help="Under which exemption.")
def command(desk: Desk, decision: str, exemption: str) -> None:
    desk.record_of("decision", decision, decisions.withhold, exemption=exemption)
