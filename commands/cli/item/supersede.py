"""Record that a later inspection item took the place of one."""

from commands.session.page import Reference, one_rule, option, ref
from ledger.records import inspection_items

command = one_rule(__doc__, inspection_items.supersede)(
    ref("item", "item"),
    option(
        "--by", type=Reference("item"), needed=True, metavar="ITEM", help="What took its place."
    ),
)
