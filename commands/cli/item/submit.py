"""Submit an inspection item to the inspectorate for sign-off."""

from commands.session.page import one_rule, option, ref
from ledger.records import inspection_items

command = one_rule(__doc__, inspection_items.submit)(
    ref("item", "item", inspection_items.ItemSubmitted), option("--evidence")
)
