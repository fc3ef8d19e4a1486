"""Record progress towards an action."""

from commands.session.page import argument, one_rule, ref
from ledger.records import actions

command = one_rule(__doc__, actions.progress)(ref("action", "action"), argument("text"))
