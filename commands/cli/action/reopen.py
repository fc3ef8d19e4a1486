"""Reopen an action that was not over after all."""

from commands.session.page import one_rule, option, ref
from ledger.records import actions

command = one_rule(__doc__, actions.reopen)(
    ref("action", "action", actions.ActionReopened), option("--reason", asked=True, help="Why.")
)
