"""Record that somebody checked whether an inspection item has taken effect."""

from commands.session.page import argument, one_rule, ref
from ledger.records import inspection_items

command = one_rule(__doc__, inspection_items.reality_test)(ref("item", "item"), argument("text"))
