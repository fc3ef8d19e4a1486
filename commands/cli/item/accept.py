"""Record that the inspectorate accepted an inspection item as done."""

from commands.session.page import one_rule, option, ref
from ledger.records import inspection_items

command = one_rule(__doc__, inspection_items.accept)(
    ref("item", "item", inspection_items.ItemAccepted), option("--evidence")
)
