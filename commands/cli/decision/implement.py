"""Record that a decision was carried out."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.recording import recording
from ledger.records import decisions


@recording
@ref("decision", "decision")
@option("--evidence", needed=True, help="What shows it: a paper, a minute.")
def command(desk: Desk, decision: str, evidence: str) -> None:
    desk.record("decision", desk.ref("decision", decision), decisions.implement, evidence=evidence)
