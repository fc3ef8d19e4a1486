"""Record who was told of a decision."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import decisions


@recording
@ref("decision", "decision")
@option("--to", needed=True, help="Who was told.")
def command(desk: Desk, decision: str, to: str) -> None:
    desk.record_of("decision", decision, decisions.notify, to=to)
