"""Record who was told of a decision."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import decisions


@recording
@ref("decision", "decision")
@option("--to", needed=True, help="Who was told.")
def command(desk: Desk, decision: str, to: str) -> None:
    desk.record("decision", desk.ref("decision", decision), decisions.notify, to=to)
