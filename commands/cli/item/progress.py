"""Record what the force says it has done about an inspection item, and whom it told."""

from commands.session.page import Reference, argument, one_rule, option, ref
from ledger.records import inspection_items

command = one_rule(__doc__, inspection_items.progress, called={"told": "told_to"})(
    ref("item", "item"),
    argument("text"),
    option(
        "--told", type=Reference("meeting"), metavar="MEETING", help="The meeting that was told."
    ),
)
