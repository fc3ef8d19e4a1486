"""Reopen an action that was not over after all."""

from commands.desk.desk import Desk
from commands.desk.options import option, ref
from commands.desk.recording import recording
from ledger import actions


@recording
@ref("action", "action", actions.ActionReopened)
@option("--reason", asked=True, help="Why.")
def command(desk: Desk, action: str, reason: str) -> None:
    desk.record("action", desk.ref("action", action), actions.reopen, reason=reason)
