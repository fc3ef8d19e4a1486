"""Give an action to another post or party, or to several."""

from commands.session.page import one_rule, option, ref
from ledger.records import actions

command = one_rule(__doc__, actions.reassign)(
    ref("action", "action"),
    option(
        "--to",
        "owners",
        multiple=True,
        needed=True,
        metavar="POST|PARTY",
        help="Who is to do it now.",
    ),
    option("--lead", metavar="POST|PARTY", help="Which of several owners leads."),
    option("--reason"),
)
