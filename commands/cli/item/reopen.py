"""Reopen an inspection item that was not over after all."""

from commands.session.page import one_rule, option, ref
from ledger.records import inspection_items

command = one_rule(__doc__, inspection_items.reopen)(
    ref("item", "item", inspection_items.ItemReopened), option("--reason", asked=True, help="Why.")
)
