"""Reopen an action that was not over after all."""

from commands.session.page import Desk, option, recording, ref
from ledger.records import actions


@recording
@ref("action", "action", actions.ActionReopened)
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, action: str, reason: str) -> None:
    desk.record_of("action", action, actions.reopen, reason=reason)
