"""Record that a deferred item will not come back."""

from commands.session.page import argument, dated, one_rule, option, ref
from ledger.records import agenda

command = one_rule(__doc__, agenda.drop_item)(
    dated("The day of that decision (default: today)."),
    ref("meeting", "meeting"),
    argument("item"),
    option("--reason", asked=True, help="Why."),
)
