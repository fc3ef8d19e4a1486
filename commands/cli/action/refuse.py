"""Refuse the closure of an action reported complete: it is open again."""

from commands.session.page import one_rule, option, ref
from ledger.records import actions

command = one_rule(__doc__, actions.refuse_closure)(
    ref("action", "action", actions.ActionClosureRefused),
    option("--reason", asked=True, help="Why."),
    option("--by", "refused_by", metavar="POST", help="Who was not satisfied."),
)
