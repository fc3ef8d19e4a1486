"""Withdraw an action that is no longer wanted."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import actions


@recording
@ref("action", "action")
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, action: str, reason: str) -> None:
    desk.record_of("action", action, actions.withdraw, reason=reason)
