"""Record that another action took the place of one."""

from commands.session.page import Reference, one_rule, option, ref
from ledger.records import actions

command = one_rule(__doc__, actions.supersede)(
    ref("action", "action"),
    option(
        "--by", type=Reference("action"), needed=True, metavar="ACTION", help="What took its place."
    ),
)
