"""Record that a body later reworded a finding."""

from commands.session.page import Desk, argument, option, recording, ref
from ledger.records import findings


@recording
@ref("finding", "finding")
@argument("text")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, finding: str, text: str, reason: str) -> None:
    desk.record_of("finding", finding, findings.correct, text=text, reason=reason)
