"""Withdraw an action that is no longer wanted."""

from commands.session.page import one_rule, option, ref
from ledger.records import actions

command = one_rule(__doc__, actions.withdraw)(
    ref("action", "action"), option("--reason", asked=True, help="Why.")
)
