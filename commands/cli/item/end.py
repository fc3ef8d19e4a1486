"""Record that the inspectorate will take no further action on an item."""

from commands.session.page import one_rule, option, ref
from ledger.records import inspection_items

command = one_rule(__doc__, inspection_items.no_further_action)(
    ref("item", "item"), option("--reason", asked=True, help="Why.")
)
