"""Withdraw a finding that does not stand any more."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import findings


@recording
@ref("finding", "finding")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, finding: str, reason: str) -> None:
    desk.record("finding", desk.ref("finding", finding), findings.withdraw, reason=reason)
