"""Record who was told of a decision."""

from commands.session.desk import Desk
from commands.session.options import option, ref
from commands.session.recording import recording
from ledger.records import decisions


@recording
@ref("decision", "decision")
@option("--to", needed=True, help="Who was told.")
def command(desk: Desk, decision: str, to: str) -> None:
    desk.record("decision", desk.ref("decision", decision), decisions.notify, to=to)
