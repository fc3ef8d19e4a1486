"""Record that the inspectorate was not satisfied."""

from commands.session.page import one_rule, option, ref
from ledger.records import inspection_items

command = one_rule(__doc__, inspection_items.return_item)(
    ref("item", "item", inspection_items.ItemReturned), option("--reason", asked=True, help="Why.")
)
