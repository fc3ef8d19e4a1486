"""Record that the force will not do what an item asks, and why."""

from commands.session.page import one_rule, option, ref
from ledger.records import inspection_items

command = one_rule(__doc__, inspection_items.reject)(
    ref("item", "item"),
    option("--by", "responded_by", metavar="POST", help="Who says so."),
    option("--reason", asked=True, help="Why."),
)
