"""Withdraw a finding that no longer stands."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import findings


@recording
@ref("finding", "finding")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, finding: str, reason: str) -> None:
    desk.record_of("finding", finding, findings.withdraw, reason=reason)
