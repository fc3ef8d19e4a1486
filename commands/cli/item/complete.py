"""Record the force's own word that an inspection item is done."""

from commands.session.page import one_rule, option, ref
from ledger.records import inspection_items

command = one_rule(__doc__, inspection_items.complete)(
    ref("item", "item", inspection_items.ItemReportedComplete),
    option("--by", "reported_by", needed=True, metavar="POST|PARTY", help="Who says so."),
    option("--evidence"),
)
