"""Name the post or party that answers for an inspection item."""

from commands.session.page import one_rule, option, ref
from ledger.records import inspection_items

command = one_rule(__doc__, inspection_items.assign_lead)(
    ref("item", "item"),
    option("--post", "lead", needed=True, metavar="POST|PARTY", help="Who leads on it."),
)
