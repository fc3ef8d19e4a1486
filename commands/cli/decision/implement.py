"""Record that a decision was carried out."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import decisions


@recording
@ref("decision", "decision")
@option("--evidence", needed=True, help="What shows it: a paper, a minute.")
def command(desk: Desk, decision: str, evidence: str) -> None:
    desk.record_of("decision", decision, decisions.implement, evidence=evidence)
